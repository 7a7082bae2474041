"""From a weighed situation to the results that people and the API see."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf

from eligibility.compile import Program
from eligibility.domains import Interval, Record, Records, Truth, negate
from eligibility.env import BAND, Env
from eligibility.reading import Test, Way, routes_of
from eligibility.results import (
    RANK,
    AmountRange,
    CriterionResult,
    Met,
    Outcome,
    RecordResult,
    RouteResult,
)
from eligibility.rulebase import Rule
from eligibility.schema import RightLogic

_OUTCOME: dict[Truth, Outcome] = {True: "likely", None: "possible", False: "unlikely"}
_MET: dict[Truth, Met] = {True: "met", None: "unknown", False: "not_met"}
NOBODY: Record = ()  # stands for "the list is empty": nothing about a record is met


class Explainer:
    """Explains rights of one program; keeps no situation."""

    def __init__(self, program: Program):
        self.program = program
        keys = list(enumerate(program.facts, 1))
        self.facts_in = lru_cache(4096)(  # the fact keys of a mask, in the order of the catalogue
            lambda mask: tuple(key for place, key in keys if mask >> place & 1)
        )

    def people(self, rule: Rule, env: Env) -> tuple[Sequence[Record | None], bool]:
        """Whom a right is judged for: the records of its list, or None for the applicant.

        True beside them when it is not known whether there is such a record.
        """
        if rule.logic.for_each is None:
            return (None,), False
        records: Records = self.program.names[f"fact {rule.logic.for_each}"].value(env, None)
        if records.maybe_none or records.more:
            return (self.program.blank[rule.logic.for_each],), True
        return records.known or (NOBODY,), False

    def routes(self, rule: Rule, env: Env) -> tuple[list[RouteResult], list[RecordResult]]:
        """The routes of a right; for a right per record, those of the best record."""
        people, maybe = self.people(rule, env)
        each = [self._routes(rule.ways, env, one, maybe) for one in people]
        ranks = [_best(routes) for routes in each]
        counted = not maybe and people[0] not in (None, NOBODY)
        results = [RecordResult(at, outcome) for at, outcome in enumerate(ranks) if counted]
        return each[ranks.index(max(ranks, key=RANK.__getitem__))], results

    def unchecked(self, right: RightLogic, env: Env) -> list[RouteResult]:
        """The routes of a right that cannot be checked: every criterion is unknown."""
        ways = [
            Way(route.id, tuple(map(Test, [*right.criteria, *route.criteria])))
            for route in routes_of(right)
        ]
        return self._routes(ways, env, None, False)

    def _routes(
        self, ways: Sequence[Way], env: Env, record: Record | None, maybe: bool
    ) -> list[RouteResult]:
        return [
            _route(way.id, [self._criterion(test, env, record, maybe) for test in way.tests])
            for way in ways
        ]

    def _criterion(
        self, test: Test, env: Env, record: Record | None, maybe: bool
    ) -> CriterionResult:
        truth, mask = truth_of(test, env, record, maybe)
        criterion = test.criterion
        return CriterionResult(
            criterion.id, _MET[truth], criterion.kind, criterion.decided_by, test.facts,
            self.facts_in(mask) if mask else (), criterion.source,
            None if truth is None or record is NOBODY else _distance(test, env, record),
        )  # fmt: skip

    def waits_for_figure(self, rule: Rule, env: Env, routes: Sequence[RouteResult]) -> bool:
        """A criterion of an open route waits for nothing but the confirmation of a figure."""
        people, maybe = self.people(rule, env)
        return any(
            truth_of(test, env, one, maybe) == (None, BAND)
            for way, route in zip(rule.ways, routes, strict=True)
            if route.outcome == "possible"
            for test in way.tests
            for one in people
        )

    def opens_for_certain(self, rule: Rule, before: Env, after: Env) -> bool:
        """A route is open afterwards that a figure without confirmation does not hold open.

        False when each open route has a criterion that failed before, and that now
        fails or holds by a value that nobody has confirmed.
        """
        people, maybe = self.people(rule, after)

        def open_(test: Test, one: Record | None) -> bool:
            truth, mask = truth_of(test, after, one, maybe)
            failed = mask & BAND and truth_of(test, before, one, maybe)[0] is False
            return truth is not False and not failed

        return any(all(open_(t, one) for t in way.tests) for way in rule.ways for one in people)

    def amount(self, rule: Rule, env: Env, shown: Env) -> AmountRange:
        """The estimate of a right that has one, summed over the records that may have it.

        `shown`: the situation with confirmed figures only, which is what people see. Raises
        NoValue where there is none.
        """
        assert rule.logic.amount is not None
        low, high = found = self._whole_amount(rule, env, shown)
        scale = 100 if rule.logic.amount.unit.startswith("EUR") else 1
        return AmountRange(
            None if low == -inf else round(max(0, low) / scale, 2),
            None if high == inf else round(max(0, high) / scale, 2),
            rule.logic.amount.unit,
            found == self._whole_amount(rule, env, env),
        )

    def _whole_amount(self, rule: Rule, env: Env, figures: Env) -> Interval:
        assert rule.amount is not None
        people, maybe = self.people(rule, env)
        if rule.logic.for_each is None:
            found: Interval = rule.amount.value(figures, None)
            return found
        if maybe:
            return (0, inf)
        low, high = 0.0, 0.0
        for record in people if people != (NOBODY,) else ():
            outcome = _best(self._routes(rule.ways, env, record, False))
            if outcome != "unlikely":
                one = rule.amount.value(figures, record)
                low += one[0] if outcome == "likely" else 0
                high += one[1]
        return (low, high)


def truth_of(test: Test, env: Env, record: Record | None, maybe: bool) -> tuple[Truth, int]:
    """A criterion's truth from the good side, and the mask of what is still open.

    `maybe`: the record may not be there, so what holds for it holds perhaps.
    """
    if test.code is None:
        return None, 0
    if test.per_record and record is NOBODY:
        return False, 0
    try:
        truth = test.code.value(env, record)
        mask = test.code.live(env, record) if truth is None else 0
    except Exception:  # the right is reported where its outcome is weighed
        return None, 0
    if test.criterion.kind == "exclusion":
        truth = negate(truth)
    return (None if truth and maybe and test.per_record else truth), mask


def _distance(test: Test, env: Env, record: Record | None) -> float | None:
    """How far a plain comparison of known numbers is from its limit."""
    if test.sides is None or test.tree is None:
        return None
    left, right = (side.value(env, record) for side in test.sides)
    if left[0] != left[1] or right[0] != right[1] or abs(right[0] - left[0]) == inf:
        return None
    money = test.tree.parts[0].type.is_money
    return float(right[0] - left[0]) / (100 if money else 1)


def _route(key: str, criteria: list[CriterionResult]) -> RouteResult:
    here = [found.outcome for found in criteria if found.decided_by == "here"]
    outcome: Outcome = "possible"
    if "not_met" in here:
        outcome = "unlikely"
    elif here and "unknown" not in here:
        outcome = "likely"
    return RouteResult(key, outcome, criteria)


def outcome_of(truth: Truth) -> Outcome:
    return _OUTCOME[truth]


def _best(routes: Sequence[RouteResult]) -> Outcome:
    return max((route.outcome for route in routes), key=RANK.__getitem__)
