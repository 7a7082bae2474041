"""The paper for the person: what to ask and where, papers, time limits, reasons, answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from questionnaire import summary
from questionnaire.dossier import pdf
from questionnaire.dossier.build import Dossier, Visit
from questionnaire.dossier.papers import Paper
from questionnaire.items import Item
from questionnaire.state import Answers
from rights import text
from rights.bundle import Bundle


def for_me(bundle: Bundle, dossier: Dossier, answers: Answers, as_of: date) -> bytes:
    """The PDF with everything. The first page holds the first requests only."""
    return pdf.pdf(_("My paper"), Writer(bundle, dossier, answers, as_of).blocks())


class Writer:
    """Writes the blocks of one paper; keeps nothing after that."""

    def __init__(self, bundle: Bundle, dossier: Dossier, answers: Answers, as_of: date):
        self.bundle, self.dossier, self.answers, self.as_of = bundle, dossier, answers, as_of
        self.lang = get_language()

    def blocks(self) -> Iterator[pdf.Block]:
        yield pdf.heading(_("What you may be entitled to"), 1)
        yield pdf.text(_("You may always ask. The institution must decide, not this site."))
        day = text.day(self.as_of, self.lang)
        yield pdf.small(_("By the rules and amounts known on %(day)s.") % {"day": day})
        yield from self._first()
        yield from self._visits()
        yield from self._papers()
        yield from self._reminders()
        yield from self._others()
        yield from self._answers()

    def _first(self) -> Iterator[pdf.Block]:
        groups = self.dossier.groups
        about = [groups.asked_about] if groups.asked_about else []
        for title, items in (
            (_("The right that you asked about"), about),
            (_("Start with this"), groups.first_sure),
            (_("Maybe for you: find this out first"), groups.first_maybe),
        ):
            if items:
                yield pdf.heading(title)
            for item in items:
                yield from self._request(item)

    def _request(self, item: Item) -> Iterator[pdf.Block]:
        yield pdf.heading(item.words.name, 3)
        yield pdf.text(self._line(item.words.in_short))
        yield pdf.say(_("What to say: %(words)s") % {"words": item.say})
        yield pdf.facts(self._facts(item))

    def _facts(self, item: Item) -> Iterator[tuple[str, pdf.Words]]:
        if item.children:
            yield _("For whom"), ", ".join(item.children)
        if item.amount:
            of = text.day(item.amount_of, self.lang) if item.amount_of else ""
            dated = " " + _("(amount of %(day)s)") % {"day": of} if of else ""
            yield _("About how much"), item.amount + dated
        yield _("Where"), item.place.name[self.lang]
        for other, name in item.called.items():
            yield _("There it is called"), pdf.in_lang(name, other)

    def _visits(self) -> Iterator[pdf.Block]:
        if not self.dossier.visits:
            return
        yield pdf.new_page()
        yield pdf.heading(_("Where to go, in this order"))
        for number, visit in enumerate(self.dossier.visits, 1):
            yield pdf.heading(f"{number}. {visit.office.name[self.lang]}", 3)
            yield from self._visit(visit)

    def _visit(self, visit: Visit) -> Iterator[pdf.Block]:
        find = text.in_language(visit.office.find_yours, self.lang)
        if find or visit.office.phone:
            yield pdf.small(" ".join(part for part in (find, visit.office.phone) if part))
        yield pdf.entries(pdf.entry(item.words.name) for item in visit.items)
        if bring := [paper.document.name[self.lang] for paper in visit.bring]:
            yield pdf.text(f"{_('Bring:')} {', '.join(bring)}.")

    def _papers(self) -> Iterator[pdf.Block]:
        if not self.dossier.papers:
            return
        yield pdf.heading(_("Papers to take along"))
        yield pdf.ticks(self._paper(paper) for paper in self.dossier.papers)
        yield pdf.text(
            _("A paper is missing? Ask all the same, and bring it later if the office allows it."
              " Ask for proof that you asked.")
        )  # fmt: skip

    def _paper(self, paper: Paper) -> dict:
        where = text.in_language(paper.document.where, self.lang)
        if paper.need == "office_has":
            where = _("The office already has this.")
        elif paper.need == "maybe":
            where = f"{_('Maybe needed.')} {where}"
        needed = _("For: %(rights)s") % {"rights": ", ".join(paper.rights)}
        return pdf.entry(paper.document.name[self.lang], where, needed)

    def _reminders(self) -> Iterator[pdf.Block]:
        if not self.dossier.reminders:
            return
        yield pdf.heading(_("Days to remember"))
        yield pdf.entries(
            pdf.entry(
                f"{reminder.number}. {text.day(reminder.day, self.lang)}",
                f"{reminder.item.words.name}: {self._line(reminder.sentence)}",
                _("If you ask today.") if reminder.if_today else "",
            )
            for reminder in self.dossier.reminders
        )

    def _others(self) -> Iterator[pdf.Block]:
        groups = self.dossier.groups
        for title, items in (
            (_("Get advice before you ask"), self.dossier.advice),
            (_("Maybe: there is something to find out"), groups.find_out),
            (_("You have this: keep it"), groups.have),
            (_("Refused or stopped before"), groups.refused),
        ):
            if items:
                yield pdf.heading(title)
                yield pdf.entries(pdf.entry(i.words.name, self._why_not(i)) for i in items)
        if groups.not_now:  # names only: with the reasons this would be most of the paper
            yield pdf.heading(_("Not on these answers"))
            yield pdf.small(" · ".join(item.words.name for item in groups.not_now))

    def _why_not(self, item: Item) -> str:
        if not item.reason:
            return ""
        another = self.answers.about == "other"
        start = _("This is not so for this person:") if another else _("This is not so for you:")
        return f"{start} {self._line(item.reason)}"

    def _answers(self) -> Iterator[pdf.Block]:
        yield pdf.new_page()
        yield pdf.heading(_("Your answers"))
        yield pdf.small(_("Only for you. No office needs this page."))
        for topic, rows in summary.rows(self.bundle, self.answers, self.lang):
            yield pdf.heading(topic, 3)
            yield pdf.facts((row.title, text.series(row.lines, self.lang)) for row in rows)

    def _line(self, sentence: str) -> str:
        return text.plain_line(sentence, self.bundle, self.lang, self.as_of)
