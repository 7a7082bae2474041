"""The answers in words, for the page where people look them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from eligibility.schema import LANGUAGES, Fact, Field_, Text
from questionnaire import flow
from questionnaire.fields import shown, unit_words, words
from questionnaire.state import Answers
from questionnaire.wording import worded
from rights.bundle import Bundle
from rights.text import series

TOPICS = {
    "already": lambda: _("What you already get"),
    "you": lambda: _("You"),
    "home": lambda: _("The people in your home"),
    "place": lambda: _("Where you live"),
    "work": lambda: _("Work and study"),
    "money": lambda: _("Money"),
    "health": lambda: _("Health"),
}


def topic_words(code: str) -> Text:
    """The name of a topic in all four languages."""
    found: Text = {}
    for lang in LANGUAGES:
        with override(lang):
            found[lang] = TOPICS[code]()
    return found


@dataclass(frozen=True)
class Row:
    """One answer: the number of its question, its short name, and its lines."""

    number: int
    title: str
    lines: list[str]


def rows(bundle: Bundle, answers: Answers, lang: str) -> list[tuple[str, list[Row]]]:
    """Every answer in words, by topic, in the printed order of the questions."""
    topics: dict[str, list[Row]] = {}
    for given, value in flow.answered(bundle, answers):
        fact = worded(given, answers, lang)
        row = Row(fact.number, title(fact, lang), lines(fact, value, lang))
        topics.setdefault(TOPICS[fact.topic](), []).append(row)
    return list(topics.items())


def title(fact: Fact, lang: str) -> str:
    """The short name of an answer; the label of a list names one record, so its question."""
    return words(fact.question if fact.type == "list" else fact.label or fact.question, lang)


def lines(fact: Fact, value: Any, lang: str) -> list[str]:
    """An answer in words: one line per record of a list, or per member of a set."""
    if value is None:
        return [_("I don’t know, or would rather not say")]
    if fact.type == "list":
        return [_record(fact, record, lang) for record in value] or [_("Nobody")]
    if fact.type == "set":
        return [shown(fact, [code], lang) for code in value] or [_("None of these")]
    unit = unit_words(fact.unit)
    return [f"{shown(fact, value, lang)} {unit}".strip()]


def _record(fact: Fact, record: dict[str, Any], lang: str) -> str:
    parts = {part.key: part for part in fact.record or []}
    known = [_part(parts[key], value, lang) for key, value in record.items() if key in parts]
    return series(known, lang) or _("No details given")


def _part(part: Field_, value: Any, lang: str) -> str:
    text = shown(part, value, lang)
    if part.type not in ("bool", "number", "money") or not part.label:
        return text
    return _("%(name)s: %(value)s") % {"name": words(part.label, lang), "value": text}
