"""What can change with time: rights that do not fit today, and the date from which they may.

Only dates. A step that would change an answer is left to a person who gives advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from eligibility import NearMiss
from eligibility.answers import Situation
from questionnaire.fields import words
from questionnaire.state import Answers
from rights import text
from rights.bundle import Bundle
from rights.clock import today
from rights.schema import Words


@dataclass(frozen=True)
class FromDate:
    """A right that may fit from `day` on; `when` says so: "From 1 March 2027, when you turn 65"."""

    code: str
    words: Words
    day: date
    when: str
    second: FromDate | None = None  # the same in the second language of the page


def dates(bundle: Bundle, answers: Answers, lang: str, beside: str = "") -> list[FromDate]:
    """The rights that do not fit today and may within two years, soonest first.

    `beside`: the second language of the page, or an empty text.
    """
    engine, as_of = bundle.engine, today()
    situation = engine.read(dict(answers.values), as_of)
    result = engine.evaluate(situation, as_of, next_question=False)
    found = []
    for code, outcome in result.rights.items():
        if outcome.outcome != "unlikely" or "not_in_force" in outcome.flags:
            continue
        for miss in engine.near_misses(situation, code):
            if miss.date:
                found.append(_from_date(bundle, situation, code, miss, lang, beside))
    return sorted(found, key=lambda entry: entry.day)


def _from_date(
    bundle: Bundle, situation: Situation, code: str, miss: NearMiss, lang: str, beside: str = ""
) -> FromDate:
    with override(lang):
        when = _when(bundle, situation, miss, lang)
    second = _from_date(bundle, situation, code, miss, beside) if beside else None
    return FromDate(code, bundle.words(code, lang), miss.date, when, second)


def _when(bundle: Bundle, situation: Situation, miss: NearMiss, lang: str) -> str:
    day = text.day(miss.date, lang)
    if miss.facts == ["birth_date"] and (age := _age(situation.answers, miss.date)):
        return _("From %(day)s, when you turn %(age)s") % {"day": day, "age": age}
    if miss.facts == ["partner.birth_date"]:
        return _("From %(day)s, by the age of your partner") % {"day": day}
    if miss.facts:
        label = words(bundle.engine.facts[miss.facts[0]].label, lang)
        if miss.facts == ["children"]:
            return _("From %(day)s, by the age of a child") % {"day": day}
        return _("From %(day)s (%(reason)s)") % {"day": day, "reason": label} if label else day
    return _("From %(day)s") % {"day": day}


def _age(answers: dict[str, Any], day: date) -> int | None:
    """The age reached on `day`, when it is a birthday (or its month); else None."""
    born = str(answers.get("birth_date") or "")
    year, month = born[:4], born[5:7]
    if not year.isdigit() or (month and int(month) != day.month):
        return None
    return day.year - int(year)
