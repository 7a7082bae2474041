"""One sheet in two languages side by side, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from eligibility.schema import LANGUAGES
from rights.bundle import Bundle
from rights.page_cache import content_page
from rights.schema import Right, Words
from rights.views.page import render_page, words_in
from rights.views.sheet import Sheet

LEFT_OUT = ("professionals",)  # one click away, on the sheet in one language


@dataclass(frozen=True)
class Side:
    """One of the two columns; `lang` is the language of its words."""

    lang: str
    words: Words
    sheet: Sheet


@dataclass(frozen=True)
class Part:
    """One section in one language."""

    lang: str
    heading: str
    html: str


@dataclass(frozen=True)
class Row:
    anchor: str
    parts: list[Part]


@content_page
def sheet_in_two(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    bundle, lang = request.bundle, get_language()
    right = bundle.by_slug(lang, slug)
    if right is None or other not in LANGUAGES or other == lang:
        raise Http404
    sides = [_side(request, bundle, right, code) for code in (lang, other)]
    context = {
        "right": right,
        "words": sides[0].words,
        "sides": sides,
        "rows": list(_rows(request, right, sides)),
        "alternates": _alternates(bundle, right, other),
    }
    return render_page(request, "rights/sheet_in_two.html", context)


def _side(request: HttpRequest, bundle: Bundle, right: Right, lang: str) -> Side:
    words, found = words_in(bundle, right.code, lang)
    return Side(found, words, Sheet(bundle, right, words, found, request.as_of))


def _rows(request: HttpRequest, right: Right, sides: list[Side]):
    """The sections that either language has; the other side stays empty then."""
    headings = [_headings(side) for side in sides]
    yield Row("", [_part(request, right, side, "", "") for side in sides])
    for anchor in dict.fromkeys([*headings[0], *headings[1]]):
        if anchor not in LEFT_OUT:
            names = [heading.get(anchor, "") for heading in headings]
            yield Row(anchor, [_part(request, right, side, anchor, name)
                               for side, name in zip(sides, names, strict=True)])  # fmt: skip


def _headings(side: Side) -> dict[str, str]:
    with override(side.lang):
        return dict(side.sheet.sections)


def _part(request: HttpRequest, right: Right, side: Side, anchor: str, heading: str) -> Part:
    template = "rights/sheet/section.html" if anchor else "rights/sheet/in_short.html"
    context = {
        "anchor": anchor,
        "bundle": side.sheet.bundle,
        "as_of": side.sheet.as_of,
        "right": right,
        "words": side.words,
        "sheet": side.sheet,
        "lang": side.lang,
        "words_lang": side.lang,
    }
    with override(side.lang):
        html = render_to_string(template, context, request) if heading or not anchor else ""
    return Part(side.lang, heading, html)


def _alternates(bundle: Bundle, right: Right, other: str) -> dict[str, str]:
    """The page in each language: beside the same second one, or alone in that one."""
    paths = {}
    for lang in LANGUAGES:
        slug = words_in(bundle, right.code, lang)[0].slug
        with override(lang):
            paths[lang] = (
                reverse("rights:sheet", args=[slug])
                if lang == other
                else reverse("rights:sheet_in_two", args=[slug, other])
            )
    return paths
