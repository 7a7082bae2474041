"""Words with dated figures, made ready to show: `{parameter.key}`, amounts, dates, prose.

Every figure a reader sees comes through here, so that it always carries its
unit and its date, and is written as people write it in their language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from eligibility.parameters import shown
from eligibility.schema import Lang, Parameter, Unit
from rights.units import AS_OF, ASK, DATED, MONTHS, UNIT_WORDS, plural_is_other

if TYPE_CHECKING:
    from rights.bundle import Bundle

PLACEHOLDER = re.compile(r"\{([a-z0-9][a-z0-9._-]*)\}")
# A full stop and then a capital, a quotation mark or an amount.
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-öø-ÿ]|[„“«\"‘{€])")
NBSP, THIN = "\u00a0", "\u202f"
FRENCH_SPACES = re.compile(r" (?=[?!:;»])|(?<=«) ")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


@dataclass(frozen=True)
class Figure:
    """A parameter as people read it: the value with its unit, and the date it counts from."""

    value: str
    dated: str

    def __str__(self) -> str:
        return f"{self.value} ({self.dated})" if self.dated else self.value

    def html(self) -> SafeString:
        """The value never breaks from its unit; its date stands beside it."""
        if not self.dated:
            return format_html('<span class="ask">{}</span>', self.value)
        return format_html(
            '<span class="figure">{}</span> <span class="dated">({})</span>', self.value, self.dated
        )


def number(value: Decimal, lang: Lang, *, decimals: int | None = None) -> str:
    """1288.42 → nl, de `1.288,42`; fr `1 288,42`; en `1,288.42`. Whole numbers stay whole."""
    if decimals is not None:
        value = round(value, decimals)
    text = f"{value:,f}" if decimals is not None else f"{value.normalize():,f}"
    group, point = {"fr": (THIN, ","), "en": (",", ".")}.get(lang, (".", ","))
    return text.replace(",", "\0").replace(".", point).replace("\0", group)


def money(value: Decimal, lang: Lang) -> str:
    """Euros: cents are shown when there are any. `€ 50`, `1 288,42 €`, `€1,288.42`."""
    digits = number(value, lang, decimals=0 if value == value.to_integral_value() else 2)
    return {"fr": f"{digits}{NBSP}€", "en": f"€{digits}"}.get(lang, f"€{NBSP}{digits}")


def day(value: date, lang: Lang) -> str:
    """1 maart 2026, 1er mars 2026, 1. März 2026, 1 March 2026."""
    number_of_day = str(value.day)
    if lang == "fr" and value.day == 1:
        number_of_day = "1er"
    if lang == "de":
        number_of_day += "."
    return f"{number_of_day}{NBSP}{MONTHS[lang][value.month - 1]} {value.year}"


def quantity(value: Decimal, unit: Unit, lang: Lang) -> str:
    """A value with its unit in words: 'per maand', 'par mois', 'pro Monat', 'a month'."""
    if unit.startswith("EUR"):
        per = UNIT_WORDS[unit][lang] if unit != "EUR" else ""
        return f"{money(value, lang)} {per}".strip()
    if unit == "percent":
        return number(value, lang) + ("%" if lang == "en" else f"{NBSP}%")
    if unit == "count":
        return number(value, lang)
    one, other = UNIT_WORDS[unit][lang]
    return f"{number(value, lang)}{NBSP}{other if plural_is_other(value, lang) else one}"


def figure(key: str, bundle: Bundle, lang: Lang, as_of: date) -> Figure:
    """What `{key}` shows at `as_of`; an unknown or unconfirmed figure says to ask for it."""
    parameter = parameters(bundle).get(key)
    value = shown(parameter, as_of) if parameter else None
    if value is None:
        return Figure(ASK[lang], "")
    label = DATED if parameter.unit.startswith("EUR") or parameter.unit == "c€/kWh" else AS_OF
    return Figure(
        quantity(value.value, parameter.unit, lang), label[lang].format(day(value.from_, lang))
    )


def parameters(bundle: Bundle) -> dict[str, Parameter]:
    """The parameters of a bundle by key; kept on the bundle, which never changes."""
    if not hasattr(bundle, "parameters_by_key"):
        bundle.parameters_by_key = {item.key: item for item in bundle.catalogue.parameters}
    return bundle.parameters_by_key


def in_language(value: dict[str, str] | None, lang: Lang) -> str:
    """A text of a shared list in `lang`, else in the first language that has it, else ''."""
    if not value:
        return ""
    return value.get(lang) or next(iter(value.values()))


def unbroken(text: str, lang: Lang) -> str:
    """In French a mark never stands alone on a line."""
    return FRENCH_SPACES.sub(NBSP, text) if lang == "fr" else text


def sentences(text: str) -> list[str]:
    """A text of the catalogue cut at the end of each sentence."""
    return [sentence for sentence in SENTENCE_END.split(text.strip()) if sentence]


def series(parts: Iterable[str], lang: Lang) -> str:
    """Parts in one line, with semicolons; French puts a space before them."""
    return ("\u00a0; " if lang == "fr" else "; ").join(parts)


def plain_line(text: str, bundle: Bundle, lang: Lang, as_of: date) -> str:
    """One sentence as plain text (for print files, the API, search), figures filled in."""
    return PLACEHOLDER.sub(lambda hit: str(figure(hit[1], bundle, lang, as_of)), text)


def render_line(text: str, bundle: Bundle, lang: Lang, as_of: date) -> SafeString:
    """One sentence as HTML without a paragraph around it; links work, HTML does not."""
    return _fill(MARKDOWN.renderInline(text), bundle, lang, as_of)


def render_prose(text: str, bundle: Bundle, lang: Lang, as_of: date) -> SafeString:
    """CommonMark without HTML, as HTML: paragraphs, lists and links, figures filled in."""
    return _fill(MARKDOWN.render(text), bundle, lang, as_of)


def _fill(html: str, bundle: Bundle, lang: Lang, as_of: date) -> SafeString:
    return mark_safe(  # noqa: S308 - markdown escapes everything, a figure escapes itself
        PLACEHOLDER.sub(
            lambda hit: figure(hit[1], bundle, lang, as_of).html(), unbroken(html, lang)
        )
    )
