"""A request letter: what is asked, the date, and a wish for proof. Nothing that was answered.

Name, address and signature are blanks to fill in by hand: this site never asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from questionnaire.dossier import pdf
from rights import text
from rights.bundle import Bundle
from rights.schema import Institution

SAFE, UNSAFE, NO_ADDRESS = "yes", "no", "none"  # may a letter come to the address?
CONTACTS = (SAFE, UNSAFE, NO_ADDRESS)
DOTS = " " + "." * 50


@dataclass(frozen=True)
class Letter:
    """One letter in one language; `blanks` are filled in by hand."""

    lang: str
    office: str
    day: str
    subject: str
    paragraphs: list[str]
    blanks: list[str]


def letter(
    bundle: Bundle, code: str, office: Institution, lang: str, contact: str, day: date
) -> Letter:
    """The letter that asks `office` for the right `code`, in `lang`."""
    with override(lang):
        name = bundle.words(code, lang).name
        return Letter(
            lang=lang,
            office=text.in_language(office.name, lang),
            day=text.day(day, lang),
            subject=_("Request: %(name)s") % {"name": name},
            paragraphs=_paragraphs(name, contact),
            blanks=_blanks(contact),
        )


def _paragraphs(name: str, contact: str) -> list[str]:
    reach = {
        SAFE: _("You may write to me at the address below."),
        UNSAFE: _("Please send no letter to my address. Reach me only as written below."),
        NO_ADDRESS: _("I have no address for letters. Reach me as written below."),
    }
    return [
        _("Dear Sir or Madam,"),
        _("I ask for: %(name)s. I ask this from today on.") % {"name": name},
        _("Please give me proof of my request, with the date."),
        _("Is a paper missing? Please tell me which one. I will bring it later."),
        _("Is this for another office? Please send my request on, and tell me where it is."),
        reach[contact],
        _("Kind regards,"),
    ]


def _blanks(contact: str) -> list[str]:
    where = _("Address") if contact == SAFE else _("How to reach me")
    return [_("Name"), where, _("Signature")]


def as_text(made: Letter) -> str:
    """The letter as plain text, with lines to fill in."""
    head = [made.office, "", made.day, "", made.subject, ""]
    body = [line for paragraph in made.paragraphs for line in (paragraph, "")]
    return "\n".join([*head, *body, *(f"{label}:{DOTS}" for label in made.blanks)]) + "\n"


def as_pdf(made: Letter, reading: Letter) -> bytes:
    """The letter as PDF, and on a second page the same words for who reads another language."""
    blocks = list(_blocks(made))
    if reading.lang != made.lang:
        blocks += [pdf.new_page(), *_reading(reading)]
    with override(made.lang):
        return pdf.pdf(_("Request"), blocks, made.lang, numbered=False)


def _blocks(made: Letter) -> Iterator[pdf.Block]:
    yield pdf.text(made.office)
    yield pdf.text(made.day)
    yield pdf.heading(made.subject, 1)
    yield from (pdf.text(paragraph) for paragraph in made.paragraphs)
    yield pdf.fill(made.blanks)


def _reading(reading: Letter) -> Iterator[pdf.Block]:
    yield pdf.small(pdf.in_lang(_("What the letter says. This page is for you."), reading.lang))
    for line in (reading.subject, *reading.paragraphs):
        yield pdf.text(pdf.in_lang(line, reading.lang))
