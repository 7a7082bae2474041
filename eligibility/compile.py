"""From the typed tree to closures over domains.

Each node becomes two functions: its domain in a situation, and the mask of
facts that can still narrow that domain (0 once it is settled). One function
per kind of node; lists are in `compile_lists`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from eligibility import domains, tree
from eligibility.domains import Domain, Record, Truth, hull, is_known
from eligibility.env import BAND, UNSET, Code, Env
from eligibility.errors import NoValue
from eligibility.operations import EXTREME, OPERATIONS, between

Value = Callable[[Env, Record | None], Domain]
Compiler = Callable[["Program", Any], Code]
COMPILERS: dict[type[tree.Node], Compiler] = {}
_SHARED = (tree.Compare, tree.Arithmetic, tree.Extreme, tree.If, tree.Aggregate, tree.Or, tree.And)


def compiles(*kinds: type[tree.Node]) -> Callable[[Compiler], Compiler]:
    def register(function: Compiler) -> Compiler:
        COMPILERS.update(dict.fromkeys(kinds, function))
        return function

    return register


@dataclass
class Program:
    """Where everything lives: bits and places of facts, slots of shared results."""

    facts: Mapping[str, int]  # place in Env.facts; its bit in a mask is one higher (BAND is 0)
    blank: Mapping[str, Record]  # per list, a record of which nothing is known
    params: Mapping[str, int]
    names: dict[str, Code] = field(default_factory=dict)  # "fact x", "notion x", "right x", fields
    shared: dict[tree.Node, Code] = field(default_factory=dict)
    slots: list[frozenset[str]] = field(default_factory=list)  # facts that each slot depends on
    facts_of: dict[str, frozenset[str]] = field(default_factory=dict)  # of each name, all behind it

    def bit(self, key: str) -> int:
        return 2 << self.facts[key]

    def facts_behind(self, names: Iterable[str]) -> frozenset[str]:
        """Every fact that these names can use, also through notions and gates."""
        return frozenset().union(*[self.facts_of.get(name, ()) for name in names])

    def compile(self, node: tree.Node) -> Code:
        """Closures of a node. What costs something and speaks of no record is computed once
        per situation, wherever it stands."""
        if node.of_record or not isinstance(node, _SHARED):
            return COMPILERS[type(node)](self, node)
        code = self.shared.get(node)
        if code is None:
            code = COMPILERS[type(node)](self, node)
            code = self.shared[node] = self.remember(code, self.facts_behind(node.needs))
        return code

    def remember(self, code: Code, facts: frozenset[str]) -> Code:
        """The same code, computed at most once per situation."""
        slot = len(self.slots)
        self.slots.append(facts)

        def value(env: Env, record: Record | None) -> Domain:
            known = env.memo[slot]
            if known is UNSET:
                known = env.memo[slot] = code.value(env, None)
            return known

        def live(env: Env, record: Record | None) -> int:
            mask = env.lives[slot]
            if mask is None:
                mask = env.lives[slot] = code.live(env, None)
            return mask

        return Code(value, live)

    @cached_property
    def slots_of(self) -> Mapping[str, Sequence[int]]:
        """Per fact the slots to forget when it changes."""
        found: dict[str, list[int]] = {key: [] for key in self.facts}
        for slot, facts in enumerate(self.slots):
            for key in facts:
                found[key].append(slot)
        return found

    def suppose(self, env: Env, key: str, domain: Domain) -> Env:
        """The same situation with another domain for one fact."""
        return env.suppose(self.facts[key], domain, self.slots_of[key])


def fixed(domain: Domain) -> Code:
    return Code(lambda env, record: domain, lambda env, record: 0)


def made_of(value: Value, parts: Callable[[Env, Record | None], Iterable[Code]]) -> Code:
    """A value that is open on everything that the parts which still matter are open on."""

    def live(env: Env, record: Record | None) -> int:
        mask = 0
        if not is_known(value(env, record)):
            for part in parts(env, record):
                mask |= part.live(env, record)
        return mask

    return Code(value, live)


def versions(codes: Sequence[tuple[int, Code]], key: str) -> Code:
    """The version in force at `as_of`. Raises NoValue before the first."""
    starts = [start for start, _ in codes]

    def pick(env: Env) -> Code:
        place = bisect_right(starts, env.as_of) - 1
        if place < 0:
            raise NoValue(f"notion {key} has no version at this date")
        return codes[place][1]

    return Code(
        lambda env, record: pick(env).value(env, record),
        lambda env, record: pick(env).live(env, record),
    )


def gated(gate: Code, answer: Code, otherwise: Domain) -> Code:
    """A fact that is asked only when `gate` holds, and is `otherwise` when it does not."""
    asked_when: dict[Truth, tuple[Code, ...]] = {
        True: (answer,), None: (answer, gate), False: ()
    }  # fmt: skip

    def value(env: Env, record: Record | None) -> Domain:
        asked = gate.value(env, record)
        if asked is None:
            return hull(answer.value(env, record), otherwise)
        return answer.value(env, record) if asked else otherwise

    return made_of(value, lambda env, record: asked_when[gate.value(env, record)])


def lookup(of: Code, ranges: Sequence[tuple[int, int, str]]) -> Code:
    """A choice read from ranges of a postcode or number."""

    def value(env: Env, record: Record | None) -> Domain:
        low, high = of.value(env, record)
        return frozenset(name for start, end, name in ranges if start <= high and low <= end)

    return made_of(value, lambda env, record: (of,))


@compiles(tree.Const)
def _const(program: Program, node: tree.Const) -> Code:
    if node.type.kind == "choice":
        return fixed(frozenset({node.value}))
    return fixed(node.value if node.type.kind == "bool" else (node.value, node.value))


@compiles(tree.Unknown)
def _unknown(program: Program, node: tree.Unknown) -> Code:
    return fixed(None)


@compiles(tree.AsOf)
def _as_of(program: Program, node: tree.AsOf) -> Code:
    return Code(lambda env, record: (env.as_of, env.as_of), lambda env, record: 0)


@compiles(tree.FactRef, tree.NotionRef, tree.RightRef)
def _named(program: Program, node: tree.Node) -> Code:
    return program.names[node.refers()[0]]


@compiles(tree.FieldRef)
def _field(program: Program, node: tree.FieldRef) -> Code:
    return program.names[f"field {node.list} {node.field}"]


@compiles(tree.ParamRef)
def _param(program: Program, node: tree.ParamRef) -> Code:
    place, key = program.params[node.key], node.key

    def value(env: Env, record: Record | None) -> Domain:
        known = env.params[place]
        if known is None:
            raise NoValue(f"parameter {key} has no value at this date")
        return known

    def live(env: Env, record: Record | None) -> int:
        low, high = value(env, record)
        return 0 if low == high else BAND

    return Code(value, live)


@compiles(tree.Not)
def _not(program: Program, node: tree.Not) -> Code:
    item = program.compile(node.item)
    return Code(lambda env, record: domains.negate(item.value(env, record)), item.live)


@compiles(tree.And, tree.Or)
def _joined(program: Program, node: tree.And | tree.Or) -> Code:
    """`and` stops at False, `or` at True; what is unknown keeps it open."""
    parts, stops = [program.compile(item) for item in node.items], isinstance(node, tree.Or)

    def value(env: Env, record: Record | None) -> Domain:
        result: Truth = not stops
        for part in parts:
            known = part.value(env, record)
            if known is stops:
                return stops
            if known is None:
                result = None
        return result

    def live(env: Env, record: Record | None) -> int:
        mask = 0
        for part in parts:
            known = part.value(env, record)
            if known is stops:
                return 0
            if known is None:
                mask |= part.live(env, record)
        return mask

    return Code(value, live)


@compiles(tree.Compare, tree.Arithmetic, tree.Between)
def _of_two(program: Program, node: tree.Compare | tree.Arithmetic | tree.Between) -> Code:
    combine = between(node.unit) if isinstance(node, tree.Between) else OPERATIONS[node.op]
    a, b = parts = [program.compile(part) for part in node.parts]
    a_value, b_value = a.value, b.value
    return made_of(
        lambda env, record: combine(a_value(env, record), b_value(env, record)),
        lambda env, record: parts,
    )


@compiles(tree.OneOf)
def _one_of(program: Program, node: tree.OneOf) -> Code:
    item, options = program.compile(node.item), node.options
    return made_of(
        lambda env, record: domains.one_of(item.value(env, record), options),
        lambda env, record: (item,),
    )


@compiles(tree.Member)
def _member(program: Program, node: tree.Member) -> Code:
    fact, code = program.names[f"fact {node.fact}"], node.code
    return made_of(
        lambda env, record: fact.value(env, record).has(code), lambda env, record: (fact,)
    )


@compiles(tree.Extreme)
def _extreme(program: Program, node: tree.Extreme) -> Code:
    items, combine = [program.compile(item) for item in node.items], EXTREME[node.op]

    def value(env: Env, record: Record | None) -> Domain:
        return combine([item.value(env, record) for item in items])

    def open_(env: Env, record: Record | None) -> Iterable[Code]:
        low, high = value(env, record)
        for item in items:
            least, most = item.value(env, record)
            if least < high if node.op == "min" else most > low:
                yield item

    return made_of(value, open_)


@compiles(tree.If)
def _if(program: Program, node: tree.If) -> Code:
    test, then, other = (program.compile(part) for part in node.parts)
    parts: dict[Truth, tuple[Code, ...]] = {
        True: (then,), False: (other,), None: (test, then, other)
    }  # fmt: skip

    def value(env: Env, record: Record | None) -> Domain:
        chosen = test.value(env, record)
        if chosen is None:
            return hull(then.value(env, record), other.value(env, record))
        return (then if chosen else other).value(env, record)

    return made_of(value, lambda env, record: parts[test.value(env, record)])
