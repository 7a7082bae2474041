"""Read the texts of a rule base into typed trees, and put them in order.

What cannot be read is a `Problem` and makes its name "broken"; what uses a
broken name is broken too. A circle costs the whole rule base.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    tree: Node | None = None
    facts: tuple[str, ...] = ()
    code: Code | None = None
    sides: tuple[Code, Code] | None = None  # of a plain comparison of numbers

    @property
    def per_record(self) -> bool:
        return self.tree is not None and self.tree.of_record


@dataclass(frozen=True)
class Way:
    """A route: common criteria first, then its own."""

    id: str
    tests: tuple[Test, ...]


class Reader:
    """A rule base being read; afterwards all its trees."""

    def __init__(self, base: RuleBase):
        self.base, self.names = base, _known(names_of(base))
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.needs: dict[str, set[str]] = {}  # of "fact x", "notion x", "right x"
        self.trees: dict[str, Node] = {}  # "gate x", "amount x"
        self.notions: dict[str, list[tuple[int, Node]]] = {}  # versions from their day number
        self.ways: dict[str, tuple[Way, ...]] = {}

    def read(self) -> list[str]:
        """Read everything; returns names in an order in which each comes after what it needs."""
        for problem in parameters.problems(self.base.parameters):
            self._break(problem.place.replace("parameter ", "param ", 1), problem)
        for fact in self.base.facts:
            self._read_fact(fact)
        for notion in self.base.notions:
            self._read_notion(notion)
        for right in self.base.rights:
            self._read_right(right)
        return self._order()

    def _parse(
        self, name: str, place: str, text: str, wanted: Type, record: str | None = None
    ) -> Node | None:
        """The tree of a text; a problem marks `name` as broken."""
        node = self.names.read.get((text, record, wanted))
        if node is None:
            try:
                node = check(text, self.names.bound(record), wanted)
            except LanguageError as error:
                self._break(name, error.at(place))
                return None
            self.names.read[text, record, wanted] = node
        self.needs[name] |= node.needs
        return node

    def _break(self, name: str, problem: Problem) -> None:
        self.problems.append(problem)
        self.broken.add(name)

    def _read_fact(self, fact: Fact) -> None:
        name = f"fact {fact.key}"
        self.needs[name] = set()
        self._read_gate(name, fact.key, fact)
        for part in fact.record or ():
            gate = self._read_gate(name, f"{fact.key}.{part.key}", part, fact.key)
            if gate and not any(isinstance(node, tree.Aggregate) for node in tree.walk(gate)):
                self.needs[name].discard(name)  # its own record, not itself
        if fact.actionable and not may_be_advised(fact):
            advice = "nobody is advised to change this; take 'actionable' off"
            self.problems.append(Problem(name, advice))

    def _read_gate(
        self, name: str, key: str, part: Field_, record: str | None = None
    ) -> Node | None:
        try:
            answers.otherwise(part)
        except answers.Refused as no:
            self._break(name, Problem(f"fact {key}", f"'otherwise': {no.message}"))
        if part.ask_if is None:
            return None
        node = self._parse(name, f"fact {key} ask_if", part.ask_if, BOOL, record)
        if node is not None:
            self.trees[f"gate {key}"] = node
        return node

    def _read_notion(self, notion: Notion) -> None:
        name, wanted = f"notion {notion.key}", type_of(notion)
        self.needs[name] = set()
        texts = [(v.from_, v.is_) for v in notion.versions or ()] or [(None, notion.is_ or "")]
        if notion.lookup:
            texts, wanted = [(None, notion.lookup.of)], Type("postcode")
        place = f"{name} lookup" if notion.lookup else name
        found = [(day, self._parse(name, place, text, wanted)) for day, text in texts]
        versions = [(day.toordinal() if day else 0, node) for day, node in found if node]
        self.notions[notion.key] = sorted(versions, key=lambda version: version[0])

    def _read_right(self, right: RightLogic) -> None:
        name, record = f"right {right.code}", right.for_each
        self.needs[name] = set()
        if record is not None and record not in self.names.lists:
            self._break(name, Problem(name, f'for_each: "{record}" is not a list'))
            return
        common = self._read_tests(right, f"{name} ", right.criteria)
        self.ways[right.code] = tuple(
            Way(route.id, common + self._read_tests(right, f"{name} {route.id}/", route.criteria))
            for route in routes_of(right)
        )
        if right.amount:
            wanted = Type("number", right.amount.unit)
            node = self._parse(name, f"{name} amount", right.amount.is_, wanted, record)
            if node is not None:
                self.trees[f"amount {right.code}"] = node

    def _read_tests(
        self, right: RightLogic, place: str, criteria: list[Criterion]
    ) -> tuple[Test, ...]:
        name, tests = f"right {right.code}", []
        for one in criteria:
            node = None
            if one.test is not None:
                node = self._parse(name, place + one.id, one.test, BOOL, right.for_each)
            tests.append(Test(one, node))
        return tuple(tests)

    def _order(self) -> list[str]:
        """Names, each after what it needs. Breaks what needs something broken."""
        graph = {name: needs & self.needs.keys() for name, needs in self.needs.items()}
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = " → ".join(reversed(error.args[1]))
            raise RuleBaseError([Problem(circle, "these need each other in a circle")]) from None
        for name in order:
            bad = sorted(n for n in self.needs[name] & self.broken if not n.startswith("right"))
            if bad and name not in self.broken:
                self._break(name, Problem(name, f"uses {bad[0]}, which cannot be used"))
        return order


_latest: Names | None = None


def _known(names: Names) -> Names:
    """The names of the rule base before, with all that was read, when these are the same."""
    global _latest
    if _latest is None or _latest != names:
        _latest = names
    return _latest


def routes_of(right: RightLogic) -> list[Route]:
    """The routes of a right; a right without any has one, of its common criteria alone."""
    return right.routes or [Route(id=MAIN, criteria=[])]


def type_of(part: Field_ | Notion, extra: frozenset[str] = frozenset()) -> Type:
    """The type of a fact, field or notion as tests see it."""
    if part.type == "number" or part.type == "money":
        return Type("number", part.unit or ("EUR" if part.type == "money" else None))
    if part.type in ("choice", "set"):
        codes = [o if isinstance(o, str) else o.code for o in part.options or ()]
        return Type(part.type, options=frozenset(codes) | extra)
    return Type(part.type)


def names_of(base: RuleBase) -> Names:
    """What tests of this rule base can name."""
    rights = frozenset(right.code for right in base.rights)
    lists = {
        fact.key: ListNames(
            fact.key, fact.singular or "", {part.key: type_of(part) for part in fact.record or ()}
        )
        for fact in base.facts
        if fact.type == "list"
    }
    return Names(
        {f.key: type_of(f, rights if f.key == "holds" else frozenset()) for f in base.facts},
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
