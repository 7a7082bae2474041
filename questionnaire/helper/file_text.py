"""The results as plain text, for a file of the helper's own: rights, criteria and the date.

It holds no answers. This site keeps nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from questionnaire.items import Item
from questionnaire.results import Results
from rights import text
from rights.bundle import Bundle


def file_text(bundle: Bundle, groups: Results, as_of, lang: str) -> str:
    """What to paste in a file: what fits, what may fit, and why, one thing a line."""
    return "\n".join(_lines(bundle, groups, as_of, lang)) + "\n"


def _lines(bundle: Bundle, groups: Results, as_of, lang: str) -> Iterator[str]:
    day = text.day(as_of, lang).replace("\u00a0", " ")
    yield _("What this person may be entitled to")
    yield _("By the rules and amounts known on %(day)s.") % {"day": day}
    yield _("This site informs. The institutions decide.")
    for title, items in (
        (_("Fits the answers"), fitting(groups)),
        (_("Still open"), still_open(groups)),
        (_("Already received"), groups.have),
    ):
        if not items:
            continue
        yield ""
        yield f"{title} ({len(items)})"
        for item in items:
            yield from _right(bundle, item, as_of, lang, full=title != _("Already received"))


def _right(bundle: Bundle, item: Item, as_of, lang: str, full: bool) -> Iterator[str]:
    yield f"- {item.words.name}"
    if not full:
        return
    place = text.in_language(item.place.name, lang)
    yield f"  {_('Where')}: {place}{', ' + item.place.phone if item.place.phone else ''}"
    if item.advice_first:
        yield f"  {_('Get advice before you ask.')}"
    for way in item.ways:
        if way.title and len(item.ways) > 1:
            yield f"  {way.title}:"
        for sentence in way.sentences:
            said = text.plain_line(sentence.text, bundle, lang, as_of)
            yield f"  [{_state(sentence)}] {said}"


def _state(sentence) -> str:
    if sentence.decided_by == "office":
        return _("The office decides")
    return {"met": _("Yes"), "not_met": _("No")}.get(sentence.outcome, _("To find out"))


def fitting(groups: Results) -> list[Item]:
    """The rights that fit the answers, best first."""
    return [item for item in [*groups.first, *groups.ask] if item.likely]


def still_open(groups: Results) -> list[Item]:
    """The rights that can still go either way, and of which something fits already."""
    return [item for item in [*groups.first, *groups.ask, *groups.find_out] if not item.likely]
