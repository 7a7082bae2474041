"""From the typed tree to pairs of formulas (see `pairs`) over the columns of `flat`.

The same as `compile` for columns in place of closures. Lists are in `lists`,
the rules around a right in `outcomes`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from math import inf, isinf
from typing import Any, NamedTuple

from eligibility import answers, tree
from eligibility.batch import lists
from eligibility.batch.formulas import Formula, Formulas, Kind
from eligibility.batch.pairs import Choice, Pair, Pairs, Value
from eligibility.domains import Members
from eligibility.engine import Engine
from eligibility.errors import NoValue
from eligibility.schema import Fact, Field_, Lookup, in_force


class Place(NamedTuple):
    """Where a node is weighed: in which record (None: of which nothing is known), and which
    status is supposed to be held besides."""

    list: str | None = None
    slot: int | None = None
    held: str | None = None

    def outside(self) -> Place:
        return Place(held=self.held)


HERE = Place()


class Lowering:
    """One rule base at one date over given columns (see `flat`).

    `nullable` says for each column that is there whether a row may lack it; a
    column that is not there is unknown in every row. `slots` is how many
    records of each list have columns.
    """

    def __init__(
        self, engine: Engine, as_of: date, nullable: Mapping[str, bool], slots: Mapping[str, int]
    ):
        self.engine, self.nullable, self.slots = engine, nullable, slots
        self.as_of, self.params = as_of.toordinal(), engine.figures(as_of)
        self.uncheckable = engine.uncheckable(as_of)
        self.f = Formulas()
        self.pairs = Pairs(self.f)
        self._named: dict[tuple[str, Place], Any] = {}
        self._asks: dict[str, frozenset[str]] = {}

    def node(self, node: tree.Node, at: Place) -> Value:
        """The value of a node. KeyError or NoValue for what is not in the rule base."""
        match node:
            case tree.Unknown():
                return self.pairs.unknown
            case tree.AsOf():
                return self.pairs.fixed(self.as_of, self.as_of)
            case tree.Const():
                return self._const(node)
            case tree.ParamRef(key=key):
                return self._param(key)
            case tree.FactRef(key=key):
                return self._fact(key, at)
            case tree.FieldRef(list=key, field=field):
                return self._field(key, field, at)
            case tree.NotionRef(key=key):
                return self.named(f"notion {key}", at, lambda place: self._notion(key, place))
            case tree.RightRef(code=code):
                return self._right(code, at)
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
        held = at.held if at.held and at.held in self._statuses(name) else None
        place = Place(held=held)
        if (name, place) not in self._named:
            self._named[name, place] = make(place)
        return self._named[name, place]

    def _statuses(self, name: str) -> frozenset[str]:
        """The statuses that something asks for, through everything that it refers to."""
        if name not in self._asks:
            found: set[str] = set()
            for need in self.engine.compiled.needs.get(name, ()):
                kind, key = need.split(" ", 1)
                found |= {key} if kind in ("status", "right") else set()
                found |= self._statuses(need) if need != name else set()
            self._asks[name] = frozenset(found)
        return self._asks[name]

    def _const(self, node: tree.Const) -> Value:
        if node.type.kind == "choice":
            return self._settled_choice(frozenset({node.value}))
        return self.pairs.fixed(node.value, node.value)

    def _settled_choice(self, options: frozenset[str]) -> Choice:
        """One of these options, the same for every row."""
        return Choice(lambda some: self.pairs.fixed(options <= some, bool(options & some)), options)

    def _param(self, key: str) -> Pair:
        value = self.params[self.engine.program.params[key]]
        if value is None:
            raise NoValue(key)
        return self.pairs.fixed(*value)

    # answers

    def column(self, name: str, part: Field_, value: Any) -> Formula:
        """A column, with what stands for an answer that is not there."""
        f = self.f
        if name not in self.nullable:
            return f.lit(value)
        low, high = -inf, inf
        kind: Kind = "bool" if part.type == "bool" else "int"
        if part.type in ("number", "money", "date", "postcode"):
            low, high = answers.everything(part)
            whole = part.type != "number" or part.unit in answers.WHOLE_UNITS
            kind = "int" if whole and not isinf(low) and not isinf(high) else "float"
        elif part.type == "choice":
            low, high = 0, len(part.options or ()) - 1
        column = f.col(name, kind, low, high)
        return f.fill(column, value) if self.nullable[name] else column

    def answer(self, name: str, part: Field_) -> Value:
        """What was answered, before its gate."""
        if part.type == "choice":
            return self._choice(name, part)
        if part.type == "bool":
            return Pair(self.column(name, part, False), self.column(name, part, True))
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

    def _gated(self, key: str, answer: Value, closed: Value, at: Place) -> Value:
        gate = self.gate(key)
        return answer if gate is None else self.pairs.select(self.node(gate, at), answer, closed)

    def _otherwise(self, part: Field_) -> Value:
        domain = answers.otherwise(part)
        if part.type == "choice":
            return self._settled_choice(domain)
        return self._truth_value(domain) if part.type == "bool" else self.pairs.fixed(*domain)

    def _truth_value(self, truth: bool | None) -> Pair:
        return self.pairs.fixed(truth is True, truth is not False)

    def _fact(self, key: str, at: Place) -> Value:
        def make(place: Place) -> Value:
            fact = self.engine.facts[key]
            return self._gated(key, self.answer(key, fact), self._otherwise(fact), place)

        return self.named(f"fact {key}", at, make)

    def _field(self, key: str, field: str, at: Place) -> Value:
        """A field of the record that is bound."""
        part = self.part(key, field)
        answer = self.answer(f"{key}[{at.slot}].{field}", part)
        return self._gated(f"{key}.{field}", answer, self._otherwise(part), at)

    def part(self, key: str, field: str) -> Field_:
        return next(p for p in self.engine.facts[key].record or () if p.key == field)

    def member(self, key: str, code: str, at: Place) -> Pair:
        """Whether a set contains a code."""
        fact = self.engine.facts[key]
        closed: Members = answers.otherwise(fact)
        answer = self._raw_member(fact, code, at)
        value: Pair = self._gated(key, answer, self._truth_value(closed.has(code)), at)
        return value

    def _raw_member(self, fact: Fact, code: str, at: Place) -> Pair:
        if fact.key == "holds" and code == at.held:
            return self.pairs.true
        name = f"{fact.key}={code}"
        value: Pair = self.answer(name, Field_(key=name, type="bool"))
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

    def _right(self, code: str, at: Place) -> Pair:
        """The truth of a right as other rights see it: held, or its tests."""
        if code not in self.engine.rules:
            return self.pairs.unknown
        truth = self.truth(code, at)
        has = "holds" in self.engine.facts
        return self.pairs.or_(self.member("holds", code, at), truth) if has else truth

    def truth(self, code: str, at: Place) -> Pair:
        """The outcome of a right's tests."""
        if not in_force(self.engine.rights[code], self.as_of):
            return self.pairs.false
        tests = self.engine.rules[code].tree
        value: Pair = self.named(f"right {code}", at, lambda place: self.node(tests, place))
        return value
