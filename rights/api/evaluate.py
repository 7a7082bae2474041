"""`POST evaluate`: what the rules say of a situation. The answers are not kept."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from eligibility import AnswerErrors
from eligibility.schema import LANGUAGES, Lang
from rights import bundle as bundles
from rights.api.serving import errors
from rights.api.shapes import EVALUATE
from rights.clock import today
from rights.evaluation import evaluation

router = Router(tags=["evaluate"])
LARGEST_BODY = 100_000  # bytes; the fullest situation takes about 10 kB
MOST_DRAINED = 50_000_000  # bytes read and thrown away, so that the sender gets our answer
JSON_TYPE = re.compile(r"application/([\w.-]+\+)?json")
DAY = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
LONGEST_PLACE = 100  # characters
MOST_ERRORS = 50


class Refused(ValueError):
    """A request that cannot be read: the status, the place and the reason."""

    def __init__(self, status: int, place: str, reason: str):
        super().__init__(reason)
        self.status, self.place, self.reason = status, place, reason


@router.post("/evaluate", summary="Weigh a situation against every right", openapi_extra=EVALUATE)
def evaluate(request: HttpRequest) -> Any:
    try:
        data = read_body(request)
        as_of, lang = _as_of(data), _lang(data)
        return evaluation(bundles.current(), data.get("answers", {}), as_of, lang)
    except Refused as refused:
        return errors(refused.status, (refused.place, refused.reason))
    except AnswerErrors as wrong:
        pairs = (
            (f"answers.{e.place}"[:LONGEST_PLACE], e.message) for e in wrong.errors[:MOST_ERRORS]
        )
        return errors(422, *pairs)


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises Refused: too large, not JSON, unknown keys."""
    body = _bytes(request)
    if not JSON_TYPE.fullmatch(request.content_type or ""):
        raise Refused(415, "Content-Type", "Send application/json.")
    try:
        data = json.loads(body, parse_constant=_no_constant, object_pairs_hook=_each_key_once)
    except RecursionError:
        raise Refused(422, "body", "This is nested too deeply.") from None
    except ValueError as error:
        raise Refused(422, "body", f"This cannot be read as JSON: {str(error)[:150]}") from None
    if not isinstance(data, dict):
        raise Refused(422, "body", 'Send an object such as {"answers": {"postcode": "1000"}}.')
    for key in data:
        if key not in ("as_of", "lang", "answers"):
            raise Refused(422, key[:60], "This key is not known: use as_of, lang and answers.")
    if not isinstance(data.get("answers", {}), dict):
        raise Refused(422, "answers", 'Send an object such as {"postcode": "1000"}.')
    return data


def _bytes(request: HttpRequest) -> bytes:
    body = request.read(LARGEST_BODY + 1)
    if len(body) <= LARGEST_BODY:
        return body
    left = MOST_DRAINED
    while left > 0 and (chunk := request.read(1_000_000)):
        left -= len(chunk)
    raise Refused(413, "body", f"The body may hold at most {LARGEST_BODY} bytes.")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        raise ValueError(f"the key {twice[:60]!r} is there twice")
    return found


def _as_of(data: dict[str, Any]) -> date:
    text = data.get("as_of")
    if text is None:
        return today()
    try:
        if not DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        reason = "Write a day that exists, as YYYY-MM-DD, from 1900 to 2099."
        raise Refused(422, "as_of", reason) from None


def _lang(data: dict[str, Any]) -> Lang:
    lang = data.get("lang")
    if lang is None:
        return "en"
    if lang not in LANGUAGES:
        raise Refused(422, "lang", f"Choose one of {', '.join(LANGUAGES)}.")
    return lang  # type: ignore[no-any-return]
