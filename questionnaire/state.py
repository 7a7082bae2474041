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
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from eligibility.schema import Fact
from questionnaire import kiosk

IDLE_SECONDS = 20 * 60
COOKIE_LIMIT = 4000  # bytes of the value; browsers keep 4096 with name and attributes
FORMAT = 2
NO_PAGES = ("", False, False, (), "")  # what was chosen for the pages, where nothing was
JOIN = '","'


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
    `copy`: what differs in a second situation that the person compares with, and
    `copy_on` its day (`YYYY-MM-DD`), or an empty text for today.
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
    copy: Mapping[str, Any] = field(default_factory=dict)
    copy_on: str = ""

    @property
    def copy_values(self) -> dict[str, Any]:
        """All answers of the second situation."""
        return {**self.values, **self.copy}

    def with_copy(self, key: str, value: Any) -> Answers:
        """The answers with one changed in the second situation only."""
        others = {k: v for k, v in self.copy.items() if k != key}
        same = key in self.values and self.values[key] == value
        return replace(self, copy=others if same else {**others, key: value})

    def with_answer(self, key: str, value: Any) -> Answers:
        """The answers with one more, or with one changed; its place in the order stays."""
        return replace(self, values={**self.values, key: value}, started=True, taken=False)

    def anew(self) -> Answers:
        """No answers, for the next person; what the helper chose for the pages stays."""
        return Answers(
            about=self.about, started=True, beside=self.beside, helper=self.helper, idle=self.idle
        )

    def alone(self) -> Answers:
        """The answers without what was chosen for the pages of this browser."""
        return replace(self, beside="", helper=False, taken=False, copy={}, copy_on="")

    def without(self, keys: set[str]) -> Answers:
        """The answers without those to `keys`."""
        values, copy = (
            {k: v for k, v in held.items() if k not in keys} for held in (self.values, self.copy)
        )
        return replace(self, values=values, copy=copy)

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
        answers = unpack(_fernet().decrypt(token.encode(), ttl=idle), facts)
    except (InvalidToken, ValueError):
        return Answers(expired=True, idle=idle)
    return replace(answers, idle=idle)


def pack(answers: Answers, facts: Mapping[str, Fact]) -> bytes:
    """Question numbers and values, compressed, in the order given."""
    pairs, copy = _pairs(answers.values, facts), _pairs(answers.copy, facts)
    pages = [answers.beside, answers.helper, answers.taken, copy, answers.copy_on]
    chosen = pages if any(pages) else []
    text = json.dumps([FORMAT, answers.about, answers.right, pairs, *chosen], separators=(",", ":"))
    smaller = zlib.compressobj(level=9, zdict=_words())
    return smaller.compress(text.encode()) + smaller.flush()


def _pairs(values: Mapping[str, Any], facts: Mapping[str, Fact]) -> list[list[Any]]:
    return [[facts[key].number, value] for key, value in values.items() if key in facts]


def unpack(packed: bytes, facts: Mapping[str, Fact]) -> Answers:
    """What `pack` wrote; answers to questions that are gone are left out. Raises ValueError."""
    try:
        version, about, right, pairs, *pages = json.loads(
            zlib.decompressobj(zdict=_words()).decompress(packed)
        )
    except zlib.error as error:
        raise ValueError("not packed by us") from error
    if version != FORMAT:
        raise ValueError("packed by another version")
    keys = {fact.number: key for key, fact in facts.items()}
    beside, helper, taken, copied, copy_on = [*pages, *NO_PAGES[len(pages) :]]
    values, copy = (
        {keys[number]: value for number, value in numbered if number in keys}
        for numbered in (pairs, copied)
    )
    return Answers(values, about, right, started=True, beside=beside, helper=helper, taken=taken,
                   copy=copy, copy_on=copy_on)  # fmt: skip


def fits(answers: Answers, facts: Mapping[str, Fact]) -> bool:
    """Whether the cookie can hold the answers."""
    return len(_sealed(answers, facts)) <= COOKIE_LIMIT


def _sealed(answers: Answers, facts: Mapping[str, Fact]) -> str:
    return _fernet().encrypt(pack(answers, facts)).decode()


def save(response: HttpResponse, answers: Answers, facts: Mapping[str, Fact]) -> HttpResponse:
    """Send the answers back in the cookie. Raises AnswersTooLong when they do not fit."""
    token = _sealed(answers, facts)
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


@cache
def _words() -> bytes:
    """Words that answers often hold: they only make the packed form smaller (by a third).

    What was packed with another file cannot be read (zlib checks it), so the file stays as
    it is when questions change; a word that is not in it takes more room, no more.
    """
    words = Path(__file__).with_name("answer-words.txt").read_text().split()
    return f'[{{"{JOIN.join(words)}":"20,"birth_date":"],[true],false],null],[0],'.encode()


def _fernet() -> Fernet:
    return Fernet(settings.ANSWERS_KEY)
