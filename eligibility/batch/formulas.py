"""Formulas over columns: what the rules become before polars or a database runs them.

No formula is ever null: what is not known is two formulas, the lowest and the
highest value (see `lower`), so no engine's own idea of null matters. Equal
formulas are one object. Each knows whether it is whole (64 bit) and between
which two values it stays, so what can be decided now is decided now.

| op | parts, value | | op | parts, value |
|---|---|---|---|---|
| lit | the value | | add sub mul | two numbers |
| col | the name of a column | | div | a number; a constant |
| fill | a column or a comparison; what stands for null | | floor | whole number; a constant |
| isnull | a column | | case | truth, if true, if false |
| not and or | truths | | ymd ymn | day number; see `ymd` |
| lt le eq | two numbers or truths | | float | a whole number |
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, inf, isinf, isnan
from typing import Any, Literal

Kind = Literal["bool", "int", "float"]
_MOST = 2**62  # larger whole numbers are counted as fractions
_DAYS = range(1, date.max.toordinal() + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """`low` and `high` are what a number can be at least and at most."""

    op: str
    kind: Kind
    parts: tuple[Formula, ...] = ()
    value: Any = None
    low: float = -inf
    high: float = inf


def ymd(day: int) -> int:
    """20260131: the difference of two of these, divided by 10000, is a number of birthdays."""
    it = date.fromordinal(day)
    return it.year * 10000 + it.month * 100 + it.day


def ymn(day: int) -> int:
    """Months since year 0, times 100, plus the day: the same for whole months."""
    it = date.fromordinal(day)
    return (it.year * 12 + it.month) * 100 + it.day


COUNTED = {"ymd": ymd, "ymn": ymn}
_COMPARED = {
    "lt": lambda a, b: a < b, "le": lambda a, b: a <= b, "eq": lambda a, b: a == b,
}  # fmt: skip


class Formulas:
    """Makes formulas, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Formula] = {}
        self.true, self.false = self.lit(True), self.lit(False)

    def _make(
        self, op: str, kind: Kind, parts: Iterable[Formula] = (), value: Any = None,
        low: float = -inf, high: float = inf,
    ) -> Formula:  # fmt: skip
        parts = tuple(parts)
        key = (op, kind, tuple(map(id, parts)), type(value), value)
        if key not in self._known:
            self._known[key] = Formula(op, kind, parts, value, low, high)
        return self._known[key]

    # values and columns

    def lit(self, value: bool | int | float) -> Formula:
        if isinstance(value, bool):
            return self._make("lit", "bool", value=value)
        kind: Kind = "int" if isinstance(value, int) and abs(value) < _MOST else "float"
        number = value if kind == "int" else float(value)
        return self._make("lit", kind, value=number, low=value, high=value)

    def col(self, name: str, kind: Kind, low: float = -inf, high: float = inf) -> Formula:
        return self._make("col", kind, value=name, low=low, high=high)

    def fill(self, column: Formula, value: bool | int | float) -> Formula:
        if isinstance(value, bool):
            return self._make("fill", "bool", (column,), value)
        kind = column.kind if isinstance(value, int) else "float"
        low, high = min(column.low, value), max(column.high, value)
        return self._make("fill", kind, (column,), value, low, high)

    def isnull(self, column: Formula) -> Formula:
        return self._make("isnull", "bool", (column,))

    # truths

    def not_(self, a: Formula) -> Formula:
        if a.op == "lit":
            return self.lit(not a.value)
        if a.op == "not":
            return a.parts[0]
        if a.op in ("lt", "le") and a.parts[1].op != "lit":
            return self.compare("le" if a.op == "lt" else "lt", a.parts[1], a.parts[0])
        return self._make("not", "bool", (a,))

    def and_(self, *items: Formula) -> Formula:
        return self._join("and", items, self.false)

    def or_(self, *items: Formula) -> Formula:
        return self._join("or", items, self.true)

    def _join(self, op: str, items: Iterable[Formula], stops: Formula) -> Formula:
        found: dict[int, Formula] = {}
        for item in items:
            for part in item.parts if item.op == op else (item,):
                if part is stops:
                    return stops
                if part.op != "lit":
                    found[id(part)] = part
        if any(id(part.parts[0]) in found for part in found.values() if part.op == "not"):
            return stops
        if len(found) < 2:
            return next(iter(found.values()), self.not_(stops))
        return self._make(op, "bool", found.values())

    # comparisons

    def lt(self, a: Formula, b: Formula) -> Formula:
        return self.compare("lt", a, b)

    def le(self, a: Formula, b: Formula) -> Formula:
        return self.compare("le", a, b)

    def eq(self, a: Formula, b: Formula) -> Formula:
        if a.op == b.op == "fill" and a.parts == b.parts and a.value != b.value:
            return self.not_(self.isnull(a.parts[0]))
        return self.compare("eq", a, b)

    def compare(self, op: str, a: Formula, b: Formula) -> Formula:
        settled = _settled(op, a, b)
        if settled is not None:
            return self.lit(settled)
        if b.op == "lit" and op != "eq":
            return self._against(op, a, b.value)
        if a.op == "lit" and op != "eq":  # k < x is not x <= k
            return self.not_(self._against("le" if op == "lt" else "lt", b, a.value))
        if a.op == "lit":
            a, b = b, a
        if b.op == "lit" and a.op == "fill":
            return self.fill(self._make(op, "bool", (a.parts[0], b)), a.value == b.value)
        return self._make(op, "bool", (a, b))

    def _against(self, op: str, a: Formula, k: float) -> Formula:
        """a < k or a <= k, brought as near to a bare column as it goes."""
        settled = _settled(op, a, self.lit(k))
        if settled is not None:
            return self.lit(settled)
        if a.kind == "int" and op == "le":
            op, k = "lt", floor(k) + 1
        elif a.kind == "int":
            k = ceil(k)
        if a.op == "floor":  # floor(x / m) < k is x < k * m
            return self._against(op, a.parts[0], k * a.value)
        if a.op == "sub" and a.kind == "int" and a.parts[0].op == "lit":  # c - x < k is c - k < x
            return self.not_(self._against("le", a.parts[1], a.parts[0].value - k))
        if a.op == "case" and "lit" in (a.parts[1].op, a.parts[2].op):  # truths cost less
            test, then, other = a.parts
            return self.case(test, self._against(op, then, k), self._against(op, other, k))
        if a.op in COUNTED:
            day = bisect_left(_DAYS, k, key=COUNTED[a.op]) + 1
            return self._against("lt", a.parts[0], day)
        if a.op == "fill":
            bare = self._make(op, "bool", (a.parts[0], self.lit(k)))
            return self.fill(bare, _COMPARED[op](a.value, k))
        return self._make(op, "bool", (a, self.lit(k)))

    # numbers

    def add(self, a: Formula, b: Formula) -> Formula:
        if a.op == b.op == "lit":
            return self.lit(a.value + b.value)
        for one, other in ((a, b), (b, a)):
            if one.op == "lit" and one.value == 0:
                return other
        return self._number("add", a, b, a.low + b.low, a.high + b.high)

    def sub(self, a: Formula, b: Formula) -> Formula:
        if a.op == b.op == "lit":
            return self.lit(a.value - b.value)
        if b.op == "lit" and b.value == 0:
            return a
        return self._number("sub", a, b, a.low - b.high, a.high - b.low)

    def mul(self, a: Formula, b: Formula) -> Formula:
        """A product; nothing times infinity is nothing."""
        if a.op == b.op == "lit":
            return self.lit(_times(a.value, b.value))
        for one, other in ((a, b), (b, a)):
            if one.op == "lit" and one.value in (0, 1):
                return other if one.value else one
        ends = [_times(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
        product = self._number("mul", a, b, min(ends), max(ends))
        for one, other in ((a, b), (b, a)):
            if isinf(one.low) or isinf(one.high):
                zero = self.lit(0)
                product = self.case(self.eq(other, zero), zero, product)
        return product

    def div(self, a: Formula, k: float) -> Formula:
        if a.op == "lit":
            return self.lit(a.value / k)
        ends = (a.low / k, a.high / k)
        return self._make("div", "float", (self.as_float(a),), k, min(ends), max(ends))

    def as_float(self, a: Formula) -> Formula:
        if a.kind == "float":
            return a
        if a.op == "lit":
            return self._make("lit", "float", value=float(a.value), low=a.low, high=a.high)
        return self._make("float", "float", (a,), None, a.low, a.high)

    def least(self, a: Formula, b: Formula) -> Formula:
        if a is b or a.high <= b.low:
            return a
        return b if b.high <= a.low else self.case(self.le(a, b), a, b)

    def greatest(self, a: Formula, b: Formula) -> Formula:
        if a is b or b.high <= a.low:
            return a
        return b if a.high <= b.low else self.case(self.le(b, a), a, b)

    def case(self, test: Formula, a: Formula, b: Formula) -> Formula:
        if test.op == "lit" or a is b:
            return a if (test.op == "lit" and test.value) or a is b else b
        if a.kind == "bool":
            return self.or_(self.and_(test, a), self.and_(self.not_(test), b))
        if b.op == "case" and b.parts[0] is test:
            return self.case(test, a, b.parts[2])
        return self._number("case", a, b, min(a.low, b.low), max(a.high, b.high), test)

    def floor(self, a: Formula, k: int) -> Formula:
        if a.op == "lit":
            return self.lit(a.value // k)
        return self._make("floor", "int", (a,), k, a.low // k, a.high // k)

    def counted(self, op: str, day: Formula) -> Formula:
        """ymd or ymn of a day."""
        count = COUNTED[op]
        if day.op == "lit":
            return self.lit(count(day.value))
        return self._make(op, "int", (day,), None, count(int(day.low)), count(int(day.high)))

    def _number(
        self, op: str, a: Formula, b: Formula, low: float, high: float, test: Formula | None = None
    ) -> Formula:
        low, high = -inf if isnan(low) else low, inf if isnan(high) else high
        kind: Kind = "int"
        if a.kind != "int" or b.kind != "int" or max(abs(low), abs(high)) >= _MOST:
            kind, a, b = "float", self.as_float(a), self.as_float(b)
        return self._make(op, kind, (test, a, b) if test else (a, b), None, low, high)


def _times(x: float, y: float) -> float:
    return 0 if x == 0 or y == 0 else x * y


def _settled(op: str, a: Formula, b: Formula) -> bool | None:
    """A comparison that comes out the same in every row."""
    if a is b:
        return op != "lt"
    if op == "eq":
        if a.low == a.high == b.low == b.high:
            return True
        return False if a.high < b.low or b.high < a.low else None
    if a.high < b.low or (op == "le" and a.high <= b.low):
        return True
    return False if a.low > b.high or (op == "lt" and a.low >= b.high) else None
