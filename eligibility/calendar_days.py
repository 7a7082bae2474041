"""The days on which moving the date can change an outcome, so that not every day is tried.

Whole years and months between two dates change on the day of the month of a
known date, or the day after; everything else changes where a figure, a version
or a right starts or ends. Rules that count days make every day count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from eligibility import tree
from eligibility.answers import Situation
from eligibility.domains import Domain, Records

if TYPE_CHECKING:
    from eligibility.engine import Engine


def turning_days(engine: Engine, situation: Situation, code: str, ahead: int) -> list[date]:
    """Days after `situation.as_of`, at most `ahead` later, in order."""
    start = situation.as_of
    last = start + timedelta(min(ahead, (date.max - start).days))
    if engine.counts_days:
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


def counts_days(roots: list[tree.Node]) -> bool:
    """True when a rule counts days, or compares `as_of` with something that is not fixed."""
    for root in roots:
        for node in tree.walk(root):
            if isinstance(node, tree.Between) and node.unit == "days":
                return True
            if isinstance(node, tree.Compare) and _moves(node.left, node.right):
                return True
    return False


def _moves(left: tree.Node, right: tree.Node) -> bool:
    sides = {type(left), type(right)}
    return tree.AsOf in sides and sides != {tree.AsOf, tree.Const}


def fixed_dates(roots: list[tree.Node]) -> Iterator[date]:
    """Days that rules compare `as_of` with, and the day after each."""
    for root in roots:
        for node in tree.walk(root):
            if isinstance(node, tree.Const) and node.type.kind == "date":
                yield from (date.fromordinal(node.value), date.fromordinal(node.value + 1))
