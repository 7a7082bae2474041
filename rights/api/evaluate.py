"""`POST evaluate`: what the rules say of a situation. The answers are not kept."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Router

from eligibility import AnswerErrors
from eligibility.schema import LANGUAGES, Lang
from rights import bundle as bundles
from rights.clock import today
from rights.evaluation import evaluation

router = Router(tags=["evaluate"])
LARGEST_BODY = 100_000  # bytes; the fullest situation takes about 10 kB

EXAMPLE = {
    "as_of": "2026-11-22",
    "lang": "fr",
    "answers": {
        "birth_date": "1990-05-01",
        "postcode": "1000",
        "children": [{"birth_date": "2020-03-01"}],
    },
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "as_of": {"type": "string", "format": "date"},
                        "lang": {"type": "string", "enum": list(LANGUAGES)},
                        "answers": {
                            "type": "object",
                            "description": "Values by fact key (GET facts). Absent: not asked. "
                            "null: don't know.",
                        },
                    },
                },
                "example": EXAMPLE,
            }
        },
    }
}


class Refused(ValueError):
    """A request that cannot be read; `status` and the list of {place, reason}."""

    def __init__(self, status: int, place: str, reason: str):
        super().__init__(reason)
        self.status = status
        self.errors = [{"place": place, "reason": reason}]


@router.post("/evaluate", summary="Weigh a situation against every right", openapi_extra=BODY)
def evaluate(request: HttpRequest) -> Any:
    try:
        data = read_body(request)
        as_of, lang = _as_of(data), _lang(data)
        return evaluation(bundles.current(), data.get("answers") or {}, as_of, lang, request)
    except Refused as refused:
        return JsonResponse({"errors": refused.errors}, status=refused.status)
    except AnswerErrors as wrong:
        errors = [
            {"place": f"answers.{error.place}", "reason": error.message} for error in wrong.errors
        ]
        return JsonResponse({"errors": errors}, status=422)


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises Refused: too large, not JSON, unknown keys."""
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > LARGEST_BODY:
        raise Refused(413, "body", f"The body may hold at most {LARGEST_BODY} bytes.")
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise Refused(413, "body", f"The body may hold at most {LARGEST_BODY} bytes.")
    try:
        data = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(422, "body", f"This is not JSON: {str(error)[:200]}") from None
    if not isinstance(data, dict) or not isinstance(data.get("answers", {}) or {}, dict):
        raise Refused(422, "body", 'Send an object such as {"answers": {"postcode": "1000"}}.')
    for key in data:
        if key not in ("as_of", "lang", "answers"):
            raise Refused(422, key[:60], "This key is not known: use as_of, lang and answers.")
    return data


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _as_of(data: dict[str, Any]) -> date:
    text = data.get("as_of")
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Refused(422, "as_of", "Write a day that exists, as YYYY-MM-DD.") from None


def _lang(data: dict[str, Any]) -> Lang:
    lang = data.get("lang", "en")
    if lang not in LANGUAGES:
        raise Refused(422, "lang", f"Choose one of {', '.join(LANGUAGES)}.")
    return lang  # type: ignore[no-any-return]
