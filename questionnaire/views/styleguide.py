"""Every part of the look on one page, drawn by the templates that the site itself uses.

Only where `STYLEGUIDE` is on (development): for those who change the look.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override

from questionnaire import flow
from questionnaire import results as grouping
from questionnaire.fields import control
from questionnaire.state import Answers
from questionnaire.views.shared import page
from rights import bundle as bundles
from rights.bundle import Bundle
from rights.clock import today
from rights.views.page import sheet_links

TOKEN = re.compile(r"--([\w-]+): ([^;]+);")
KINDS = ("choice", "bool", "date", "money", "postcode")
# Someone whose results have a request, something to find out, and something that does not fit.
EXAMPLE = {"birth_date": "1956-03", "postcode": "1000", "household_size": 1, "has_partner": False,
           "income.pension_gross_month": 1050.5}  # fmt: skip


def styleguide(request: HttpRequest, theme: str = "") -> HttpResponse:
    """Tokens, type, buttons, fields, errors, notices, lists, results, icons, in English.

    `theme`: light, dark, or as the device has it.
    """
    with override("en"):
        bundle = bundles.current()
        answers = Answers(EXAMPLE)
        return page(request, bundle, answers, "styleguide.html", _context(bundle, answers, theme))


def _context(bundle: Bundle, answers: Answers, theme: str) -> dict[str, Any]:
    lang = get_language()
    result = flow.evaluate(bundle, answers, next_question=False)
    groups = grouping.build(bundle, result, answers, lang)
    colours, sizes = _tokens()
    return {
        "theme": theme,
        "colours": colours,
        "sizes": sizes,
        "controls": _controls(bundle, lang),
        "items": [*groups.first, *groups.find_out][:2],
        "groups": groups,
        "sheets": sheet_links(bundle, bundle.catalogue.rights[:4], lang),
        "centre": next(i for i in bundle.catalogue.institutions if i.phone),
        "icons": sorted(
            p.stem for p in (Path(settings.BASE_DIR) / "templates/icons").glob("*.svg")
        ),
        "as_of": today(),
    }


def _tokens() -> tuple[list[str], list[tuple[str, str]]]:
    """The names of the colours, and each size with its value, as `tokens.css` has them."""
    css = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text("utf-8")
    found = dict(reversed(TOKEN.findall(css)))  # the first value holds; later ones are variants
    colours = [name for name, value in found.items() if "#" in value]
    sizes = [(name, value) for name, value in found.items() if "rem" in value or "px" in value]
    return colours[::-1], sizes[::-1]


def _controls(bundle: Bundle, lang: str) -> list[dict[str, Any]]:
    """One question of each kind, as it comes and with an error."""
    facts = bundle.engine.facts.values()
    shown = []
    for kind in KINDS:
        fact = next(f for f in facts if f.type == kind and f.key not in flow.NEVER_ASKED)
        for error in ("", "Type what is asked, for example 1250."):
            name = f"{fact.key}-wrong" if error else fact.key
            shown.append(control(fact, name, lang, error=error))
    return shown
