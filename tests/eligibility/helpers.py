"""The rule base of these tests, and random answers for it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from eligibility import Engine, Result
from eligibility.schema import Fact, Field_, RightLogic, RuleBase

HERE = Path(__file__).parent
CATALOGUE = HERE.parents[1] / "catalogue"
TODAY = date(2026, 11, 23)
SILENT = ("holds_unsure", "asked", "refused")


def rule_base(**changes: list[dict[str, Any]]) -> RuleBase:
    """The rule base of base.yaml; `changes` adds facts, notions, parameters or rights."""
    raw = yaml.safe_load((HERE / "base.yaml").read_text())
    for part, more in changes.items():
        replaced = {item.get("key") or item.get("code") for item in more}
        kept = [r for r in raw[part] if (r.get("key") or r.get("code")) not in replaced]
        raw[part] = kept + more
    return RuleBase.model_validate(raw)


@cache
def engine() -> Engine:
    return Engine(rule_base())


def with_right(**right: Any) -> Engine:
    return Engine(rule_base(rights=[{"code": "trial", **right}]))


def evaluate(answers: dict[str, Any], as_of: date = TODAY) -> Result:
    return engine().evaluate(answers, as_of, next_question=False)


@cache
def catalogue_engine() -> Engine | None:
    """The shipped catalogue, or None while its files cannot be read."""
    try:
        facts, notions = _file("facts.yaml"), _file("notions.yaml")
        parameters = [p for f in sorted(CATALOGUE.glob("parameters/*.yaml")) for p in _yaml(f)]
        rights = [_yaml(f) for f in sorted(CATALOGUE.glob("rights/*/right.yaml"))]
        logic = [{k: v for k, v in r.items() if k in RightLogic.model_fields} for r in rights]
        return Engine(RuleBase.model_validate(
            {"facts": facts, "notions": notions, "parameters": parameters, "rights": logic}
        ))  # fmt: skip
    except (OSError, ValueError):
        return None


def _file(name: str) -> Any:
    return _yaml(CATALOGUE / name)


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


# random answers

AGES = (0, 2, 3, 5, 12, 17, 18, 20, 21, 24, 25, 30, 44, 64, 65, 66, 67, 80)
EUROS = (0, 0.01, 500, 1300.49, 1300.5, 1800, 1800.01, 2000, 14999.99, 15000, 20000, 20500, 60000)


def value_of(part: Field_) -> st.SearchStrategy[Any]:
    """A full answer to one question, mostly near the limits of the rules."""
    if part.type == "bool":
        return st.booleans()
    if part.type == "choice":
        return st.sampled_from([option.code for option in part.options or []])
    if part.type == "set":
        codes = [option.code for option in part.options or []] or ["living-wage"]
        return st.lists(st.sampled_from(codes), max_size=3, unique=True)
    if part.type == "date":
        days = st.tuples(st.sampled_from(AGES), st.integers(-2, 2))
        return days.map(lambda d: _born(*d))
    if part.type == "postcode":
        return st.sampled_from(["1000", "1299", "1300", "1500", "4700", "8000", "9999"])
    if part.type == "list":
        assert isinstance(part, Fact)
        fields = {f.key: value_of(f) for f in part.record or []}
        return st.lists(st.fixed_dictionaries(fields), max_size=3)
    return _number(part)


def _born(years: int, shift: int) -> str:
    day = TODAY.replace(year=TODAY.year - years) + timedelta(shift)
    return min(day, TODAY).isoformat()


def _number(part: Field_) -> st.SearchStrategy[Any]:
    low, high = part.min or 0, part.max if part.max is not None else 10**6
    if part.type == "money":
        return st.sampled_from([euros for euros in EUROS if low <= euros <= high])
    return st.sampled_from([n for n in (*range(0, 14), 18, 36, 66, 80) if low <= n <= high])


@st.composite
def situations(draw: st.DrawFn, of: Engine) -> tuple[dict[str, Any], dict[str, Any]]:
    """Full answers, and the same with some of them left out, null or made less precise."""
    full, part = {}, {}
    for key, fact in of.facts.items():
        if key in SILENT:
            continue
        full[key] = draw(value_of(fact))
        fate = draw(st.sampled_from(["keep", "keep", "absent", "null", "blur"]))
        if fate == "null":
            part[key] = None
        elif fate != "absent":
            part[key] = full[key] if fate == "keep" else draw(_blur(full[key]))
    return full, part


@st.composite
def _blur(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, str) and value.count("-") == 2 and value[:4].isdecimal():
        return value[:7]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{k: v for k, v in record.items() if draw(st.booleans())} for record in value]
    return value
