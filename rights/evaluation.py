"""The outcome of all rights for one situation, as plain data: API and `manage.py evaluate`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from eligibility import Result, RightResult
from eligibility.schema import Lang
from rights.bundle import Bundle
from rights.text import plain_line


def evaluation(
    bundle: Bundle,
    answers: dict[str, Any],
    as_of: date,
    lang: Lang,
    request: HttpRequest | None = None,
) -> dict[str, Any]:
    """Weigh `answers` on `as_of`; texts in `lang`, absolute addresses when there is a request.

    Raises eligibility.AnswerErrors with every answer that cannot be read.
    """
    result: Result = bundle.engine.evaluate(bundle.engine.read(answers, as_of), as_of)
    return {
        "as_of": as_of.isoformat(),
        "bundle": bundle.hash,
        "next_question": result.next_question,
        "questions_left": result.questions_left,
        "rights": [
            _right(bundle, code, outcome, as_of, lang, request)
            for code, outcome in result.rights.items()
        ],
    }


def _right(
    bundle: Bundle,
    code: str,
    outcome: RightResult,
    as_of: date,
    lang: Lang,
    request: HttpRequest | None,
) -> dict[str, Any]:
    right, words = bundle.right(code), bundle.words(code, lang)
    with override(lang):
        path = reverse("rights:sheet", args=[words.slug])
    amount = outcome.amount
    return {
        "code": code,
        "name": words.name,
        "url": request.build_absolute_uri(path) if request else path,
        "outcome": outcome.outcome,
        "flags": list(outcome.flags),
        "score": outcome.score,
        "grant_mode": right.grant_mode.kind,
        "amount": amount and {"min": amount.min, "max": amount.max, "unit": amount.unit},
        "routes": [
            {
                "id": route.id,
                "outcome": route.outcome,
                "criteria": [
                    {
                        "id": criterion.id,
                        "outcome": criterion.outcome,
                        "decided_by": criterion.decided_by,
                        "text": plain_line(
                            words.criteria.get(criterion.id, ""), bundle, lang, as_of
                        ),
                        "source": criterion.source,
                        "facts": list(criterion.facts),
                    }
                    for criterion in route.criteria
                ],
            }
            for route in outcome.routes
        ],
        "deciding_facts": list(outcome.deciding_facts),
        "opens": list(outcome.opens),
        "documents": [entry.document for entry in right.documents],
    }
