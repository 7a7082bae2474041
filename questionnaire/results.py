"""Results for a person: grouped, explained in words, with one list of papers.

The first screen holds at most three requests at two places; the rest is
folded. No score is shown. The institution decides, and the words say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import override

from eligibility import Result, RightResult
from questionnaire.dossier.papers import Paper, merged
from questionnaire.items import Item, describe
from questionnaire.state import Answers
from rights.bundle import Bundle

FIRST_REQUESTS = 3
FIRST_PLACES = 2
ENOUGH = 2  # what is worth little joins the first requests only while there are fewer than these
FEW_QUESTIONS = 3  # a "maybe" is a first request when no more than these are open
NEARLY = 0.6  # and this part of its criteria holds
# A right that meets only these is not yet "maybe for you": nearly everyone meets them.
WHO_AND_WHERE = {
    "birth_date", "postcode", "staying", "registered_address",
    "nationality_status", "residence_paper", "months_in_belgium", "health_insured",
}  # fmt: skip
HEALTH = "health"  # the topic of these questions
# With no residence paper these come first, whatever is still open (DESIGN.md §6).
WITHOUT_PAPER = ("urgent-medical-aid", "second-line-legal-aid")


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
    def requests(self) -> list[Item]:
        """What to ask for now: not what the next answer may still rule out."""
        return [*(item for item in self.first if item.settled), *self.ask]

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
            getattr(groups, _group(code, outcome, answers.values)).append(shown)
    nearly = filter(_nearly, groups.find_out)
    if not _ill(bundle, answers):  # nobody begins with an illness of which they said nothing
        nearly = (item for item in nearly if not _turns_on_health(bundle, item, answers))
    vital = [item for item in groups.find_out if _vital(item.code, answers.values)]
    vital.sort(key=lambda item: WITHOUT_PAPER.index(item.code))
    groups.first = _first_requests([*vital, *groups.ask, *(i for i in nearly if i not in vital)])
    groups.ask = [item for item in groups.ask if item not in groups.first]
    groups.find_out = [item for item in groups.find_out if item not in groups.first]
    groups.papers = merged(bundle, groups.requests)
    return groups


def _vital(code: str, values: Mapping[str, Any]) -> bool:
    return code in WITHOUT_PAPER and values.get("residence_paper") == "none"


def _group(code: str, outcome: RightResult, values: Mapping[str, Any]) -> str:
    if "already_held" in outcome.flags:
        return "have"
    if "refused_before" in outcome.flags:
        return "refused"
    if outcome.outcome == "unlikely":
        return "not_now"
    if outcome.outcome == "likely":
        return "ask"
    worth_a_look = _vital(code, values) or _something_met(outcome, set(values))
    return "find_out" if worth_a_look else "not_looked_at"


def _something_met(outcome: RightResult, answered: set[str]) -> bool:
    """A criterion is met, by an answer that says more than who a person is and where they live."""
    return any(
        criterion.outcome == "met"
        and criterion.kind == "required"
        and not answered.isdisjoint(_asked(criterion.facts) - WHO_AND_WHERE)
        for route in outcome.routes
        if route.outcome != "unlikely"
        for criterion in route.criteria
    )


def _asked(facts: Iterable[str]) -> set[str]:
    """The answers behind these facts: those of a child are part of the list."""
    return {key.partition("[")[0] for key in facts}


def _nearly(item: Item) -> bool:
    """Little is left to find out: most holds already, and few answers settle it."""
    return len(item.questions) <= FEW_QUESTIONS and _part_met(item.result) >= NEARLY


def _ill(bundle: Bundle, answers: Answers) -> bool:
    """An answer so far speaks of an illness or a disability, of whomever."""
    said = (key for key, value in answers.values.items() if value)
    return answers.values.get("work_status") == "sick" or any(_on_health(bundle, {k}) for k in said)


def _turns_on_health(bundle: Bundle, item: Item, answers: Answers) -> bool:
    """On every way that may work, something about health is still to be said."""
    return all(
        any(
            criterion.outcome == "unknown"
            and criterion.decided_by == "here"
            and _on_health(bundle, _asked(criterion.facts) - answers.values.keys())
            for criterion in route.criteria
        )
        for route in item.result.routes
        if route.outcome != "unlikely"
    )


def _on_health(bundle: Bundle, keys: set[str]) -> bool:
    facts, told = bundle.engine.facts, keys - WHO_AND_WHERE
    return bool(told) and all(facts[key].topic == HEALTH for key in told)


def _part_met(outcome: RightResult) -> float:
    """Which part of the criteria that answers can settle holds, on the way that comes nearest."""
    ways = [
        [
            criterion.outcome == "met"
            for criterion in route.criteria
            if criterion.decided_by == "here"
        ]
        for route in outcome.routes
        if route.outcome != "unlikely"
    ]
    return max((sum(way) / len(way) for way in ways if way), default=0.0)


def _first_requests(items: Iterable[Item]) -> list[Item]:
    """At most three requests at two places; none that needs advice first or comes by itself."""
    chosen: list[Item] = []
    for item in sorted((i for i in items if not (i.advice_first or i.by_itself)), key=_small):
        places = {other.place.code for other in chosen} | {item.place.code}
        if len(chosen) < _room(item) and len(places) <= FIRST_PLACES:
            chosen.append(item)
    return chosen


def _room(item: Item) -> int:
    """Among how many requests this one may still stand."""
    if not _small(item):
        return FIRST_REQUESTS
    return 1 if "office_decides" in item.flags else ENOUGH  # a need that this site cannot see


def _small(item: Item) -> bool:
    """Worth little, and it opens no other right."""
    return item.right.value_band == "low" and not item.opens
