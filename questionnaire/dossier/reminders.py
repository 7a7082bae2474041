"""Time limits with a date: known from the answers, or counted from today if one asks today."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from questionnaire.items import Item
from questionnaire.offices import REGIONAL, region
from rights.schema import Deadline

ANSWERS = ("decision", "answer")  # limits of the office: they count from the day of the request
EVENTS = {("social-heating-fund", "ask"): "fuel_delivery_date"}  # the fact that is its first day


@dataclass(frozen=True)
class Reminder:
    """A day to remember. `if_today`: only when the request is made today."""

    day: date
    item: Item
    sentence: str  # of the catalogue
    if_today: bool
    number: int = 0
    from_birth: bool = False

    @property
    def in_calendar(self) -> date:
        """The day in the calendar file: a birthday cannot be read from it, only its month."""
        return self.day.replace(day=1) if self.from_birth else self.day


def reminders(items: Iterable[Item], values: Mapping[str, Any], as_of: date) -> list[Reminder]:
    """The coming time limits of these requests, soonest first, numbered from 1."""
    here = region(values)
    found = [
        reminder
        for item in items
        for limit in item.right.deadlines
        if _of_region(limit, here)
        for reminder in _of(item, limit, values, as_of)
        if reminder.day >= as_of and reminder.sentence
    ]
    once = {(r.item.code, r.sentence, r.day): r for r in sorted(found, key=lambda r: r.day)}
    return [replace(reminder, number=n) for n, reminder in enumerate(once.values(), 1)]


def _of(item: Item, limit: Deadline, values: Mapping[str, Any], as_of: date) -> Iterator[Reminder]:
    sentence = item.words.deadlines.get(limit.id, "")
    if limit.each_year:
        yield Reminder(_next(limit.each_year, as_of), item, sentence, if_today=False)
        return
    if limit.id in ANSWERS:
        yield Reminder(_after(as_of, limit), item, sentence, if_today=True)
        return
    for day in _first_days(item, limit, values):
        until, born = _after(day, limit), limit.after == "birth"
        yield Reminder(until, item, sentence, if_today=False, from_birth=born)


def _first_days(item: Item, limit: Deadline, values: Mapping[str, Any]) -> list[date]:
    """The days on which a limit began, as far as the answers tell them."""
    if limit.after == "birth":
        children = values.get("children") or []
        given = [child.get("birth_date") for child in children]
    else:
        given = [values.get(EVENTS.get((item.code, limit.id), ""))]
    return [_first(text) for text in given if text]


def _first(text: str) -> date:
    """A day; of a month the first day, so that a limit never comes too late."""
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def _next(month_and_day: str, as_of: date) -> date:
    """The first such day from `as_of` on; 29 February is the last of that month."""
    month, day = (int(part) for part in month_and_day.split("-"))
    years = (as_of.year, as_of.year + 1)
    days = [date(year, month, min(day, monthrange(year, month)[1])) for year in years]
    return next(found for found in days if found >= as_of)


def _after(day: date, limit: Deadline) -> date:
    if limit.unit in ("days", "weeks"):
        return day + timedelta(**{limit.unit: limit.count})
    if limit.unit == "quarters":
        return _end_of_quarter(day, limit.count)
    months = day.month - 1 + limit.count * (12 if limit.unit == "years" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _end_of_quarter(day: date, later: int) -> date:
    """The last day of the quarter that comes `later` quarters after the one of `day`."""
    year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + later, 4)
    month = quarter * 3 + 3
    return date(year, month, monthrange(year, month)[1])


def _of_region(limit: Deadline, here: str) -> bool:
    """A limit named after a region (`claim-flanders`) is for that region only."""
    named = {place for place in (*REGIONAL, "wallonia") if limit.id.endswith(place)}
    return not named or here in named
