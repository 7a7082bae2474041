"""The rules for a solver (z3): for proofs about the rule base, never for a person.

They become formulas as for files of households (`batch.lower`), over people who
have answered everything: then only what an office weighs, a figure that is not
confirmed and a closed fact without a value have two ends. A date is three whole
numbers, because whole years and months between two are then linear. A list has at
most `SLOTS` records, so "never" means "with no more than these".

Needs z3 and polars (`pip install social-wiki[batch,dev]`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Any

import z3

from eligibility.batch.flat import codes_of
from eligibility.batch.formulas import COUNTED, Formula
from eligibility.batch.lower import Lowering
from eligibility.batch.stages import in_order
from eligibility.engine import Engine
from eligibility.schema import Field_

SLOTS = 4
LARGEST = 10**9  # stands for "no upper bound", in cents or in the unit
_MONTHS_START = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
Term = Any  # a z3 expression


class Terms:
    """The rules of one engine at one date. Terms are made from the formulas of `low`.

    `bounds` are what every variable of a term obeys: add them to each solver.
    """

    def __init__(self, engine: Engine, as_of: date):
        columns = dict(_columns(engine))
        self.low = Lowering(engine, as_of, dict.fromkeys(columns, False))
        self.bounds: dict[str, Term] = {}
        self._days = {name for name, part in columns.items() if part and part.type == "date"}
        self._made: dict[int, Term] = {}

    def term(self, formula: Formula) -> Term:
        """A formula as a z3 expression."""
        for node in in_order([formula]):
            if id(node) not in self._made:
                parts = [self._made[id(part)] for part in node.parts]
                self._made[id(node)] = self._write(node, parts)
        return self._made[id(formula)]

    def given(self, row: Mapping[str, Any]) -> Iterator[Term]:
        """What one row of plain columns (see `batch.flat`) says, and nothing about the rest."""
        for name, value in row.items():
            if value is not None and name in self._days:
                day, last = self._date("ymd", name), row.get(f"{name}~last", value)
                yield z3.And(day >= COUNTED["ymd"](value), day <= COUNTED["ymd"](last))
            elif value is not None:
                yield (z3.Bool if isinstance(value, bool) else z3.Int)(name) == value

    def _write(self, node: Formula, parts: list[Term]) -> Term:
        match node.op:
            case "lit":
                return _literal(node)
            case "col":
                return self._variable(node)
            case "ymd" | "ymn":
                return self._counted(node.op, node.parts[0])
            case "lt" | "le" | "eq" if any(map(self._is_day, node.parts)):
                parts = [self._counted("ymd", part) for part in node.parts]
        return _WRITE[node.op](node, *parts)

    def _variable(self, node: Formula) -> Term:
        """Whole cents, units, postcodes, places of options; halves of a year are not looked at."""
        name: str = node.value
        if node.kind == "bool":
            return z3.Bool(name)
        if name in self._days:
            return _day_number(*self._day(name))
        low = int(node.low) if isfinite(node.low) else -LARGEST
        most = SLOTS if name.endswith("~count") else LARGEST
        number, high = z3.Int(name), int(min(node.high, most))
        self.bounds.setdefault(name, z3.And(number >= low, number <= high))
        return z3.ToReal(number) if node.kind == "float" else number

    # dates

    def _is_day(self, node: Formula) -> bool:
        if node.op == "case":
            return any(map(self._is_day, node.parts[1:]))
        return node.op == "col" and node.value in self._days

    def _counted(self, op: str, day: Formula) -> Term:
        """ymd or ymn of a day: they grow with it, so they compare days too."""
        if day.op == "lit":
            return z3.IntVal(COUNTED[op](day.value))
        if day.op == "case":
            test, then, other = day.parts
            return z3.If(self.term(test), self._counted(op, then), self._counted(op, other))
        return self._date(op, day.value)

    def _date(self, op: str, name: str) -> Term:
        year, month, day = self._day(name)
        return (year * (100 if op == "ymd" else 12) + month) * 100 + day

    def _day(self, name: str) -> tuple[Term, Term, Term]:
        year, month, day = (z3.Int(f"{name}.{part}") for part in "ymd")
        february = z3.If(_is_leap(year), 29, 28)
        short = z3.Or(*(month == number for number in (4, 6, 9, 11)))
        length = z3.If(month == 2, february, z3.If(short, 30, 31))
        within = [year >= 1900, year <= 2100, month >= 1, month <= 12, day >= 1, day <= length]
        self.bounds.setdefault(name, z3.And(*within))
        return year, month, day


def _columns(engine: Engine) -> Iterator[tuple[str, Field_ | None]]:
    """Every plain column that rules may read, and the fact or field that it comes from."""
    codes = codes_of(engine)
    for key, fact in engine.facts.items():
        if fact.type == "list":
            yield f"{key}~count", None
            for slot in range(SLOTS):
                yield from ((f"{key}[{slot}].{part.key}", part) for part in fact.record or ())
        elif fact.type == "set":
            yield from ((f"{key}={code}", None) for code in codes.get(key, ()))
        else:
            yield key, fact


def _literal(node: Formula) -> Term:
    if node.kind == "bool":
        return z3.BoolVal(node.value)
    if node.kind == "int":
        return z3.IntVal(node.value)
    return z3.RealVal(Fraction(str(max(-LARGEST, min(LARGEST, node.value)))))


def _is_leap(year: Term) -> Term:
    return z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))


def _day_number(year: Term, month: Term, day: Term) -> Term:
    """As `datetime.date.toordinal`."""
    before, passed = year - 1, z3.IntVal(0)
    for number, days in enumerate(_MONTHS_START, 1):
        passed = z3.If(month == number, days, passed)
    leap_day = z3.If(z3.And(month > 2, _is_leap(year)), 1, 0)
    return before * 365 + before / 4 - before / 100 + before / 400 + passed + leap_day + day


_WRITE: dict[str, Callable[..., Term]] = {
    "not": lambda node, a: z3.Not(a),
    "and": lambda node, *parts: z3.And(*parts),
    "or": lambda node, *parts: z3.Or(*parts),
    "lt": lambda node, a, b: a < b,
    "le": lambda node, a, b: a <= b,
    "eq": lambda node, a, b: a == b,
    "add": lambda node, a, b: a + b,
    "sub": lambda node, a, b: a - b,
    "mul": lambda node, a, b: a * b,
    "div": lambda node, a: a / z3.RealVal(Fraction(str(node.value))),
    "floor": lambda node, a: a / node.value,  # between whole numbers
    "case": lambda node, test, a, b: z3.If(test, a, b),
    "float": lambda node, a: z3.ToReal(a),
}
