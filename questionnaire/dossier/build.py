"""The dossier: which requests, in which order of visits, with which papers and time limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eligibility import Result
from questionnaire import offices
from questionnaire.dossier.papers import Paper, merged
from questionnaire.dossier.reminders import Reminder, reminders
from questionnaire.items import Item
from questionnaire.results import Results, build
from questionnaire.state import Answers
from rights.bundle import Bundle
from rights.schema import Institution


@dataclass(frozen=True)
class Visit:
    """One office, what to ask there, what to bring, and the languages it speaks."""

    office: Institution
    items: list[Item]
    papers: list[Paper]
    languages: tuple[str, ...]

    @property
    def bring(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.need == "bring"]

    @property
    def office_has(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.need == "office_has"]


@dataclass(frozen=True)
class Dossier:
    """`advice`: requests that need advice first; they are in no visit and on no office's paper."""

    groups: Results
    visits: list[Visit]
    papers: list[Paper]
    advice: list[Item]
    reminders: list[Reminder]

    @property
    def choices(self) -> list[str]:
        """Languages to choose from, where at least one office leaves a choice."""
        open_to = [visit.languages for visit in self.visits if len(visit.languages) > 1]
        return list(dict.fromkeys(lang for spoken in open_to for lang in spoken))


def dossier(bundle: Bundle, result: Result, answers: Answers, lang: str) -> Dossier:
    """Everything to take along for these answers, in the reader's language."""
    groups = build(bundle, result, answers, lang)
    wanted = _requests(groups)
    now = [item for item in wanted if not item.advice_first]
    return Dossier(
        groups=groups,
        visits=_visits(bundle, now, answers),
        papers=merged(bundle, now),
        advice=[item for item in wanted if item.advice_first],
        reminders=reminders(now, answers.values, result.as_of),
    )


def _requests(groups: Results) -> list[Item]:
    """The right that was asked about, and what is worth asking now."""
    about = groups.asked_about
    first = [about] if about and about.worth_asking else []
    return [*first, *(item for item in groups.requests if not item.by_itself)]


def _visits(bundle: Bundle, items: Iterable[Item], answers: Answers) -> list[Visit]:
    """One visit per office, in the order of its best request."""
    by_office: dict[str, list[Item]] = {}
    for item in items:
        by_office.setdefault(item.place.code, []).append(item)
    return [
        Visit(
            office=found[0].place,
            items=found,
            papers=merged(bundle, found),
            languages=offices.languages(found[0].place, answers.values),
        )
        for found in by_office.values()
    ]
