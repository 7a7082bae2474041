"""Pages that say what this site is and does. Their text is one file per language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from rights.accessibility import statement
from rights.page_cache import content_page
from rights.views.page import render_page


@content_page
def about(request: HttpRequest) -> HttpResponse:
    return _text(request, "about")


@content_page
def privacy(request: HttpRequest) -> HttpResponse:
    return _text(request, "privacy")


@content_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return _text(request, "accessibility", statement=statement())


def _text(request: HttpRequest, name: str, **more) -> HttpResponse:
    return render_page(request, f"rights/texts/{name}.{get_language()}.html", {"text": name} | more)
