"""Compile tests to z3 formulas: for proofs about the rule base, never for a person.

A formula speaks of one fully answered situation, at one date. What no answer
settles (an office decides, a figure is not confirmed) is a free choice. A list
has at most `SLOTS` records, so "never" means "with no more than these".

Needs z3 (`pip install social-wiki[dev]`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from math import isfinite
from typing import Any

import z3

from eligibility import answers, tree
from eligibility.answers import Situation
from eligibility.domains import Domain, Interval, Members, Records
from eligibility.engine import Engine
from eligibility.schema import Fact, Field_

SLOTS = 4
LARGEST = 10**9  # stands for "no upper bound", in cents or in the unit
Term = Any  # a z3 expression, or a Day


@dataclass(frozen=True)
class Day:
    """A date as three whole numbers: whole years and months between two are then linear."""

    year: Term
    month: Term
    day: Term

    @property
    def order(self) -> Term:
        """Grows with the date; equal only for the same date."""
        return self.year * 372 + self.month * 31 + self.day

    @property
    def number(self) -> Term:
        """The day number of `datetime.date.toordinal`."""
        before, leap = self.year - 1, _is_leap(self.year)
        starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
        passed = reduce(lambda r, m: z3.If(self.month == m, starts[m - 1], r), range(1, 13), 0)
        extra = z3.If(z3.And(self.month > 2, leap), 1, 0)
        return before * 365 + before / 4 - before / 100 + before / 400 + passed + extra + self.day


def day_of(number: int) -> Day:
    known = date.fromordinal(number)
    return Day(*(z3.IntVal(part) for part in (known.year, known.month, known.day)))


def _is_leap(year: Term) -> Term:
    return z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))


@dataclass
class Formulas:
    """The formulas of one engine at one date.

    `unknown` is what an unsettled truth counts as. `rules` are the bounds of
    every fact that a formula has used: add them to each solver.
    """

    engine: Engine
    as_of: date
    unknown: bool = True
    rules: dict[str, Term] = field(default_factory=dict)
    _made: dict[tuple[Any, ...], Term] = field(default_factory=dict)
    _held: frozenset[str] = frozenset()

    def of(self, node: tree.Node, record: Mapping[str, Term] | None = None) -> Term:
        """The formula of a tree. `record`: the fields of the record that is bound."""
        if record is not None:
            return _OF[type(node)](self, node, record)
        key = (node, self.unknown, self._held)
        if key not in self._made:
            self._made[key] = _OF[type(node)](self, node, None)
        return self._made[key]

    def right(self, code: str, unknown: bool, held: frozenset[str] = frozenset()) -> Term:
        """The tests of a right; `held` are statuses supposed to be received beside the answers."""
        before = self.unknown, self._held
        self.unknown, self._held = unknown, held
        try:
            return self.of(self.engine.rules[code].tree)
        finally:
            self.unknown, self._held = before

    def supposed(self, fact: str, code: str) -> bool:
        return fact == "holds" and code in self._held

    # facts

    def answer(self, key: str) -> Term:
        """The variable of what was answered; not yet what the fact is behind its gate."""
        return self._variable(key, self.engine.facts[key])

    def fact(self, key: str) -> Term:
        """The fact behind its gate."""
        fact, gate = self.engine.facts[key], self._gate(key)
        if gate is None:
            return self.answer(key)
        return choose(self.of(gate), self.answer(key), self._otherwise(fact, key))

    def member(self, key: str, code: str) -> Term:
        asked = z3.Bool(f"{key}={code}")
        gate, fact = self._gate(key), self.engine.facts[key]
        if gate is None:
            return asked
        return z3.If(self.of(gate), asked, code in answers.otherwise(fact).yes)

    def records(self, key: str) -> list[tuple[Term, dict[str, Term]]]:
        """The records of a list, each with the formula that says that it is there."""
        fact, count = self.engine.facts[key], z3.Int(f"{key}#")
        self.rules.setdefault(f"{key}#", z3.And(count >= 0, count <= SLOTS))
        gate = self._gate(key)
        asked = True if gate is None else self.of(gate)
        return [(z3.And(asked, count > at), self._record(fact, at)) for at in range(SLOTS)]

    def _record(self, fact: Fact, at: int) -> dict[str, Term]:
        found: dict[str, Term] = {}
        for part in fact.record or ():
            found[part.key] = self._variable(f"{fact.key}[{at}].{part.key}", part)
        for part in fact.record or ():
            gate = self._gate(f"{fact.key}.{part.key}")
            if gate is not None:
                value = self._otherwise(part, f"{fact.key}[{at}].{part.key}")
                found[part.key] = choose(self.of(gate, found), found[part.key], value)
        return found

    def _gate(self, key: str) -> tree.Node | None:
        return self.engine.compiled.trees.get(f"gate {key}")

    def _otherwise(self, part: Field_, key: str) -> Term:
        if part.otherwise is None:
            return self._variable(f"{key}/closed", part)
        domain = answers.otherwise(part)
        if part.type == "bool":
            return z3.BoolVal(domain)
        if part.type == "choice":
            return z3.IntVal(option(next(iter(domain))))
        return day_of(domain[0]) if part.type == "date" else z3.RealVal(domain[0])

    def _variable(self, name: str, part: Field_) -> Term:
        if part.type == "bool":
            return z3.Bool(name)
        if part.type == "date":
            return self._day(name)
        if part.type == "choice":
            number = z3.Int(name)
            codes = [number == option(o.code) for o in part.options or ()]
            self.rules.setdefault(name, z3.Or(*codes))
            return number
        return self._number(name, part)

    def _number(self, name: str, part: Field_) -> Term:
        """Whole cents, units or postcodes; halves of a year are not looked at."""
        low, high = answers.everything(part)
        number = z3.Int(name)
        bounds = [number >= int(low) if isfinite(low) else number >= -LARGEST]
        bounds.append(number <= (int(high) if isfinite(high) else LARGEST))
        self.rules.setdefault(name, z3.And(*bounds))
        return z3.ToReal(number)

    def _day(self, name: str) -> Day:
        day = Day(z3.Int(f"{name}.y"), z3.Int(f"{name}.m"), z3.Int(f"{name}.d"))
        short = z3.If(_is_leap(day.year), 29, 28)
        month = z3.If(day.month == 2, short, z3.If(_in(day.month, (4, 6, 9, 11)), 30, 31))
        self.rules.setdefault(name, z3.And(
            day.year >= 1900, day.year <= 2100, day.month >= 1, day.month <= 12, day.day >= 1,
            day.day <= month,
        ))  # fmt: skip
        return day

    # what is known

    def given(self, situation: Situation) -> list[Term]:
        """What a situation says about the variables, and nothing about the rest."""
        facts = self.engine.facts
        return [
            term
            for key, domain in situation.known.items()
            for term in self._says(key, facts[key], domain)
        ]

    def _says(self, name: str, part: Field_, domain: Domain) -> Iterator[Term]:
        if isinstance(domain, Members):
            known = {o.code for o in part.options or ()} | set(self.engine.rights) | domain.yes
            for code in known if domain.unsure is not None else domain.yes:
                if domain.has(code) is not None:
                    yield z3.Bool(f"{name}={code}") == domain.has(code)
        elif isinstance(domain, Records):
            assert isinstance(part, Fact)
            yield z3.Int(f"{name}#") == len(domain.known)
            for at, record in enumerate(domain.known[:SLOTS]):
                for field_, value in zip(part.record or (), record, strict=True):
                    yield from self._says(f"{name}[{at}].{field_.key}", field_, value)
        elif isinstance(domain, frozenset):
            yield _in(self._variable(name, part), [option(code) for code in domain])
        elif isinstance(domain, tuple):
            yield from self._within(self._variable(name, part), domain)
        elif domain is not None:
            yield self._variable(name, part) == domain

    def _within(self, value: Term, domain: Interval) -> Iterator[Term]:
        low, high = domain
        if isinstance(value, Day):
            yield from (
                value.order >= day_of(int(low)).order,
                value.order <= day_of(int(high)).order,
            )
            return
        if isfinite(low):
            yield value >= low
        if isfinite(high):
            yield value <= high

    # figures

    def figure(self, key: str) -> Term:
        """The value of a parameter: one end of its band where it is not confirmed."""
        place = self.engine.program.params[key]
        band: Interval | None = self.engine.env(
            self.engine.read({}, self.as_of), self.as_of
        ).params[place]
        if band is None:
            raise LookupError(f"parameter {key} has no value at {self.as_of}")
        low, high = (z3.RealVal(str(end)) if isfinite(end) else z3.RealVal(LARGEST) for end in band)
        return low if band[0] == band[1] else z3.If(z3.Bool(f"high {key}"), high, low)


_OPTIONS: dict[str, int] = {}


def option(code: str) -> int:
    """A number for an option, the same in every formula of this process."""
    return _OPTIONS.setdefault(code, len(_OPTIONS))


def choose(test: Term, then: Term, other: Term) -> Term:
    if isinstance(then, Day):
        parts = ((then.year, other.year), (then.month, other.month), (then.day, other.day))
        return Day(*(z3.If(test, a, b) for a, b in parts))
    return z3.If(test, then, other)


def _in(item: Term, options: Iterable[int]) -> Term:
    return z3.Or(*(item == value for value in options))


_OF: dict[type[tree.Node], Callable[[Formulas, Any, Any], Term]] = {
    tree.Unknown: lambda f, node, record: z3.BoolVal(f.unknown),
    tree.FactRef: lambda f, node, record: f.fact(node.key),
    tree.FieldRef: lambda f, node, record: record[node.field],
    tree.ParamRef: lambda f, node, record: f.figure(node.key),
    tree.AsOf: lambda f, node, record: day_of(f.as_of.toordinal()),
    tree.Not: lambda f, node, record: z3.Not(f.of(node.item, record)),
    tree.And: lambda f, node, record: z3.And(*(f.of(item, record) for item in node.items)),
    tree.Or: lambda f, node, record: z3.Or(*(f.of(item, record) for item in node.items)),
    tree.If: lambda f, node, record: choose(
        f.of(node.test, record), f.of(node.then, record), f.of(node.other, record)
    ),
}


def formula(kind: type[tree.Node]) -> Callable[[Callable[..., Term]], Callable[..., Term]]:
    def register(function: Callable[..., Term]) -> Callable[..., Term]:
        _OF[kind] = function
        return function

    return register


@formula(tree.Const)
def _const(f: Formulas, node: tree.Const, record: Any) -> Term:
    if node.type.kind == "bool":
        return z3.BoolVal(node.value)
    if node.type.kind == "date":
        return day_of(node.value)
    return z3.IntVal(option(node.value)) if node.type.kind == "choice" else z3.RealVal(node.value)


@formula(tree.NotionRef)
def _notion(f: Formulas, node: tree.NotionRef, record: Any) -> Term:
    trees = [t for start, t in f.engine.compiled.notions[node.key] if start <= f.as_of.toordinal()]
    if not trees:
        raise LookupError(f"notion {node.key} has no version at {f.as_of}")
    lookup = f.engine.notions[node.key].lookup
    value = f.of(trees[-1])
    if lookup is None:
        return value
    found: Term = z3.IntVal(option(""))
    for line in lookup.ranges:
        inside = z3.And(value >= line.from_, value <= line.to)
        found = z3.If(inside, z3.IntVal(option(line.is_)), found)
    return found


@formula(tree.RightRef)
def _right(f: Formulas, node: tree.RightRef, record: Any) -> Term:
    held = f.of(tree.Member(tree.BOOL, "holds", node.code))
    return z3.Or(held, f.of(f.engine.rules[node.code].tree))


@formula(tree.Member)
def _member(f: Formulas, node: tree.Member, record: Any) -> Term:
    return z3.BoolVal(True) if f.supposed(node.fact, node.code) else f.member(node.fact, node.code)


@formula(tree.OneOf)
def _one_of(f: Formulas, node: tree.OneOf, record: Any) -> Term:
    options = [option(o) if isinstance(o, str) else o for o in sorted(node.options, key=str)]
    return _in(f.of(node.item, record), options)


@formula(tree.Compare)
def _compare(f: Formulas, node: tree.Compare, record: Any) -> Term:
    left, right = f.of(node.left, record), f.of(node.right, record)
    if isinstance(left, Day):
        left, right = left.order, right.order
    if node.op == "<":
        return left < right
    if node.op == "<=":
        return left <= right
    return left == right if node.op == "==" else left != right


@formula(tree.Arithmetic)
def _arithmetic(f: Formulas, node: tree.Arithmetic, record: Any) -> Term:
    left, right = f.of(node.left, record), f.of(node.right, record)
    if node.op == "*":
        return left * right
    if node.op == "/":
        return left / right
    return left + right if node.op == "+" else left - right


@formula(tree.Extreme)
def _extreme(f: Formulas, node: tree.Extreme, record: Any) -> Term:
    items = [f.of(item, record) for item in node.items]
    return reduce(lambda a, b: z3.If((a <= b) if node.op == "min" else (a >= b), a, b), items)


@formula(tree.Between)
def _between(f: Formulas, node: tree.Between, record: Any) -> Term:
    start, end = f.of(node.start, record), f.of(node.end, record)
    if node.unit == "days":
        return z3.ToReal(end.number - start.number)
    months = (end.year - start.year) * 12 + end.month - start.month
    months = months - z3.If(end.day < start.day, 1, 0)
    if node.unit == "months":
        return z3.ToReal(months)
    early = end.month * 31 + end.day < start.month * 31 + start.day
    return z3.ToReal(end.year - start.year - z3.If(early, 1, 0))


@formula(tree.Aggregate)
def _aggregate(f: Formulas, node: tree.Aggregate, record: Any) -> Term:
    rows = [
        (z3.And(there, f.of(node.test, one)) if node.test else there, there, one)
        for there, one in f.records(node.list)
    ]
    if node.op == "any":
        return z3.Or(*(passes for passes, _, _ in rows))
    if node.op == "all":
        return z3.And(*(z3.Or(z3.Not(there), passes) for passes, there, _ in rows))
    if node.op == "count":
        return z3.ToReal(z3.Sum(*(z3.If(passes, 1, 0) for passes, _, _ in rows)))
    assert node.value is not None
    values = [(passes, f.of(node.value, one)) for passes, _, one in rows]
    if node.op == "sum":
        return z3.Sum(*(z3.If(passes, value, 0) for passes, value in values))
    return _farthest(node.op, values)


def _farthest(op: str, values: list[tuple[Term, Term]]) -> Term:
    """The smallest or largest; of no records, farther than any limit on the side nobody passes."""
    found: Term = z3.RealVal(LARGEST if op == "min" else -LARGEST)
    for passes, value in values:
        nearer = value < found if op == "min" else value > found
        found = z3.If(z3.And(passes, nearer), value, found)
    return found
