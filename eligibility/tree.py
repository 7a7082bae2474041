"""The typed tree of a test: what compilers (intervals here, columns and SQL elsewhere) walk.

Money is in cents and dates are day numbers everywhere in the tree. Every node
has a type; `children(node)` gives its parts in order. A right is a tree too:
`And(common…, Or(And(route…), …))`, within `Aggregate("any", …)` for `for_each`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
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
    type: Type


@dataclass(frozen=True, slots=True)
class Const(Node):
    """A truth, a number, a day number, an option or (postcode) an int."""

    value: Any


@dataclass(frozen=True, slots=True)
class Unknown(Node):
    """A truth that no answer settles: a route that only an office can judge."""


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


def children(node: Node) -> Iterator[Node]:
    """The parts of a node, in order."""
    for name in _PART_NAMES[type(node)]:
        value = getattr(node, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield part


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it."""
    yield node
    for part in children(node):
        yield from walk(part)


def uses_record(node: Node, inside: bool = False) -> bool:
    """True when the test speaks of a record that something around it must bind."""
    if isinstance(node, FieldRef):
        return not inside
    inside = inside or isinstance(node, Aggregate)
    return any(uses_record(part, inside) for part in children(node))


_PART_NAMES: dict[type[Node], tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind) if field.name != "type")
    for kind in Node.__subclasses__()
}
