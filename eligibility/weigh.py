"""Weigh one situation against rights: truth, what is still open, what to ask for first.

Each right is weighed in isolation: one that fails is reported in the log,
without answers, and cannot be checked; all others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from eligibility.answers import Situation, options
from eligibility.domains import UNKNOWN_MEMBERS, Domain, Members, Truth
from eligibility.env import Env
from eligibility.errors import NoValue
from eligibility.schema import Fact, RightLogic, in_force

if TYPE_CHECKING:
    from eligibility.engine import Engine

log = logging.getLogger("eligibility")


@dataclass
class Weighing:
    """One situation at one date, being weighed. Lives as long as one call."""

    engine: Engine
    situation: Situation
    env: Env
    truths: dict[str, Truth] = field(default_factory=dict)
    masks: dict[str, int] = field(default_factory=dict)  # facts that can still change the outcome
    failed: set[str] = field(default_factory=set)  # rights that cannot be checked
    first_ask: dict[str, list[str]] = field(default_factory=dict)

    def weigh_all(self) -> Weighing:
        """Every right of the engine, and the order in which to ask for them."""
        for code in self.engine.rights:
            self.weigh(code)
        for code in self.engine.rights:
            if self._is_claimable(code):
                self._open_behind(code)
        return self

    def by_case(self) -> Weighing:
        """Take off what can still change no outcome, whatever a person who is not sure would say.

        Intervals forget that several tests ask for one answer. When it is not known, its values
        are tried in turn: a fact that matters under none of them does not matter. Outcomes stay.
        """
        for key in self.situation.answers.keys() - self.situation.known.keys():
            bit = self.engine.program.bit(key)
            if any(mask & bit for mask in self.masks.values()):
                cases = [self._supposing(key, value) for value in values(self.engine.facts[key])]
                for code, mask in self.masks.items() if cases else ():
                    self.masks[code] = mask & reduce(or_, (c.masks[code] for c in cases), bit)
        return self

    def _supposing(self, key: str, value: Domain) -> Weighing:
        env = self.engine.program.suppose(self.env, key, value)
        return Weighing(self.engine, self.situation, env).weigh_all()

    def weigh(self, code: str) -> Weighing:
        truth = self.truths[code] = self._truth(code, self.env)
        self.masks[code] = self._open(code) if truth is None else 0
        return self

    @property
    def held(self) -> Members:
        return said(self.situation, "holds")

    def _truth(self, code: str, env: Env) -> Truth:
        """The outcome of a right's tests; unknown when it cannot be checked."""
        rule = self.engine.rules.get(code)
        if rule is None:
            self.failed.add(code)
            return None
        if not in_force(rule.logic, env.as_of):
            return False
        try:
            figure = self.engine.uncheckable(date.fromordinal(env.as_of)).get(code)
            if figure is not None:
                raise NoValue(figure)
            truth: Truth = rule.code.value(env, None)
            return truth
        except Exception as error:  # one broken right never takes the others along
            self.failed.add(code)
            report(self.engine, code, error)
            return None

    def _open(self, code: str) -> int:
        """Facts that can settle an open right, with `holds` while it was not asked."""
        if code in self.held.yes or code in self.failed:
            return 0
        mask = self._live(code, self.env)
        if "holds" not in self.situation.answers and code in self.engine.statuses:
            mask |= self.engine.program.bit("holds")
        return mask

    def _live(self, code: str, env: Env) -> int:
        try:
            return self.engine.rules[code].code.live(env, None)
        except Exception as error:
            report(self.engine, code, error)
            return 0

    # A right that fails only because another one is not held yet

    def _is_claimable(self, code: str) -> bool:
        """Likely, or open; certainly not held; and asking can harm nobody."""
        truth = self.truths[code]
        if truth is False or (truth is None and not self.masks[code]):
            return False
        return self.held.has(code) is False and not self.engine.rights[code].advice_first

    def _open_behind(self, code: str) -> None:
        """Open the unlikely rights that would not be so if `code` were held.

        They get its deciding facts and their own; once it is likely, it is to be asked first.
        """
        wanting = [other for other in self.engine.opened_by(code) if self._only_waits(other)]
        if not wanting:
            return
        more = Members(self.held.yes | {code}, self.held.unsure)
        supposed = self.engine.program.suppose(self.env, "holds", more)
        for other in wanting:
            if self._truth(other, supposed) is not False:
                self.first_ask.setdefault(other, []).extend([code] if self.truths[code] else [])
                self.masks[other] |= self.masks[code] | self._live(other, supposed)

    def _only_waits(self, other: str) -> bool:
        running = in_force(self.engine.rights[other], self.env.as_of)
        return self.truths[other] is False and running and other not in self.held.yes


def values(fact: Fact) -> list[Domain]:
    """The few values that a yes-or-no or a choice can have; [] for anything else."""
    if fact.type == "bool":
        return [True, False]
    return [frozenset({option}) for option in options(fact)] if fact.type == "choice" else []


def said(situation: Situation, key: str) -> Members:
    """What is known of a set of statuses: held, asked, refused."""
    members: Members = situation.known.get(key, UNKNOWN_MEMBERS)
    return members


def report(engine: Engine, code: str, error: Exception) -> None:
    """Log once where a rule failed. Never the answers: only our own messages are written."""
    what = str(error) if isinstance(error, NoValue) else type(error).__name__
    if (code, what) not in engine.reported:
        engine.reported.add((code, what))
        log.error("right %s cannot be checked: %s", code, what)


def flags_of(right: RightLogic, situation: Situation, running: bool) -> list[str]:
    """The flags that do not depend on tests, in a fixed order."""
    tests = [*right.criteria, *(test for route in right.routes for test in route.criteria)]
    flags: Mapping[str, bool] = {
        "not_in_force": not running,
        "already_held": running and right.code in said(situation, "holds").yes,
        "asked": right.code in said(situation, "asked").yes,
        "refused_before": right.code in said(situation, "refused").yes,
        "office_decides": any(test.decided_by == "office" for test in tests),
        "discretionary": right.discretionary,
        "advice_first": right.advice_first,
        "incomplete": right.incomplete,
        "being_checked": right.being_checked,
    }
    return [flag for flag, holds in flags.items() if holds]
