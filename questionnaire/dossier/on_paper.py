"""The questions of one topic to fill in by hand, in one or two languages, with their numbers.

A helper types them over by number in helper mode.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from questionnaire.dossier import pdf
from questionnaire.helper.numbered import Both, Line, Topic

SIZE, LARGE_SIZE = 11, 18  # points
PEOPLE = 3  # of a list, as many as fit on paper


def on_paper(topic: Topic, beside: str, large: bool) -> bytes:
    """The PDF of one topic. `beside`: the second language, or an empty text."""
    size = LARGE_SIZE if large else SIZE
    return pdf.pdf(topic.name.text, _blocks(topic, beside), size=size)


def _blocks(topic: Topic, beside: str) -> Iterator[pdf.Block]:
    yield pdf.heading(topic.name.text, 1)
    if topic.name.beside:
        yield pdf.small(pdf.in_lang(topic.name.beside, beside))
    yield pdf.small(_("Write no name on this paper. Leave empty what you don’t know."))
    for row in topic.lines:
        yield _question(row, beside)
        for number in range(1, PEOPLE + 1 if row.parts else 1):
            yield pdf.heading(f"{row.mark} · {number}", 2)
            yield from (_question(part, beside) for part in row.parts)


def _question(row: Line, beside: str) -> pdf.Block:
    return {
        "kind": "question",
        "mark": row.mark,
        "text": _words(row.question, beside),
        "options": [] if row.kind == "bool" else [_words(choice, beside) for choice in row.choices],
        "inline": [_words(choice, beside) for choice in row.choices] if row.kind == "bool" else [],
        "line": not row.choices and not row.parts,
        "unit": row.unit.text,
    }


def _words(both: Both, beside: str) -> list[pdf.Words]:
    return [both.text, *([pdf.in_lang(both.beside, beside)] if both.beside else [])]
