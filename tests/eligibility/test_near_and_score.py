"""Near misses: by date and by one allowed step. Score: every part can only raise it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import AmountRange, Engine
from eligibility.population import sample
from eligibility.schema import RightLogic
from eligibility.score import score
from tests.eligibility.helpers import (
    TODAY,
    catalogue_engine,
    engine,
    evaluate,
    rule_base,
    situations,
)

pytestmark = pytest.mark.once
JOBLESS = {
    "holds": [], "work_status": "unemployed", "months_unemployed": 8, "registered": False,
    "has_partner": False, "birth_date": "2009-03-15", "income.wage_month": 0,
    "income.other_month": 0, "children": [],
}  # fmt: skip


def near(code: str, answers: dict[str, Any]) -> list[Any]:
    return engine().near_misses(engine().read(answers, TODAY), code)


def test_the_first_better_date_is_the_birthday() -> None:
    [miss] = near("living-wage", JOBLESS)
    assert (miss.date, miss.outcome, miss.facts) == (date(2027, 3, 15), "likely", ["birth_date"])


def test_nothing_is_near_after_more_than_24_months() -> None:
    assert near("living-wage", {**JOBLESS, "birth_date": "2012-03-15"}) == []


def test_one_step_that_can_be_asked_for_is_told() -> None:
    [miss] = near("job-bonus", JOBLESS)
    assert (miss.facts, miss.value, miss.outcome, miss.date) == (
        ["registered"],
        True,
        "likely",
        None,
    )


def test_what_is_likely_has_no_near_miss() -> None:
    assert near("job-bonus", {**JOBLESS, "registered": True}) == []


def test_no_life_is_advised_to_change_even_when_the_file_says_so() -> None:
    marked = {"key": "has_partner", "type": "bool", "number": 7, "topic": "home",
              "actionable": "request"}  # fmt: skip
    built = Engine(rule_base(facts=[marked]))
    assert [p.place for p in built.problems] == ["fact has_partner"]
    rich = {**JOBLESS, "has_partner": True, "partner.income_month": 9000, "registered": True}
    assert built.near_misses(built.read(rich, TODAY), "job-bonus") == []


def test_the_shipped_facts_that_may_be_advised_are_steps_and_not_lives() -> None:
    from eligibility.reading import may_be_advised

    of = catalogue_engine()
    if of is None:
        pytest.skip("the catalogue cannot be read")
    advised = [fact for fact in of.facts.values() if may_be_advised(fact)]
    assert advised
    assert not [f.key for f in advised if f.key.startswith(("partner", "child", "household"))]
    assert not {f.key for f in advised} & {
        "has_partner", "staying", "postcode", "registered_address", "work_status", "children",
        "residence_paper", "nationality_status", "disability_points", "willing_to_work",
    }  # fmt: skip


FIGURE = {"key": "fuel.ceiling", "unit": "EUR/month"}
OFFICIAL = {"confidence": "official", "source": "https://example.org/f"}
HELP = {"code": "help", "criteria": [
    {"id": "low-income", "test": 'income.wage_month < param("fuel.ceiling")'},
]}  # fmt: skip
BIRTHDAY = {"id": "adult", "test": "age >= 18"}
PAID = {**JOBLESS, "income.wage_month": 1500}


def fuel(values: list[dict[str, Any]], **changes: Any) -> list[Any]:
    """What is near for a wage of 1,500 a month when the limit has these values."""
    built = Engine(
        rule_base(parameters=[{**FIGURE, "values": values}], rights=[{**HELP, **changes}])
    )
    return built.near_misses(built.read(PAID, TODAY), "help")


LIMIT = {"from": date(2026, 1, 1), "value": 1400, **OFFICIAL}


def test_a_figure_that_ends_makes_nothing_better() -> None:
    ended = {"from": date(2027, 1, 1), "value": None, **OFFICIAL}
    assert fuel([LIMIT, ended]) == []
    [miss] = fuel([LIMIT, ended, {"from": date(2027, 2, 1), "value": 1600, **OFFICIAL}])
    assert (miss.date, miss.outcome) == (date(2027, 2, 1), "likely")


def test_a_figure_that_nobody_confirmed_makes_nothing_better() -> None:
    guess = {"from": date(2027, 1, 1), "value": 1600, "confidence": "derived"}
    assert fuel([LIMIT, guess]) == []
    [miss] = fuel([LIMIT, guess, {"from": date(2027, 3, 1), "value": 1550, **OFFICIAL}])
    assert miss.date == date(2027, 3, 1)


def test_a_birthday_is_told_although_another_route_waits_for_a_figure() -> None:
    guess = {"from": date(2027, 1, 1), "value": 1600, "confidence": "derived"}
    routes = [{"id": "age", "criteria": [BIRTHDAY]}, {"id": "low", "criteria": HELP["criteria"]}]
    office = {"id": "office", "decided_by": "office"}
    [miss] = fuel([LIMIT, guess], criteria=[office], routes=routes)
    assert (miss.date, miss.outcome, miss.facts) == (date(2027, 3, 15), "likely", ["birth_date"])


def test_a_birthday_is_told_when_the_figure_was_open_before_it() -> None:
    guess = {"from": date(2026, 2, 1), "value": 1600, "confidence": "derived"}
    [miss] = fuel([LIMIT, guess], criteria=[*HELP["criteria"], BIRTHDAY])
    assert (miss.date, miss.outcome) == (date(2027, 3, 15), "possible")


def test_a_step_towards_a_figure_that_nobody_confirmed_is_not_told() -> None:
    guess = {"from": date(2026, 2, 1), "value": 1600, "confidence": "derived"}
    mixed = [{"id": "m", "test": 'registered and income.wage_month < param("fuel.ceiling")'}]
    assert fuel([LIMIT, guess], criteria=mixed) == []
    [miss] = fuel([{**LIMIT, "value": 1600}], criteria=mixed)
    assert (miss.facts, miss.outcome) == (["registered"], "likely")


def test_no_right_of_the_catalogue_looks_better_on_a_day_when_it_cannot_be_checked() -> None:
    of = catalogue_engine()
    if of is None:
        pytest.skip("the catalogue cannot be read")
    for place in range(6):
        answers = sample(of.facts, TODAY.toordinal(), Random(place))
        situation = of.read({**answers, "holds": []}, TODAY)
        for code in of.rights:
            for miss in of.near_misses(situation, code):
                day = miss.date or TODAY
                assert code not in of.uncheckable(day)
                assert miss.outcome == "likely" or not _waits(of, situation, code, miss)


def _waits(of: Engine, situation: Any, code: str, miss: Any) -> bool:
    """Every criterion that fails today waits for a figure then."""
    now = {
        (r.id, c.id): c.outcome
        for r in of.outcome(code, situation, TODAY).routes
        for c in r.criteria
    }
    then = of.outcome(code, situation, miss.date or TODAY)
    turned = [c for r in then.routes for c in r.criteria
              if now.get((r.id, c.id)) == "not_met" and c.outcome != "not_met"]  # fmt: skip
    return bool(turned) and all(c.outcome == "unknown" and not c.unknown for c in turned)


RIGHTS = st.builds(
    RightLogic,
    code=st.just("r"),
    advice_first=st.booleans(),
    starts_on_request=st.booleans(),
    value_band=st.sampled_from([None, "low", "medium", "high"]),
    effort=st.sampled_from([1, 2, 3]),
)
AMOUNTS = st.one_of(
    st.none(), st.integers(0, 4000).map(lambda euros: AmountRange(euros, None, "EUR/month"))
)


@settings(deadline=None)
@given(right=RIGHTS, amount=AMOUNTS, opened=st.integers(0, 6))
def test_every_part_can_only_raise_the_score(right: Any, amount: Any, opened: int) -> None:
    def of(**changes: Any) -> list[int]:
        changed = right.model_copy(update=changes)
        return [
            score(changed, o, amount, opened, False) for o in ("unlikely", "possible", "likely")
        ]

    base = of()
    assert base == sorted(base) and 0 <= base[0] <= base[2] <= 100
    better: list[dict[str, Any]] = [
        {"starts_on_request": True}, {"value_band": "high"}, {"effort": 1}, {"advice_first": False},
    ]  # fmt: skip
    for change in better:
        assert all(b >= a for a, b in zip(base, of(**change), strict=True))
    more = [score(right, "likely", amount, opened + n, False) for n in range(3)]
    assert more == sorted(more)
    rich = AmountRange(5000, None, "EUR/month")
    assert score(right, "likely", rich, opened, False) >= base[2]


def test_what_needs_advice_first_is_never_on_top() -> None:
    for answers in ({}, JOBLESS, {"birth_date": "1990-01-01", "income.wage_month": 0}):
        order = list(evaluate(answers).rights.values())
        assert "advice_first" not in order[0].flags


def test_likely_comes_before_possible_and_possible_before_unlikely() -> None:
    rank = {"likely": 2, "possible": 1, "unlikely": 0}
    rows = [r for r in evaluate(JOBLESS).rights.values() if "advice_first" not in r.flags]
    assert [rank[r.outcome] for r in rows] == sorted((rank[r.outcome] for r in rows), reverse=True)


@settings(max_examples=40, deadline=None)
@given(pair=situations(engine()))
def test_trying_only_turning_days_finds_the_same_day_as_trying_every_day(pair: Any) -> None:
    of, rank = engine(), {"unlikely": 0, "possible": 1, "likely": 2}
    situation = of.read(pair[1], TODAY)
    for code in ("living-wage", "care-allowance", "pension-supplement", "family-card", "youngest"):
        now = of.outcome(code, situation, TODAY).outcome  # likely when it is held
        days = (TODAY + timedelta(n) for n in range(1, 731))
        better = (d for d in days if rank[of.quick_outcome(code, situation, d)] > rank[now])
        told = [miss.date for miss in of.near_misses(situation, code) if miss.date]
        assert told == [day for day in [next(better, None)] if day]
