"""What a helper types: `14 no; 2 1.5.1990; 1 3 7`, by the printed numbers of the questions.

An entry is the number of a question, a space and the answer. Options are given by their
printed number or by their words in any of the four languages; `?` is "I don't know"; `x`
takes an answer out. People of a list are separated by `+`, their fields by `, b `.
What cannot be read comes back with a reason, and nothing else is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from eligibility import AnswerErrors
from eligibility.schema import Fact, Field_, Option
from questionnaire import flow
from questionnaire.fields import read
from questionnaire.helper.numbered import options
from questionnaire.inputs import InputError, ascii_digits
from questionnaire.state import Answers
from rights.bundle import Bundle
from rights.clock import today

ENTRY = re.compile(r"(\d{1,4})[.:)]?\s+(\S.*)", re.DOTALL)
FIELDS = re.compile(r",\s*(?=[a-z][ :])", re.IGNORECASE)
LETTER = re.compile(r"([a-z])[ :]\s*(\S.*)", re.IGNORECASE | re.DOTALL)
UNKNOWN, TAKE_OUT = ("?", "-"), ("x", "X")
YES = {"y", "yes", "j", "ja", "o", "oui"}
NO = {"n", "no", "nee", "nein", "non"}
NOBODY = {"0", "none", "nobody", "geen", "niemand", "aucun", "personne", "kein"} | NO


@dataclass(frozen=True)
class Refused:
    """One entry that was not taken, and what to type instead."""

    entry: str
    reason: str


def take(bundle: Bundle, answers: Answers, typed: str) -> tuple[Answers, list[Refused]]:
    """The answers with every entry that can be read, and the others with a reason."""
    refused = []
    for entry in (part.strip() for part in re.split(r"[;\n]", typed)):
        if not entry:
            continue
        try:
            answers = _take_one(bundle, answers, entry)
        except InputError as error:
            refused.append(Refused(entry, str(error)))
    return answers, refused


def _take_one(bundle: Bundle, answers: Answers, entry: str) -> Answers:
    match = ENTRY.fullmatch(ascii_digits(entry))
    if match is None:
        raise InputError(_("Type the number of a question, a space, and the answer."))
    number, said = int(match[1]), match[2].strip()
    fact = flow.asked_fact(bundle, number)
    if fact is None:
        raise InputError(_("There is no question %(number)s.") % {"number": number})
    if said in TAKE_OUT:
        return answers.without({fact.key})
    value = None if said in UNKNOWN else _value(fact, said)
    try:
        bundle.engine.read({fact.key: value}, today())
    except AnswerErrors as error:
        raise InputError(_("This answer does not fit question %(number)s.")
                         % {"number": number}) from error  # fmt: skip
    return answers.with_answer(fact.key, value)


def _value(fact: Fact, said: str) -> Any:
    if fact.type == "list":
        return [] if said.casefold() in NOBODY else _records(fact, said)
    return _answer(fact, said)


def _records(fact: Fact, said: str) -> list[dict[str, Any]]:
    """`1.3.2020, b 2 + 2.10.2026`: the first field needs no letter."""
    return [_record(fact, person.strip()) for person in said.split("+")]


def _record(fact: Fact, said: str) -> dict[str, Any]:
    parts = fact.record or []
    record = {}
    for text in FIELDS.split(said):
        letter = LETTER.fullmatch(text.strip())
        place = ord(letter[1].lower()) - ord("a") if letter else 0
        if place >= len(parts):
            raise InputError(_("There is no part “%(letter)s” here.") % {"letter": letter[1]})
        answer = letter[2] if letter else text.strip()
        if answer not in UNKNOWN:
            record[parts[place].key] = _answer(parts[place], answer)
    return record


def _answer(fact: Field_, said: str) -> Any:
    if fact.type == "bool":
        return _yes_or_no(said)
    if fact.type == "choice":
        return _option(fact, said)
    if fact.type == "set":
        return _options(fact, said)
    return read(fact, "said", {"said": said}, today())


def _yes_or_no(said: str) -> bool:
    word = said.casefold()
    if word not in YES | NO:
        raise InputError(_("Type yes, no or ?."))
    return word in YES


def _options(fact: Field_, said: str) -> list[str]:
    """Numbers, or words with commas between them; 0 is none of these."""
    if said.casefold() in NOBODY:
        return []
    numbers = re.fullmatch(r"[\d\s,]+", said)
    words = re.split(r"[\s,]+", said) if numbers else said.split(",")
    return list(dict.fromkeys(_option(fact, word.strip()) for word in words if word.strip()))


def _option(fact: Field_, said: str) -> str:
    found = options(fact)
    if said.isdigit():
        if not 1 <= int(said) <= len(found):
            raise InputError(
                _("Type a number from %(low)s to %(high)s.") % {"low": 1, "high": len(found)}
            )
        return found[int(said) - 1].code
    if (code := _named(found, said)) is None:
        raise InputError(_("Type the number that stands before the answer."))
    return code


def _named(found: Iterable[Option], said: str) -> str | None:
    """The one option that the words begin, or else the one that has them inside."""
    wanted = re.escape(said.casefold())
    for pattern in (wanted, rf".*\b{wanted}"):
        fitting = [option.code for option in found if _fits(option, pattern)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _fits(option: Option, pattern: str) -> bool:
    """True when the option's code, or its words in any language, match."""
    texts = (option.code, *option.label.values(), *(option.label_other or {}).values())
    return any(re.match(pattern, text.casefold()) for text in texts)
