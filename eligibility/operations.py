"""One table of operations: what each does to domains, and how it is explained.

The type check reads the signature, the compiler the function, docs/engine.md
and its test the help. Nothing else in the engine knows an operation by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Function:
    """A function of the test language: how to write it and what it gives."""

    name: str
    written: str
    gives: str
    least: int
    most: int


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function("param", 'param("group.key")', "the dated figure at `as_of`", 1, 1),
        Function("holds", 'holds("code")', "the person receives this now", 1, 1),
        Function("right", 'right("code")', "the outcome of another right", 1, 1),
        Function("date", 'date("2020-01-31")', "a fixed date", 1, 1),
        Function("years_between", "years_between(start, end)", "whole years", 2, 2),
        Function("months_between", "months_between(start, end)", "whole months", 2, 2),
        Function("days_between", "days_between(start, end)", "days", 2, 2),
        Function("min", "min(a, b, …) or min(LIST, number[, test])", "the smallest", 2, 20),
        Function("max", "max(a, b, …) or max(LIST, number[, test])", "the largest", 2, 20),
        Function("any", "any(LIST, test)", "true when one record passes", 2, 2),
        Function("all", "all(LIST, test)", "true when every record passes", 2, 2),
        Function("count", "count(LIST[, test])", "how many records pass", 1, 2),
        Function("sum", "sum(LIST, number[, test])", "the sum over records", 2, 3),
    )
}
