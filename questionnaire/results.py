"""Results for a person: grouped, explained in words, with one list of papers.

The first screen holds at most three requests at two places; the rest is
folded. No score is shown. The institution decides, and the words say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import override

from eligibility import Result, RightResult
from questionnaire.dossier.papers import Paper, merged
from questionnaire.items import Item, describe
from questionnaire.state import Answers
from rights.bundle import Bundle

FIRST_REQUESTS = 3
FIRST_PLACES = 2
# A right that meets only these is not yet "maybe for you": nearly everyone meets them.
WHO_AND_WHERE = {
    "birth_date", "postcode", "staying", "registered_address",
    "nationality_status", "residence_paper", "months_in_belgium",
}  # fmt: skip


@dataclass
class Results:
    """`asked_about`: the one right that the person came for. `first`: what to start with."""

    asked_about: Item | None = None
    first: list[Item] = field(default_factory=list)
    ask: list[Item] = field(default_factory=list)
    find_out: list[Item] = field(default_factory=list)
    have: list[Item] = field(default_factory=list)
    refused: list[Item] = field(default_factory=list)
    not_looked_at: list[Item] = field(default_factory=list)
    not_now: list[Item] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    def first_sure(self) -> list[Item]:
        return [item for item in self.first if item.likely]

    @property
    def first_maybe(self) -> list[Item]:
        return [item for item in self.first if not item.likely]

    @property
    def papers_to_bring(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.need == "bring"]

    @property
    def other_papers(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.need != "bring"]


def build(bundle: Bundle, result: Result, answers: Answers, lang: str, beside: str = "") -> Results:
    """Sort the rights of `result` into the groups of DESIGN.md §6, best first in each.

    `beside`: the second language, in which each right is described as well.
    """
    groups = Results()
    for code, outcome in result.rights.items():
        if "not_in_force" in outcome.flags:
            continue
        shown = describe(bundle, result, code, answers, lang)
        if beside:
            with override(beside):
                second = describe(bundle, result, code, answers, beside)
            shown = replace(shown, second=second)
        if code == answers.right:
            groups.asked_about = shown
        else:
            getattr(groups, _group(outcome)).append(shown)
    nearly = sorted(groups.find_out, key=lambda item: len(item.result.deciding_facts))
    groups.first = _first_requests([*groups.ask, *nearly])
    groups.ask = [item for item in groups.ask if item not in groups.first]
    groups.find_out = [item for item in groups.find_out if item not in groups.first]
    groups.papers = merged(bundle, [*groups.first, *groups.ask])
    return groups


def _group(outcome: RightResult) -> str:
    if "already_held" in outcome.flags:
        return "have"
    if "refused_before" in outcome.flags:
        return "refused"
    if outcome.outcome == "unlikely":
        return "not_now"
    if outcome.outcome == "likely":
        return "ask"
    return "find_out" if _something_met(outcome) else "not_looked_at"


def _something_met(outcome: RightResult) -> bool:
    """A criterion is met that says more than who a person is and where they live."""
    return any(
        criterion.outcome == "met"
        and criterion.kind == "required"
        and not set(criterion.facts) <= WHO_AND_WHERE
        for route in outcome.routes
        if route.outcome != "unlikely"
        for criterion in route.criteria
    )


def _first_requests(items: Iterable[Item]) -> list[Item]:
    """At most three requests at two places; none that needs advice first or comes by itself."""
    chosen: list[Item] = []
    places: set[str] = set()
    for item in items:
        place = item.place.code
        if (
            item.advice_first
            or item.by_itself
            or (place not in places and len(places) == FIRST_PLACES)
        ):
            continue
        places.add(place)
        chosen.append(item)
        if len(chosen) == FIRST_REQUESTS:
            break
    return chosen
