"""Check a rule base and compile it.

Damage to the whole (duplicate keys, cycles) raises RuleBaseError with every
problem. A notion, gate or right that cannot be read is a `Problem` and costs
only the rights that use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from eligibility import answers, compile_lists, tree
from eligibility.compile import Program, fixed, gated, lookup, versions
from eligibility.domains import is_known
from eligibility.env import Code
from eligibility.errors import Problem, RuleBaseError
from eligibility.reading import Reader, Test, Way
from eligibility.schema import Fact, Field_, Notion, RightLogic, RuleBase
from eligibility.tree import BOOL, DATE, Node

assert compile_lists  # its functions register themselves


@dataclass(frozen=True)
class Rule:
    """A right, compiled. `tree` is true when likely and false when unlikely."""

    logic: RightLogic
    tree: Node
    ways: tuple[Way, ...]
    facts: frozenset[str]
    holds: frozenset[str]  # statuses that its tests ask for
    amount_tree: Node | None
    code: Code
    amount: Code | None


@dataclass
class Compiled:
    """The result: compiled rights, and what is wrong with the others."""

    program: Program
    trees: dict[str, Node]  # "gate x", "notion x" (newest version), "right x", "amount x"
    rules: dict[str, Rule]
    gates: dict[str, Code]
    problems: list[Problem]
    facts_of: dict[str, frozenset[str]]
    notions: dict[str, list[tuple[int, Node]]]  # the versions of each, from their day number
    needs: dict[str, frozenset[str]]  # what each fact, notion and right refers to

    @property
    def versions(self) -> list[tuple[int, Node]]:
        """Every version of every notion."""
        return [pair for trees in self.notions.values() for pair in trees]


def compile_rules(base: RuleBase) -> Compiled:
    """Everything that `base` says, compiled. Raises RuleBaseError on damage to the whole."""
    _refuse(list(_duplicates(base)))
    return _Builder(base).build()


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise RuleBaseError(problems)


def _duplicates(base: RuleBase) -> Iterable[Problem]:
    yield from _twice("fact or notion", [f.key for f in base.facts] + [n.key for n in base.notions])
    yield from _twice("question number", [str(fact.number) for fact in base.facts])
    yield from _twice("parameter", [parameter.key for parameter in base.parameters])
    yield from _twice("right", [right.code for right in base.rights])
    yield from _twice("singular", [fact.singular for fact in base.facts if fact.singular])
    for fact in base.facts:
        yield from _twice(f"field of {fact.key}", [part.key for part in fact.record or ()])


def _twice(what: str, keys: Iterable[str]) -> Iterable[Problem]:
    return [
        Problem(f"{what} {key}", "this key is used more than once")
        for key, times in Counter(keys).items()
        if times > 1
    ]


class _Builder:
    """Compiles what a reader has read, in order."""

    def __init__(self, base: RuleBase):
        self.base, self.reader = base, Reader(base)
        self.order = self.reader.read()
        self.facts_of: dict[str, frozenset[str]] = {}
        self.trees = dict(self.reader.trees)
        self.by_fact = {fact.key: fact for fact in base.facts}
        self.by_notion = {notion.key: notion for notion in base.notions}
        self.by_right = {right.code: right for right in base.rights}

    def build(self) -> Compiled:
        self.program = Program(
            {fact.key: place for place, fact in enumerate(self.base.facts)},
            {f.key: tuple(map(answers.everything, f.record or ())) for f in self.base.facts},
            {parameter.key: place for place, parameter in enumerate(self.base.parameters)},
            facts_in=self.facts_in,
        )
        self.gates: dict[str, Code] = {}
        self.rules: dict[str, Rule] = {}
        for name in self.order:
            self._compile(name)
        notions = {key: self.reader.sources[f"notion {key}"].trees for key in self.by_notion}
        return Compiled(
            self.program,
            self.trees,
            self.rules,
            self.gates,
            self.reader.problems,
            self.facts_of,
            notions,
            {name: frozenset(source.needs) for name, source in self.reader.sources.items()},
        )

    # compiling

    def _compile(self, name: str) -> None:
        kind, key = name.split(" ", 1)
        self.facts_of[name] = self._facts(name, key if kind == "fact" else None)
        if name in self.reader.broken:
            self.program.names[name] = fixed(None)
            return
        if kind == "fact":
            self._compile_fact(self.by_fact[key], name)
        elif kind == "notion":
            self._compile_notion(self.by_notion[key], name)
        else:
            self._compile_right(self.by_right[key], name)

    def _facts(self, name: str, own: str | None) -> frozenset[str]:
        parts = [self.facts_of.get(n, frozenset()) for n in self.reader.sources[name].needs]
        return frozenset().union(*parts, {own} if own else ())

    def facts_in(self, node: Node) -> frozenset[str]:
        """Every fact that a tree can use, also through notions and gates."""
        return frozenset().union(*(self.facts_of.get(n, frozenset()) for n in node.needs))

    def _compile_fact(self, fact: Fact, name: str) -> None:
        program, place = self.program, self.program.facts[fact.key]
        answer = _answer(place, program.bit(fact.key))
        program.names[name] = answer
        for at, part in enumerate(fact.record or ()):
            code = _field(at, program.bit(fact.key))
            program.names[f"field {fact.key} {part.key}"] = self._gate(
                code, part, f"{fact.key}.{part.key}"
            )
        if fact.ask_if is not None:
            code = self._gate(answer, fact, fact.key)
            program.names[name] = program.remember(code, self.facts_of[name])

    def _gate(self, answer: Code, part: Field_, key: str) -> Code:
        node = self.trees.get(f"gate {key}")
        if node is None:
            return answer
        gate = self.gates[key] = self.program.compile(node)
        return gated(gate, answer, answers.otherwise(part))

    def _compile_notion(self, notion: Notion, name: str) -> None:
        trees = self.reader.sources[name].trees
        self.trees[name] = trees[-1][1]
        codes = [(start, self.program.compile(node)) for start, node in trees]
        if notion.lookup:
            ranges = [(r.from_, r.to, r.is_) for r in notion.lookup.ranges]
            code = lookup(codes[0][1], ranges)
        else:
            code = versions(codes, notion.key) if notion.versions else codes[0][1]
        self.program.names[name] = self.program.remember(code, self.facts_of[name])

    def _compile_right(self, right: RightLogic, name: str) -> None:
        ways = tuple(
            replace(way, tests=tuple(map(self._compile_test, way.tests)))
            for way in self.reader.ways[right.code]
        )
        node = self.trees[name] = right_tree(right, ways)
        outcome = self.program.remember(self.program.compile(node), self.facts_of[name])
        held = tree.Or(BOOL, (tree.Member(BOOL, "holds", right.code), node))
        reference = self.program.compile(held) if "holds" in self.by_fact else outcome
        self.program.names[name] = reference
        money = self.trees.get(f"amount {right.code}")
        self.rules[right.code] = Rule(
            right, node, ways, self.facts_of[name], self._statuses(name), money, outcome,
            self.program.compile(money) if money else None,
        )  # fmt: skip

    def _compile_test(self, test: Test) -> Test:
        if test.tree is None:
            return test
        facts = self.facts_in(test.tree)
        in_order = tuple(fact.key for fact in self.base.facts if fact.key in facts)
        code = self.program.compile(test.tree)
        sides = None
        if isinstance(test.tree, tree.Compare) and test.tree.left.type.kind == "number":
            sides = (self.program.compile(test.tree.left), self.program.compile(test.tree.right))
        return replace(test, facts=in_order, code=code, sides=sides)

    def _statuses(self, name: str) -> frozenset[str]:
        """Statuses that the tests of a right ask for, also through notions."""
        source = self.reader.sources[name]
        own = {n.split(" ", 1)[1] for n in source.needs if n.startswith("status ")}
        notions = [n for n in source.needs if n.startswith(("notion ", "fact "))]
        return frozenset(own).union(*(self._statuses(n) for n in notions))


def right_tree(right: RightLogic, ways: tuple[Way, ...]) -> Node:
    """The outcome of a right as one tree: in force, complete, one route of which all holds."""
    routes = tuple(tree.And(BOOL, _conditions(way)) for way in ways)
    core: Node = tree.Or(BOOL, routes)
    if right.for_each:
        core = tree.Aggregate(BOOL, "any", right.for_each, None, core)
    dates = _dates(right.in_force.from_, right.in_force.until)
    return tree.And(BOOL, (*dates, core, *((tree.Unknown(BOOL),) if right.incomplete else ())))


def _conditions(way: Way) -> tuple[Node, ...]:
    """What must hold on a route; nothing that can be judged here leaves it open for ever."""
    here = [
        tree.Not(BOOL, test.tree) if test.criterion.kind == "exclusion" else test.tree
        for test in way.tests
        if test.tree is not None
    ]
    return tuple(here) or (tree.Unknown(BOOL),)


def _dates(start: date | None, end: date | None) -> tuple[Node, ...]:
    today = tree.AsOf(DATE)
    first = [tree.Compare(BOOL, "<=", tree.Const(DATE, start.toordinal()), today)] if start else []
    last = [tree.Compare(BOOL, "<=", today, tree.Const(DATE, end.toordinal()))] if end else []
    return (*first, *last)


def _answer(place: int, bit: int) -> Code:
    return Code(
        lambda env, record: env.facts[place],
        lambda env, record: 0 if is_known(env.facts[place]) else bit,
    )


def _field(place: int, bit: int) -> Code:
    return Code(
        lambda env, record: record[place],  # type: ignore[index]
        lambda env, record: 0 if is_known(record[place]) else bit,  # type: ignore[index]
    )
