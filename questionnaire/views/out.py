"""The ways out: erase and say so, or leave at once."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from questionnaire import kiosk, state
from questionnaire.guard import private
from questionnaire.views.shared import see_other


@private
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Stop and erase: the cookie goes, and the browser is told to forget this site."""
    return state.erase(see_other(reverse("questionnaire:erased")))


@private
@require_http_methods(["GET", "HEAD"])
def erased(request: HttpRequest) -> HttpResponse:
    """The page after erasing; it deletes once more, so that Back shows nothing."""
    home = ""
    if kiosk.point_of(request):
        home, request.kiosk_ends_in = kiosk.home(request), kiosk.END_SECONDS
    return state.erase(render(request, "questionnaire/erased.html", {"kiosk_home": home}))


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave this page: erase, and open a page that tells nothing."""
    bound = kiosk.point_of(request) is not None
    return state.erase(see_other(kiosk.home(request) if bound else settings.NEUTRAL_PAGE))
