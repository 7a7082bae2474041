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
        reader = Reader(base)
        self.order = reader.read()  # each name after what it needs
        self.problems, self.needs, self.notions = reader.problems, reader.needs, reader.notions
        self.trees = reader.trees  # "gate x", "notion x" (newest), "right x", "amount x"
        self.rules: dict[str, Rule] = {}
        self.gates: dict[str, Code] = {}
        self.program = Program(
            {fact.key: place for place, fact in enumerate(base.facts)},
            {f.key: tuple(map(answers.everything, f.record or ())) for f in base.facts},
            {parameter.key: place for place, parameter in enumerate(base.parameters)},
        )
        self._facts = {fact.key: fact for fact in base.facts}
        self._statuses: dict[str, frozenset[str]] = {}
        self._compile_all(base, reader)

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

    def _compile_all(self, base: RuleBase, reader: Reader) -> None:
        program, notions = self.program, {notion.key: notion for notion in base.notions}
        rights = {right.code: right for right in base.rights}
        for name in self.order:
            kind, key = name.split(" ", 1)
            own = {key} if kind == "fact" else set()
            program.facts_of[name] = program.facts_behind(self.needs[name]) | own
            self._statuses[name] = self._statuses_of(name)
            if name in reader.broken:
                program.names[name] = fixed(None)
            elif kind == "fact":
                self._compile_fact(self._facts[key], name)
            elif kind == "notion":
                self._compile_notion(notions[key], name)
            else:
                self._compile_right(rights[key], name, reader.ways[key])

    def _statuses_of(self, name: str) -> frozenset[str]:
        """Statuses that the tests of a name ask for, also through notions and gates."""
        needs = self.needs[name]
        own = [need.removeprefix("status ") for need in needs if need.startswith("status ")]
        behind = [self._statuses[n] for n in needs if n.startswith(("notion ", "fact "))]
        return frozenset(own).union(*behind)

    def _compile_fact(self, fact: Fact, name: str) -> None:
        program, bit = self.program, self.program.bit(fact.key)
        answer = _answer(program.facts[fact.key], bit)
        program.names[name] = answer
        for place, part in enumerate(fact.record or ()):
            code = self._gate(_field(place, bit), part, f"{fact.key}.{part.key}")
            program.names[f"field {fact.key} {part.key}"] = code
        if fact.ask_if is not None:
            code = self._gate(answer, fact, fact.key)
            program.names[name] = program.remember(code, program.facts_of[name])

    def _gate(self, answer: Code, part: Field_, key: str) -> Code:
        node = self.trees.get(f"gate {key}")
        if node is None:
            return answer
        gate = self.gates[key] = self.program.compile(node)
        return gated(gate, answer, answers.otherwise(part))

    def _compile_notion(self, notion: Notion, name: str) -> None:
        trees, program = self.notions[notion.key], self.program
        self.trees[name] = trees[-1][1]
        codes = [(start, program.compile(node)) for start, node in trees]
        if notion.lookup:
            ranges = [(r.from_, r.to, r.is_) for r in notion.lookup.ranges]
            code = lookup(codes[0][1], ranges)
        else:
            code = versions(codes, notion.key) if notion.versions else codes[0][1]
        program.names[name] = program.remember(code, program.facts_of[name])

    def _compile_right(self, right: RightLogic, name: str, ways: tuple[Way, ...]) -> None:
        program, facts = self.program, self.program.facts_of[name]
        node = self.trees[name] = right_tree(right, ways)
        outcome = program.remember(program.compile(node), facts)
        held = tree.Or(BOOL, (tree.Member(BOOL, "holds", right.code), node))
        program.names[name] = program.compile(held) if "holds" in self._facts else outcome
        money = self.trees.get(f"amount {right.code}")
        compiled = tuple(
            replace(way, tests=tuple(map(self._compile_test, way.tests))) for way in ways
        )
        self.rules[right.code] = Rule(
            right, node, compiled, facts, self._statuses[name], outcome,
            program.compile(money) if money else None,
        )  # fmt: skip

    def _compile_test(self, test: Test) -> Test:
        node, program = test.tree, self.program
        if node is None:
            return test
        facts, sides = program.facts_behind(node.needs), None
        if isinstance(node, tree.Compare) and node.left.type.kind == "number":
            sides = (program.compile(node.left), program.compile(node.right))
        in_order = tuple(key for key in program.facts if key in facts)
        return replace(test, facts=in_order, code=program.compile(node), sides=sides)


def right_tree(right: RightLogic, ways: tuple[Way, ...]) -> Node:
    """The outcome of a right as one tree: in force, complete, one route of which all holds."""
    core: Node = tree.Or(BOOL, tuple(tree.And(BOOL, _conditions(way)) for way in ways))
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
