"""The outcome rules: held, derived, dated, per child, unconfirmed, broken."""

from __future__ import annotations

import gc
import logging
import weakref
from datetime import date
from typing import Any

import pytest

from eligibility import Engine, RuleBaseError, parameters
from tests.eligibility.helpers import TODAY, engine, evaluate, rule_base, with_right

pytestmark = pytest.mark.once
POOR = {
    "birth_date": "1990-01-01", "has_partner": False, "children": [], "household_size": 1,
    "income.wage_month": 0, "income.other_month": 500, "work_status": "sick", "tenure": "tenant",
}  # fmt: skip


def right(code: str, answers: dict[str, Any], as_of: date = TODAY) -> Any:
    return evaluate(answers, as_of).rights[code]


def trial(answers: dict[str, Any], test: str, **more: Any) -> Any:
    built = with_right(criteria=[{"id": "t", "test": test}], **more)
    assert not built.problems
    return built.evaluate(answers, TODAY, False).rights["trial"]


def test_without_answers_nothing_is_likely_and_only_what_is_not_in_force_is_unlikely() -> None:
    rights = evaluate({}).rights
    assert [c for c, r in rights.items() if r.outcome == "likely"] == []
    unlikely = [c for c, r in rights.items() if r.outcome == "unlikely"]
    assert unlikely == [c for c, r in rights.items() if "not_in_force" in r.flags] == ["old-law"]


def test_every_right_is_explained_with_all_its_criteria() -> None:
    for answers in ({}, POOR, {"children": [{}]}):
        for code, result in evaluate(answers).rights.items():
            logic = engine().rights[code]
            routes = {r.id: [c.id for c in logic.criteria + r.criteria] for r in logic.routes}
            shown = {r.id: [c.id for c in r.criteria] for r in result.routes}
            assert shown == (routes or {"main": [c.id for c in logic.criteria]}), code


def test_a_right_with_only_common_criteria_has_one_route() -> None:
    assert [route.id for route in right("savings-help", {}).routes] == ["main"]


def test_an_exclusion_is_met_when_the_person_is_not_excluded() -> None:
    assert right("internet-offer", {"tenure": "owner"}).outcome == "unlikely"
    criteria = right("internet-offer", {"tenure": "tenant"}).routes[0].criteria
    assert (criteria[0].kind, criteria[0].outcome) == ("exclusion", "met")


def test_what_only_an_office_judges_never_decides() -> None:
    assert right("medical-card", POOR).outcome == "possible"
    assert right("medical-card", POOR).deciding_facts == ["holds"][:0]
    wage = right("living-wage", {**POOR, "income.other_month": 0})
    assert (wage.outcome, "office_decides" in wage.flags) == ("likely", True)
    assert wage.routes[0].criteria[1].outcome == "unknown"


def test_an_incomplete_right_is_never_better_than_possible() -> None:
    assert (
        right("housing-list", {"social_register": True, "tenure": "tenant"}).outcome == "possible"
    )
    assert right("housing-list", {"social_register": True, "tenure": "owner"}).outcome == "unlikely"


def test_three_forms_of_not_holding() -> None:
    needs = 'holds("care-allowance")'
    assert trial({"holds": ["care-allowance"]}, needs).outcome == "likely"
    assert trial({"holds": []}, needs + " or age > 200").outcome == "possible"
    assert trial({"holds": [], "children": []}, needs).outcome == "unlikely"
    assert trial({"holds": None, "savings": 1}, needs).outcome == "possible"
    assert trial({"savings": 1}, needs).deciding_facts == ["holds"]
    unsure = {"holds": [], "holds_unsure": ["care-allowance"], "children": []}
    assert trial(unsure, needs).outcome == "possible"


def test_a_held_right_is_likely_and_asks_nothing() -> None:
    held = right("reduced-rate", {"holds": ["reduced-rate"], "income.wage_month": 9000})
    assert (held.outcome, held.flags, held.deciding_facts) == ("likely", ["already_held"], [])


def test_any_code_of_a_right_may_be_held_asked_or_refused() -> None:
    said = {"holds": ["job-bonus"], "asked": ["youngest"], "refused": ["family-card"]}
    rights = evaluate(said).rights
    assert rights["job-bonus"].flags == ["already_held"]
    assert rights["youngest"].flags == ["asked"]
    assert rights["family-card"].flags == ["refused_before", "discretionary"]


def test_a_right_behind_a_likely_one_is_possible_and_says_what_to_ask_first() -> None:
    behind = right("internet-offer", {**POOR, "holds": []})
    assert right("reduced-rate", {**POOR, "holds": []}).outcome == "likely"
    assert (behind.outcome, behind.first_ask) == ("possible", ["reduced-rate"])


def test_a_right_behind_an_open_one_stays_open_with_its_questions() -> None:
    behind = right("internet-offer", {"holds": [], "tenure": "tenant"})
    assert behind.outcome == "possible" and behind.first_ask == []
    assert "work_status" in behind.deciding_facts


def test_what_needs_advice_first_is_never_the_thing_to_ask_first() -> None:
    young_worker = {**POOR, "holds": [], "work_status": "employee", "tenure": "owner"}
    assert right("living-wage", young_worker).outcome == "likely"
    assert right("reduced-rate", young_worker).first_ask == []


def test_the_outcome_of_another_right_is_three_valued() -> None:
    old = {**POOR, "birth_date": "1950-01-01"}
    assert right("pension-supplement", {**old, "holds": []}).outcome == "likely"
    assert right("pension-supplement", {**POOR, "holds": []}).outcome == "unlikely"
    assert right("pension-supplement", {"birth_date": "1950-01-01"}).outcome == "possible"


def test_versions_of_a_notion_follow_the_date() -> None:
    answers = {**POOR, "holds": [], "birth_date": "1960-06-01"}
    assert right("pension-supplement", answers, date(2025, 6, 1)).outcome == "unlikely"
    assert right("pension-supplement", answers, date(2026, 6, 1)).outcome == "likely"


def test_inside_an_unconfirmed_band_nobody_is_refused() -> None:
    """Confirmed 20,000, derived 21,000: 20,500 is open and says why."""
    for month, outcome, flag in (
        (1666.66, "likely", 0),
        (1700, "possible", 1),
        (1750, "unlikely", 0),
    ):
        answers = {**POOR, "holds": [], "income.other_month": month}
        found = right("reduced-rate", answers)
        assert (found.outcome, "limit_unconfirmed" in found.flags) == (outcome, bool(flag)), month
    assert right(
        "reduced-rate", {**POOR, "holds": [], "income.other_month": 1700}, date(2025, 12, 31)
    ).outcome == ("unlikely")


def test_a_figure_that_was_never_confirmed_decides_nothing() -> None:
    found = right("savings-help", {"savings": 900000, "birth_date": "2010-01-01"})
    assert (found.outcome, "limit_unconfirmed" in found.flags) == ("possible", True)


def test_a_figure_without_value_at_the_date_costs_that_right_only(caplog: Any) -> None:
    built = Engine(rule_base())
    with caplog.at_level(logging.ERROR, "eligibility"):
        rights = built.evaluate({"savings": 4321.09}, TODAY, False).rights
    assert [c for c, r in rights.items() if "error" in r.flags] == ["old-figure"]
    assert rights["old-figure"].outcome == "possible"
    assert "parameter ended has no value" in caplog.text and "4321" not in caplog.text
    before = built.evaluate({"savings": 5}, date(2021, 1, 1)).rights["old-figure"]
    assert before.outcome == "likely"


def test_parameters_at_dates() -> None:
    ceiling, ended = (engine().parameters[key] for key in ("reduced.ceiling", "ended"))
    assert [value.value for value in parameters.in_force(ceiling, date(2026, 1, 1))] == [
        20000,
        21000,
    ]
    shown = parameters.shown(ceiling, TODAY)
    assert shown is not None and (shown.value, shown.from_) == (20000, date(2020, 1, 1))
    assert parameters.shown(engine().parameters["savings.limit"], TODAY) is None
    assert parameters.in_force(ceiling, date(2019, 12, 31)) == []
    assert parameters.in_force(ended, date(2022, 1, 1)) == []


def test_a_broken_right_costs_that_right_only() -> None:
    built = with_right(criteria=[{"id": "x", "test": "ages > 3"}])
    assert [(p.place, p.line, p.column) for p in built.problems] == [("right trial x", 1, 1)]
    rights = built.evaluate(POOR, TODAY, False).rights
    assert (rights["trial"].outcome, rights["trial"].flags) == ("possible", ["error"])
    assert [c.outcome for c in rights["trial"].routes[0].criteria] == ["unknown"]
    others = {code: result.outcome for code, result in rights.items() if code != "trial"}
    assert others == {code: result.outcome for code, result in evaluate(POOR).rights.items()}


def test_a_broken_notion_costs_the_rights_that_use_it() -> None:
    broken = {"key": "age", "type": "number", "unit": "years", "is": "years_betwen(birth_date)"}
    built = Engine(rule_base(notions=[broken]))
    errors = {c for c, r in built.evaluate({}, TODAY, False).rights.items() if "error" in r.flags}
    assert errors == {"living-wage", "pension-supplement", "savings-help", "old-figure"}


def test_a_crash_inside_a_rule_is_caught_and_named_without_answers(caplog: Any) -> None:
    built = Engine(rule_base())

    def crash(env: Any, record: Any) -> Any:
        raise ZeroDivisionError("secret 4321")

    rule = built.rules["youngest"]
    object.__setattr__(rule, "code", rule.code._replace(value=crash))
    rights = built.evaluate(POOR, TODAY, False).rights
    assert rights["youngest"].flags == ["error"] and len(rights) == len(built.rights)
    assert "youngest" in caplog.text and "4321" not in caplog.text


def test_an_engine_is_freed_with_its_last_use_without_a_search_for_garbage() -> None:
    built = Engine(rule_base())
    result = built.evaluate({"holds": [], "has_partner": None}, TODAY)
    built.near_misses(built.read(POOR, TODAY), "living-wage")
    parts = [weakref.ref(part) for part in (built, built.compiled, built.program)]
    gc.disable()
    try:
        del built
        assert result.next_question and [part() for part in parts] == [None, None, None]
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("part", "things", "word"),
    [
        ("facts", [{"key": "a", "type": "bool", "number": 90, "topic": "you", "ask_if": "b"},
                   {"key": "b", "type": "bool", "number": 91, "topic": "you", "ask_if": "not a"}],
         "circle"),
        ("notions", [{"key": "x", "type": "bool", "is": "y"},
                     {"key": "y", "type": "bool", "is": "x"}], "circle"),
        ("rights", [{"code": "p", "criteria": [{"id": "i", "test": 'right("q")'}]},
                    {"code": "q", "criteria": [{"id": "i", "test": 'right("p")'}]}], "circle"),
        ("facts", [{"key": "a", "type": "bool", "number": 5, "topic": "you"}], "more than once"),
        ("notions", [{"key": "savings", "type": "bool", "is": "true"}], "more than once"),
    ],
)  # fmt: skip
def test_damage_to_the_whole_is_refused(part: str, things: Any, word: str) -> None:
    with pytest.raises(RuleBaseError, match=word):
        Engine(rule_base(**{part: things}))


def test_a_closed_gate_gives_the_other_value_whatever_was_answered() -> None:
    rich = {"partner.income_month": 9000, "has_partner": False}
    assert right("living-wage", {**POOR, **rich}).outcome == "likely"
    open_gate = {k: v for k, v in {**POOR, **rich}.items() if k != "has_partner"}
    assert right("living-wage", open_gate).outcome == "possible"


def test_unknown_if_takes_both_branches_and_unknown_min_max_their_range() -> None:
    """The databases of the trials took ELSE and skipped the unknown."""
    alone_or_two = 'savings < (param("ended2") if has_partner else param("ended3"))'
    confirmed = {"confidence": "official", "source": "https://example.org", "from": "2020-01-01"}
    built = Engine(rule_base(
        parameters=[{"key": f"ended{n}", "unit": "EUR", "values": [{**confirmed, "value": n}]}
                    for n in (2, 3)],
        rights=[{"code": "trial", "criteria": [{"id": "t", "test": alone_or_two}]},
                {"code": "least", "criteria": [{"id": "t", "test": "min(age, 70) > 60"}]},
                {"code": "most", "criteria": [{"id": "t", "test": "max(age, 70) > 60"}]}],
    ))  # fmt: skip
    found = {s: built.evaluate({"savings": s}, TODAY, False).rights for s in (1, 2.5, 3)}
    assert [found[s]["trial"].outcome for s in found] == ["likely", "possible", "unlikely"]
    assert found[1]["least"].outcome == "possible" and found[1]["most"].outcome == "likely"


def test_seven_halves_are_three_and_a_half() -> None:
    assert trial({"household_size": 7}, "household_size / 2 > 3").outcome == "likely"


def test_the_distance_to_a_limit_is_told_in_euros() -> None:
    criterion = trial({"savings": 12}, 'savings < param("savings.limit")').routes[0].criteria[0]
    assert criterion.distance is None  # the limit is not confirmed
    criterion = trial({"birth_date": "2010-01-01"}, "age < 30").routes[0].criteria[0]
    assert criterion.distance == 14


def test_an_amount_is_a_range_while_facts_are_missing() -> None:
    wage = right(
        "living-wage", {"birth_date": "1990-01-01", "income.other_month": 0, "children": []}
    )
    assert wage.amount is not None
    assert (wage.amount.min, wage.amount.max, wage.amount.unit) == (0, 1300.5, "EUR/month")
    known = right("living-wage", {**POOR, "income.wage_month": 200.25}).amount
    assert (known.min, known.max) == (600.25, 600.25)
