"""Which formulas become columns of their own, and in which order.

What is used more than once is worked out once. A stage holds formulas that
need only columns of the stages before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eligibility.batch.formulas import Formula

_CHEAP = ("lit", "col", "isnull", "not")
_WIDEST = 24  # a formula of more steps than this gets a column, so that no text grows too deep


@dataclass(frozen=True)
class Plan:
    """`stages`: lists of new columns. `name_of`: the column of a formula, by its id.
    `last_use`: the last stage that reads a column; the outputs come after all stages."""

    stages: list[list[tuple[str, Formula]]]
    name_of: Mapping[int, str]
    last_use: Mapping[str, int]


def plan(outputs: Iterable[Formula]) -> Plan:
    """The columns to make before the outputs can be written down."""
    roots = list(outputs)
    order = in_order(roots)
    uses = Counter(id(part) for node in order for part in node.parts)
    uses.update(id(root) for root in roots)
    level: dict[int, int] = {}
    depth: dict[int, int] = {}
    name_of: dict[int, str] = {}
    stages: list[list[tuple[str, Formula]]] = []
    for node in order:
        at = max((level[id(part)] for part in node.parts), default=0)
        depth[id(node)] = 1 + max((depth[id(part)] for part in node.parts), default=0)
        level[id(node)] = at
        if _earns_a_column(node, uses[id(node)], depth[id(node)]):
            name_of[id(node)] = f"~{len(name_of)}"
            stages.extend([] for _ in range(at + 1 - len(stages)))
            stages[at].append((name_of[id(node)], node))
            level[id(node)], depth[id(node)] = at + 1, 1
    return Plan(stages, name_of, _last_uses(stages, roots, name_of))


def _earns_a_column(node: Formula, uses: int, depth: int) -> bool:
    if node.op in _CHEAP or (node.op == "fill" and node.parts[0].op == "col"):
        return False
    return uses > 1 or depth > _WIDEST


def in_order(roots: Iterable[Formula]) -> list[Formula]:
    """Every formula once, after its parts; without recursion, as they can be deep."""
    done: dict[int, Formula] = {}
    for root in roots:
        stack = [(root, False)]
        while stack:
            node, ready = stack.pop()
            if id(node) in done:
                continue
            if ready:
                done[id(node)] = node
            else:
                stack.append((node, True))
                stack.extend((part, False) for part in node.parts)
    return list(done.values())


def _last_uses(
    stages: list[list[tuple[str, Formula]]], roots: list[Formula], name_of: Mapping[int, str]
) -> dict[str, int]:
    steps = [[node for _, node in stage] for stage in stages] + [roots]
    return {
        name: number
        for number, nodes in enumerate(steps) for node in nodes
        for name in _columns_of(node, name_of, top=number < len(stages))
    }  # fmt: skip


def _columns_of(node: Formula, name_of: Mapping[int, str], top: bool = False) -> set[str]:
    """The columns that a formula reads; with `top`, those that make up its own."""
    if id(node) in name_of and not top:
        return {name_of[id(node)]}
    if node.op == "col":
        return {node.value}
    return set().union(*(_columns_of(part, name_of) for part in node.parts))
