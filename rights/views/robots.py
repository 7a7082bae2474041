"""What search engines read: every published address once, and what to leave alone."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from eligibility.schema import LANGUAGES
from rights.bundle import Bundle
from rights.page_cache import content_page
from rights.views.browse import groups, paths
from rights.views.lists import slug_of
from rights.views.opens import openers, opens_paths
from rights.views.page import in_each_language, sheet_paths

PLAIN = (
    "home", "list", "browse", "opens_list", "urgent", "offices",
    "about", "privacy", "accessibility",
)  # fmt: skip


@content_page
def sitemap(request: HttpRequest) -> HttpResponse:
    root = request.build_absolute_uri("/").rstrip("/")
    content = render_to_string("rights/sitemap.xml", {"pages": pages(request.bundle), "root": root})
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


@content_page
def robots(request: HttpRequest) -> HttpResponse:
    root = request.build_absolute_uri("/")
    blocked = [path for name in ("rights:search", "questionnaire:start") for path in _paths(name)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in blocked)]
    content = "\n".join([*lines, "", f"Sitemap: {root}sitemap.xml", ""])
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


def pages(bundle: Bundle) -> list[dict]:
    """Every published page: its path per language, and the day it was last checked."""
    found = [_entry(_by_language(f"rights:{name}")) for name in PLAIN]
    for name, field, items in (
        ("rights:theme", "themes", bundle.catalogue.themes),
        ("rights:life_event", "life_events", bundle.catalogue.life_events),
    ):
        used = {code for right in bundle.catalogue.rights for code in getattr(right, field)}
        found += [
            _entry(in_each_language(name, lambda lang, item=item: slug_of(item, lang)))
            for item in items
            if item.code in used
        ]
    found += [_entry(paths(group)) for group in groups(bundle)]
    found += [_entry(opens_paths(bundle, code)) for code in openers(bundle)]
    found += [_entry(sheet_paths(bundle, r.code), r.checked_on) for r in bundle.catalogue.rights]
    return found


def _entry(paths: dict[str, str], changed: date | None = None) -> dict:
    return {"paths": paths, "changed": changed}


def _by_language(name: str) -> dict[str, str]:
    paths = {}
    for lang in LANGUAGES:
        with override(lang):
            paths[lang] = reverse(name)
    return paths


def _paths(name: str) -> list[str]:
    try:
        return list(_by_language(name).values())
    except NoReverseMatch:
        return []
