"""The paper for the offices: requests and papers only, one page for each office.

No answers, no reasons, nothing of what does not fit, and nothing of another office.
Written in the language of the office, with the reader's language under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from questionnaire.dossier import pdf
from questionnaire.dossier.build import Visit
from questionnaire.dossier.papers import Paper
from rights.bundle import Bundle


def for_office(bundle: Bundle, visits: list[Visit], chosen: str = "") -> bytes:
    """The PDF of all offices. `chosen`: the language wanted where an office leaves a choice."""
    reader = get_language()
    spoken = [spoken_at(visit, chosen, reader) for visit in visits]
    blocks = [
        block
        for visit, lang in zip(visits, spoken, strict=True)
        for block in _page(bundle, visit, lang, reader)
    ]
    main = spoken[0] if spoken else reader
    with override(main):
        return pdf.pdf(_("Request"), blocks, main, numbered=False)


def spoken_at(visit: Visit, chosen: str, reader: str) -> str:
    """The chosen language where it is allowed, else the reader's, else the usual one."""
    allowed = (lang for lang in (chosen, reader) if lang in visit.languages)
    return next(allowed, visit.languages[0])


def _page(bundle: Bundle, visit: Visit, lang: str, reader: str) -> Iterator[pdf.Block]:
    both = _Both(lang, reader)
    names = [
        pdf.entry(
            pdf.in_lang(bundle.words(item.code, lang).name, lang),
            _read(bundle.words(item.code, reader).name, lang, reader),
        )
        for item in visit.items
    ]
    yield pdf.new_page()
    yield pdf.heading(pdf.in_lang(visit.office.name[lang], lang), 1)
    yield from both.title(lambda: _("I would like to ask for this:"))
    yield pdf.entries(names)
    yield from both.says(lambda: _("Please give me proof of my request, with the date."))
    yield from _papers(visit.bring, lambda: _("I bring:"), both)
    yield from _papers(visit.office_has, lambda: _("I think you already have:"), both)
    yield from both.title(lambda: _("How to reach me"))
    yield pdf.ticks(
        both.entry(choice)
        for choice in (
            lambda: _("You may write to my address."),
            lambda: _("Please send no letter to my address. Reach me as written below."),
            lambda: _("I need an interpreter. My language:"),
        )
    )
    yield pdf.fill(
        both.line(label)
        for label in (
            lambda: _("Name"), lambda: _("Address or how to reach me"),
            lambda: _("Date and signature"), lambda: _("Received by the office on"),
        )
    )  # fmt: skip


def _papers(papers: Iterable[Paper], title, both: _Both) -> Iterator[pdf.Block]:
    entries = [
        pdf.entry(
            pdf.in_lang(paper.document.name[both.lang], both.lang),
            _read(paper.document.name[both.reader], both.lang, both.reader),
        )
        for paper in papers
    ]
    if entries:
        yield from both.title(title)
        yield pdf.ticks(entries)


def _read(words: str, lang: str, reader: str) -> pdf.Words:
    return pdf.in_lang(words, reader) if reader != lang else ""


class _Both:
    """A sentence of ours in the language of the office and in the reader's."""

    def __init__(self, lang: str, reader: str):
        self.lang, self.reader = lang, reader

    def says(self, sentence) -> Iterator[pdf.Block]:
        there, here = self._two(sentence)
        yield pdf.text(pdf.in_lang(there, self.lang))
        if here:
            yield pdf.small(pdf.in_lang(here, self.reader))

    def title(self, sentence) -> Iterator[pdf.Block]:
        there, here = self._two(sentence)
        yield pdf.heading(pdf.in_lang(there, self.lang))
        if here:
            yield pdf.small(pdf.in_lang(here, self.reader))

    def entry(self, sentence) -> dict:
        there, here = self._two(sentence)
        return pdf.entry(pdf.in_lang(there, self.lang), here and pdf.in_lang(here, self.reader))

    def line(self, sentence) -> pdf.Words:
        there, here = self._two(sentence)
        return pdf.in_lang(f"{there} ({here})" if here else there, self.lang)

    def _two(self, sentence) -> tuple[str, str]:
        with override(self.lang):
            there = str(sentence())
        return there, str(sentence()) if self.reader != self.lang else ""
