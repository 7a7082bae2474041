"""The engine: a rule base in, outcomes and the next question out.

    engine = Engine(rule_base)
    result = engine.evaluate({"birth_date": "1950-03", "postcode": 1000}, date(2026, 11, 23))

It keeps no answers and writes none to a log.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from eligibility import answers, cells, near, parameters, questions
from eligibility.answers import Situation
from eligibility.choices import choices
from eligibility.domains import Domain, Truth
from eligibility.env import Env
from eligibility.errors import NoValue, Problem
from eligibility.explain import Explainer, outcome_of
from eligibility.results import AmountRange, NearMiss, Outcome, RecordResult, Result, RightResult
from eligibility.rulebase import Compiled, Rule
from eligibility.schema import Fact, Notion, Parameter, RightLogic, RuleBase, in_force
from eligibility.score import best_first, score
from eligibility.weigh import Weighing, flags_of, report, said

_DATES_KEPT = 64  # parameters resolved per date; a date is no personal data


class Engine:
    """A compiled rule base. Immutable after construction and free of answers: share it.

    Raises RuleBaseError when the whole is damaged; `problems` holds defects
    that cost single rights only (these get the flag `error`). Nothing in it refers back to
    it: it is freed with its last use, without a search for garbage.
    """

    def __init__(self, rule_base: RuleBase):
        self.compiled = compiled = Compiled(rule_base)
        self.program, self.rules = compiled.program, compiled.rules
        self.problems: list[Problem] = compiled.problems
        self.facts: Mapping[str, Fact] = {fact.key: fact for fact in rule_base.facts}
        self.rights: Mapping[str, RightLogic] = {right.code: right for right in rule_base.rights}
        self.notions: Mapping[str, Notion] = {n.key: n for n in rule_base.notions}
        self.parameters: Mapping[str, Parameter] = {p.key: p for p in rule_base.parameters}
        self.reported: set[tuple[str, str]] = set()
        self.explainer = Explainer(self.program)
        holds = self.facts.get("holds")
        self.statuses = answers.options(holds) if holds else frozenset()  # what `holds` offers
        self.codes = frozenset(self.rights) | self.statuses
        self._everything = [answers.everything(fact) for fact in rule_base.facts]
        self._series = series = rule_base.parameters
        self.figures = figures = lru_cache(_DATES_KEPT)(
            lambda as_of: parameters.AtDate(series, as_of)
        )
        self._uncheckable = lru_cache(_DATES_KEPT)(
            lambda as_of: compiled.uncheckable(figures(as_of), as_of.toordinal())
        )

    @property
    def _starts(self) -> set[date]:
        """The days from which a figure or a version of a notion counts."""
        notions = {date.fromordinal(day) for day, _ in self.compiled.versions if day}
        return notions | {value.from_ for figure in self._series for value in figure.values}

    @cached_property
    def _turns(self) -> list[date]:
        """The days from which other figures, versions or rights count, in order."""
        spans = [right.in_force for right in self.rights.values()]
        begin = (span.from_ for span in spans if span.from_)
        end = (span.until + timedelta(1) for span in spans if span.until)
        return sorted(self._starts.union(begin, end))

    @cached_property
    def turning_dates(self) -> set[date]:
        """The days on which a rule can turn for everybody, whatever the answers."""
        notions = [node for _, node in self.compiled.versions]
        return self._starts | set(near.fixed_dates([*self.compiled.trees.values(), *notions]))

    @cached_property
    def counts_days(self) -> frozenset[str]:
        """What counts day by day (see `near`)."""
        return near.counting_days(self.compiled)

    @cached_property
    def cells(self) -> Mapping[str, Sequence[tuple[Domain, float]]]:
        """Per fact its cells with the share of people in each (see `cells`)."""
        return cells.of_engine(self)

    def uncheckable(self, as_of: date) -> Mapping[str, str]:
        """The rights that cannot be checked at a date, and which figure has no value."""
        place = bisect_right(self._turns, as_of)  # the same until a figure or a version begins
        return self._uncheckable(self._turns[place - 1] if place else as_of)

    @cached_property
    def _opened_by(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for code, rule in self.rules.items():
            for status in rule.holds:
                found.setdefault(status, []).append(code)
        return found

    def opened_by(self, code: str) -> Sequence[str]:
        """The rights whose tests ask whether `code` is held."""
        return self._opened_by.get(code, ())

    # answers

    def read(self, raw: object, as_of: date) -> Situation:
        """Check raw answers (see `answers`). Raises AnswerErrors with every error at once."""
        return answers.read(self.facts, self.codes, raw, as_of)

    def env(self, situation: Situation, as_of: date) -> Env:
        """The situation at a date, ready to be weighed."""
        facts = self._everything.copy()
        for key, domain in situation.known.items():
            facts[self.program.facts[key]] = domain
        return Env.new(as_of.toordinal(), self.figures(as_of), facts, len(self.program.slots))

    # weighing

    def evaluate(self, raw: object, as_of: date, next_question: bool = True) -> Result:
        """Weigh answers (raw, or a Situation) against every right at a date.

        Returns all rights best first. Raises AnswerErrors for raw answers that
        cannot be read, and nothing else: a right that fails is flagged `error`.
        """
        situation = raw if isinstance(raw, Situation) else self.read(raw, as_of)
        weighing = Weighing(self, situation, self.env(situation, as_of)).weigh_all().by_case()
        relevant = self._relevant(weighing.masks.values(), situation)
        question = questions.best(relevant, weighing) if next_question else None
        ordered = best_first(self._right(code, weighing) for code in self.rights)
        by_code = {right.code: right for right in ordered}
        pairs = list(choices(self.rights, by_code))
        return Result(as_of, by_code, question, len(relevant), relevant, pairs)

    def outcome(self, code: str, situation: Situation, as_of: date) -> RightResult:
        """One right by itself: no next question, and no other right to ask for first."""
        return self._right(code, Weighing(self, situation, self.env(situation, as_of)).weigh(code))

    def quick_outcome(self, code: str, situation: Situation, as_of: date) -> Outcome:
        """The outcome of one right by itself, without explanation."""
        weighing = Weighing(self, situation, self.env(situation, as_of)).weigh(code)
        return outcome_of(weighing.truths[code])

    def _relevant(self, masks: Iterable[int], situation: Situation) -> list[str]:
        whole = 0
        for mask in masks:
            whole |= mask
        return [
            key
            for key in self.explainer.facts_in(whole)
            if key not in situation.answers and key not in questions.NEVER_ASKED
        ]

    # explaining

    def _right(self, code: str, weighing: Weighing) -> RightResult:
        rule, logic, env = self.rules.get(code), self.rights[code], weighing.env
        flags = flags_of(logic, weighing.situation, in_force(logic, env.as_of))
        first_ask = weighing.first_ask.get(code)
        waits = first_ask is not None or not weighing.situation.known
        outcome = _outcome(weighing.truths[code], flags, waits)
        records: list[RecordResult] = []
        amount = None
        if rule is None or code in weighing.failed:
            routes = self.explainer.unchecked(logic, env)
            flags.append("error")
        else:
            routes, records = self.explainer.routes(rule, env)
            if outcome == "possible" and self.explainer.waits_for_figure(rule, env, routes):
                flags.append("limit_unconfirmed")
            if outcome != "unlikely":
                amount = self._amount(rule, env)
        held = said(weighing.situation, "holds")
        opened = sum(held.has(other) is not True for other in logic.opens)
        points = score(logic, outcome, amount, opened, "already_held" in flags)
        deciding = list(self.explainer.facts_in(weighing.masks[code]))
        return RightResult(
            code, outcome, flags, points, amount, routes, deciding, list(logic.opens), records,
            first_ask or [],
        )  # fmt: skip

    def _amount(self, rule: Rule, env: Env) -> AmountRange | None:
        if rule.amount is None:
            return None
        day = date.fromordinal(env.as_of)
        figures = parameters.AtDate(self._series, day, parameters.confirmed)
        try:
            amount = self.explainer.amount(rule, env, env.counting(figures))
            return replace(amount, since=figures.since())
        except NoValue:  # nobody has confirmed the figure: there is nothing to show
            return None
        except Exception as error:  # the outcome still stands
            report(self, rule.logic.code, error)
            return None

    # gates, near misses

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
        fact = self.facts[key]
        known = {f.key: record[f.key] for f in fact.record or () if f.key in record}
        nothing = Situation({}, {}, date.today())
        truth: Truth = gate.value(
            self.env(nothing, nothing.as_of), answers.record(fact, known, "", [])
        )
        return truth

    def near_misses(self, situation: Situation, code: str) -> list[NearMiss]:
        """Better outcomes within reach of a right that is not likely (see `near`)."""
        return near.near_misses(self, situation, code)


def _outcome(truth: Truth, flags: Sequence[str], waits: bool) -> Outcome:
    """Held is likely; what cannot be checked, or waits for something, is possible."""
    if "already_held" in flags:
        return "likely"
    if "not_in_force" not in flags and waits:
        return "possible"
    return outcome_of(truth)
