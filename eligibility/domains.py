"""What is known about a value: the set of values that it can still have.

A truth is True, False or None (unknown, Kleene). A number, amount in cents,
date (day number) or postcode is an interval (low, high), both included. A
choice is the set of options that are left. Members is a set answer, Records a
list answer. A domain that is wider than needed is allowed, a narrower one is
not: then a later answer could reverse a settled outcome.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

Truth = bool | None
Number = int | float
Interval = tuple[Number, Number]
Choices = frozenset[str]
Record = tuple[Any, ...]  # one domain per field, in the order of the list's `record`
Domain = Any  # Truth | Interval | Choices | Members | Records; the type check tells which

MOST_RECORDS = 12
POSITIVE: Interval = (0, inf)


@dataclass(frozen=True, slots=True)
class Members:
    """A set answer: what is certainly in it, and what may be (None: anything may be)."""

    yes: frozenset[str] = frozenset()
    unsure: frozenset[str] | None = None

    def has(self, code: str) -> Truth:
        if code in self.yes:
            return True
        return None if self.unsure is None or code in self.unsure else False


@dataclass(frozen=True, slots=True)
class Records:
    """A list answer: records that are there, how many more there may be, perhaps none at all."""

    known: tuple[Record, ...] = ()
    more: int = 0
    maybe_none: bool = False


UNKNOWN_MEMBERS = Members()
UNKNOWN_RECORDS = Records((), MOST_RECORDS)


def is_known(domain: Domain) -> bool:
    """True when only one value is left."""
    if isinstance(domain, tuple):
        return bool(domain[0] == domain[1])
    if isinstance(domain, frozenset):
        return len(domain) == 1
    if isinstance(domain, Members):
        return domain.unsure == frozenset()
    if isinstance(domain, Records):
        whole = not domain.more and not domain.maybe_none
        return whole and all(is_known(value) for record in domain.known for value in record)
    return domain is not None


def hull(a: Domain, b: Domain) -> Domain:
    """The smallest domain of this kind that holds both."""
    if a == b:
        return a
    if isinstance(a, tuple):
        return (min(a[0], b[0]), max(a[1], b[1]))
    if isinstance(a, frozenset):
        return a | b
    if isinstance(a, Members):
        return _hull_members(a, b)
    if isinstance(a, Records):  # a gate's `otherwise` is the empty list: one of the two is that
        full = b if a == Records() else a
        return Records(full.known, full.more, maybe_none=True)
    return None


def _hull_members(a: Members, b: Members) -> Members:
    yes = a.yes & b.yes
    if a.unsure is None or b.unsure is None:
        return Members(yes, None)
    return Members(yes, (a.yes | b.yes | a.unsure | b.unsure) - yes)


def add(a: Interval, b: Interval) -> Interval:
    low, high = a[0] + b[0], a[1] + b[1]
    return (-inf if low != low else low, inf if high != high else high)  # infinite minus infinite


def subtract(a: Interval, b: Interval) -> Interval:
    return add(a, (-b[1], -b[0]))


def multiply(a: Interval, b: Interval) -> Interval:
    products = [x * y for x in a for y in b]
    known = [0 if p != p else p for p in products]  # 0 × infinity: no more than 0 of something
    return (min(known), max(known))


def divide(a: Interval, b: Interval) -> Interval:
    """Divide by a constant, which the type check has found to be other than zero."""
    quotients = (a[0] / b[0], a[1] / b[0])
    return (min(quotients), max(quotients))


def least(items: Iterable[Interval]) -> Interval:
    lows, highs = zip(*items, strict=True)
    return (min(lows), min(highs))


def greatest(items: Iterable[Interval]) -> Interval:
    lows, highs = zip(*items, strict=True)
    return (max(lows), max(highs))


def less(a: Interval, b: Interval) -> Truth:
    if a[1] < b[0]:
        return True
    return False if a[0] >= b[1] else None


def less_or_equal(a: Interval, b: Interval) -> Truth:
    if a[1] <= b[0]:
        return True
    return False if a[0] > b[1] else None


def equal(a: Domain, b: Domain) -> Truth:
    """Equality of two numbers, dates, choices or truths."""
    if isinstance(a, tuple):
        if a[1] < b[0] or b[1] < a[0]:
            return False
        return True if a[0] == a[1] == b[0] == b[1] else None
    if isinstance(a, frozenset):
        if not a & b:
            return False
        return True if len(a) == 1 and a == b else None
    return None if a is None or b is None else a == b


def negate(a: Truth) -> Truth:
    return None if a is None else not a


def one_of(a: Domain, options: frozenset[Any]) -> Truth:
    """Whether a choice or postcode is one of these options."""
    if isinstance(a, tuple):
        if a[0] == a[1]:
            return a[0] in options
        return None if any(a[0] <= option <= a[1] for option in options) else False
    if a <= options:
        return True
    return None if a & options else False
