"""Search over the published sheets. What people type is never logged or cached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rights import bundle as bundles
from rights import empty_searches
from rights.bundle import Bundle
from rights.schema import Contact, UrgentNeed
from rights.search import ranked
from rights.search_urgent import NO_SHEETS, urgent_need
from rights.views.help import spoken_first
from rights.views.lists import theme_links
from rights.views.page import render_page, sheet_link

MOST = 20
CLOSE = 0.4  # of the best fit of a search; what fits less is folded
FAR = 0.15  # what fits less than this is never among the fewest
FEWEST_SHOWN, MOST_SHOWN = 3, 8
MOST_CALLS = 3
LONGEST = 200  # characters of a question that are read


@csrf_exempt  # reads only; POST keeps the words out of the address on shared computers
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    bundle, lang = bundles.current(), get_language()
    asked = request.POST if request.method == "POST" else request.GET
    words = asked.get("q", "").strip()[:LONGEST]
    found = ranked(lang, words, MOST, bundle) if words else []
    shown = _shown([fit for _code, fit in found])
    sheets = [sheet_link(bundle, code, lang) for code, _fit in found]
    need = _need(bundle, urgent_need(lang, words))
    context = {
        "bundle": bundle,
        "q": words,
        "found": sheets[:shown],
        "further": sheets[shown:],
        "need": need,
        "to_call": _to_call(need, lang) if need else [],
        "listed": bool(words) and not (need and need.code == NO_SHEETS),
    }
    if words and not found:
        empty_searches.count(lang, words)
        context |= {"themes": theme_links(bundle, lang), "contacts": _broadest(bundle, lang)}
    response = render_page(request, "rights/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _need(bundle: Bundle, code: str | None) -> UrgentNeed | None:
    """What cannot wait until a sheet is read."""
    return next((need for need in bundle.catalogue.urgent_help if need.code == code), None)


def _shown(fits: list[float]) -> int:
    """How many sheets stand open: those that fit nearly as well as the best one."""
    close, fewest = (sum(fit >= least for fit in fits) for least in (CLOSE, FAR))
    return min(max(close, min(fewest, FEWEST_SHOWN)), MOST_SHOWN)


def _to_call(need: UrgentNeed, lang: str) -> list[Contact]:
    """The numbers to call now, on the page itself; the others are one press further."""
    return spoken_first([contact for contact in need.contacts if contact.phone], lang)[:MOST_CALLS]


def _broadest(bundle: Bundle, lang: str) -> list[Contact]:
    """The numbers for the broadest need of the catalogue: no money at all."""
    need = _need(bundle, "no-money")
    return _to_call(need, lang) if need else []
