"""From the typed tree to pairs of formulas: the lowest and the highest value in every row.

The same as `compile` for columns in place of closures. A truth is unknown when
its lowest value is false and its highest true. One function per kind of node;
lists are in `lower_lists`, the rules around a right in `lower_rights`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from math import inf, isinf
from typing import Any, NamedTuple

from eligibility import answers, tree
from eligibility.domains import Members
from eligibility.engine import Engine
from eligibility.errors import NoValue
from eligibility.formulas import Formula, Formulas
from eligibility.schema import Fact, Field_, in_force


class Pair(NamedTuple):
    low: Formula
    high: Formula


class Choice(NamedTuple):
    """A choice: whether it is one of some options, and every option it can be."""

    one_of: Callable[[frozenset[str]], Pair]
    options: frozenset[str]


class Place(NamedTuple):
    """Where a node is weighed: in which record (None: of which nothing is known), and which
    status is supposed to be held besides."""

    list: str | None = None
    slot: int | None = None
    held: str | None = None


class Lists(NamedTuple):
    """A list: how many records a row has (0 when not answered), whether it was answered, and
    whether it is asked at all."""

    records: Formula
    unanswered: Formula
    asked: Pair


Value = Any  # Pair | Choice | Lists; the type of the node tells which
Lowerer = Callable[["Lowering", Any, Place], Value]
LOWERERS: dict[type[tree.Node], Lowerer] = {}


def lowers(*kinds: type[tree.Node]) -> Callable[[Lowerer], Lowerer]:
    def register(function: Lowerer) -> Lowerer:
        LOWERERS.update(dict.fromkeys(kinds, function))
        return function

    return register


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
        self._named: dict[tuple[str, Place], Value] = {}
        self._settles: dict[str, bool] = {}
        self._asks: dict[str, frozenset[str]] = {}
        self.true = Pair(self.f.true, self.f.true)
        self.false = Pair(self.f.false, self.f.false)
        self.unknown = Pair(self.f.false, self.f.true)

    def node(self, node: tree.Node, at: Place) -> Value:
        return LOWERERS[type(node)](self, node, at)

    def named(self, name: str, at: Place, make: Callable[[Place], Value]) -> Value:
        """A notion, fact or right: lowered once, outside every record."""
        held = at.held if at.held and at.held in self._statuses(name) else None
        place = Place(held=held)
        if (name, place) not in self._named:
            self._named[name, place] = make(place)
        return self._named[name, place]

    def settles(self, name: str, find: Callable[[], bool]) -> bool:
        """Worked out once per name; see `lower_live.always`."""
        if name not in self._settles:
            self._settles[name] = True  # a field's gate may speak of its own list
            self._settles[name] = find()
        return self._settles[name]

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

    # pairs

    def fixed(self, low: Any, high: Any) -> Pair:
        return Pair(self.f.lit(low), self.f.lit(high))

    def not_(self, a: Pair) -> Pair:
        return Pair(self.f.not_(a.high), self.f.not_(a.low))

    def and_(self, *items: Pair) -> Pair:
        return Pair(self.f.and_(*(i.low for i in items)), self.f.and_(*(i.high for i in items)))

    def or_(self, *items: Pair) -> Pair:
        return Pair(self.f.or_(*(i.low for i in items)), self.f.or_(*(i.high for i in items)))

    def known(self, value: Value) -> Formula:
        """Where only one value is left."""
        f = self.f
        if isinstance(value, Choice):
            return f.or_(*(value.one_of(frozenset({o})).low for o in sorted(value.options)))
        if value.low.kind == "bool":
            return f.or_(value.low, f.not_(value.high))
        return f.eq(value.low, value.high)

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
        if either is other:
            return f.case(test.low, then, other)
        if either is then:
            return f.case(test.high, then, other)
        return f.case(test.low, then, f.case(test.high, either, other))

    def plus(self, a: Formula, b: Formula, clash: float) -> Formula:
        """A sum; `clash` is what infinity and minus infinity make."""
        f = self.f
        total = f.add(a, b)
        for up, down in ((a, b), (b, a)):
            if up.high == inf and down.low == -inf:
                both = f.and_(f.eq(up, f.lit(inf)), f.eq(down, f.lit(-inf)))
                total = f.case(both, f.lit(clash), total)
        return total

    # facts

    def column(self, name: str, part: Field_, value: Any) -> Formula:
        """A column, with what stands for an answer that is not there."""
        f = self.f
        if name not in self.nullable:
            return f.lit(value)
        low, high, kind = -inf, inf, "bool" if part.type == "bool" else "int"
        if part.type in ("number", "money", "date", "postcode"):
            low, high = answers.everything(part)
            whole = part.type != "number" or part.unit in answers.WHOLE_UNITS
            kind = "int" if whole and not isinf(low) and not isinf(high) else "float"
        column = f.col(name, kind, low, high)  # type: ignore[arg-type]
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
            return f.compare("eq", self.column(name, part, blank), f.lit(place))

        def one_of(some: frozenset[str]) -> Pair:
            wanted = sorted(places[code] for code in some & options)
            if len(wanted) == len(options):
                return self.true
            return Pair(
                f.or_(*(is_place(place, -1) for place in wanted)),
                f.or_(*(is_place(place, place) for place in wanted)),
            )

        return Choice(one_of, options)

    def gated(self, gate: tree.Node | None, answer: Value, part: Field_, at: Place) -> Value:
        if gate is None:
            return answer
        return self.select(self.node(gate, at), answer, self.otherwise(part))

    def otherwise(self, part: Field_) -> Value:
        domain = answers.otherwise(part)
        if part.type == "choice":
            return Choice(
                lambda some: Pair(
                    self.f.lit(domain <= some), self.f.lit(bool(domain & some))
                ), domain,
            )  # fmt: skip
        if part.type == "bool":
            return self.fixed(domain is True, domain is not False)
        return self.fixed(*domain)

    def gate(self, key: str) -> tree.Node | None:
        return self.engine.compiled.trees.get(f"gate {key}")

    def fact(self, key: str, at: Place) -> Value:
        fact = self.engine.facts[key]
        return self.named(
            f"fact {key}", at,
            lambda place: self.gated(self.gate(key), self.answer(key, fact), fact, place),
        )  # fmt: skip

    def raw_member(self, fact: Fact, code: str, at: Place) -> Pair:
        if fact.key == "holds" and code == at.held:
            return self.true
        name = f"{fact.key}={code}"
        part = Field_(key=name, type="bool")
        return Pair(self.column(name, part, False), self.column(name, part, True))

    def member(self, key: str, code: str, at: Place) -> Pair:
        """Whether a set contains a code."""
        fact = self.engine.facts[key]
        answer, gate = self.raw_member(fact, code, at), self.gate(key)
        if gate is None:
            return answer
        closed: Members = answers.otherwise(fact)
        has = closed.has(code)
        value: Pair = self.select(
            self.node(gate, at), answer, self.fixed(has is True, has is not False)
        )
        return value

    def field(self, key: str, field: str, at: Place) -> Value:
        """A field of the record that is bound."""
        part = self.part(key, field)
        answer = self.answer(f"{key}[{at.slot}].{field}", part)
        return self.gated(self.gate(f"{key}.{field}"), answer, part, at)

    def part(self, key: str, field: str) -> Field_:
        return next(p for p in self.engine.facts[key].record or () if p.key == field)

    def notion(self, key: str, at: Place) -> Value:
        return self.named(f"notion {key}", at, lambda place: self._notion(key, place))

    def version(self, key: str) -> tree.Node:
        """The version of a notion that is in force."""
        versions = self.engine.compiled.notions[key]
        return versions[bisect_right([start for start, _ in versions], self.as_of) - 1][1]

    def _notion(self, key: str, at: Place) -> Value:
        value = self.node(self.version(key), at)
        lookup = self.engine.notions[key].lookup
        if lookup is None:
            return value
        f = self.f

        def one_of(some: frozenset[str]) -> Pair:
            """Some range with this name can hold it; none with another name can."""

            def within(wanted: bool) -> Formula:
                return f.or_(*(
                    f.and_(f.le(f.lit(r.from_), value.high), f.le(value.low, f.lit(r.to)))
                    for r in lookup.ranges if (r.is_ in some) is wanted
                ))  # fmt: skip

            if value.low is value.high:
                return Pair(within(True), within(True))
            return Pair(f.not_(within(False)), within(True))

        return Choice(one_of, frozenset(r.is_ for r in lookup.ranges))

    def right(self, code: str, at: Place) -> Pair:
        """The truth of a right as other rights see it: held, or its tests."""
        rule = self.engine.rules.get(code)
        if rule is None:
            return self.unknown
        truth = self.truth(code, at)
        has = "holds" in self.engine.facts
        return self.or_(self.member("holds", code, at), truth) if has else truth

    def truth(self, code: str, at: Place) -> Pair:
        """The outcome of a right's tests."""
        if not in_force(self.engine.rights[code], self.as_of):
            return self.false
        tests = self.engine.rules[code].tree
        value: Pair = self.named(f"right {code}", at, lambda place: self.node(tests, place))
        return value


# values


@lowers(tree.Const)
def _const(low: Lowering, node: tree.Const, at: Place) -> Value:
    if node.type.kind != "choice":
        return low.fixed(node.value, node.value)
    return Choice(
        lambda some: low.true if node.value in some else low.false, frozenset({node.value})
    )


@lowers(tree.Unknown)
def _unknown(low: Lowering, node: tree.Unknown, at: Place) -> Value:
    return low.unknown


@lowers(tree.AsOf)
def _as_of(low: Lowering, node: tree.AsOf, at: Place) -> Value:
    return low.fixed(low.as_of, low.as_of)


@lowers(tree.FactRef)
def _fact(low: Lowering, node: tree.FactRef, at: Place) -> Value:
    return low.fact(node.key, at)


@lowers(tree.FieldRef)
def _field(low: Lowering, node: tree.FieldRef, at: Place) -> Value:
    return low.field(node.list, node.field, at)


@lowers(tree.NotionRef)
def _notion_ref(low: Lowering, node: tree.NotionRef, at: Place) -> Value:
    return low.notion(node.key, at)


@lowers(tree.RightRef)
def _right_ref(low: Lowering, node: tree.RightRef, at: Place) -> Value:
    return low.right(node.code, at)


@lowers(tree.ParamRef)
def _param(low: Lowering, node: tree.ParamRef, at: Place) -> Value:
    value = low.params[low.engine.program.params[node.key]]
    if value is None:
        raise NoValue(node.key)
    return low.fixed(*value)


@lowers(tree.Member)
def _member(low: Lowering, node: tree.Member, at: Place) -> Value:
    return low.member(node.fact, node.code, at)


# truths


@lowers(tree.Not)
def _not(low: Lowering, node: tree.Not, at: Place) -> Value:
    return low.not_(low.node(node.item, at))


@lowers(tree.And)
def _and(low: Lowering, node: tree.And, at: Place) -> Value:
    return low.and_(*(low.node(item, at) for item in node.items))


@lowers(tree.Or)
def _or(low: Lowering, node: tree.Or, at: Place) -> Value:
    return low.or_(*(low.node(item, at) for item in node.items))


@lowers(tree.Compare)
def _compare(low: Lowering, node: tree.Compare, at: Place) -> Value:
    a, b, f = low.node(node.left, at), low.node(node.right, at), low.f
    if node.op == "<":
        return Pair(f.lt(a.high, b.low), f.lt(a.low, b.high))
    if node.op == "<=":
        return Pair(f.le(a.high, b.low), f.le(a.low, b.high))
    equal = _equal(low, a, b)
    return equal if node.op == "==" else low.not_(equal)


def _equal(low: Lowering, a: Value, b: Value) -> Pair:
    f = low.f
    if isinstance(a, Choice):
        shared = sorted(a.options & b.options)
        alike = [low.and_(a.one_of(frozenset({o})), b.one_of(frozenset({o}))) for o in shared]
        return low.or_(*alike)
    if a.low is a.high and b.low is b.high:
        same = f.eq(a.low, b.low)
        return Pair(same, same)
    return Pair(
        f.and_(f.eq(a.low, a.high), f.eq(b.low, b.high), f.eq(a.low, b.low)),
        f.and_(f.le(a.low, b.high), f.le(b.low, a.high)),
    )


@lowers(tree.OneOf)
def _one_of(low: Lowering, node: tree.OneOf, at: Place) -> Value:
    item = low.node(node.item, at)
    if isinstance(item, Choice):
        return item.one_of(node.options)
    within = [low.fixed(option, option) for option in sorted(node.options)]
    return low.or_(*(_equal(low, item, option) for option in within))


# numbers


@lowers(tree.Arithmetic)
def _arithmetic(low: Lowering, node: tree.Arithmetic, at: Place) -> Value:
    a, b, f = low.node(node.left, at), low.node(node.right, at), low.f
    if node.op == "+":
        return Pair(low.plus(a.low, b.low, -inf), low.plus(a.high, b.high, inf))
    if node.op == "-":
        return Pair(_minus(low, a.low, b.high, -inf), _minus(low, a.high, b.low, inf))
    if node.op == "/":
        assert isinstance(node.right, tree.Const)
        k = node.right.value
        ends = (f.div(a.low, k), f.div(a.high, k))
        return Pair(*ends) if k > 0 else Pair(*reversed(ends))
    return _product(low, a, b)


def _minus(low: Lowering, a: Formula, b: Formula, clash: float) -> Formula:
    f = low.f
    if not isinf(b.low) and not isinf(b.high):
        return f.sub(a, b)
    return low.plus(a, f.sub(f.lit(0), b), clash)


def _product(low: Lowering, a: Pair, b: Pair) -> Pair:
    f = low.f
    if a.low.low >= 0 and b.low.low >= 0:
        return Pair(f.mul(a.low, b.low), f.mul(a.high, b.high))
    ends = [f.mul(x, y) for x in dict.fromkeys(a) for y in dict.fromkeys(b)]
    return Pair(reduce(f.least, ends), reduce(f.greatest, ends))


@lowers(tree.Between)
def _between(low: Lowering, node: tree.Between, at: Place) -> Value:
    start, end = low.node(node.start, at), low.node(node.end, at)
    return Pair(
        _passed(low.f, node.unit, start.high, end.low),
        _passed(low.f, node.unit, start.low, end.high),
    )


def _passed(f: Formulas, unit: str, start: Formula, end: Formula) -> Formula:
    """Whole units: the digits of ymd and ymn below the unit borrow when the day is not reached."""
    if unit == "days":
        return f.sub(end, start)
    op, step = ("ymd", 10000) if unit == "years" else ("ymn", 100)
    return f.floor(f.sub(f.counted(op, end), f.counted(op, start)), step)


@lowers(tree.Extreme)
def _extreme(low: Lowering, node: tree.Extreme, at: Place) -> Value:
    better = low.f.least if node.op == "min" else low.f.greatest
    items = [low.node(item, at) for item in node.items]
    return Pair(reduce(better, [i.low for i in items]), reduce(better, [i.high for i in items]))


@lowers(tree.If)
def _if(low: Lowering, node: tree.If, at: Place) -> Value:
    return low.select(*(low.node(part, at) for part in (node.test, node.then, node.other)))
