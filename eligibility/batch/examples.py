"""Invented households with the columns of a file to screen: types of columns, and rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from eligibility import population
from eligibility.batch.to_polars import pl
from eligibility.schema import Fact, Field_

_TYPES = {
    "bool": pl.Boolean, "choice": pl.String, "number": pl.Float64, "money": pl.Float64,
    "date": pl.String, "postcode": pl.String, "set": pl.List(pl.String),
}  # fmt: skip


def column_type(part: Field_) -> Any:
    """The type of a column: a date is text, as `1990-05-31` or `1990-05`."""
    if isinstance(part, Fact) and part.type == "list":
        return pl.List(pl.Struct({f.key: column_type(f) for f in part.record or ()}))
    return _TYPES[part.type]


def schema(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Every column that a file may have. A column that is not there is unknown."""
    return {"id": pl.String, **{key: column_type(fact) for key, fact in facts.items()}}


def households(
    facts: Mapping[str, Fact], as_of: date, rows: int, seed: int = 1, unknown: float = 0.1
) -> Any:
    """Invented rows; each leaves out a share of its answers, and says some dates by month."""
    random, day = Random(seed), as_of.toordinal()  # noqa: S311 - invented people, the same each time
    made = []
    for number in range(rows):
        whole = population.sample(facts, day, random)
        kept = {
            key: _blurred(facts[key], value, random)
            for key, value in whole.items() if random.random() >= unknown
        }  # fmt: skip
        made.append({"id": f"h{number + 1}", **kept})
    return pl.DataFrame(made, schema=schema(facts))


def _blurred(fact: Fact, value: Any, random: Random) -> Any:
    if fact.type == "date" and random.random() < 0.1:
        return value[:7]
    if fact.type == "list":
        return [
            {key: part if random.random() > 0.05 else None for key, part in record.items()}
            for record in value
        ]
    return value
