"""Weigh one situation against rights: truth, what is still open, what to ask for first.

Each right is weighed in isolation: one that fails is reported in the log,
without answers, and cannot be checked; all others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from eligibility.answers import Situation
from eligibility.domains import UNKNOWN_MEMBERS, Members, Truth
from eligibility.env import Env
from eligibility.errors import NoValue
from eligibility.schema import RightLogic, in_force

if TYPE_CHECKING:
    from eligibility.engine import Engine

log = logging.getLogger("eligibility")


class NoRule:
    """The outcome of a right that cannot be checked."""


NO_RULE = NoRule()


@dataclass
class Weighing:
    """One situation at one date, being weighed. Lives as long as one call."""

    engine: Engine
    situation: Situation
    env: Env
    truths: dict[str, Truth | NoRule] = field(default_factory=dict)
    masks: dict[str, int] = field(default_factory=dict)  # facts that can still change the outcome
    first_ask: dict[str, list[str]] = field(default_factory=dict)

    def weigh_all(self) -> Weighing:
        """Every right of the engine, and the order in which to ask for them."""
        for code in self.engine.rights:
            self.weigh(code)
        for code, truth in list(self.truths.items()):
            if self._is_claimable(code, truth):
                self._open_behind(code)
        return self

    def weigh(self, code: str) -> Weighing:
        truth = self.truths[code] = self._truth(code, self.env)
        self.masks[code] = self._open(code) if truth is None else 0
        return self

    @property
    def held(self) -> Members:
        members: Members = self.situation.known.get("holds", UNKNOWN_MEMBERS)
        return members

    @property
    def uncheckable(self) -> Mapping[str, str]:
        """Rights that use a figure without a value at this date, and which."""
        return self.engine.uncheckable(date.fromordinal(self.env.as_of))

    def _truth(self, code: str, env: Env) -> Truth | NoRule:
        """The outcome of a right's tests; NO_RULE when it cannot be checked."""
        rule = self.engine.rules.get(code)
        if rule is None:
            return NO_RULE
        if not in_force(rule.logic, env.as_of):
            return False
        if code in self.uncheckable:
            report(self.engine, code, NoValue(self.uncheckable[code]))
            return NO_RULE
        try:
            truth: Truth = rule.code.value(env, None)
            return truth
        except Exception as error:  # one broken right never takes the others along
            report(self.engine, code, error)
            return NO_RULE

    def _live(self, code: str, env: Env) -> int:
        try:
            return self.engine.rules[code].code.live(env, None)
        except Exception as error:  # as above
            report(self.engine, code, error)
            return 0

    def _open(self, code: str) -> int:
        """Facts that can settle an open right, with `holds` while it was not asked."""
        if code in self.held.yes:
            return 0
        mask = self._live(code, self.env)
        if "holds" not in self.situation.answers and code in self.engine.asker.statuses:
            mask |= self.engine.program.bit("holds")
        return mask

    # A right that fails only because another one is not held yet

    def _is_claimable(self, code: str, truth: Truth | NoRule) -> bool:
        """Likely, or open; certainly not held; and asking can harm nobody."""
        if truth is not True and not (truth is None and self.masks[code]):
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
        place, forget = self.engine.program.facts["holds"], self.engine.asker.forget["holds"]
        supposed = self.env.suppose(place, more, forget)
        for other in wanting:
            if self._truth(other, supposed) in (True, None):
                self.first_ask.setdefault(other, []).extend([code] if self.truths[code] else [])
                self.masks[other] |= self.masks[code] | self._live(other, supposed)

    def _only_waits(self, other: str) -> bool:
        held = other in self.held.yes
        running = in_force(self.engine.rights[other], self.env.as_of)
        return self.truths[other] is False and running and not held


def report(engine: Engine, code: str, error: Exception) -> None:
    """Log once where a rule failed. Never the answers: only our own messages are written."""
    what = str(error) if isinstance(error, NoValue) else type(error).__name__
    if (code, what) not in engine.reported:
        engine.reported.add((code, what))
        log.error("right %s cannot be checked: %s", code, what)


def flags_of(right: RightLogic, situation: Situation, running: bool) -> list[str]:
    """The flags that do not depend on tests, in a fixed order."""
    held, asked, refused = (_said(situation, key) for key in ("holds", "asked", "refused"))
    tests = [*right.criteria, *(test for route in right.routes for test in route.criteria)]
    said: Mapping[str, bool] = {
        "not_in_force": not running,
        "already_held": running and right.code in held,
        "asked": right.code in asked,
        "refused_before": right.code in refused,
        "office_decides": any(test.decided_by == "office" for test in tests),
        "discretionary": right.discretionary,
        "advice_first": right.advice_first,
        "incomplete": right.incomplete,
        "being_checked": right.being_checked,
    }
    return [flag for flag, holds in said.items() if holds]


def _said(situation: Situation, key: str) -> frozenset[str]:
    members: Members = situation.known.get(key, UNKNOWN_MEMBERS)
    return members.yes
