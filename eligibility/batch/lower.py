"""From the typed tree to pairs of formulas (see `pairs`) over the columns of `flat`.

The same as `compile` for columns in place of closures. Lists are in `lists`,
the rules around a right in `outcomes`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from math import isinf
from typing import Any, NamedTuple

from eligibility import answers, tree
from eligibility.batch import lists
from eligibility.batch.formulas import Formula, Formulas, Kind
from eligibility.batch.pairs import Choice, Pair, Pairs, Value
from eligibility.domains import Domain, Members
from eligibility.engine import Engine
from eligibility.errors import NoValue
from eligibility.schema import Field_, Lookup, in_force


class Place(NamedTuple):
    """Where a node is weighed: in which record (None: of which nothing is known), and which
    status is supposed to be held besides."""

    list: str | None = None
    slot: int | None = None
    held: str | None = None

    def outside(self) -> Place:
        return Place(held=self.held)


HERE = Place()


def _domain(value: Any) -> Domain:
    """The domain of a constant."""
    if isinstance(value, bool):
        return value
    return frozenset({value}) if isinstance(value, str) else (value, value)


class Lowering:
    """One rule base at one date over given columns (see `flat`).

    `nullable` says for each column that is there whether a row may lack it; a
    column that is not there is unknown in every row. `slots` is how many
    records of each list have columns.
    """

    def __init__(self, engine: Engine, as_of: date, nullable: Mapping[str, bool]):
        self.engine, self.nullable = engine, nullable
        records = {name.partition("]")[0] for name in nullable if "[" in name}
        self.slots = Counter(record.partition("[")[0] for record in records)
        self.as_of, self.params = as_of.toordinal(), engine.figures(as_of)
        self.uncheckable = engine.uncheckable(as_of)
        self.f = Formulas()
        self.pairs = Pairs(self.f)
        self._named: dict[tuple[str, Place], Any] = {}

    def node(self, node: tree.Node, at: Place) -> Value:
        """The value of a node. KeyError or NoValue for what is not in the rule base."""
        match node:
            case tree.Unknown():
                return self.pairs.unknown
            case tree.AsOf():
                return self.constant((self.as_of, self.as_of))
            case tree.Const(value=value):
                return self.constant(_domain(value))
            case tree.ParamRef(key=key):
                return self._param(key)
            case tree.FactRef(key=key):
                return self._fact(key, at)
            case tree.FieldRef(list=key, field=field):
                return self._field(key, field, at)
            case tree.NotionRef(key=key):
                return self.named(f"notion {key}", at, lambda place: self._notion(key, place))
            case tree.RightRef(code=code):
                seen = self.as_seen(code)
                return self.named(f"seen {code}", at, lambda place: self.node(seen, place))
            case tree.Member(fact=key, code=code):
                return self.member(key, code, at)
            case tree.Aggregate():
                return lists.aggregate(self, node, at)
        return self._combined(node, [self.node(part, at) for part in tree.children(node)])

    def _combined(self, node: tree.Node, parts: list[Value]) -> Value:
        pairs = self.pairs
        match node:
            case tree.Not():
                return pairs.not_(*parts)
            case tree.And():
                return pairs.and_(*parts)
            case tree.Or():
                return pairs.or_(*parts)
            case tree.Compare(op=op):
                return pairs.compare(op, *parts)
            case tree.OneOf(options=options):
                return pairs.one_of(parts[0], options)
            case tree.Arithmetic(op="/", right=tree.Const(value=divisor)):
                return pairs.divide(parts[0], divisor)
            case tree.Arithmetic(op=op):
                by = {"+": pairs.add, "-": pairs.subtract, "*": pairs.multiply}
                return by[op](*parts)
            case tree.Between(unit=unit):
                return pairs.between(unit, *parts)
            case tree.Extreme(op=op):
                return pairs.extreme(op, parts)
            case tree.If():
                return pairs.select(*parts)
        raise AssertionError(f"no formula for {type(node).__name__}")

    def named(self, name: str, at: Place, make: Callable[[Place], Any]) -> Any:
        """A notion, fact or right: lowered once, outside every record."""
        place = at.outside()
        if (name, place) not in self._named:
            self._named[name, place] = make(place)
        return self._named[name, place]

    def constant(self, domain: Domain) -> Value:
        """What has the same domain in every row: a truth, a number or a choice."""
        if isinstance(domain, frozenset):
            return Choice(
                lambda some: self.pairs.fixed(domain <= some, bool(domain & some)), domain
            )
        if isinstance(domain, tuple):
            return self.pairs.fixed(*domain)
        return self.pairs.fixed(domain is True, domain is not False)

    def _param(self, key: str) -> Pair:
        value = self.params[self.engine.program.params[key]]
        if value is None:
            raise NoValue(key)
        return self.pairs.fixed(*value)

    # answers

    def column(self, name: str, part: Field_, value: Any) -> Formula:
        """A number, date or place of an option, with what stands for one that is not there."""
        if name not in self.nullable:
            return self.f.lit(value)
        if part.type == "choice":
            low, high = 0, len(part.options or ()) - 1
        else:
            low, high = answers.everything(part)
        whole = part.type != "number" or part.unit in answers.WHOLE_UNITS
        kind: Kind = "int" if whole and not isinf(low) and not isinf(high) else "float"
        return self._filled(self.f.col(name, kind, low, high), value)

    def _truth(self, name: str) -> Pair:
        if name not in self.nullable:
            return self.pairs.unknown
        column = self.f.col(name, "bool")
        return Pair(self._filled(column, False), self._filled(column, True))

    def _filled(self, column: Formula, value: Any) -> Formula:
        return self.f.fill(column, value) if self.nullable[column.value] else column

    def answer(self, name: str, part: Field_) -> Value:
        """What was answered, before its gate."""
        if part.type == "choice":
            return self._choice(name, part)
        if part.type == "bool":
            return self._truth(name)
        low, high = answers.everything(part)
        last = name + "~last" if name + "~last" in self.nullable else name
        return Pair(self.column(name, part, low), self.column(last, part, high))

    def _choice(self, name: str, part: Field_) -> Choice:
        """Options are columns of small numbers: their places in order."""
        f, options = self.f, answers.options(part)
        places = {code: place for place, code in enumerate(sorted(options))}

        def is_place(place: int, blank: int) -> Formula:
            return f.eq(self.column(name, part, blank), f.lit(place))

        def one_of(some: frozenset[str]) -> Pair:
            wanted = sorted(places[code] for code in some & options)
            if len(wanted) == len(options):
                return self.pairs.true
            return Pair(
                f.or_(*(is_place(place, -1) for place in wanted)),
                f.or_(*(is_place(place, place) for place in wanted)),
            )

        return Choice(one_of, options)

    # facts behind their gates

    def gate(self, key: str) -> tree.Node | None:
        return self.engine.compiled.trees.get(f"gate {key}")

    def _gated(self, key: str, answer: Value, closed: Domain, at: Place) -> Value:
        gate = self.gate(key)
        if gate is None:
            return answer
        return self.pairs.select(self.node(gate, at), answer, self.constant(closed))

    def _fact(self, key: str, at: Place) -> Value:
        def make(place: Place) -> Value:
            fact = self.engine.facts[key]
            return self._gated(key, self.answer(key, fact), answers.otherwise(fact), place)

        return self.named(f"fact {key}", at, make)

    def _field(self, key: str, field: str, at: Place) -> Value:
        """A field of the record that is bound."""
        part = self.part(key, field)
        answer = self.answer(f"{key}[{at.slot}].{field}", part)
        return self._gated(f"{key}.{field}", answer, answers.otherwise(part), at)

    def part(self, key: str, field: str) -> Field_:
        return next(p for p in self.engine.facts[key].record or () if p.key == field)

    def member(self, key: str, code: str, at: Place) -> Pair:
        """Whether a set contains a code."""
        fact = self.engine.facts[key]
        closed: Members = answers.otherwise(fact)
        supposed = key == "holds" and code == at.held
        answer = self.pairs.true if supposed else self._truth(f"{key}={code}")
        value: Pair = self._gated(key, answer, closed.has(code), at)
        return value

    # notions and rights

    def version(self, key: str) -> tree.Node:
        """The version of a notion that is in force."""
        versions = self.engine.compiled.notions[key]
        return versions[bisect_right([start for start, _ in versions], self.as_of) - 1][1]

    def _notion(self, key: str, at: Place) -> Value:
        value, lookup = self.node(self.version(key), at), self.engine.notions[key].lookup
        return value if lookup is None else self._looked_up(value, lookup)

    def _looked_up(self, value: Pair, lookup: Lookup) -> Choice:
        f = self.f

        def within(some: frozenset[str], wanted: bool) -> Formula:
            return f.or_(*(
                f.and_(f.le(f.lit(r.from_), value.high), f.le(value.low, f.lit(r.to)))
                for r in lookup.ranges if (r.is_ in some) is wanted
            ))  # fmt: skip

        def one_of(some: frozenset[str]) -> Pair:
            """Some range with this name can hold it; none with another name can."""
            may = within(some, True)
            return Pair(may if value.low is value.high else f.not_(within(some, False)), may)

        return Choice(one_of, frozenset(r.is_ for r in lookup.ranges))

    def as_seen(self, code: str) -> tree.Node:
        """A right as other rights see it: held, or its tests."""
        rule = self.engine.rules.get(code)
        if rule is None:
            return tree.Unknown(tree.BOOL)
        running = in_force(rule.logic, self.as_of)
        tests = rule.tree if running else tree.Const(tree.BOOL, False)
        if "holds" not in self.engine.facts:
            return tests
        return tree.Or(tree.BOOL, (tree.Member(tree.BOOL, "holds", code), tests))

    def truth(self, code: str, at: Place) -> Pair:
        """The outcome of a right's tests."""
        if not in_force(self.engine.rights[code], self.as_of):
            return self.pairs.false
        tests = self.engine.rules[code].tree
        value: Pair = self.named(f"right {code}", at, lambda place: self.node(tests, place))
        return value
