"""The engine: a rule base in, outcomes and the next question out.

    engine = Engine(rule_base)
    result = engine.evaluate({"birth_date": "1950-03", "postcode": 1000}, date(2026, 11, 23))

It keeps no answers and writes none to a log.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility import answers, near, parameters, questions, rulebase
from eligibility.answers import Situation
from eligibility.domains import UNKNOWN_MEMBERS, Interval, Members, Truth
from eligibility.env import Env
from eligibility.errors import NoValue, Problem
from eligibility.explain import Explainer, limit_unconfirmed, outcome_of, unchecked
from eligibility.results import AmountRange, NearMiss, Outcome, Result, RightResult
from eligibility.rulebase import Rule
from eligibility.schema import Fact, Field_, Parameter, ParameterValue, RightLogic, RuleBase
from eligibility.score import best_first, score

log = logging.getLogger(__name__)
_DATES_KEPT = 64  # parameters resolved per date; a date is no personal data


class Engine:
    """A compiled rule base. Immutable after construction and free of answers: share it.

    Raises RuleBaseError when the whole is damaged; `problems` holds defects
    that cost single rights only (these get the flag `error`).
    """

    def __init__(self, rule_base: RuleBase):
        compiled = rulebase.compile_rules(rule_base)
        self.compiled = compiled
        self.program = compiled.program
        self.problems: list[Problem] = compiled.problems
        self.facts: Mapping[str, Fact] = {fact.key: fact for fact in rule_base.facts}
        self.paths: Mapping[str, Field_] = rulebase.places(rule_base)
        self.rights: Mapping[str, RightLogic] = {right.code: right for right in rule_base.rights}
        self.parameters: Mapping[str, Parameter] = {p.key: p for p in rule_base.parameters}
        self._everything = [answers.everything(fact) for fact in rule_base.facts]
        self._params: OrderedDict[date, list[Interval | None]] = OrderedDict()
        self._reported: set[tuple[str, str]] = set()
        self._codes = frozenset(self.rights)
        if "holds" in self.facts:
            self._codes |= answers.options(self.facts["holds"])
        self.explainer = Explainer(self.program)
        self.asker = questions.Asker(self)

    # answers

    def read(self, raw: object, as_of: date) -> Situation:
        """Check raw answers (see `answers`). Raises AnswerErrors with every error at once."""
        return answers.read(self.facts, self._codes, raw, as_of)

    def env(self, situation: Situation, as_of: date) -> Env:
        """The situation at a date, ready to be weighed."""
        env = Env.new(as_of.toordinal(), self._resolved(as_of), self._everything, len(self.program.slots))
        for key, domain in situation.known.items():
            env.facts[self.program.facts[key]] = domain
        return env

    def _resolved(self, as_of: date) -> list[Interval | None]:
        found = self._params.get(as_of)
        if found is None:
            found = [parameters.domain(p, as_of) for p in self.parameters.values()]
            self._params[as_of] = found
            if len(self._params) > _DATES_KEPT:
                self._params.popitem(last=False)
        return found

    # weighing

    def evaluate(
        self, raw: object, as_of: date, next_question: bool = True
    ) -> Result:
        """Weigh answers (raw, or a Situation) against every right at a date.

        Returns all rights best first. Raises AnswerErrors for raw answers that
        cannot be read, and nothing else: a right that fails is flagged `error`.
        """
        situation = raw if isinstance(raw, Situation) else self.read(raw, as_of)
        env = self.env(situation, as_of)
        truths = {code: self._truth(code, env) for code in self.rights}
        masks = {code: self._live(code, truth, env, situation) for code, truth in truths.items()}
        first = self._first_ask(truths, masks, env, situation)
        rights = [
            self._right(code, truth, masks[code], first.get(code, ()), env, situation)
            for code, truth in truths.items()
        ]
        relevant = self._relevant(masks.values(), situation)
        question = self.asker.next(relevant, truths, masks, env, situation) if next_question else None
        ordered = {right.code: right for right in best_first(rights)}
        return Result(as_of, ordered, question, len(relevant), relevant)

    def outcome(self, code: str, situation: Situation, as_of: date) -> RightResult:
        """One right only, without a next question."""
        env = self.env(situation, as_of)
        truths = {code: self._truth(code, env)}
        mask = self._live(code, truths[code], env, situation)
        return self._right(code, truths[code], mask, (), env, situation)

    def quick_outcome(self, code: str, situation: Situation, as_of: date) -> str:
        """The outcome of one right at a date, without explanation."""
        truth = self._truth(code, self.env(situation, as_of))
        return "possible" if isinstance(truth, NoRule) else outcome_of(truth)

    def _truth(self, code: str, env: Env) -> Truth | NoRule:
        """The outcome of a right's tests; NO_RULE when it cannot be checked."""
        rule = self.compiled.rules.get(code)
        if rule is None:
            return NO_RULE
        if not in_force(rule.logic, env.as_of):
            return False
        try:
            truth: Truth = rule.code.value(env, None)
            return truth
        except Exception as error:  # one broken right never takes the others along
            self._report(code, error)
            return NO_RULE

    def _live(self, code: str, truth: Truth | NoRule, env: Env, situation: Situation) -> int:
        """The mask of facts that can still change the outcome of a right."""
        if truth is not None or code in situation.known.get("holds", Members()).yes:
            return 0
        try:
            mask = self.compiled.rules[code].code.live(env, None)
        except Exception as error:  # as above
            self._report(code, error)
            return 0
        if "holds" not in situation.answers and code in self.asker.statuses:
            mask |= self.program.bit("holds")
        return mask

    def _relevant(self, masks: Any, situation: Situation) -> list[str]:
        whole = 0
        for mask in masks:
            whole |= mask
        return [
            key
            for key in self.explainer.facts_in(whole)
            if key not in situation.answers and key not in questions.NEVER_ASKED
        ]

    def _first_ask(
        self, truths: Mapping[str, Truth | NoRule], masks: dict[str, int], env: Env,
        situation: Situation,
    ) -> dict[str, list[str]]:  # fmt: skip
        """Per unlikely right the likely rights that, once held, would open it.

        A right behind another that is still open is itself open: it gets the
        other's deciding facts in `masks`, and an entry. Only what may be claimed
        without harm counts: never `advice_first`.
        """
        found: dict[str, list[str]] = {}
        held: Members = situation.known.get("holds", UNKNOWN_MEMBERS)
        for code, truth in truths.items():
            claimable = truth is True or (truth is None and masks[code])
            if not claimable or held.has(code) is not False or self.rights[code].advice_first:
                continue
            for other, mask in self._opened_by(code, truths, held, env).items():
                found.setdefault(other, []).extend([code] if truth else [])
                masks[other] |= masks[code] | mask
        return found

    def _opened_by(
        self, code: str, truths: Mapping[str, Truth | NoRule], held: Members, env: Env
    ) -> dict[str, int]:
        """The rights that are unlikely, and would not be if `code` were held; what is open then."""
        wanting = [
            other
            for other, truth in truths.items()
            if truth is False
            and code in self.compiled.rules[other].holds
            and in_force(self.rights[other], env.as_of)
        ]
        if not wanting:
            return {}
        supposed = self._suppose_held(code, held, env)
        return {
            other: self.compiled.rules[other].code.live(supposed, None)
            for other in wanting
            if self._truth(other, supposed) in (True, None)
        }

    def _suppose_held(self, code: str, held: Members, env: Env) -> Env:
        more = Members(held.yes | {code}, held.unsure)
        return env.suppose(self.program.facts["holds"], more, self.asker.forget["holds"])

    # explaining

    def _right(
        self, code: str, truth: Truth | NoRule, mask: int, first_ask: Sequence[str], env: Env,
        situation: Situation,
    ) -> RightResult:  # fmt: skip
        rule, logic = self.compiled.rules.get(code), self.rights[code]
        if rule is None or isinstance(truth, NoRule):
            return self._cannot_check(logic, situation)
        routes, records = self.explainer.routes(rule, env)
        outcome = outcome_of(truth)
        flags = _flags(logic, situation, in_force(logic, env.as_of))
        if "already_held" in flags:
            outcome = "likely"
        elif "not_in_force" in flags:
            mask = 0
        elif first_ask or mask or not situation.known:
            outcome = "possible"
        if outcome == "possible" and limit_unconfirmed(rule, env, routes):
            flags.append("limit_unconfirmed")
        amount = self._amount(rule, env) if outcome != "unlikely" else None
        return RightResult(
            code, outcome, flags, self._score(logic, outcome, amount, flags, situation), amount,
            routes, list(self.explainer.facts_in(mask)), list(logic.opens), records, list(first_ask),
        )  # fmt: skip

    def _cannot_check(self, logic: RightLogic, situation: Situation) -> RightResult:
        flags = [*_flags(logic, situation, True), "error"]
        outcome: Outcome = "likely" if "already_held" in flags else "possible"
        points = self._score(logic, outcome, None, flags, situation)
        routes = unchecked(logic)
        return RightResult(
            logic.code, outcome, flags, points, None, routes, [], list(logic.opens)
        )

    def _amount(self, rule: Rule, env: Env) -> AmountRange | None:
        try:
            return self.explainer.amount(rule, env)
        except Exception as error:  # an amount without a value today: the outcome still stands
            self._report(rule.logic.code, error)
            return None

    def _score(
        self, logic: RightLogic, outcome: str, amount: AmountRange | None, flags: list[str],
        situation: Situation,
    ) -> int:  # fmt: skip
        held = situation.known.get("holds", Members())
        opened = sum(held.has(code) is not True for code in logic.opens)
        return score(logic, outcome, amount, opened, "already_held" in flags)

    def _report(self, code: str, error: Exception) -> None:
        """Log once where a rule failed. Never the answers: only our own messages are written."""
        what = str(error) if isinstance(error, NoValue) else type(error).__name__
        if (code, what) not in self._reported:
            self._reported.add((code, what))
            log.error("right %s cannot be checked: %s", code, what)

    # parameters, gates, near misses

    def parameter(self, key: str, as_of: date) -> Decimal:
        """The newest value at a date in the parameter's unit. KeyError, or NoValue."""
        value = parameters.newest(self.parameters[key], as_of)
        if value is None:
            raise NoValue(f"parameter {key} has no value at {as_of}")
        return value

    def parameter_shown(self, key: str, as_of: date) -> ParameterValue | None:
        """The newest confirmed value at a date, or None. KeyError for an unknown key."""
        return parameters.shown(self.parameters[key], as_of)

    def gate(self, key: str, situation: Situation, as_of: date) -> Truth:
        """Whether a fact is to be asked: False when its `ask_if` is, None when not known yet."""
        gate = self.compiled.gates.get(key)
        return True if gate is None else gate.value(self.env(situation, as_of), None)

    def record_gate(self, key: str, part: str, record: Mapping[str, Any]) -> Truth:
        """Whether a field of a list's record is to be asked, seen from that record alone.

        Values that cannot be read count as unknown.
        """
        gate = self.compiled.gates.get(f"{key}.{part}")
        if gate is None:
            return True
        fields = {f.key for f in self.facts[key].record or ()}
        domains = answers.record(self.facts[key], {k: v for k, v in record.items() if k in fields}, "", [])
        nothing = Situation({}, {}, date.today())
        truth: Truth = gate.value(self.env(nothing, nothing.as_of), domains)
        return truth

    def near_misses(self, situation: Situation, code: str) -> list[NearMiss]:
        """Better outcomes within reach of a right that is not likely (see `near`)."""
        return near.near_misses(self, situation, code)


class NoRule:
    """The outcome of a right that cannot be checked."""


NO_RULE = NoRule()


def in_force(right: RightLogic, day: int) -> bool:
    start, end = right.in_force.from_, right.in_force.until
    return (start is None or start.toordinal() <= day) and (end is None or day <= end.toordinal())


def _flags(logic: RightLogic, situation: Situation, running: bool) -> list[str]:
    """The flags that do not depend on tests, in a fixed order."""
    tests = [*logic.criteria, *(test for route in logic.routes for test in route.criteria)]
    given = {key: situation.known.get(key, Members()) for key in ("holds", "asked", "refused")}
    said = {
        "not_in_force": not running,
        "already_held": running and logic.code in given["holds"].yes,
        "asked": logic.code in given["asked"].yes,
        "refused_before": logic.code in given["refused"].yes,
        "office_decides": any(test.decided_by == "office" for test in tests),
        "discretionary": logic.discretionary,
        "advice_first": logic.advice_first,
        "incomplete": logic.incomplete,
    }
    return [flag for flag, holds in said.items() if holds]

