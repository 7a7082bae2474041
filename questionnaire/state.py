"""The answers of one person, in one encrypted cookie and nowhere else.

The cookie holds question numbers and values, compressed and encrypted with a
key of its own (`ANSWERS_KEY`). It is sent again with every page of the
questionnaire, so that the idle limit starts anew and the browser does not
bring a filled-in page back from its back/forward cache (quality-bars.md §3.3).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from eligibility.schema import Fact
from questionnaire import kiosk

IDLE_SECONDS = 20 * 60
COOKIE_LIMIT = 4000  # bytes of the value; browsers keep 4096 with name and attributes
FORMAT = 2


class AnswersTooLong(ValueError):
    """The answers do not fit in the cookie."""


@dataclass(frozen=True)
class Answers:
    """Answers by fact key, in the order given; None is "I don't know / rather not say".

    `about`: "me" or "other", for the wording. `right`: the code of the one right
    that the person asked about, or an empty text. `expired`: a cookie came that
    can no longer be read. `beside`: the second language of the pages, or an empty
    text. `helper`: the pages lead back to helper mode. `taken`: the paper with these
    answers was made. `idle`: seconds without a request until the answers end.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    about: str = "me"
    right: str = ""
    started: bool = False
    expired: bool = False
    beside: str = ""
    helper: bool = False
    taken: bool = False
    idle: int = IDLE_SECONDS

    def with_answer(self, key: str, value: Any) -> Answers:
        """The answers with one more, or with one changed; its place in the order stays."""
        return replace(self, values={**self.values, key: value}, started=True, taken=False)

    def anew(self) -> Answers:
        """No answers, for the next person; what the helper chose for the pages stays."""
        return replace(self, values={}, right="", started=True, expired=False, taken=False)

    def without(self, keys: set[str]) -> Answers:
        """The answers without those to `keys`."""
        return replace(self, values={k: v for k, v in self.values.items() if k not in keys})

    def before(self, key: str) -> str | None:
        """The fact answered just before `key`, or the last one answered."""
        keys = list(self.values)
        place = keys.index(key) if key in self.values else len(keys)
        return keys[place - 1] if place else None


def cookie_name() -> str:
    """`__Host-` needs https; on plain http (development) the name goes without it."""
    return "__Host-answers" if settings.ANSWERS_COOKIE_SECURE else "answers"


def idle_seconds(request: HttpRequest) -> int:
    """How long answers last without a request: less on a computer that many people share."""
    return kiosk.IDLE_SECONDS if kiosk.point_of(request) else IDLE_SECONDS


def load(request: HttpRequest, facts: Mapping[str, Fact]) -> Answers:
    """The answers in the request's cookie; empty and `expired` when it cannot be read."""
    token = request.COOKIES.get(cookie_name())
    idle = idle_seconds(request)
    if not token:
        return Answers(idle=idle)
    try:
        packed = _fernet().decrypt(token.encode(), ttl=idle)
        version, about, right, pairs, *pages = json.loads(zlib.decompress(packed))
    except (InvalidToken, zlib.error, ValueError):
        return Answers(expired=True, idle=idle)
    if version != FORMAT:
        return Answers(expired=True, idle=idle)
    keys = {fact.number: key for key, fact in facts.items()}
    values = {keys[number]: value for number, value in pairs if number in keys}
    beside, helper, taken = pages
    return Answers(
        values, about, right, started=True, beside=beside, helper=helper, taken=taken, idle=idle
    )


def save(response: HttpResponse, answers: Answers, facts: Mapping[str, Fact]) -> HttpResponse:
    """Send the answers back in the cookie. Raises AnswersTooLong when they do not fit."""
    pairs = [[facts[key].number, value] for key, value in answers.values.items() if key in facts]
    pages = [answers.beside, answers.helper, answers.taken]
    text = json.dumps([FORMAT, answers.about, answers.right, pairs, *pages], separators=(",", ":"))
    token = _fernet().encrypt(zlib.compress(text.encode(), 9)).decode()
    if len(token) > COOKIE_LIMIT:
        raise AnswersTooLong
    response.set_cookie(
        cookie_name(),
        token,
        max_age=answers.idle,
        path="/",
        secure=settings.ANSWERS_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def erase(response: HttpResponse) -> HttpResponse:
    """Take the answers off this computer as far as a site can."""
    response.set_cookie(
        cookie_name(),
        "",
        max_age=0,
        expires="Thu, 01 Jan 1970 00:00:00 GMT",
        path="/",
        secure=settings.ANSWERS_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _fernet() -> Fernet:
    return Fernet(settings.ANSWERS_KEY)
