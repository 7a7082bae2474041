"""What every template may use: `{% load site %}`.

`prose`, `line` and `say` read `bundle`, `lang` and `as_of` from the context,
and the current ones when a page does not set them.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from rights import bundle as bundles
from rights import text
from rights.clock import today

register = template.Library()

LANGUAGE_NAMES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}


def _where(context) -> tuple:
    """Bundle, language and date of a page."""
    return (
        context.get("bundle") or bundles.current(),
        context.get("words_lang") or context.get("lang") or get_language(),
        context.get("as_of") or today(),
    )


@register.simple_tag(takes_context=True)
def prose(context, value: str) -> SafeString:
    """Paragraphs, lists and links of the catalogue as HTML."""
    return text.render_prose(value, *_where(context)) if value else ""


@register.simple_tag(takes_context=True)
def line(context, value: str) -> SafeString:
    """One sentence of the catalogue as HTML."""
    return text.render_line(value, *_where(context)) if value else ""


@register.simple_tag(takes_context=True)
def plain(context, value: str) -> str:
    """One sentence of the catalogue without any HTML, for titles and descriptions."""
    return text.plain_line(value, *_where(context)) if value else ""


@register.simple_tag(takes_context=True)
def say(context, value: dict[str, str] | None) -> str:
    """A text of a shared list in the page's language; another one when it is missing."""
    lang = context.get("lang") or get_language()
    return text.unbroken(text.in_language(value, lang), lang)


@register.simple_tag(takes_context=True)
def say_prose(context, value: dict[str, str] | None) -> SafeString:
    """The same, as paragraphs, lists and links."""
    return prose(context, say(context, value))


@register.simple_tag(takes_context=True)
def local_name(context, place) -> str:
    """The name of a municipality for this reader."""
    return place.name_in(context.get("lang") or get_language())


@register.simple_tag(takes_context=True)
def office_page(context, office) -> str:
    """The website of an office for this reader, or in its own language."""
    lang = context.get("lang") or get_language()
    return office.website.get(lang) or next(iter(office.website.values()))


@register.simple_tag(takes_context=True)
def on_day(context, value: date) -> str:
    return text.day(value, context.get("lang") or get_language())


@register.simple_tag
def icon(code: str) -> SafeString:
    """The small drawing of a theme. Decorative: its name always stands beside it."""
    folder = Path(settings.BASE_DIR) / "templates" / "icons"
    known = re.fullmatch(r"[a-z-]+", code or "") and (folder / f"{code}.svg").exists()
    drawing = get_template(f"icons/{code if known else 'other'}.svg").render()
    return mark_safe(drawing.strip())  # noqa: S308 - our own file


@register.simple_tag
def url_or_none(name: str, *args, **kwargs) -> str | None:
    """The address, or None while that part of the site is not there."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return None


@register.simple_tag(takes_context=True)
def languages(context) -> list[dict]:
    """This same page in each language: `code`, `name`, `url`, `here`.

    A view whose address holds a translated word passes `alternates`
    (language → address); for the others the view's name is enough.
    """
    given = context.get("alternates") or {}
    match = getattr(context.get("request"), "resolver_match", None)
    lang = context.get("lang") or get_language()
    return [
        {"code": code, "name": name, "url": given.get(code) or _same(match, code),
         "here": code == lang}
        for code, name in LANGUAGE_NAMES.items()
    ]  # fmt: skip


def _same(match, lang: str) -> str:
    with override(lang):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except (AttributeError, NoReverseMatch):
            return url_or_none("rights:home") or f"/{lang}/"


@register.filter
def address(url: str, most: int = 60) -> str:
    """How a web address is shown: without `https://` and `www.`, at most `most`
    characters. The last word of a long path says most, so the middle goes first."""
    parts = urlsplit(url)
    host, path = parts.netloc.removeprefix("www."), unquote(parts.path).rstrip("/")
    if len(host + path) > most and "/" in path[1:]:
        path = "/…/" + path.rsplit("/", 1)[-1]
    shown = host + path + (f"?{unquote(parts.query)}" if parts.query else "")
    return shown if len(shown) <= most else shown[: most - 1] + "…"


@register.filter
def tel(phone: str) -> str:
    """A number as a telephone dials it: 02 123 45 67 → +3221234567; 112 stays 112."""
    digits = re.sub(r"[^\d+]", "", phone)
    national = digits.startswith("0") and not digits.startswith("00") and len(digits) >= 8
    return f"+32{digits[1:]}" if national else digits


@register.filter
def sentences(value: str) -> list[str]:
    """`{% for sentence in words.in_short|sentences %}{% line sentence %}`"""
    return text.sentences(value)


@register.filter
def item(mapping: dict, key: str):
    """`{{ words.criteria|item:criterion.id }}`"""
    return mapping.get(key)


@register.simple_tag
def contact_email() -> str:
    """Where readers report a problem; empty until the owner of the site sets it."""
    return getattr(settings, "CONTACT_EMAIL", "")
