"""The pages of a shared computer: the first one, the last one, and what stands between."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from questionnaire import kiosk, state
from questionnaire.guard import private
from questionnaire.kiosk.pages import unsigned
from questionnaire.views.hand_over import picture

PATH = re.compile(r"/(?:nl|fr|de|en)/[\w\-/]*")  # a page of ours, without a query


@private
@require_safe
def begin(request: HttpRequest, signed: str) -> HttpResponse:
    """The device link: erases what was there, binds the browser, and waits for the next person."""
    point = kiosk.point(signed)
    if point is None:
        return render(request, "questionnaire/kiosk_unknown.html", status=404)
    request.kiosk_point, request.kiosk_rests = point, True
    context = {"point": point, "lang": get_language(), "search_method": "post"}
    response = state.erase(render(request, "questionnaire/kiosk.html", context))
    response["Clear-Site-Data"] = '"cache", "storage"'
    return kiosk.bind(response, signed)


@private
@require_safe
def still_there(request: HttpRequest) -> HttpResponse:
    """Without scripts: a minute to say so, before the device link comes back."""
    if kiosk.point_of(request) is None:
        raise Http404
    back = request.GET.get("back", "")
    request.kiosk_ends_in = kiosk.WARN_SECONDS
    context = {"back": back if PATH.fullmatch(back) else reverse("questionnaire:start")}
    return render(request, "questionnaire/kiosk_still_there.html", context)


@private
@require_safe
def address(request: HttpRequest, signed: str) -> HttpResponse:
    """An address of another site to read, write down or scan. It cannot be opened here."""
    url = unsigned(signed)
    if url is None:
        raise Http404
    came_from = urlsplit(request.headers.get("Referer", "")).path
    back = came_from if PATH.fullmatch(came_from) else reverse("rights:home")
    context = {"url": url, "picture": picture(url), "back": back}
    return render(request, "questionnaire/kiosk_address.html", context)
