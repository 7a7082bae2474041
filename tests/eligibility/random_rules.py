"""Random rules over the facts of base.yaml: what hypothesis draws and shrinks.

Rules are texts, as in files; nested at most three deep, so that a failing one
gets short soon.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from eligibility.schema import RuleBase
from tests.eligibility.helpers import AGES, EUROS, SILENT, TODAY, engine, rule_base

CONFIRMED = {"confidence": "official", "source": "https://example.org"}
MONTHLY = [
    "income.wage_month", "income.other_month", "partner.income_month", 'param("wage.alone")',
    'param("wage.family")', "max(0, income.wage_month - income.other_month)",
    "sum(others, member.income_month)", "max(others, member.income_month)",
    "0.15 * income.wage_month", 'income.wage_month * param("rent.share") / 100',
    "(income.year - 12 * income.other_month) / 12", 'param("band.month")',
    'param("open.month")', "0 - income.other_month", "-2 * partner.income_month",
]  # fmt: skip
COUNTS = [
    "household_size", "count(children)", "dependants", "count(others)",
    "count(children, child.care_recognised)", "1", "2", "household_size / 2",
    "count(children, years_between(child.birth_date, as_of) < 18 and has_partner)",
]  # fmt: skip
YEARS = ["age", "pension_age", "18", "65", "min(children, years_between(child.birth_date, as_of))",
         "max(children, years_between(child.birth_date, as_of))"]  # fmt: skip
LEAVES = [
    "has_partner", "registered", "social_register", '"energy" in hard_to_pay',
    'work_status == "sick"', 'work_status in ("retired", "student")', 'tenure != "owner"',
    'region == "brussels"', 'region in ("flanders", "wallonia")', 'postcode == "1000"',
    'category == "family"', 'holds("living-wage")', 'holds("care-allowance")',
    'right("reduced-rate")', 'right("housing-list")', 'right("old-law")',
    "any(children, child.care_points >= 6)", "all(children, child.care_recognised)",
    "all(others, member.income_month > partner.income_month)",
    "any(children, months_between(child.birth_date, as_of) < 36)",
    'birth_date < date("1960-05-10")', "days_between(birth_date, as_of) > 6600",
    "months_unemployed >= 6", "sum(children, child.care_points) > 12",
]  # fmt: skip
SCALAR = [
    "has_partner", 'region == "brussels"', 'right("reduced-rate")', 'holds("living-wage")',
    'income.wage_month < param("band.month")', "child.care_recognised", 'tenure == "social"',
]  # fmt: skip
SIGNS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])


@cache
def pool() -> list[dict[str, Any]]:
    """Households at the limits of the rules, of which all, most or little is known. Rules are
    drawn by hypothesis and households from here, so that it has little to shrink."""
    random = Random(7)
    return [_household(random, share) for share in (0.0, 0.1, 0.3, 0.7) for _ in range(150)]


def _household(random: Random, unknown: float) -> dict[str, Any]:
    found = {
        key: _answer(fact, random, unknown)
        for key, fact in engine().facts.items()
        if key not in SILENT and random.random() >= unknown
    }
    if random.random() < 0.3:
        found["holds_unsure"] = random.sample(["living-wage", "care-allowance"], 1)
    return found


def _answer(part: Any, random: Random, unknown: float) -> Any:
    if part.type == "bool":
        return random.random() < 0.5
    if part.type == "date":
        day = TODAY.replace(year=TODAY.year - random.choice(AGES)).toordinal()
        text = date.fromordinal(min(day + random.randint(-2, 2), TODAY.toordinal())).isoformat()
        return text[:7] if random.random() < unknown else text
    if part.type == "list":
        return [
            {f.key: _answer(f, random, unknown) for f in part.record if random.random() >= unknown}
            for _ in range(random.choice((0, 0, 1, 2, 3)))
        ]
    codes = [option.code for option in part.options or ()]
    if part.type == "set":
        return random.sample(codes, random.randint(0, len(codes)))
    if part.type == "choice":
        return random.choice(codes)
    if part.type == "postcode":
        return random.choice(["1000", "1299", "1300", "1500", "4700", "8000", "9999"])
    numbers = EUROS if part.type == "money" else range(14)
    return random.choice([n for n in numbers if part.min <= n <= part.max])


def numbers(of: list[str]) -> st.SearchStrategy[str]:
    """Numbers of one unit, sums, differences, the smaller or larger of two, and if-else."""
    return st.recursive(
        st.sampled_from(of),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(
                lambda t: f"{t[0]}({t[1]}, {t[2]})"
            ),
            st.tuples(inner, st.sampled_from(LEAVES), inner).map(
                lambda t: f"({t[0]} if {t[1]} else {t[2]})"
            ),
        ),
        max_leaves=3,
    )


def comparisons() -> st.SearchStrategy[str]:
    return st.sampled_from([MONTHLY, COUNTS, YEARS]).flatmap(
        lambda unit: st.tuples(numbers(unit), SIGNS, numbers(unit)).map(" ".join)
    )


def tests() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(LEAVES) | comparisons(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda t: f"({' and '.join(t)})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda t: f"({' or '.join(t)})"),
            inner.map(lambda t: f"not ({t})"),
        ),
        max_leaves=4,
    )


@st.composite
def rights(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A right of one or two routes, one per child, and one that waits for the first."""
    texts = draw(st.lists(tests(), min_size=3, max_size=3))
    office = [{"id": "office", "decided_by": "office"}]
    one = {
        "code": "one",
        "criteria": [{"id": "a", "test": texts[0]}],
        "routes": [
            {"id": "r", "criteria": [{"id": "b", "test": texts[1]}]},
            {"id": "s", "criteria": office if draw(st.booleans()) else [
                {"id": "c", "test": texts[2], "kind": "exclusion"}]},
        ],
        "advice_first": draw(st.booleans()),
        "incomplete": draw(st.booleans()),
    }  # fmt: skip
    points = "child.care_points >= 6 or " + draw(st.sampled_from(SCALAR))
    child = {"code": "each", "for_each": "children", "criteria": [
        {"id": "young", "test": "years_between(child.birth_date, as_of) < 12"},
        {"id": "points", "test": points}]}  # fmt: skip
    held = draw(st.sampled_from(['holds("one")', 'holds("one") or holds("each")']))
    waits = {
        "code": "waits",
        "criteria": [{"id": "h", "test": held}, {"id": "t", "test": texts[1]}],
    }
    return [one, child, waits]


def base_with(new: list[dict[str, Any]]) -> RuleBase:
    """base.yaml with these rights, a band and a figure of which nothing is confirmed."""
    band = [{"from": "2020-01-01", "value": 1000, **CONFIRMED},
            {"from": "2026-01-01", "value": 1500, "confidence": "derived"}]  # fmt: skip
    open_ = [{"from": "2020-01-01", "value": 900, "confidence": "derived"}]
    base = rule_base(
        parameters=[{"key": "band.month", "unit": "EUR/month", "values": band},
                    {"key": "open.month", "unit": "EUR/month", "values": open_}],
        rights=new,
    )  # fmt: skip
    named = [right["code"] for right in new]
    kept = [right for right in base.rights if right.code in (*named, *_ASKED_FOR)]
    return base.model_copy(update={"rights": kept})


_ASKED_FOR = ("living-wage", "care-allowance", "reduced-rate", "housing-list", "old-law")
