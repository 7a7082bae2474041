"""Two situations side by side: the answers as they are, and a copy that the person changes.

The page only shows what the rules say of both. It gives no advice, has no score and names no
better one: the rights stand in the order of the alphabet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from eligibility import Result, RightResult
from questionnaire import summary
from questionnaire.inputs import InputError, read_date
from questionnaire.items import amount_words
from questionnaire.state import Answers
from questionnaire.wording import worded
from rights.bundle import Bundle
from rights.clock import today
from rights.schema import Words

DAYS_AHEAD = 730  # 24 months
OUTCOMES = {
    "likely": lambda: _("Fits the answers"),
    "possible": lambda: _("Still open"),
    "unlikely": lambda: _("Does not fit"),
}
FLAGS = {
    "not_in_force": lambda: _("Does not exist on this day"),
    "error": lambda: _("Cannot be checked here now"),
    "already_held": lambda: _("Already received"),
}


@dataclass(frozen=True)
class Row:
    """One right: what the rules say now and in the second situation, in words."""

    code: str
    words: Words
    now: list[str]
    then: list[str]
    second: Row | None = None  # the same in the second language of the page

    @property
    def differs(self) -> bool:
        return self.now != self.then


@dataclass(frozen=True)
class Change:
    """One answer that is different in the second situation."""

    number: int
    title: str
    now: list[str]
    then: list[str]


def copy_day(answers: Answers) -> date:
    """The day of the second situation; today when none was chosen or it has passed."""
    return max(date.fromisoformat(answers.copy_on), today()) if answers.copy_on else today()


def read_day(typed: str) -> str:
    """A day from today to 24 months ahead as `YYYY-MM-DD`, '' for today. Raises InputError."""
    now = today()
    read = read_date(typed, now + timedelta(days=DAYS_AHEAD))
    day = date.fromisoformat(read if len(read) == 10 else f"{read}-01")
    if len(read) == 7:
        day = max(day, now) if (day.year, day.month) == (now.year, now.month) else day
    if day < now:
        raise InputError(_("Type a day from today on, at most 24 months ahead."))
    return "" if day == now else day.isoformat()


def rows(bundle: Bundle, answers: Answers, lang: str, beside: str = "") -> list[Row]:
    """Every right in both situations, in the order of the alphabet."""
    day = copy_day(answers)
    now = bundle.engine.evaluate(dict(answers.values), today(), next_question=False)
    then = bundle.engine.evaluate(answers.copy_values, day, next_question=False)
    found = [
        _row(bundle, code, now, then, lang, beside)
        for code in now.rights
        if not _never(now.rights[code], then.rights[code])
    ]
    return sorted(found, key=lambda row: row.words.name.casefold())


def _never(now: RightResult, then: RightResult) -> bool:
    return "not_in_force" in now.flags and "not_in_force" in then.flags


def _row(bundle: Bundle, code: str, now: Result, then: Result, lang: str, beside: str) -> Row:
    first, second = (_said(result.rights[code], lang) for result in (now, then))
    row = Row(code, bundle.words(code, lang), first, second)
    if not beside:
        return row
    with override(beside):
        return replace(row, second=_row(bundle, code, now, then, beside, ""))


def _said(outcome: RightResult, lang: str) -> list[str]:
    """The outcome in words, and about how much where that is known."""
    flag = next((flag for flag in FLAGS if flag in outcome.flags), None)
    if flag:
        return [FLAGS[flag]()]
    amount = amount_words(outcome.amount, lang) if outcome.outcome != "unlikely" else ""
    return [OUTCOMES[outcome.outcome](), *([amount] if amount else [])]


def changes(bundle: Bundle, answers: Answers, lang: str) -> list[Change]:
    """The answers that differ, by the printed number of their question."""
    found = []
    for key, value in answers.copy.items():
        fact = worded(bundle.engine.facts[key], answers, lang)
        before = (
            summary.lines(fact, answers.values[key], lang)
            if key in answers.values
            else [_("Not answered yet")]
        )
        after = summary.lines(fact, value, lang)
        found.append(Change(fact.number, summary.title(fact, lang), before, after))
    return sorted(found, key=lambda change: change.number)
