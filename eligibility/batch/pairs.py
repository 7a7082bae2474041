"""Values as pairs of formulas, the lowest and the highest in every row, and what rules do to them.

A truth is unknown where its lowest value is false and its highest true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from math import inf, isinf
from typing import Any, NamedTuple

from eligibility.batch.formulas import Formula, Formulas


class Pair(NamedTuple):
    low: Formula
    high: Formula


class Choice(NamedTuple):
    """A choice: whether it is one of some options, and every option it can be."""

    one_of: Callable[[frozenset[str]], Pair]
    options: frozenset[str]

    def is_(self, option: str) -> Pair:
        return self.one_of(frozenset({option}))


Value = Any  # Pair | Choice; the type of the node tells which


class Pairs:
    """Operations on pairs. They change nothing but the table of formulas."""

    def __init__(self, f: Formulas):
        self.f = f
        self.true, self.false = Pair(f.true, f.true), Pair(f.false, f.false)
        self.unknown = Pair(f.false, f.true)

    def fixed(self, low: Any, high: Any) -> Pair:
        return Pair(self.f.lit(low), self.f.lit(high))

    def known(self, value: Value) -> Formula:
        """Where only one value is left."""
        f = self.f
        if isinstance(value, Choice):
            return f.or_(*(value.is_(option).low for option in sorted(value.options)))
        if value.low.kind == "bool":
            return f.or_(value.low, f.not_(value.high))
        return f.eq(value.low, value.high)

    def open(self, value: Value) -> Formula:
        """Where more than one value is left."""
        f = self.f
        if isinstance(value, Pair) and value.low.kind == "bool":
            return f.and_(value.high, f.not_(value.low))
        return f.not_(self.known(value))

    # truths

    def not_(self, a: Pair) -> Pair:
        return Pair(self.f.not_(a.high), self.f.not_(a.low))

    def and_(self, *items: Pair) -> Pair:
        return Pair(self.f.and_(*(i.low for i in items)), self.f.and_(*(i.high for i in items)))

    def or_(self, *items: Pair) -> Pair:
        return Pair(self.f.or_(*(i.low for i in items)), self.f.or_(*(i.high for i in items)))

    def compare(self, op: str, a: Value, b: Value) -> Pair:
        f = self.f
        if op in ("<", "<="):
            less = f.lt if op == "<" else f.le
            return Pair(less(a.high, b.low), less(a.low, b.high))
        equal = self.equal(a, b)
        return equal if op == "==" else self.not_(equal)

    def equal(self, a: Value, b: Value) -> Pair:
        f = self.f
        if isinstance(a, Choice):
            shared = sorted(a.options & b.options)
            return self.or_(*(self.and_(a.is_(option), b.is_(option)) for option in shared))
        if a.low is a.high and b.low is b.high:
            same = f.eq(a.low, b.low)
            return Pair(same, same)
        return Pair(
            f.and_(f.eq(a.low, a.high), f.eq(b.low, b.high), f.eq(a.low, b.low)),
            f.and_(f.le(a.low, b.high), f.le(b.low, a.high)),
        )

    def one_of(self, item: Value, options: frozenset[Any]) -> Pair:
        if isinstance(item, Choice):
            return item.one_of(options)
        return self.or_(*(self.equal(item, self.fixed(o, o)) for o in sorted(options)))

    # one value or another

    def select(self, test: Pair, then: Value, other: Value) -> Value:
        """`then` where the test holds, `other` where it fails, the hull of both in between."""
        f = self.f
        if isinstance(then, Choice):
            return Choice(
                lambda some: self.select(test, then.one_of(some), other.one_of(some)),
                then.options | other.options,
            )
        if then.low.kind == "bool":
            may_not, may = f.not_(test.low), test.high
            return Pair(
                f.and_(f.or_(f.not_(may), then.low), f.or_(f.not_(may_not), other.low)),
                f.or_(f.and_(may, then.high), f.and_(may_not, other.high)),
            )
        return Pair(
            self._side(test, then.low, other.low, f.least(then.low, other.low)),
            self._side(test, then.high, other.high, f.greatest(then.high, other.high)),
        )

    def _side(self, test: Pair, then: Formula, other: Formula, either: Formula) -> Formula:
        """One end of a choice between two numbers, with as few steps as it takes."""
        f = self.f
        if either is then:
            return f.case(test.high, then, other)
        return f.case(test.low, then, f.case(test.high, either, other))

    # numbers

    def add(self, a: Pair, b: Pair) -> Pair:
        return Pair(self.plus(a.low, b.low, -inf), self.plus(a.high, b.high, inf))

    def subtract(self, a: Pair, b: Pair) -> Pair:
        return Pair(self._minus(a.low, b.high, -inf), self._minus(a.high, b.low, inf))

    def multiply(self, a: Pair, b: Pair) -> Pair:
        f = self.f
        if a.low.low >= 0 and b.low.low >= 0:
            return Pair(f.mul(a.low, b.low), f.mul(a.high, b.high))
        ends = [f.mul(x, y) for x in dict.fromkeys(a) for y in dict.fromkeys(b)]
        return Pair(reduce(f.least, ends), reduce(f.greatest, ends))

    def divide(self, a: Pair, k: float) -> Pair:
        low, high = self.f.div(a.low, k), self.f.div(a.high, k)
        return Pair(low, high) if k > 0 else Pair(high, low)

    def extreme(self, op: str, items: Iterable[Pair]) -> Pair:
        """The smallest ("min") or the largest of some numbers."""
        better = self.f.least if op == "min" else self.f.greatest
        lows, highs = zip(*items, strict=True)
        return Pair(reduce(better, lows), reduce(better, highs))

    def between(self, unit: str, start: Pair, end: Pair) -> Pair:
        return Pair(
            self._passed(unit, start.high, end.low), self._passed(unit, start.low, end.high)
        )

    def _passed(self, unit: str, start: Formula, end: Formula) -> Formula:
        """Whole units: the digits of ymd and ymn below the unit borrow until the day is there."""
        f = self.f
        if unit == "days":
            return f.sub(end, start)
        op, step = ("ymd", 10000) if unit == "years" else ("ymn", 100)
        return f.floor(f.sub(f.counted(op, end), f.counted(op, start)), step)

    def plus(self, a: Formula, b: Formula, clash: float) -> Formula:
        """A sum; `clash` is what infinity and minus infinity make."""
        f = self.f
        total = f.add(a, b)
        for up, down in ((a, b), (b, a)):
            if up.high == inf and down.low == -inf:
                both = f.and_(f.eq(up, f.lit(inf)), f.eq(down, f.lit(-inf)))
                total = f.case(both, f.lit(clash), total)
        return total

    def _minus(self, a: Formula, b: Formula, clash: float) -> Formula:
        f = self.f
        if not isinf(b.low) and not isinf(b.high):
            return f.sub(a, b)
        return self.plus(a, f.sub(f.lit(0), b), clash)
