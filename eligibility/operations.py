"""One table of operations: what each does to domains."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from eligibility import domains
from eligibility.domains import Domain, Interval

OPERATIONS: dict[str, Callable[[Domain, Domain], Domain]] = {
    "<": domains.less,
    "<=": domains.less_or_equal,
    "==": domains.equal,
    "!=": lambda a, b: domains.negate(domains.equal(a, b)),
    "+": domains.add,
    "-": domains.subtract,
    "*": domains.multiply,
    "/": domains.divide,
}
EXTREME: dict[str, Callable[[list[Interval]], Interval]] = {
    "min": domains.least,
    "max": domains.greatest,
}


@cache
def _day(number: int) -> date:
    return date.fromordinal(number)


def _years(start: int, end: int) -> int:
    """Birthdays passed; who was born on 29 February has the birthday on 1 March."""
    a, b = _day(start), _day(end)
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))


def _months(start: int, end: int) -> int:
    a, b = _day(start), _day(end)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)


BETWEEN: dict[str, Callable[[int, int], int]] = {
    "years": _years,
    "months": _months,
    "days": lambda start, end: end - start,
}


def between(unit: str) -> Callable[[Interval, Interval], Interval]:
    """Whole units between two dates; grows with the end, shrinks with the start."""
    count = BETWEEN[unit]

    def interval(start: Interval, end: Interval) -> Interval:
        low = count(int(start[1]), int(end[0]))
        known = start[0] == start[1] and end[0] == end[1]
        return (low, low if known else count(int(start[0]), int(end[1])))

    return interval
