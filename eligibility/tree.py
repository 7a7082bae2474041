"""The typed tree of a test: what compilers (intervals here, columns and SQL elsewhere) walk.

Money is in cents and dates are day numbers everywhere in the tree. Every node
has a type; `parts` are the nodes in it, in order, and `needs` what it refers to
anywhere below: "fact x", "notion x", "right x", "param x", "status x". A right is a tree
too: `And(common…, Or(And(route…), …))`, within `Aggregate("any", …)` for `for_each`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["bool", "number", "date", "choice", "postcode", "set", "list"]
_set = object.__setattr__  # nodes never change once they are made


@dataclass(frozen=True, slots=True)
class Type:
    """`unit` for numbers (None: a plain number), `options` for choices and sets."""

    kind: Kind
    unit: str | None = None
    options: frozenset[str] | None = None

    @property
    def is_money(self) -> bool:
        return self.unit is not None and "EUR" in self.unit


BOOL, DATE = Type("bool"), Type("date")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """What one node can tell of all below it is worked out once, when it is made.

    Two nodes are equal when they say the same.
    """

    type: Type
    parts: tuple[Node, ...] = field(init=False, repr=False)
    needs: frozenset[str] = field(init=False, repr=False)
    of_record: bool = field(init=False, repr=False)  # something must bind a record
    _says: tuple[Any, ...] = field(init=False, repr=False)
    _hash: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        said = tuple([getattr(self, name) for name in self.__match_args__])
        parts = tuple(_nodes(said))
        free = not isinstance(self, Aggregate) and any(part.of_record for part in parts)
        _set(self, "parts", parts)
        _set(self, "needs", frozenset(self.refers()).union(*[part.needs for part in parts]))
        _set(self, "of_record", free or isinstance(self, FieldRef))
        _set(self, "_says", said)
        _set(self, "_hash", hash((type(self), said)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Node) or type(self) is not type(other):
            return NotImplemented
        return self is other or (self._hash == other._hash and self._says == other._says)

    def __hash__(self) -> int:
        return self._hash

    def refers(self) -> tuple[str, ...]:
        """What this node itself refers to."""
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class Const(Node):
    """A truth, a number, a day number, an option or (postcode) an int."""

    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Unknown(Node):
    """A truth that no answer settles, because only an office can judge: `office_weighs`."""


@dataclass(frozen=True, slots=True, eq=False)
class FactRef(Node):
    key: str

    def refers(self) -> tuple[str, ...]:
        return (f"fact {self.key}",)


@dataclass(frozen=True, slots=True, eq=False)
class FieldRef(Node):
    """A field of the record that is bound: `child.birth_date` in a list function or `for_each`."""

    list: str
    field: str

    def refers(self) -> tuple[str, ...]:
        return (f"fact {self.list}",)


@dataclass(frozen=True, slots=True, eq=False)
class NotionRef(Node):
    key: str

    def refers(self) -> tuple[str, ...]:
        return (f"notion {self.key}",)


@dataclass(frozen=True, slots=True, eq=False)
class RightRef(Node):
    """The three-valued outcome of another right."""

    code: str

    def refers(self) -> tuple[str, ...]:
        return (f"right {self.code}", "fact holds")


@dataclass(frozen=True, slots=True, eq=False)
class ParamRef(Node):
    key: str

    def refers(self) -> tuple[str, ...]:
        return (f"param {self.key}",)


@dataclass(frozen=True, slots=True, eq=False)
class AsOf(Node):
    pass


@dataclass(frozen=True, slots=True, eq=False)
class Not(Node):
    item: Node


@dataclass(frozen=True, slots=True, eq=False)
class And(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Or(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Compare(Node):
    """`op` is one of `< <= == !=`: `>` and `>=` are turned around."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, eq=False)
class OneOf(Node):
    """A choice or postcode that is one of these options."""

    item: Node
    options: frozenset[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Member(Node):
    """Whether a set fact (`holds`, `hard_to_pay`) contains this code."""

    fact: str
    code: str

    def refers(self) -> tuple[str, ...]:
        status = (f"status {self.code}",) if self.fact == "holds" else ()
        return (f"fact {self.fact}", *status)


@dataclass(frozen=True, slots=True, eq=False)
class Arithmetic(Node):
    """`op` is one of `+ - * /`; a divisor is always a Const other than zero."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, eq=False)
class Extreme(Node):
    """`op` is min or max of the items."""

    op: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class If(Node):
    test: Node
    then: Node
    other: Node


@dataclass(frozen=True, slots=True, eq=False)
class Between(Node):
    """Whole `unit` (years, months, days) from start to end; negative when end is earlier."""

    unit: str
    start: Node
    end: Node


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate(Node):
    """`op` is any, all, count, sum, min or max over the records of a list that pass `test`."""

    op: str
    list: str
    value: Node | None
    test: Node | None

    def refers(self) -> tuple[str, ...]:
        return (f"fact {self.list}",)


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, in order."""
    return node.parts


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it, each before its parts."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.parts))


def _nodes(values: tuple[Any, ...]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from value
