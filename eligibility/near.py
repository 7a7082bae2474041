"""Near misses: from which date on, or after which single step, a right looks better.

By date: the day on which it is judged moves on, nothing else, for 24 months.
By step: one known answer changes, and only a fact that the catalogue marks
`actionable` (a request, a registration, a recognition, a paper, a debt plan).
The site gives no advice to change a life: such facts are refused when read.

Not every day is tried: whole years and months between two dates change on the day
of the month of a known date, or the day after; everything else changes where a figure, a
version or a right starts or ends. Rules that count days make every day count.

What cannot be checked is not better, nor is what only a figure that nobody has
confirmed would allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from eligibility import tree
from eligibility.answers import Situation
from eligibility.domains import Domain, Records
from eligibility.explain import outcome_of
from eligibility.reading import may_be_advised
from eligibility.results import RANK, NearMiss, Outcome, RightResult
from eligibility.weigh import Weighing

if TYPE_CHECKING:
    from eligibility.engine import Engine
    from eligibility.rulebase import Compiled

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
    for day in turning_days(engine, situation, code):
        if outcome := _better(engine, now, situation, situation, day):
            then = engine.outcome(code, situation, day)
            yield NearMiss(code, outcome, _reasons(engine, now, then), date=day)
            return


def _better(
    engine: Engine, now: RightResult, before: Situation, after: Situation, day: date
) -> Outcome | None:
    """The outcome when it is better for a reason that is sure.

    No right that cannot be checked, and no figure that nobody has confirmed.
    """
    if now.code in engine.uncheckable(day):
        return None
    then = Weighing(engine, after, engine.env(after, day)).weigh(now.code)
    outcome = outcome_of(then.truths[now.code])
    if now.code in then.failed or RANK[outcome] <= RANK[now.outcome]:
        return None
    today, rule = engine.env(before, before.as_of), engine.rules[now.code]
    sure = outcome == "likely" or engine.explainer.opens_for_certain(rule, today, then.env)
    return outcome if sure else None


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
            if outcome := _better(engine, now, situation, changed, situation.as_of):
                yield NearMiss(code, outcome, [key], value=value)


def _other_values(kind: str, options: list[Any], value: object) -> list[object]:
    if kind == "bool":
        return [] if value else [True]  # a registration to make, never one to give up
    codes = [option.code for option in options] if kind == "choice" else []
    return [code for code in codes if code not in (value, "none")]


# the days to try


def turning_days(engine: Engine, situation: Situation, code: str) -> list[date]:
    """The days to try after `situation.as_of`, in order."""
    start = situation.as_of
    last = start + timedelta(min(DAYS_AHEAD, (date.max - start).days))
    if f"right {code}" in engine.counts_days:
        return [start + timedelta(n) for n in range(1, (last - start).days + 1)]
    days = set(engine.turning_dates)
    for key in engine.rules[code].facts & set(situation.known):
        for known in _dates(engine, key, situation.known[key]):
            days.update(_month_days(known, start, last))
    return sorted(day for day in days if start < day <= last)


def _dates(engine: Engine, key: str, domain: Domain) -> Iterator[int]:
    """Both ends of every known date in an answer."""
    fact = engine.facts[key]
    if fact.type == "date":
        yield from domain
    if isinstance(domain, Records):
        for record in domain.known:
            for part, value in zip(fact.record or (), record, strict=True):
                if part.type == "date":
                    yield from value


def _month_days(known: int, start: date, last: date) -> Iterator[date]:
    """In each month the same day of the month and the next; the first when there is none."""
    day = date.fromordinal(known).day
    year, month = start.year, start.month
    while (year, month) <= (last.year, last.month):
        first = date(year, month, 1)
        same = first + timedelta(day - 1)
        yield same if same.month == month else (first + timedelta(32)).replace(day=1)
        yield same + timedelta(1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def counting_days(compiled: Compiled) -> frozenset[str]:
    """The facts, notions and rights that count days, or compare `as_of` with what is not fixed."""
    found: set[str] = set()
    for name in compiled.order:
        if not found.isdisjoint(compiled.needs[name]) or any(
            _counts(node) for root in compiled.trees_of(name) for node in tree.walk(root)
        ):
            found.add(name)
    return frozenset(found)


def _counts(node: tree.Node) -> bool:
    if isinstance(node, tree.Compare):
        sides = {type(node.left), type(node.right)}
        return tree.AsOf in sides and sides != {tree.AsOf, tree.Const}
    return isinstance(node, tree.Between) and node.unit == "days"


def fixed_dates(roots: list[tree.Node]) -> Iterator[date]:
    """Days that rules compare `as_of` with, and the day after each."""
    for root in roots:
        for node in tree.walk(root):
            if isinstance(node, tree.Const) and node.type.kind == "date":
                yield from (date.fromordinal(node.value), date.fromordinal(node.value + 1))
