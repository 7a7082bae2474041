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
from eligibility.parameters import AtDate
from eligibility.reading import Reader, Test, Way
from eligibility.schema import Fact, Field_, Notion, RightLogic, RuleBase, in_force
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


class Compiled:
    """A rule base, compiled: rights, and in `problems` what is wrong with the others.

    Raises RuleBaseError on damage to the whole.
    """

    def __init__(self, base: RuleBase):
        if twice := list(_duplicates(base)):
            raise RuleBaseError(twice)
        self.base, self.reader = base, Reader(base)
        self.order = self.reader.read()  # each name after what it needs
        self.problems = self.reader.problems
        self.trees = dict(self.reader.trees)  # "gate x", "notion x" (newest), "right x", "amount x"
        self.rules: dict[str, Rule] = {}
        self.gates: dict[str, Code] = {}
        self.facts_of: dict[str, frozenset[str]] = {}  # also through notions and gates
        self.needs = {n: frozenset(source.needs) for n, source in self.reader.sources.items()}
        self.notions = {  # the versions of each, from their day number
            notion.key: self.reader.sources[f"notion {notion.key}"].trees for notion in base.notions
        }
        self.program = Program(
            {fact.key: place for place, fact in enumerate(base.facts)},
            {f.key: tuple(map(answers.everything, f.record or ())) for f in base.facts},
            {parameter.key: place for place, parameter in enumerate(base.parameters)},
            facts_in=self.facts_in,
        )
        self._compile_all()

    @property
    def versions(self) -> list[tuple[int, Node]]:
        """Every version of every notion."""
        return [pair for trees in self.notions.values() for pair in trees]

    def uncheckable(self, figures: AtDate, day: int) -> dict[str, str]:
        """Rights in force on a day (number) without a figure or notion that they use, and why.

        A whole right, not a person: whoever asks gets the same answer, and a single
        evaluation agrees with a file of a million.
        """
        none = "has no value at this date"
        params = self.program.params.items()
        why = {f"param {k}": f"parameter {k} {none}" for k, at in params if figures[at] is None}
        for name in self.order:
            trees = self.trees_of(name, day)
            if name.startswith("notion ") and not trees:
                why[name] = f"{name} has no version at this date"
            needs = sorted(need for node in trees for need in node.needs if need in why)
            if needs:
                why[name] = why[needs[0]]
        return {code: why[name] for code in self.rules if (name := f"right {code}") in why}

    def trees_of(self, name: str, day: int | None = None) -> list[Node]:
        """The trees that decide about a name, on a day (number) or ever."""
        kind, key = name.split(" ", 1)
        if kind == "notion":
            nodes = [node for start, node in self.notions[key] if day is None or start <= day]
            return nodes if day is None else nodes[-1:]
        if kind == "right":
            rule = self.rules.get(key)
            return [rule.tree] if rule and (day is None or in_force(rule.logic, day)) else []
        parts = [key, *(f"{key}.{part.key}" for part in self._facts[key].record or ())]
        return [self.trees[gate] for part in parts if (gate := f"gate {part}") in self.trees]

    # compiling

    def _compile_all(self) -> None:
        self._facts = {fact.key: fact for fact in self.base.facts}
        notions = {notion.key: notion for notion in self.base.notions}
        rights = {right.code: right for right in self.base.rights}
        for name in self.order:
            kind, key = name.split(" ", 1)
            own = frozenset({key} if kind == "fact" else ())
            self.facts_of[name] = own | self._facts_behind(self.needs[name])
            if name in self.reader.broken:
                self.program.names[name] = fixed(None)
            elif kind == "fact":
                self._compile_fact(self._facts[key], name)
            elif kind == "notion":
                self._compile_notion(notions[key], name)
            else:
                self._compile_right(rights[key], name)

    def _facts_behind(self, needs: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(self.facts_of.get(need, frozenset()) for need in needs))

    def facts_in(self, node: Node) -> frozenset[str]:
        """Every fact that a tree can use, also through notions and gates."""
        return self._facts_behind(node.needs)

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
        reference = self.program.compile(held) if "holds" in self._facts else outcome
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
        own = {n.split(" ", 1)[1] for n in self.needs[name] if n.startswith("status ")}
        notions = [n for n in self.needs[name] if n.startswith(("notion ", "fact "))]
        return frozenset(own).union(*(self._statuses(n) for n in notions))


def right_tree(right: RightLogic, ways: tuple[Way, ...]) -> Node:
    """The outcome of a right as one tree: in force, complete, one route of which all holds."""
    routes = tuple(tree.And(BOOL, _conditions(way)) for way in ways)
    core: Node = tree.Or(BOOL, routes)
    if right.for_each:
        core = tree.Aggregate(BOOL, "any", right.for_each, None, core)
    dates = _dates(right.in_force.from_, right.in_force.until)
    open_: tuple[Node, ...] = ()
    if right.incomplete or right.being_checked:
        open_ = (tree.Unknown(BOOL),)
    return tree.And(BOOL, (*dates, core, *open_))


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
