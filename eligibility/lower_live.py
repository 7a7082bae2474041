"""Where an unknown value can still be settled by an answer, or by a figure being confirmed.

The same as the masks of `compile`, without saying by which fact: a right that
only an office can settle is not one to wait for. See `lower_rights`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eligibility import answers, tree
from eligibility.domains import is_known
from eligibility.formulas import Formula
from eligibility.lower import Choice, Lowering, Pair, Place
from eligibility.lower_lists import list_at, rows_of
from eligibility.schema import Field_, in_force

Live = Callable[[Lowering, Any, Place, bool], Formula]
LIVES: dict[type[tree.Node], Live] = {}


def lives(*kinds: type[tree.Node]) -> Callable[[Live], Live]:
    def register(function: Live) -> Live:
        LIVES.update(dict.fromkeys(kinds, function))
        return function

    return register


def live(low: Lowering, node: tree.Node, at: Place, sure: bool = False) -> Formula:
    """`sure`: it is asked only where the node is not known, so that need not be worked out."""
    if always(low, node):
        return _open(low, node, at, sure)
    return LIVES[type(node)](low, node, at, sure)


def always(low: Lowering, node: tree.Node) -> bool:
    """Whether everything that can be unknown in a node can be settled: nearly always so."""
    return all(_always(low, part) for part in tree.walk(node))


def _always(low: Lowering, node: tree.Node) -> bool:
    match node:
        case tree.Unknown():
            return False
        case tree.FactRef(key=key) | tree.Aggregate(list=key) | tree.Member(fact=key):
            return low.settles(f"fact {key}", lambda: _gate_settles(low, key, key))
        case tree.FieldRef(list=key, field=field):
            return low.settles(f"fact {key}.{field}", lambda: _gate_settles(low, key, key, field))
        case tree.NotionRef(key=key):
            return low.settles(f"notion {key}", lambda: always(low, low.version(key)))
        case tree.RightRef(code=code):
            return low.settles(f"right {code}", lambda: _right_settles(low, code))
    return True


def _gate_settles(low: Lowering, key: str, gate: str, field: str | None = None) -> bool:
    """A closed fact without a value of its own stays unknown for ever."""
    test = low.gate(f"{gate}.{field}" if field else gate)
    part = low.part(key, field) if field else low.engine.facts[key]
    return test is None or (is_known(answers.otherwise(part)) and always(low, test))


def _right_settles(low: Lowering, code: str) -> bool:
    rule = low.engine.rules.get(code)
    if rule is None:
        return False
    held = "holds" not in low.engine.facts or _gate_settles(low, "holds", "holds")
    return held and (not in_force(rule.logic, low.as_of) or always(low, rule.tree))


def unsettled(low: Lowering, pair: Pair) -> Formula:
    return low.f.and_(pair.high, low.f.not_(pair.low))


def _open(low: Lowering, node: tree.Node, at: Place, sure: bool = False) -> Formula:
    if sure:
        return low.f.true
    return low.f.not_(low.known(low.node(node, at)))


@lives(tree.Const, tree.Unknown, tree.AsOf)
def _never(low: Lowering, node: tree.Node, at: Place, sure: bool) -> Formula:
    return low.f.false


@lives(tree.ParamRef)
def _param(low: Lowering, node: tree.ParamRef, at: Place, sure: bool) -> Formula:
    return _open(low, node, at, sure)


@lives(tree.FactRef)
def _fact(low: Lowering, node: tree.FactRef, at: Place, sure: bool) -> Formula:
    part, place = low.engine.facts[node.key], Place(held=at.held)
    answer = low.f.not_(low.known(low.answer(node.key, part)))
    return _gated(low, node.key, answer, _open(low, node, place, sure), place)


@lives(tree.FieldRef)
def _field(low: Lowering, node: tree.FieldRef, at: Place, sure: bool) -> Formula:
    part: Field_ = low.part(node.list, node.field)
    answer = low.f.not_(low.known(low.answer(f"{node.list}[{at.slot}].{node.field}", part)))
    return _gated(low, f"{node.list}.{node.field}", answer, _open(low, node, at, sure), at)


def _gated(low: Lowering, gate: str, answer: Formula, is_open: Formula, at: Place) -> Formula:
    """A closed fact is never asked; one that may be asked is open on its gate too."""
    test = low.gate(gate)
    if test is None:
        return answer
    f, asked = low.f, low.node(test, at)
    by_gate = f.and_(f.not_(asked.low), live(low, test, at, True))
    return f.and_(asked.high, is_open, f.or_(answer, by_gate))


@lives(tree.Member)
def _member(low: Lowering, node: tree.Member, at: Place, sure: bool) -> Formula:
    f = low.f
    name = f"{node.fact}~open"
    answer = f.true if name not in low.nullable else f.col(name, "bool")
    is_open = unsettled(low, low.member(node.fact, node.code, at))
    return f.and_(is_open, _gated(low, node.fact, answer, f.true, Place(held=at.held)))


@lives(tree.NotionRef)
def _notion(low: Lowering, node: tree.NotionRef, at: Place, sure: bool) -> Formula:
    place, inner = Place(held=at.held), low.version(node.key)
    if low.engine.notions[node.key].lookup:
        return low.f.and_(_open(low, node, place, sure), live(low, inner, place))
    return live(low, inner, place, sure)


@lives(tree.RightRef)
def _right(low: Lowering, node: tree.RightRef, at: Place, sure: bool) -> Formula:
    if node.code not in low.engine.rules:
        return low.f.false
    held = tree.Member(tree.BOOL, "holds", node.code)
    running = in_force(low.engine.rights[node.code], low.as_of)
    own = low.engine.rules[node.code].tree if running else tree.Const(tree.BOOL, False)
    both = tree.Or(tree.BOOL, (held, own)) if "holds" in low.engine.facts else own
    return live(low, both, Place(held=at.held), sure)


@lives(tree.Not)
def _not(low: Lowering, node: tree.Not, at: Place, sure: bool) -> Formula:
    return live(low, node.item, at, sure)


@lives(tree.And, tree.Or)
def _joined(low: Lowering, node: tree.And | tree.Or, at: Place, sure: bool) -> Formula:
    f = low.f
    open_parts = [
        f.and_(unsettled(low, low.node(item, at)), live(low, item, at, True)) for item in node.items
    ]
    return f.and_(_open(low, node, at, sure), f.or_(*open_parts))


@lives(tree.Compare, tree.Arithmetic, tree.Between, tree.OneOf)
def _from_parts(low: Lowering, node: tree.Node, at: Place, sure: bool) -> Formula:
    unknown = [part for part in tree.children(node) if _can_be_unknown(low, part, at)]
    parts = [live(low, part, at, sure and len(unknown) == 1) for part in unknown]
    return low.f.and_(_open(low, node, at, sure), low.f.or_(*parts))


def _can_be_unknown(low: Lowering, node: tree.Node, at: Place) -> bool:
    value = low.node(node, at)
    return isinstance(value, Choice) or value.low is not value.high


@lives(tree.Extreme)
def _extreme(low: Lowering, node: tree.Extreme, at: Place, sure: bool) -> Formula:
    f, whole = low.f, low.node(node, at)
    found = []
    for item in node.items:
        value = low.node(item, at)
        within = f.lt(value.low, whole.high) if node.op == "min" else f.lt(whole.low, value.high)
        found.append(f.and_(within, live(low, item, at)))
    return f.and_(_open(low, node, at, sure), f.or_(*found))


@lives(tree.If)
def _if(low: Lowering, node: tree.If, at: Place, sure: bool) -> Formula:
    f, test = low.f, low.node(node.test, at)
    then, other = live(low, node.then, at), live(low, node.other, at)
    by_test = live(low, node.test, at, True)
    either = f.and_(unsettled(low, test), _open(low, node, at, sure), f.or_(then, other, by_test))
    return f.or_(f.and_(test.low, then), f.and_(f.not_(test.high), other), either)


@lives(tree.Aggregate)
def _aggregate(low: Lowering, node: tree.Aggregate, at: Place, sure: bool) -> Formula:
    f, owner = low.f, list_at(low, node.list, at)
    gate = low.gate(node.list)
    found = []
    if gate is not None:
        perhaps_none = unsettled(low, owner.asked)
        found.append(f.and_(perhaps_none, _list_live(low, node.list, gate, at)))
    for row in rows_of(low, node, at):
        if row.times > 1:
            found.append(row.there if node.op == "all" else f.and_(row.there, row.passes.high))
        else:
            found.append(f.and_(row.there, _of_record(low, node, row.passes, row.place)))
    return f.and_(_open(low, node, at, sure), f.or_(*found))


def _list_live(low: Lowering, key: str, gate: tree.Node, at: Place) -> Formula:
    """A list that may not be asked: open on its gate, or on what of it was not answered."""
    name = f"{key}~open"
    answer = low.f.true if name not in low.nullable else low.f.col(name, "bool")
    return low.f.or_(answer, live(low, gate, Place(held=at.held)))


def _of_record(low: Lowering, node: tree.Aggregate, passes: Pair, at: Place) -> Formula:
    f = low.f
    test, value = node.test, node.value
    by_test = f.and_(unsettled(low, passes), live(low, test, at, True)) if test else f.false
    by_value = f.and_(passes.high, live(low, value, at)) if value else f.false
    return f.or_(by_test, by_value)
