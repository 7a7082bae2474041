"""An invented rule base of the trial's size without lists, and invented people as plain columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from eligibility import Engine, answers
from eligibility.schema import Fact, RuleBase
from tests.eligibility.helpers import TODAY
from tests.eligibility.trial import invented

RIGHTS = 67
UNKNOWN = 0.1  # share of answers that are not there
_WITHOUT_LISTS = {
    "dependants": "household_size - 1",
    "income.year": "12 * (income.wage_month + income.other_month + partner.income_month)",
    "category": '"couple" if has_partner else "alone"',
}


def rules() -> RuleBase:
    """67 rights over 60 facts, of the shape of the catalogue but without children and others."""
    raw = invented(RIGHTS).model_dump(by_alias=True, mode="json")
    raw["facts"] = [fact for fact in raw["facts"] if fact["type"] != "list"]
    for notion in raw["notions"]:
        notion["is"] = _WITHOUT_LISTS.get(notion["key"], notion["is"])
    for right in raw["rights"]:
        for tests in (right["criteria"], *(route["criteria"] for route in right["routes"])):
            for test in tests:
                if test["test"].startswith("any(children"):
                    test["test"] = "household_size >= 3"
    return RuleBase.model_validate(raw)


def people(engine: Engine, rows: int, codes: set[str], seed: int = 1) -> Any:
    """Plain columns (see `batch.flat`) of invented people who leave out some answers."""
    random = np.random.default_rng(seed)
    made: dict[str, Any] = {"id": np.arange(rows)}
    for fact in engine.facts.values():
        if fact.key == "holds":
            made |= {f"holds={code}": random.random(rows) < 0.1 for code in sorted(codes)}
        elif fact.type != "set":
            made[fact.key] = _draw(fact, rows, random)
    frame = pl.DataFrame(made)
    gaps = {
        name: pl.Series(random.random(rows) < UNKNOWN) for name in frame.columns if name != "id"
    }
    frame = frame.with_columns(
        pl.when(~pl.lit(gap)).then(pl.col(name)).alias(name) for name, gap in gaps.items()
    )
    unsure = pl.any_horizontal(pl.col("^holds=.*$").is_null())
    return frame.with_columns(unsure.alias("holds~open"), pl.lit(False).alias("~nothing"))


def _draw(fact: Fact, rows: int, random: np.random.Generator) -> Any:
    if fact.type == "bool":
        return random.random(rows) < 0.4
    if fact.type == "choice":
        return random.integers(0, len(fact.options or ()), rows).astype(np.int8)
    if fact.type == "date":
        return (TODAY.toordinal() - random.integers(0, 95 * 365, rows)).astype(np.int32)
    if fact.type == "postcode":
        return random.integers(1000, 9999, rows).astype(np.int32)
    low, high = answers.everything(fact)
    most = min(int(high), 5_000_00) if fact.type == "money" else int(high)
    kind = np.int64 if fact.type == "money" else np.int32
    return random.integers(int(low), most + 1, rows).astype(kind)
