"""Where an unknown value can still be settled by an answer, or by a figure being confirmed.

The same as the masks of `compile`, without saying by which fact: a right that
only an office can settle is not one to wait for. See `outcomes`.
"""

from __future__ import annotations

from collections.abc import Callable

from eligibility import answers, tree
from eligibility.batch.formulas import Formula
from eligibility.batch.lists import Row, list_at, rows_of
from eligibility.batch.lower import Lowering, Place
from eligibility.batch.pairs import Value
from eligibility.domains import is_known


class Live:
    """What can be settled, for the nodes of one Lowering."""

    def __init__(self, low: Lowering):
        self.low, self.f, self.open = low, low.f, low.pairs.open
        self._settles: dict[str, bool] = {}

    def node(self, node: tree.Node, at: Place) -> Formula:
        """Where the node is unknown and can be settled."""
        if self._always(node):
            return self._open(node, at)
        match node:
            case tree.Unknown():
                return self.f.false
            case tree.FactRef(key=key):
                answer = self.low.answer(key, self.low.engine.facts[key])
                return self._gated(node, key, self.open(answer), at.outside())
            case tree.FieldRef(list=key, field=field):
                answer = self.low.answer(f"{key}[{at.slot}].{field}", self.low.part(key, field))
                return self._gated(node, f"{key}.{field}", self.open(answer), at)
            case tree.Member(fact=key):
                return self._gated(node, key, self._unanswered(key), at.outside())
            case tree.NotionRef(key=key):
                inner = self.node(self.low.version(key), at.outside())
                return self.f.and_(self._open(node, at), inner)
            case tree.RightRef(code=code):
                return self.node(self.low.as_seen(code), at.outside())
            case tree.Extreme():
                return self._extreme(node, at)
            case tree.If():
                return self._if(node, at)
            case tree.Aggregate():
                return self._aggregate(node, at)
        return self._any_part(node, at)

    def _open(self, node: tree.Node, at: Place) -> Formula:
        return self.open(self.low.node(node, at))

    def _any_part(self, node: tree.Node, at: Place) -> Formula:
        parts = [self.node(part, at) for part in tree.children(node)]
        return self.f.and_(self._open(node, at), self.f.or_(*parts))

    def _gated(self, node: tree.Node, gate: str, answer: Formula, at: Place) -> Formula:
        """A closed fact is never asked; one that may be asked is open on its gate too."""
        f, test = self.f, self.low.gate(gate)
        if test is not None:
            asked = self.low.node(test, at).high
            answer = f.and_(asked, f.or_(answer, self.node(test, at)))
        return f.and_(self._open(node, at), answer)

    def _unanswered(self, key: str) -> Formula:
        """Where a set or list is not wholly known."""
        name = f"{key}~open"
        return self.f.col(name, "bool") if name in self.low.nullable else self.f.true

    def _extreme(self, node: tree.Extreme, at: Place) -> Formula:
        f, whole = self.f, self.low.node(node, at)

        def decides(value: Value) -> Formula:
            smallest = node.op == "min"
            return f.lt(value.low, whole.high) if smallest else f.lt(whole.low, value.high)

        parts = [f.and_(decides(self.low.node(i, at)), self.node(i, at)) for i in node.items]
        return f.and_(self._open(node, at), f.or_(*parts))

    def _if(self, node: tree.If, at: Place) -> Formula:
        f, test = self.f, self.low.node(node.test, at)
        by_test, then, other = (self.node(n, at) for n in (node.test, node.then, node.other))
        either = f.and_(self.open(test), self._open(node, at), f.or_(then, other, by_test))
        return f.or_(f.and_(test.low, then), f.and_(f.not_(test.high), other), either)

    def _aggregate(self, node: tree.Aggregate, at: Place) -> Formula:
        f, gate = self.f, self.low.gate(node.list)
        found = [f.and_(row.there, self._record(node, row)) for row in rows_of(self.low, node, at)]
        if gate is not None:
            perhaps_none = self.open(list_at(self.low, node.list, at).asked)
            by_gate = self.node(gate, at.outside())
            found.append(f.and_(perhaps_none, f.or_(self._unanswered(node.list), by_gate)))
        return f.and_(self._open(node, at), f.or_(*found))

    def _record(self, node: tree.Aggregate, row: Row) -> Formula:
        if row.times > 1:
            return self.f.true if node.op == "all" else row.passes.high
        by_test = self.node(node.test, row.place) if node.test else self.f.false
        by_value = self.node(node.value, row.place) if node.value else self.f.false
        return self.f.or_(by_test, self.f.and_(row.passes.high, by_value))

    # What can nearly always be settled needs no formula of its own

    def _always(self, node: tree.Node) -> bool:
        """Whether everything that can be unknown in a node can be settled."""
        return all(self._part_always(part) for part in tree.walk(node))

    def _part_always(self, node: tree.Node) -> bool:
        match node:
            case tree.Unknown():
                return False
            case tree.FactRef(key=key) | tree.Aggregate(list=key) | tree.Member(fact=key):
                return self._once(f"fact {key}", lambda: self._gate_settles(key))
            case tree.FieldRef(list=key, field=field):
                return self._once(f"fact {key}.{field}", lambda: self._gate_settles(key, field))
            case tree.NotionRef(key=key):
                return self._once(f"notion {key}", lambda: self._always(self.low.version(key)))
            case tree.RightRef(code=code):
                return self._once(f"right {code}", lambda: self._always(self.low.as_seen(code)))
        return True

    def _once(self, name: str, find: Callable[[], bool]) -> bool:
        if name not in self._settles:
            self._settles[name] = True  # a field's gate may speak of its own list
            self._settles[name] = find()
        return self._settles[name]

    def _gate_settles(self, key: str, field: str | None = None) -> bool:
        """A closed fact without a value of its own stays unknown for ever."""
        test = self.low.gate(f"{key}.{field}" if field else key)
        part = self.low.part(key, field) if field else self.low.engine.facts[key]
        return test is None or (is_known(answers.otherwise(part)) and self._always(test))
