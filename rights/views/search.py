"""Search over the published sheets. What people type is never logged or cached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rights import bundle as bundles
from rights.views.page import render_page, sheet_link

try:
    from rights.search import search as find
except ImportError:  # the index is not installed: the page then points to the lists
    find = None

MOST = 20
LONGEST = 200  # characters of a question that are read


@csrf_exempt  # reads only; POST keeps the words out of the address on shared computers
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    bundle, lang = bundles.current(), get_language()
    asked = request.POST if request.method == "POST" else request.GET
    words = asked.get("q", "").strip()[:LONGEST]
    codes = find(lang, words) if words and find else []
    found = [sheet_link(bundle, code, lang) for code in codes if code in bundle]
    context = {"bundle": bundle, "q": words, "found": found[:MOST], "searched": bool(words)}
    response = render_page(request, "rights/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
