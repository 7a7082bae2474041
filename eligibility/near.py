"""Near misses: from which date on, or after which single step, a right looks better.

By date: the day on which it is judged moves on, nothing else, for 24 months.
By step: one known answer changes, and only a fact that the catalogue marks
`actionable` (a request, a registration, a recognition, a paper, a debt plan).
The site gives no advice to change a life: such facts are refused when read.

What cannot be checked is not better, nor is what only a figure that nobody has
confirmed would allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from eligibility.answers import Situation
from eligibility.calendar_days import turning_days
from eligibility.explain import outcome_of
from eligibility.reading import may_be_advised
from eligibility.results import RANK, NearMiss, RightResult
from eligibility.weigh import NoRule, Weighing

if TYPE_CHECKING:
    from eligibility.engine import Engine

DAYS_AHEAD = 730  # 24 months


def near_misses(engine: Engine, situation: Situation, code: str) -> list[NearMiss]:
    """The first better date, then single steps, of one right that is not likely.

    Raises KeyError for an unknown right. [] when nothing better is near.
    """
    now = engine.outcome(code, situation, situation.as_of)
    if now.outcome == "likely" or "error" in now.flags:
        return []
    return [*_by_date(engine, situation, code, now), *_by_step(engine, situation, code, now)]


def _by_date(
    engine: Engine, situation: Situation, code: str, now: RightResult
) -> Iterator[NearMiss]:
    for day in turning_days(engine, situation, code, DAYS_AHEAD):
        if _is_better(engine, code, now, situation, (situation, day)):
            then = engine.outcome(code, situation, day)
            yield NearMiss(code, then.outcome, _reasons(engine, now, then), date=day)
            return


def _is_better(
    engine: Engine, code: str, now: RightResult, before: Situation, after: tuple[Situation, date]
) -> bool:
    """Better, and for a reason that is sure: no right that cannot be checked, no open figure."""
    situation, day = after
    if code in engine.uncheckable(day):
        return False
    then = Weighing(engine, situation, engine.env(situation, day)).weigh(code)
    truth = then.truths[code]
    if isinstance(truth, NoRule) or RANK[outcome_of(truth)] <= RANK[now.outcome]:
        return False
    first = engine.env(before, before.as_of)
    return bool(truth) or engine.explainer.opens_for_certain(engine.rules[code], first, then.env)


def _reasons(engine: Engine, now: RightResult, then: RightResult) -> list[str]:
    """The dates of birth and other dates that the criteria that turned are about."""
    before = {(r.id, c.id): c.outcome for r in now.routes for c in r.criteria}
    turned = [
        fact
        for route in then.routes
        for test in route.criteria
        if test.outcome != before.get((route.id, test.id)) and test.outcome != "not_met"
        for fact in test.facts
        if engine.facts[fact].type in ("date", "list")
    ]
    return list(dict.fromkeys(turned))


def _by_step(
    engine: Engine, situation: Situation, code: str, now: RightResult
) -> Iterator[NearMiss]:
    for key in sorted(engine.compiled.rules[code].facts & set(situation.known)):
        fact = engine.facts[key]
        if not may_be_advised(fact):
            continue
        for value in _other_values(fact.type, fact.options or [], situation.answers[key]):
            changed = engine.read({**situation.answers, key: value}, situation.as_of)
            if _is_better(engine, code, now, situation, (changed, situation.as_of)):
                outcome = engine.quick_outcome(code, changed, situation.as_of)
                yield NearMiss(code, outcome, [key], value=value)


def _other_values(kind: str, options: list[Any], value: object) -> list[object]:
    if kind == "bool":
        return [] if value else [True]  # a registration to make, never one to give up
    codes = [option.code for option in options] if kind == "choice" else []
    return [code for code in codes if code not in (value, "none")]
