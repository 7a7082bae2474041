"""Offices near a postcode. The postcode is sent by POST and kept nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today
from rights.offices import Office, Place, places
from rights.schema import HelpPoint
from rights.views.page import render_page

POSTCODE = re.compile(r"\s*(?:B\s*-?\s*)?([1-9]\d{3})\s*", re.IGNORECASE | re.ASCII)


@csrf_exempt  # reads only, and keeps nothing
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def offices(request: HttpRequest) -> HttpResponse:
    """The centre for social welfare, labour court and justice houses of one postcode."""
    asked, error, found = request.POST.get("postcode", "")[:60], "", ()
    if request.method == "POST":
        found = found_places(asked)
        error = "" if found else _("This is not a Belgian postcode. Give four figures, like 9000.")
    bundle, lang = bundles.current(), get_language()
    context = {
        "asked": asked,
        "error": error,
        "places": found,
        "justice": _once(o for place in found for o in place.labour_courts + place.justice_houses),
        "help_points": help_points(bundle, found),
        "centre": bundle.institution("ocmw-cpas"),
    }
    response = render_page(
        request, "rights/offices.html", {"bundle": bundle, "lang": lang} | context
    )
    response.status_code = 422 if error else 200
    return response


def _once(offices: Iterable[Office]) -> list[Office]:
    """Each office once: municipalities of one postcode share their courts."""
    return list({office.source + str(office.name): office for office in offices}.values())


def found_places(postcode: str) -> tuple[Place, ...]:
    """The municipalities of a postcode as people type it: 9000, B-9000, " 9000 "."""
    match = POSTCODE.fullmatch(postcode)
    return places(match[1], today()) if match else ()


def help_points(bundle: Bundle, found: tuple[Place, ...]) -> list[HelpPoint]:
    """The help points of the catalogue in these municipalities."""
    here = {place.municipality for place in found}
    return [
        point
        for point in bundle.catalogue.help_points
        if here & {place.municipality for place in places(point.postcode, today())}
    ]
