"""The questions with their printed numbers, in one or two languages: on the page and on paper."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import override

from eligibility.schema import Fact, Field_, Option
from questionnaire import flow, summary
from questionnaire.fields import unit_words, words, yes_no
from questionnaire.state import Answers
from questionnaire.wording import for_another, worded
from rights.bundle import Bundle


@dataclass(frozen=True)
class Both:
    """A text in the reader's language, and in the second one where there is one."""

    text: str
    beside: str = ""


@dataclass(frozen=True)
class Line:
    """One question, or one part of a list. `mark`: its number, or the letter of the part."""

    mark: str
    kind: str
    question: Both
    help: Both
    unit: Both
    choices: list[Both] = field(default_factory=list)
    parts: list[Line] = field(default_factory=list)
    number: int = 0
    key: str = ""
    given: list[str] = field(default_factory=list)  # the answer in words
    answered: bool = False


@dataclass(frozen=True)
class Topic:
    code: str
    name: Both
    lines: list[Line]


def options(fact: Field_) -> list[Option]:
    """The options as they are numbered: from 1, without the one of those who are not asked."""
    return [option for option in fact.options or [] if option.code != fact.otherwise]


def topics(
    bundle: Bundle,
    lang: str,
    beside: str,
    keys: Container[str] | None = None,
    another: bool = False,
) -> list[Topic]:
    """Every question that can be asked, or those in `keys`, by topic and number.

    `another`: in words for who answers for another person.
    """
    found: dict[str, list[Line]] = {code: [] for code in summary.TOPICS}
    for fact in sorted(bundle.engine.facts.values(), key=lambda fact: fact.number):
        if fact.key not in flow.NEVER_ASKED and (keys is None or fact.key in keys):
            shown = for_another(fact, lang) if another else fact
            found[fact.topic].append(line(shown, lang, beside))
    return [
        Topic(code, _words(summary.topic_words(code), lang, beside), lines)
        for code, lines in found.items()
        if lines
    ]


def with_answers(topics: list[Topic], answers: Answers, bundle: Bundle, lang: str) -> list[Topic]:
    """The same lines with what was answered."""
    facts = {key: worded(bundle.engine.facts[key], answers, lang) for key in answers.values}
    return [
        Topic(topic.code, topic.name, [_given(row, facts, answers, lang) for row in topic.lines])
        for topic in topics
    ]


def _given(row: Line, facts: Mapping[str, Fact], answers: Answers, lang: str) -> Line:
    if row.key not in facts:
        return row
    said = summary.lines(facts[row.key], answers.values[row.key], lang)
    return Line(**{**row.__dict__, "given": said, "answered": True})


def line(fact: Fact, lang: str, beside: str) -> Line:
    parts = [
        _line(part, chr(ord("a") + place), lang, beside)
        for place, part in enumerate(fact.record or [])
    ]
    return _line(fact, str(fact.number), lang, beside, parts=parts, number=fact.number)


def _line(fact: Field_, mark: str, lang: str, beside: str, **more: Any) -> Line:
    return Line(
        mark=mark,
        kind=fact.type,
        question=_words(fact.question, lang, beside),
        help=_words(fact.help, lang, beside),
        unit=_both(lambda: unit_words(fact.unit), beside),
        choices=_choices(fact, lang, beside),
        key=fact.key,
        **more,
    )


def _choices(fact: Field_, lang: str, beside: str) -> list[Both]:
    if fact.type == "bool":
        return [_both(lambda code=code: yes_no()[code], beside) for code in ("true", "false")]
    return [_words(option.label, lang, beside) for option in options(fact)]


def _words(text: Any, lang: str, beside: str) -> Both:
    return Both(words(text, lang), words(text, beside) if beside else "")


def _both(made: Any, beside: str) -> Both:
    """A text of ours in both languages."""
    if not beside:
        return Both(str(made()))
    with override(beside):
        second = str(made())
    return Both(str(made()), second)
