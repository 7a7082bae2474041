"""Lists of sheets: all of them by theme, one theme, one life event."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from rights.bundle import Bundle
from rights.page_cache import content_page
from rights.schema import LifeEvent, Theme
from rights.text import in_language
from rights.views.page import in_each_language, render_page, sheet_links, sort_key


@content_page
def all_rights(request: HttpRequest) -> HttpResponse:
    """Every sheet, under its first theme."""
    bundle, lang = request.bundle, get_language()
    groups = []
    for theme in bundle.catalogue.themes:
        rights = [right for right in bundle.catalogue.rights if right.themes[:1] == [theme.code]]
        if rights:
            groups.append({"theme": theme, "sheets": sheet_links(bundle, rights, lang)})
    return render_page(request, "rights/list.html", {"groups": groups})


@content_page
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    bundle, lang = request.bundle, get_language()
    found = _by_slug(bundle.catalogue.themes, slug, lang)
    rights = [right for right in bundle.catalogue.rights if found.code in right.themes]
    context = {
        "theme": found,
        "sheets": sheet_links(bundle, rights, lang),
        "alternates": in_each_language("rights:theme", lambda code: slug_of(found, code)),
    }
    return render_page(request, "rights/theme.html", context)


@content_page
def life_event(request: HttpRequest, slug: str) -> HttpResponse:
    bundle, lang = request.bundle, get_language()
    found = _by_slug(bundle.catalogue.life_events, slug, lang)
    rights = [right for right in bundle.catalogue.rights if found.code in right.life_events]
    context = {
        "event": found,
        "sheets": sheet_links(bundle, rights, lang),
        "alternates": in_each_language("rights:life_event", lambda code: slug_of(found, code)),
    }
    return render_page(request, "rights/life_event.html", context)


def theme_links(bundle: Bundle, lang: str) -> list[dict]:
    """The themes that hold sheets, in the order of the catalogue."""
    counts = _count(bundle, "themes")
    return [
        _link(item, "rights:theme", lang) | {"count": counts[item.code]}
        for item in bundle.catalogue.themes
        if item.code in counts
    ]


def life_event_links(bundle: Bundle, lang: str) -> list[dict]:
    """The life events that hold sheets, in alphabetical order."""
    counts = _count(bundle, "life_events")
    links = [
        _link(item, "rights:life_event", lang) | {"count": counts[item.code]}
        for item in bundle.catalogue.life_events
        if item.code in counts
    ]
    return sorted(links, key=lambda link: sort_key(link["name"]))


def slug_of(item: Theme | LifeEvent, lang: str) -> str:
    return in_language(item.slug, lang)


def _link(item: Theme | LifeEvent, name: str, lang: str) -> dict:
    return {
        "code": item.code,
        "name": in_language(item.name, lang),
        "what": in_language(item.what, lang),
        "url": reverse(name, kwargs={"slug": slug_of(item, lang)}),
    }


def _count(bundle: Bundle, field: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for right in bundle.catalogue.rights:
        for code in getattr(right, field):
            counts[code] = counts.get(code, 0) + 1
    return counts


def _by_slug(items: list, slug: str, lang: str):
    for item in items:
        if slug_of(item, lang) == slug:
            return item
    raise Http404
