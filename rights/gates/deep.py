"""Proofs about the rules, with a solver: slow, for CI and before a large change.

What is proved holds for every person at one date, with at most
`eligibility.checks.proofs.SLOTS` people in a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import z3

from eligibility import Engine, tree
from eligibility.batch.formulas import Formula
from eligibility.batch.lists import list_at
from eligibility.batch.lower import HERE, Place
from eligibility.batch.pairs import Pair
from eligibility.checks.proofs import Terms
from eligibility.reading import Test, Way
from eligibility.rulebase import Rule
from rights.gates.defects import Defect
from rights.gates.rules import engine_of
from rights.schema import Catalogue

PATIENCE = 10_000_000  # steps of the solver for one proof; without an answer nothing is claimed
_ASKED = (tree.FactRef, tree.FieldRef, tree.NotionRef, tree.Member, tree.Aggregate)


def proofs(catalogue: Catalogue, as_of: date) -> Iterator[Defect]:
    """Criteria that nobody can meet or fail, routes that nobody can take or nobody needs."""
    engine = engine_of(catalogue)
    for code, rule in engine.rules.items():
        running = rule.logic.in_force.until is None or rule.logic.in_force.until >= as_of
        if running and code not in engine.uncheckable(as_of):  # another gate names the figure
            yield from Prover(engine, rule, as_of).defects(f"rights/{code}/right.yaml")


class Prover:
    """The proofs of one right at one date, about pairs: where a test surely holds, and may."""

    def __init__(self, engine: Engine, rule: Rule, as_of: date):
        self.rule, self.terms = rule, Terms(engine, as_of)
        self.solver = z3.Solver()
        self.solver.set("rlimit", PATIENCE)

    def defects(self, place: str) -> Iterator[Defect]:
        ways = [(way, self._conditions(way)) for way in self.rule.ways]
        for test in {id(test): test for way in self.rule.ways for test in way.tests}.values():
            if test.tree is not None and self._is_judged_here(test.tree):
                yield from self._one(place, test)
        for way, conditions in ways:
            yield from self._route(place, way, conditions)
        yield from self._between(place, ways)

    def _is_judged_here(self, node: tree.Node) -> bool:
        """A fixed date or an end of a scheme is meant to hold always or never."""
        return not _office_weighs(node) and any(
            isinstance(part, _ASKED) for part in tree.walk(node)
        )

    def _met(self, test: Test) -> Pair:
        assert test.tree is not None
        met: Pair = self._value(test.tree)
        return self.terms.low.pairs.not_(met) if test.criterion.kind == "exclusion" else met

    def _value(self, node: tree.Node) -> Pair:
        """A test of a right per record speaks of the first record of the list."""
        low, each = self.terms.low, self.rule.logic.for_each
        if each is None or not node.of_record:
            return low.node(node, HERE)
        there = low.f.lt(low.f.lit(0), list_at(low, each, HERE).records)
        return low.pairs.and_(Pair(there, there), low.node(node, Place(each, 0)))

    def _conditions(self, way: Way) -> list[tuple[Test, Pair]]:
        return [(test, self._met(test)) for test in way.tests if test.tree is not None]

    def _possible(self, *formulas: Formula) -> bool:
        """False only when it is proved that no answers make all of these true."""
        terms = [self.terms.term(formula) for formula in formulas]
        self.solver.push()
        self.solver.add(*terms, *self.terms.bounds.values())
        found = self.solver.check()
        self.solver.pop()
        return bool(found != z3.unsat)

    def _can_fail(self, met: Pair) -> Formula:
        return self.terms.low.f.not_(met.low)

    def _one(self, place: str, test: Test) -> Iterator[Defect]:
        met = self._met(test)
        if not self._possible(met.high):
            yield Defect(place, "never", f"nobody can meet {test.criterion.id}")
        elif not self._possible(self._can_fail(met)):
            yield Defect(place, "always", f"nobody can fail {test.criterion.id}", "warning")

    def _route(self, place: str, way: Way, conditions: list[tuple[Test, Pair]]) -> Iterator[Defect]:
        if conditions and not self._possible(*(met.high for _, met in conditions)):
            yield Defect(place, "never", f"nobody can take the route {way.id}")
            return
        common = {criterion.id for criterion in self.rule.logic.criteria}
        for test, met in conditions:
            assert test.tree is not None
            if test.criterion.id in common or _office_weighs(test.tree):  # said for all routes
                continue
            others = [other.high for t, other in conditions if t is not test]
            refused = self.terms.low.f.not_(met.high)
            if others and not self._possible(*others, refused):
                message = f"{test.criterion.id} follows from the rest of the route {way.id}"
                yield Defect(place, "implied", message, "warning")

    def _between(
        self, place: str, ways: list[tuple[Way, list[tuple[Test, Pair]]]]
    ) -> Iterator[Defect]:
        """A route whose people can all take another one, of which no office judges a part."""
        pairs = self.terms.low.pairs
        judged = [(way, pairs.and_(*(met for _, met in tests))) for way, tests in ways if tests]
        for way, whole in judged:
            for other, larger in judged:
                wider = way is not other and all(test.tree for test in other.tests)
                if wider and not self._possible(whole.high, self._can_fail(larger)):
                    message = f"who takes the route {way.id} can also take {other.id}"
                    yield Defect(place, "implied", message, "warning")


def _office_weighs(node: tree.Node) -> bool:
    """Such a test fails nobody, on purpose."""
    return any(isinstance(part, tree.Unknown) for part in tree.walk(node))
