"""The outcome of all rights for one situation, as plain data: API and `manage.py evaluate`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from eligibility import AnswerErrors, CriterionResult, Result, RightResult
from eligibility.errors import AnswerError
from eligibility.schema import Lang
from rights.bundle import Bundle
from rights.clock import today
from rights.text import plain_line

YEAR = re.compile("[0-9]{4}-")
MOST_UNKNOWN = 10  # unknown names that are reported; a guess at each costs time
MOST_KEYS = 50  # in one record of a list; no fact has that many fields


def evaluation(bundle: Bundle, answers: dict[str, Any], as_of: date, lang: Lang) -> dict[str, Any]:
    """Weigh `answers` on `as_of`; texts and addresses of the sheets in `lang`.

    Raises eligibility.AnswerErrors with every answer that cannot be read.
    """
    refuse_junk(answers)
    refuse_unborn(answers, max(as_of, today()))
    situation = bundle.engine.read(_few_unknown(bundle, answers), as_of)
    result: Result = bundle.engine.evaluate(situation, as_of)
    with override(lang):
        rights = [
            _right(bundle, code, outcome, as_of, lang) for code, outcome in result.rights.items()
        ]
    return {
        "as_of": as_of.isoformat(),
        "bundle": bundle.hash,
        "next_question": result.next_question,
        "questions_left": result.questions_left,
        "rights": rights,
    }


def refuse_junk(answers: dict[str, Any]) -> None:
    """Raise AnswerErrors for records that no list of questions can have."""
    for key, value in answers.items():
        for place, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict) and len(item) > MOST_KEYS:
                raise _one(f"{key}[{place}]", "too_many_keys", "this record has too many fields")


def refuse_unborn(answers: dict[str, Any], latest: date) -> None:
    """Raise AnswerErrors when somebody is born after `latest`: nobody lives in the future."""
    for place, value in _births(answers):
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, str) and YEAR.match(value) and value > latest.isoformat():
            raise _one(place, "in_the_future", "this date of birth is in the future")


def _births(answers: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in answers.items():
        if str(key).endswith("birth_date"):
            yield key, value
        for place, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict) and "birth_date" in item:
                yield f"{key}[{place}].birth_date", item["birth_date"]


def _one(place: str, code: str, message: str) -> AnswerErrors:
    return AnswerErrors([AnswerError(place, code, message)])


def _few_unknown(bundle: Bundle, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with a few unknown names: enough to refuse all, and to say why."""
    known = {fact.key for fact in bundle.catalogue.facts}
    unknown = [key for key in answers if key not in known][:MOST_UNKNOWN]
    return {key: value for key, value in answers.items() if key in known or key in unknown}


def _right(
    bundle: Bundle, code: str, outcome: RightResult, as_of: date, lang: Lang
) -> dict[str, Any]:
    right, words, amount = bundle.right(code), bundle.words(code, lang), outcome.amount

    def criterion(found: CriterionResult) -> dict[str, Any]:
        return {
            "id": found.id,
            "outcome": found.outcome,
            "decided_by": found.decided_by,
            "text": plain_line(words.criteria.get(found.id, ""), bundle, lang, as_of),
            "source": found.source,
            "facts": list(found.facts),
        }

    return {
        "code": code,
        "name": words.name,
        "url": reverse("rights:sheet", args=[words.slug]),
        "outcome": outcome.outcome,
        "flags": list(outcome.flags),
        "score": outcome.score,
        "grant_mode": right.grant_mode.kind,
        "amount": amount and {"min": amount.min, "max": amount.max, "unit": amount.unit},
        "routes": [
            {
                "id": route.id,
                "outcome": route.outcome,
                "criteria": [criterion(found) for found in route.criteria],
            }
            for route in outcome.routes
        ],
        "deciding_facts": list(outcome.deciding_facts),
        "opens": list(outcome.opens),
        "documents": [entry.document for entry in right.documents],
    }
