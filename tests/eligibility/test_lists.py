"""Lists of records: known, partly known, unknown, empty, and rights per child."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.eligibility.helpers import TODAY, evaluate, with_right

pytestmark = pytest.mark.once
BABY, TEEN, ADULT = ({"birth_date": day} for day in ("2025-01-01", "2012-01-01", "2000-01-01"))


def outcome(test: str, **answers: Any) -> str:
    built = with_right(criteria=[{"id": "t", "test": test}])
    assert not built.problems
    return built.evaluate({"savings": 1, **answers}, TODAY, False).rights["trial"].outcome


YOUNG = "years_between(child.birth_date, as_of) < 18"


@pytest.mark.parametrize(
    ("test", "children", "expected"),
    [
        (f"any(children, {YOUNG})", [], "unlikely"),
        (f"any(children, {YOUNG})", [ADULT, BABY], "likely"),
        (f"any(children, {YOUNG})", [ADULT, {}], "possible"),
        (f"any(children, {YOUNG})", [BABY, {}], "likely"),
        (f"all(children, {YOUNG})", [], "likely"),
        (f"all(children, {YOUNG})", [BABY, ADULT], "unlikely"),
        (f"all(children, {YOUNG})", [ADULT, {}], "unlikely"),
        (f"all(children, {YOUNG})", [BABY, {}], "possible"),
        (f"count(children, {YOUNG}) >= 2", [BABY, {}], "possible"),
        (f"count(children, {YOUNG}) >= 3", [BABY, {}], "unlikely"),
        ("count(children) == 2", [{}, {}], "likely"),
        ("sum(children, child.care_points) > 6", [{"care_recognised": False}], "unlikely"),
        ("sum(children, child.care_points) > 40", [{}, {}], "possible"),
        ("sum(children, child.care_points) > 72", [{}, {}], "unlikely"),
        ("min(children, years_between(child.birth_date, as_of)) < 3", [], "unlikely"),
        ("min(children, years_between(child.birth_date, as_of)) < 3", [TEEN, BABY], "likely"),
        ("max(children, years_between(child.birth_date, as_of)) >= 18", [], "unlikely"),
        ("max(children, years_between(child.birth_date, as_of)) >= 18", [ADULT, {}], "likely"),
    ],
)
def test_functions_over_known_and_half_known_records(
    test: str, children: Any, expected: str
) -> None:
    assert outcome(test, children=children) == expected


def test_a_list_that_was_not_answered_is_none_to_twelve_records() -> None:
    assert outcome("count(children) >= 0") == "likely"
    assert outcome("count(children) > 12") == "unlikely"
    assert outcome("count(children) == 12") == "possible"
    assert outcome(f"all(children, {YOUNG})") == "possible"


def test_the_gate_of_a_field_belongs_to_its_record() -> None:
    closed = {"care_recognised": False, "care_points": 30}
    assert outcome("any(children, child.care_points > 6)", children=[closed]) == "unlikely"
    opened = {"care_recognised": True, "care_points": 30}
    assert outcome("any(children, child.care_points > 6)", children=[closed, opened]) == "likely"
    half = {"care_points": 30}
    assert outcome("any(children, child.care_points > 6)", children=[half]) == "possible"


def test_the_gate_of_a_list_decides_whether_it_is_empty() -> None:
    assert outcome("count(others) == 0", household_size=1, others=[{}]) == "likely"
    assert outcome("count(others) == 1", others=[{}]) == "possible"
    assert outcome("count(others) == 2", others=[{}]) == "unlikely"


SICK = {"birth_date": "2020-01-01", "care_recognised": True, "care_points": 8}


def test_a_right_per_child_says_for_which_child() -> None:
    old = {**SICK, "birth_date": "1990-01-01"}
    answers = {"postcode": 1000, "children": [old, SICK, {**SICK, "care_points": None}]}
    found = evaluate(answers).rights["care-allowance"]
    assert [(r.index, r.outcome) for r in found.records] == [
        (0, "unlikely"), (1, "likely"), (2, "possible")]  # fmt: skip
    assert found.outcome == "likely"
    assert [c.outcome for c in found.routes[0].criteria] == ["met"] * 3


def test_a_right_per_child_names_what_fails_when_there_is_no_child() -> None:
    found = evaluate({"postcode": 1000, "children": []}).rights["care-allowance"]
    assert (found.outcome, found.records) == ("unlikely", [])
    assert [c.outcome for c in found.routes[0].criteria] == ["met", "not_met", "not_met"]


def test_amounts_of_a_right_per_child_add_up() -> None:
    two = evaluate({"postcode": 1000, "children": [SICK, SICK]}).rights["care-allowance"]
    assert two.amount is not None and two.amount.min == two.amount.max == 260.1


@settings(max_examples=60, deadline=None)
@given(ages=st.lists(st.integers(0, 30), max_size=5), limit=st.integers(0, 30))
def test_functions_agree_with_python_on_known_lists(ages: list[int], limit: int) -> None:
    children = [{"birth_date": f"{TODAY.year - age}-01-01"} for age in ages]
    age = "years_between(child.birth_date, as_of)"
    results = {
        f"any(children, {age} < {limit})": any(a < limit for a in ages),
        f"all(children, {age} < {limit})": all(a < limit for a in ages),
        f"count(children, {age} >= {limit}) == {len([a for a in ages if a >= limit])}": True,
        f"sum(children, {age}) == {sum(ages)}": True,
        f"min(children, {age}) <= {limit}": min(ages, default=99) <= limit,
        f"max(children, {age}) >= {limit}": max(ages, default=-1) >= limit,
    }
    built = with_right(routes=[
        {"id": f"r{n}", "criteria": [{"id": "t", "test": test}]} for n, test in enumerate(results)
    ])  # fmt: skip
    found = (
        built.evaluate({"savings": 1, "children": children}, TODAY, False).rights["trial"].routes
    )
    assert [route.outcome == "likely" for route in found] == list(results.values())
