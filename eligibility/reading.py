"""Read the texts of a rule base into typed trees, and put them in order.

What cannot be read is a `Problem` and makes its name "broken"; what uses a
broken name is broken too. A circle costs the whole rule base.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from eligibility import answers, parameters, tree
from eligibility.checks import check
from eligibility.env import Code
from eligibility.errors import LanguageError, Problem, RuleBaseError
from eligibility.names import ListNames, Names
from eligibility.schema import Criterion, Fact, Field_, Notion, RightLogic, Route, RuleBase
from eligibility.tree import BOOL, Node, Type

MAIN = "main"  # the route of a right that has only common criteria
# Facts about a life: the site gives no advice to change them, whatever a file says.
NEVER_ADVISED_TOPICS = ("you", "home", "money")
NEVER_ADVISED_KEYS = ("partner", "child", "household")  # beginnings of keys, in every topic
ADVISED_ABOUT_WORK = ("registration", "recognition")  # yes or no only; never hours or status


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


@dataclass
class Source:
    """Parsed trees of one named thing, with their dates when it has versions."""

    trees: list[tuple[int, Node]] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)


class Reader:
    """A rule base being read; afterwards all its trees."""

    def __init__(self, base: RuleBase):
        self.base, self.names = base, names_of(base)
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.sources: dict[str, Source] = {}
        self.trees: dict[str, Node] = {}  # "gate x", "amount x"
        self.ways: dict[str, tuple[Way, ...]] = {}

    def read(self) -> list[str]:
        """Read everything; returns names in an order in which each comes after what it needs."""
        self._read_parameters()
        self._read_facts()
        for notion in self.base.notions:
            self._read_notion(notion)
        for right in self.base.rights:
            self._read_right(right)
        return self._order()

    def _parse(
        self, name: str, place: str, text: str, wanted: Type, record: str | None = None
    ) -> Node | None:
        """The tree of a text; a problem marks `name` as broken."""
        try:
            node = check(text, self.names.bound(record), wanted)
        except LanguageError as error:
            self._break(name, error.at(place))
            return None
        self.sources.setdefault(name, Source()).needs.update(node.needs)
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
            self.sources[name] = Source()
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
        source = self.sources[name] = Source()
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
        self.sources[name] = Source()
        record = right.for_each
        if record is not None and record not in self.names.lists:
            self._break(name, Problem(name, f'for_each: "{record}" is not a list'))
            return
        common = [self._read_test(right, None, criterion) for criterion in right.criteria]
        ways = []
        for route in right.routes or [Route(id=MAIN, criteria=[])]:
            own = [self._read_test(right, route, criterion) for criterion in route.criteria]
            ways.append(Way(route.id, (*common, *own)))
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
        return Test(criterion, node, (), node is not None and node.of_record)

    def _order(self) -> list[str]:
        """Names, each after what it needs. Breaks what needs something broken."""
        graph = {
            name: {n for n in source.needs if n in self.sources}
            for name, source in self.sources.items()
        }
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = " → ".join(reversed(error.args[1]))
            raise RuleBaseError([Problem(circle, "these need each other in a circle")]) from None
        for name in order:
            bad = sorted(
                n for n in self.sources[name].needs & self.broken if not n.startswith("right")
            )
            if bad and name not in self.broken:
                self._break(name, Problem(name, f"uses {bad[0]}, which cannot be used"))
        return order


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


def may_be_advised(fact: Fact) -> bool:
    """Whether a person may be told that changing this one fact opens a right."""
    if fact.actionable is None or fact.topic in NEVER_ADVISED_TOPICS:
        return False
    if fact.key.startswith(NEVER_ADVISED_KEYS):
        return False
    if fact.topic == "work":
        return fact.type == "bool" and fact.actionable in ADVISED_ABOUT_WORK
    return fact.type in ("bool", "choice")
