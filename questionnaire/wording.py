"""The words of a question for who answers for another person: "the person" instead of "you".

Only the language of the page changes. The second language beside it is what that person reads
along, so there the question still says "you".
"""

from __future__ import annotations

from typing import TypeVar

from eligibility.schema import Fact, Field_, Option, Text
from questionnaire.state import Answers

OTHER = "other"
FIELDS = ("label", "question", "help")
F = TypeVar("F", bound=Field_)


def worded(fact: Fact, answers: Answers, lang: str) -> Fact:
    """The fact with the texts of `lang` for the one who answers; the same fact for oneself."""
    return for_another(fact, lang) if answers.about == OTHER else fact


def for_another(fact: Fact, lang: str) -> Fact:
    """The fact with the texts of `lang` that speak of another person."""
    record = [_spoken(part, lang) for part in fact.record] if fact.record else fact.record
    return _spoken(fact, lang).model_copy(update={"record": record})


def _spoken(field: F, lang: str) -> F:
    update = {name: _text(field, name, lang) for name in FIELDS}
    if field.options:
        update["options"] = [_option(option, lang) for option in field.options]
    return field.model_copy(update=update)


def _option(option: Option, lang: str) -> Option:
    return option.model_copy(update={"label": _text(option, "label", lang)})


def _text(record: Field_ | Option, name: str, lang: str) -> Text | None:
    """The text `name` in all languages, with the one for another person in `lang`."""
    text, other = getattr(record, name), getattr(record, f"{name}_other")
    return {**(text or {}), lang: other[lang]} if other and lang in other else text
