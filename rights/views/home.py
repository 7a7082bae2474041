"""The front page, and the address without a language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request, override
from django.views.decorators.http import require_safe

from rights.page_cache import content_page
from rights.views.lists import life_event_links, theme_links
from rights.views.page import render_page


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """`/` goes to the front page in the language the browser asks for."""
    with override(get_language_from_request(request)):
        response = redirect(reverse("rights:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@content_page
def home(request: HttpRequest) -> HttpResponse:
    lang = get_language()
    context = {
        "themes": theme_links(request.bundle, lang),
        "life_events": life_event_links(request.bundle, lang),
        "count": len(request.bundle.catalogue.rights),
    }
    return render_page(request, "rights/home.html", context)
