"""The typed tree of a test: what compilers (intervals here, columns and SQL elsewhere) walk.

Money is in cents and dates are day numbers everywhere in the tree. Every node
has a type; `children(node)` gives its parts in order, `needs` what it refers to
anywhere below: "fact x", "notion x", "right x", "param x", "status x". A right is a tree
too: `And(common…, Or(And(route…), …))`, within `Aggregate("any", …)` for `for_each`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Literal

Kind = Literal["bool", "number", "date", "choice", "postcode", "set", "list"]


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


@dataclass(frozen=True, slots=True)
class Node:
    """What one node can tell of all below it is worked out once, when it is made."""

    type: Type
    parts: tuple[Node, ...] = field(init=False, compare=False, repr=False)
    needs: frozenset[str] = field(init=False, compare=False, repr=False)
    of_record: bool = field(init=False, compare=False, repr=False)  # something must bind a record

    def __post_init__(self) -> None:
        values = [getattr(self, name) for name in _PART_NAMES[type(self)]]
        parts = tuple(_nodes(values))
        own = _REFERS[type(self)](self) if type(self) in _REFERS else ()
        free = type(self) is not Aggregate and any(part.of_record for part in parts)
        _set(self, "parts", parts)
        _set(self, "needs", frozenset(own).union(*(part.needs for part in parts)))
        _set(self, "of_record", free or type(self) is FieldRef)


@dataclass(frozen=True, slots=True)
class Const(Node):
    """A truth, a number, a day number, an option or (postcode) an int."""

    value: Any


@dataclass(frozen=True, slots=True)
class Unknown(Node):
    """A truth that no answer settles, because only an office can judge: `office_weighs`."""


@dataclass(frozen=True, slots=True)
class FactRef(Node):
    key: str


@dataclass(frozen=True, slots=True)
class FieldRef(Node):
    """A field of the record that is bound: `child.birth_date` in a list function or `for_each`."""

    list: str
    field: str


@dataclass(frozen=True, slots=True)
class NotionRef(Node):
    key: str


@dataclass(frozen=True, slots=True)
class RightRef(Node):
    """The three-valued outcome of another right."""

    code: str


@dataclass(frozen=True, slots=True)
class ParamRef(Node):
    key: str


@dataclass(frozen=True, slots=True)
class AsOf(Node):
    pass


@dataclass(frozen=True, slots=True)
class Not(Node):
    item: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`op` is one of `< <= == !=`: `>` and `>=` are turned around."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """A choice or postcode that is one of these options."""

    item: Node
    options: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Member(Node):
    """Whether a set fact (`holds`, `hard_to_pay`) contains this code."""

    fact: str
    code: str


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`op` is one of `+ - * /`; a divisor is always a Const other than zero."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """`op` is min or max of the items."""

    op: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    test: Node
    then: Node
    other: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Whole `unit` (years, months, days) from start to end; negative when end is earlier."""

    unit: str
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """`op` is any, all, count, sum, min or max over the records of a list that pass `test`."""

    op: str
    list: str
    value: Node | None
    test: Node | None


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


def _nodes(values: Iterable[Any]) -> Iterator[Node]:
    for value in values:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield part


_set = object.__setattr__  # nodes never change once they are made
_MADE = {made.name for made in fields(Node)}
_PART_NAMES: dict[type[Node], tuple[str, ...]] = {
    kind: tuple(part.name for part in fields(kind) if part.name not in _MADE)
    for kind in Node.__subclasses__()
}
_REFERS: dict[type[Node], Callable[[Any], tuple[str, ...]]] = {
    FactRef: lambda node: (f"fact {node.key}",),
    FieldRef: lambda node: (f"fact {node.list}",),
    Aggregate: lambda node: (f"fact {node.list}",),
    NotionRef: lambda node: (f"notion {node.key}",),
    ParamRef: lambda node: (f"param {node.key}",),
    RightRef: lambda node: (f"right {node.code}", "fact holds"),
    Member: lambda node: (f"fact {node.fact}", *_status(node)),
}


def _status(node: Member) -> tuple[str, ...]:
    return (f"status {node.code}",) if node.fact == "holds" else ()
