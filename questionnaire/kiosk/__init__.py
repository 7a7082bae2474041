"""A computer that many people use: bound to a help point by a signed link, wiped between people.

The link is the home page of the browser. It carries the code of the help point and a
signature, nothing of a person, and each visit to it erases what was there before. A
cookie without any answer remembers that this browser is such a computer.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from rights import bundle as bundles
from rights.schema import HelpPoint

IDLE_SECONDS = 5 * 60
WARN_SECONDS = 60  # to say "I am still here"
END_SECONDS = 30  # the last screen, before the first one comes back
SIGNER = signing.Signer(salt="kiosk")


def token(code: str) -> str:
    """What binds a computer to the help point `code`."""
    return SIGNER.sign_object(code)


def point(signed: str) -> HelpPoint | None:
    """The help point of a link; None when the link is not ours or the point is no more."""
    try:
        code = SIGNER.unsign_object(signed)
    except signing.BadSignature:
        return None
    known = (point for point in bundles.current().catalogue.help_points if point.code == code)
    return next(known, None)


def cookie_name() -> str:
    return "__Host-kiosk" if settings.ANSWERS_COOKIE_SECURE else "kiosk"


def point_of(request: HttpRequest) -> HelpPoint | None:
    """The help point that this browser is bound to, looked up once per request."""
    if not hasattr(request, "kiosk_point"):
        signed = request.COOKIES.get(cookie_name(), "")
        request.kiosk_point = point(signed) if signed else None
    return request.kiosk_point


def home(request: HttpRequest) -> str:
    """The device link of this browser; only where `point_of` finds one."""
    return reverse("questionnaire:kiosk", args=[request.COOKIES[cookie_name()]])


def bind(response: HttpResponse, signed: str) -> HttpResponse:
    """Remember in this browser that it is the computer of a help point."""
    response.set_cookie(
        cookie_name(),
        signed,
        path="/",
        secure=settings.ANSWERS_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # the link is opened from outside, as home page
    )
    return response
