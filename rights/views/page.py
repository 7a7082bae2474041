"""What all public pages share: language, addresses in the other languages, rendering."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from eligibility.schema import LANGUAGES
from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today
from rights.schema import Right, Words


def render_page(
    request: HttpRequest, template: str, context: dict | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a page with bundle, language and date in its context.

    `alternates` in the context (language → path) is needed when the path holds a
    translated word; other pages find their own address in each language.
    """
    shared = {
        "bundle": getattr(request, "bundle", None) or bundles.current(),
        "as_of": getattr(request, "as_of", None) or today(),
        "lang": get_language(),
    }
    return render(request, template, shared | (context or {}), status=status)


def in_each_language(name: str, slug: Callable[[str], str]) -> dict[str, str]:
    """The path of one page in the four languages; `slug` gives its word per language."""
    paths = {}
    for lang in LANGUAGES:
        with override(lang):
            paths[lang] = reverse(name, kwargs={"slug": slug(lang)})
    return paths


def words_in(bundle: Bundle, code: str, lang: str) -> tuple[Words, str]:
    """The words of a right in `lang`, or in the first language that has them, and which."""
    by_lang = bundle.catalogue.words[code]
    found = lang if lang in by_lang else next(lang for lang in LANGUAGES if lang in by_lang)
    return by_lang[found], found


def sheet_paths(bundle: Bundle, code: str) -> dict[str, str]:
    return in_each_language("rights:sheet", lambda lang: words_in(bundle, code, lang)[0].slug)


def sheet_link(bundle: Bundle, code: str, lang: str) -> dict[str, str]:
    """What a list needs to point to a sheet: `code`, `name`, `in_short`, `url`, `lang`."""
    words, words_lang = words_in(bundle, code, lang)
    return {
        "code": code,
        "name": words.name,
        "in_short": words.in_short,
        "url": reverse("rights:sheet", kwargs={"slug": words.slug}),
        "lang": words_lang,
    }


def sheet_links(bundle: Bundle, rights: list[Right], lang: str) -> list[dict[str, str]]:
    """Links to these sheets in alphabetical order of the page's language."""
    links = [sheet_link(bundle, right.code, lang) for right in rights]
    return sorted(links, key=lambda link: sort_key(link["name"]))


def sort_key(name: str) -> str:
    """Alphabetical as people expect: accents and capitals do not count."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
