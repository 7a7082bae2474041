"""What the checks found, in words for an editor: which tab, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rights.checks import Findings
from rights.gates.defects import Defect
from rights.models.base import PREVIEWS

MOST = 12  # more at once is not read
LANGUAGES = {f"{code}.yaml": name for code, name in PREVIEWS}


def refusal(found: Findings) -> SafeString:
    """Why it is not published, and what to do about it."""
    saved = _("Saved as a draft, not published.")
    if found.broken:
        return format_html("{} {}", saved, found.broken)
    todo = _("Correct this, or write on the tab “Publish anyway” why it is published anyway:")
    return format_html("{} {} {}", saved, todo, _list(map(_line, found.stops)))


def remarks(found: Findings, live: bool = False) -> SafeString | str:
    """What stops it later, what to look at, whose outcome changes; empty when there is nothing.

    `live`: it was published, so that what stops it was passed with a reason.
    """
    if found.broken:
        return format_html("{} {}", _("This cannot be published yet:"), found.broken)
    parts = [
        (
            _("Published in spite of:") if live else _("This keeps it from being published:"),
            map(_line, found.stops),
        ),
        (_("To look at:"), map(_line, found.hints)),
        (_("Examples whose outcome changes:"), found.moved),
    ]
    said = [format_html("<p>{} {}</p>", title, _list(lines)) for title, lines in parts if lines]
    return format_html_join("", "{}", ((part,) for part in said if "<li>" in part))


def _list(lines: Iterable[str]) -> SafeString:
    lines = list(lines)
    more = len(lines) - MOST
    shown = lines[:MOST] + ([_("and %(n)d more") % {"n": more}] if more > 0 else [])
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((s,) for s in shown)))


def _line(defect: Defect) -> str:
    return f"{_tab(defect.place)}: {defect.message}"


def _tab(place: str) -> str:
    """Where in the form: `rights/x/de.yaml criteria` is on the tab Deutsch."""
    file, _space, part = place.rpartition("/")[2].partition(" ")
    tabs = {"right.yaml": _("Rules"), "cases.yaml": _("Cases")} | LANGUAGES
    tab = str(tabs.get(file, file))
    return f"{tab}, {part}" if part else tab
