"""Check a rule base and compile it.

Damage to the whole (duplicate keys, cycles) raises RuleBaseError with every
problem. A notion, gate or right that cannot be read is a `Problem` and costs
only the rights that use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter

from eligibility import answers, check_calls, check_numbers, compile_lists, parameters, tree
from eligibility.check import check
from eligibility.compile import Program, fixed, gated, lookup, versions
from eligibility.domains import is_known
from eligibility.env import Code
from eligibility.errors import LanguageError, Problem, RuleBaseError
from eligibility.names import ListNames, Names
from eligibility.schema import Criterion, Fact, Field_, Notion, RightLogic, Route, RuleBase
from eligibility.tree import BOOL, DATE, Node, Type

assert check_calls and check_numbers and compile_lists  # their functions register themselves
MAIN = "main"  # the route of a right that has only common criteria
# Facts about a life: the site gives no advice to change them, whatever a file says.
NEVER_ADVISED_TOPICS = ("you", "home", "work", "money")
ALWAYS_ADVISED = ("job_seeker_registered",)


@dataclass(frozen=True)
class Test:
    """A criterion with its typed tree (None: an office decides) and the facts it can use."""

    criterion: Criterion
    tree: Node | None
    facts: tuple[str, ...]
    per_record: bool
    code: Code | None = None
    sides: tuple[Code, Code] | None = None  # of a plain comparison of numbers


@dataclass(frozen=True)
class Way:
    """A route: common criteria first, then its own."""

    id: str
    tests: tuple[Test, ...]


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


@dataclass
class _Source:
    """Parsed trees of one named thing, with their dates when it has versions."""

    trees: list[tuple[int, Node]] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)


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


def type_of(part: Field_ | Notion, extra: frozenset[str] = frozenset()) -> Type:
    """The type of a fact, field or notion as tests see it."""
    if part.type in ("number", "money"):
        return Type("number", part.unit or ("EUR" if part.type == "money" else None))
    if part.type in ("choice", "set"):
        codes = [o if isinstance(o, str) else o.code for o in part.options or ()]
        return Type(part.type, options=frozenset(codes) | extra)
    if part.type in ("bool", "date", "postcode", "list"):
        return Type(part.type)
    raise AssertionError(part.type)


def names_of(base: RuleBase) -> Names:
    """What tests of this rule base can name."""
    rights = frozenset(right.code for right in base.rights)
    extra = {"holds": rights}
    lists = {
        fact.key: ListNames(
            fact.key, fact.singular or "", {part.key: type_of(part) for part in fact.record or ()}
        )
        for fact in base.facts
        if fact.type == "list"
    }
    return Names(
        {fact.key: type_of(fact, extra.get(fact.key, frozenset())) for fact in base.facts},
        lists,
        {notion.key: type_of(notion) for notion in base.notions},
        {parameter.key: Type("number", parameter.unit) for parameter in base.parameters},
        rights,
    )


class _Builder:
    def __init__(self, base: RuleBase):
        self.base, self.names = base, names_of(base)
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.sources: dict[str, _Source] = {}
        self.facts_of: dict[str, frozenset[str]] = {}
        self.trees: dict[str, Node] = {}
        self.ways: dict[str, tuple[tuple[str, tuple[Test, ...]], ...]] = {}
        self.by_fact = {fact.key: fact for fact in base.facts}
        self.by_notion = {notion.key: notion for notion in base.notions}
        self.by_right = {right.code: right for right in base.rights}

    def build(self) -> Compiled:
        self._read_parameters()
        self._read_facts()
        for notion in self.base.notions:
            self._read_notion(notion)
        for right in self.base.rights:
            self._read_right(right)
        order = self._order()
        self.program = Program(
            {fact.key: place for place, fact in enumerate(self.base.facts)},
            {f.key: tuple(map(answers.everything, f.record or ())) for f in self.base.facts},
            {parameter.key: place for place, parameter in enumerate(self.base.parameters)},
            facts_in=self.facts_in,
        )
        self.gates: dict[str, Code] = {}
        self.rules: dict[str, Rule] = {}
        for name in order:
            self._compile(name)
        return Compiled(
            self.program, self.trees, self.rules, self.gates, self.problems, self.facts_of
        )

    # reading

    def _parse(self, name: str, place: str, text: str, wanted: Type, record: str | None = None) -> Node | None:
        """The tree of a text; a problem marks `name` as broken."""
        try:
            node = check(text, self.names.bound(record), wanted)
        except LanguageError as error:
            self._break(name, error.at(place))
            return None
        self.sources.setdefault(name, _Source()).needs.update(needs_of(node))
        return node

    def _break(self, name: str, problem: Problem) -> None:
        self.problems.append(problem)
        self.broken.add(name)

    def _read_parameters(self) -> None:
        for problem in parameters.problems(self.base.parameters):
            self._break(problem.place.replace("parameter ", "param ", 1), problem)

    def _read_facts(self) -> None:
        for fact in self.base.facts:
            name = f"fact {fact.key}"
            self.sources[name] = _Source()
            self._read_gate(name, name, fact, None)
            for part in fact.record or ():
                self._read_gate(name, f"{name}.{part.key}", part, fact.key)
            if fact.actionable and not may_be_advised(fact):
                self.problems.append(
                    Problem(name, "nobody is advised to change this; take 'actionable' off")
                )

    def _read_gate(self, name: str, place: str, part: Field_, record: str | None) -> None:
        try:
            answers.otherwise(part)
        except answers.Refused as no:
            self._break(name, Problem(place, f"'otherwise': {no.message}"))
        if part.ask_if is not None:
            node = self._parse(name, f"{place} ask_if", part.ask_if, BOOL, record)
            if node is not None:
                key = f"{record}.{part.key}" if record else part.key
                self.trees[f"gate {key}"] = node
                if record and not any(isinstance(n, tree.Aggregate) for n in tree.walk(node)):
                    self.sources[name].needs.discard(name)  # its own record, not itself

    def _read_notion(self, notion: Notion) -> None:
        name = f"notion {notion.key}"
        source = self.sources[name] = _Source()
        if notion.lookup:
            of = self._parse(name, f"{name} lookup", notion.lookup.of, Type("postcode"))
            if of is not None:
                source.trees.append((0, of))
            return
        wanted = type_of(notion)
        texts = [(v.from_, v.is_) for v in notion.versions or ()] or [(None, notion.is_ or "")]
        for start, text in texts:
            node = self._parse(name, name, text, wanted)
            if node is not None:
                source.trees.append((start.toordinal() if start else 0, node))
        source.trees.sort(key=lambda pair: pair[0])

    def _read_right(self, right: RightLogic) -> None:
        name = f"right {right.code}"
        self.sources[name] = _Source()
        record = right.for_each
        if record is not None and record not in self.names.lists:
            self._break(name, Problem(name, f'for_each: "{record}" is not a list'))
            return
        common = [self._read_test(right, None, criterion) for criterion in right.criteria]
        routes = right.routes or [Route(id=MAIN, criteria=[])]
        ways = []
        for route in routes:
            own = [self._read_test(right, route, criterion) for criterion in route.criteria]
            ways.append((route.id, tuple([*common, *own])))
        self.ways[right.code] = tuple(ways)
        if right.amount:
            wanted = Type("number", right.amount.unit)
            node = self._parse(name, f"{name} amount", right.amount.is_, wanted, record)
            if node is not None:
                self.trees[f"amount {right.code}"] = node

    def _read_test(self, right: RightLogic, route: Route | None, criterion: Criterion) -> Test:
        name = f"right {right.code}"
        place = f"{name} {route.id + '/' if route else ''}{criterion.id}"
        if criterion.test is None:
            return Test(criterion, None, (), False)
        node = self._parse(name, place, criterion.test, BOOL, right.for_each)
        return Test(criterion, node, (), node is not None and tree.uses_record(node))

    def _order(self) -> list[str]:
        """Names in an order in which each comes after what it needs; breaks what needs the broken."""
        graph = {name: {n for n in source.needs if n in self.sources} for name, source in self.sources.items()}
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = " → ".join(reversed(error.args[1]))
            raise RuleBaseError([Problem(circle, "these need each other in a circle")]) from None
        for name in order:
            bad = sorted(n for n in self.sources[name].needs & self.broken if not n.startswith("right"))
            if bad and name not in self.broken:
                self._break(name, Problem(name, f"uses {bad[0]}, which cannot be used"))
        return order

    # compiling

    def _compile(self, name: str) -> None:
        kind, key = name.split(" ", 1)
        self.facts_of[name] = self._facts(name, key if kind == "fact" else None)
        if name in self.broken:
            self.program.names[name] = fixed(None)
            return
        if kind == "fact":
            self._compile_fact(self.by_fact[key], name)
        elif kind == "notion":
            self._compile_notion(self.by_notion[key], name)
        else:
            self._compile_right(self.by_right[key], name)

    def _facts(self, name: str, own: str | None) -> frozenset[str]:
        parts = [self.facts_of.get(n, frozenset()) for n in self.sources[name].needs]
        return frozenset().union(*parts, {own} if own else ())

    def facts_in(self, node: Node) -> frozenset[str]:
        """Every fact that a tree can use, also through notions and gates."""
        return frozenset().union(*(self.facts_of.get(n, frozenset()) for n in needs_of(node)))

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
        trees = self.sources[name].trees
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
            Way(route, tuple(self._compile_test(test) for test in tests))
            for route, tests in self.ways[right.code]
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
        return Test(test.criterion, test.tree, in_order, test.per_record, code, sides)

    def _statuses(self, name: str) -> frozenset[str]:
        """Statuses that the tests of a right ask for, also through notions."""
        source = self.sources[name]
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


def needs_of(node: Node) -> set[str]:
    """What a tree refers to: "fact x", "notion x", "right x", "param x", "status x"."""
    found: set[str] = set()
    for part in tree.walk(node):
        match part:
            case tree.FactRef(key=key):
                found.add(f"fact {key}")
            case tree.FieldRef(list=key) | tree.Aggregate(list=key):
                found.add(f"fact {key}")
            case tree.NotionRef(key=key):
                found.add(f"notion {key}")
            case tree.RightRef(code=code):
                found.add(f"right {code}")
                found.add("fact holds")
            case tree.ParamRef(key=key):
                found.add(f"param {key}")
            case tree.Member(fact=key, code=code):
                found.add(f"fact {key}")
                if key == "holds":
                    found.add(f"status {code}")
    return found


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


def may_be_advised(fact: Fact) -> bool:
    """Whether a person may be told that changing this one fact opens a right."""
    if fact.actionable is None or fact.type not in ("bool", "choice"):
        return False
    return fact.topic not in NEVER_ADVISED_TOPICS or fact.key in ALWAYS_ADVISED


def places(base: RuleBase) -> Mapping[str, Field_]:
    """Every answer place: "birth_date", "children", "children[].birth_date"."""
    found: dict[str, Field_] = {}
    for fact in base.facts:
        found[fact.key] = fact
        found.update({f"{fact.key}[].{part.key}": part for part in fact.record or ()})
    return found
