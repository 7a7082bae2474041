"""Operations on domains hold for every value inside them; the three values follow Kleene."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import domains
from eligibility.domains import Members, Records
from eligibility.operations import EXTREME, OPERATIONS, between
from tests.eligibility.helpers import with_right

pytestmark = pytest.mark.once
NUMBER = st.integers(-(10**6), 10**6)


@st.composite
def interval_and_point(draw: st.DrawFn) -> tuple[Any, Any]:
    point, below, above = draw(NUMBER), draw(st.integers(0, 1000)), draw(st.integers(0, 1000))
    low = draw(st.sampled_from([point - below, -inf]))
    high = draw(st.sampled_from([point + above, inf]))
    return (low, high), (point, point)


@settings(deadline=None)
@given(interval_and_point(), interval_and_point(), st.sampled_from(["+", "-", "*"]))
def test_arithmetic_on_ranges_holds_every_result(a: Any, b: Any, op: str) -> None:
    (low, high), (exact, _) = OPERATIONS[op](a[0], b[0]), OPERATIONS[op](a[1], b[1])
    assert low <= exact <= high


@settings(deadline=None)
@given(interval_and_point(), st.sampled_from([-12, -1, 2, 12, 100]))
def test_dividing_by_a_constant_keeps_the_order(a: Any, divisor: int) -> None:
    low, high = domains.divide(a[0], (divisor, divisor))
    assert low <= a[1][0] / divisor <= high


@settings(deadline=None)
@given(interval_and_point(), interval_and_point(), st.sampled_from(["<", "<=", "==", "!="]))
def test_a_settled_comparison_is_right_for_every_value(a: Any, b: Any, op: str) -> None:
    settled, exact = OPERATIONS[op](a[0], b[0]), OPERATIONS[op](a[1], b[1])
    assert exact is not None and settled in (None, exact)


@settings(deadline=None)
@given(st.lists(interval_and_point(), min_size=1, max_size=4), st.sampled_from(["min", "max"]))
def test_extremes_never_skip_what_is_unknown(items: Any, op: str) -> None:
    low, high = EXTREME[op]([item[0] for item in items])
    exact, _ = EXTREME[op]([item[1] for item in items])
    assert low <= exact <= high


@settings(deadline=None)
@given(
    st.dates(date(1900, 1, 2), date(2090, 1, 1)), st.integers(0, 800),
    st.dates(date(1900, 1, 2), date(2090, 1, 1)), st.integers(0, 800),
    st.sampled_from(["years", "months", "days"]), st.randoms(),
)  # fmt: skip
def test_time_between_ranges_of_days_holds_every_pair(
    start: date, wide: int, end: date, far: int, unit: str, random: Any
) -> None:
    a, b = start.toordinal(), end.toordinal()
    low, high = between(unit)((a, a + wide), (b, b + far))
    one, other = a + random.randint(0, wide), b + random.randint(0, far)
    exact = between(unit)((one, one), (other, other))[0]
    assert low <= exact <= high


def test_whole_years_count_birthdays() -> None:
    born, count = date(2000, 5, 17).toordinal(), between("years")
    for day, years in ((date(2018, 5, 16), 17), (date(2018, 5, 17), 18), (date(1999, 5, 18), -1)):
        assert count((born, born), (day.toordinal(),) * 2)[0] == years
    assert between("months")(
        (born, born), ((date(2000, 5, 17) + timedelta(30)).toordinal(),) * 2
    ) == ((0, 0))


KLEENE = (True, False, None)


def test_and_or_not_follow_kleene() -> None:
    built = with_right(
        routes=[
            {"id": "and", "criteria": [{"id": "t", "test": "has_partner and social_register"}]},
            {"id": "or", "criteria": [{"id": "t", "test": "has_partner or social_register"}]},
            {"id": "not", "criteria": [{"id": "t", "test": "not has_partner"}]},
        ]
    )
    shown = {"met": True, "not_met": False, "unknown": None}
    for a, b in itertools.product(KLEENE, KLEENE):
        answers = {"has_partner": a, "social_register": b}
        routes = built.evaluate(answers, date(2026, 1, 1), False).rights["trial"].routes
        found = [shown[route.criteria[0].outcome] for route in routes]
        both = False if False in (a, b) else None if None in (a, b) else True
        either = True if True in (a, b) else None if None in (a, b) else False
        assert found == [both, either, None if a is None else not a], (a, b)


def test_the_hull_of_an_empty_and_a_full_list_may_be_either() -> None:
    full = Records(((1,), (2,)))
    assert domains.hull(full, Records()) == domains.hull(Records(), full)
    assert domains.hull(full, Records()).maybe_none
    assert not domains.is_known(domains.hull(full, Records()))


def test_the_hull_of_sets_is_sure_only_of_what_both_have() -> None:
    one = Members(frozenset("ab"), frozenset())
    both = domains.hull(one, Members(frozenset("bc"), frozenset()))
    assert [both.has(code) for code in "abcd"] == [None, True, None, False]
