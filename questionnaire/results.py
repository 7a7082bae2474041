"""Results for a person: grouped, explained in words, with one list of papers.

The first screen holds at most three requests at two places; the rest is
folded. No score is shown. The institution decides, and the words say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from eligibility import Result, RightResult
from rights.bundle import Bundle
from rights.schema import Document, Right, Words

FIRST_REQUESTS = 3
FIRST_PLACES = 2
# A right that meets only these is not yet "maybe for you": nearly everyone meets them.
WHO_AND_WHERE = {
    "birth_date", "postcode", "staying", "registered_address",
    "nationality_status", "residence_paper", "months_in_belgium",
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """One criterion in words, with its outcome: met, not_met or unknown."""

    text: str
    outcome: str
    decided_by: str


@dataclass(frozen=True)
class Way:
    """One route to a right."""

    title: str
    outcome: str
    sentences: list[Sentence]


@dataclass(frozen=True)
class Item:
    """One right on the results page."""

    right: Right
    words: Words
    result: RightResult
    ways: list[Way]
    places: list[str]
    reason: str
    questions: list[tuple[int, str]]  # number and text of what is still to find out
    first_ask: list[str]

    @property
    def advice_first(self) -> bool:
        return "advice_first" in self.result.flags


@dataclass(frozen=True)
class Paper:
    """One document of the merged list; the names of the rights that need it."""

    document: Document
    need: str
    rights: list[str]


@dataclass
class Results:
    first: list[Item] = field(default_factory=list)
    ask: list[Item] = field(default_factory=list)
    find_out: list[Item] = field(default_factory=list)
    have: list[Item] = field(default_factory=list)
    refused: list[Item] = field(default_factory=list)
    not_looked_at: list[Item] = field(default_factory=list)
    not_now: list[Item] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)

    @property
    def worth_asking(self) -> int:
        return len(self.first) + len(self.ask)


def build(bundle: Bundle, result: Result, lang: str, as_of: date) -> Results:
    """Sort the rights of `result` into the groups of DESIGN.md §6, best first in each."""
    groups = Results()
    for code, outcome in result.rights.items():
        if "not_in_force" in outcome.flags:
            continue
        getattr(groups, _group(outcome)).append(_item(bundle, outcome, code, lang))
    groups.first = _first_requests(groups.ask or groups.find_out)
    groups.ask = [item for item in groups.ask if item not in groups.first]
    groups.find_out = [item for item in groups.find_out if item not in groups.first]
    groups.papers = _papers(bundle, [*groups.first, *groups.ask])
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


def _item(bundle: Bundle, outcome: RightResult, code: str, lang: str) -> Item:
    right, words = bundle.right(code), bundle.words(code, lang)
    ways = _ways(outcome, words)
    facts = bundle.engine.facts
    return Item(
        right=right,
        words=words,
        result=outcome,
        ways=ways,
        places=[bundle.institution(place).name[lang] for place in right.applied_for_at],
        reason=_reason(ways),
        questions=[
            (facts[key].number, facts[key].question[lang]) for key in outcome.deciding_facts
        ],
        first_ask=[bundle.words(held, lang).name for held in outcome.first_ask],
    )


def _ways(outcome: RightResult, words: Words) -> list[Way]:
    return [
        Way(
            title=words.routes.get(route.id, ""),
            outcome=route.outcome,
            sentences=[
                Sentence(words.criteria[c.id], c.outcome, c.decided_by) for c in route.criteria
            ],
        )
        for route in outcome.routes
    ]


def _reason(ways: Iterable[Way]) -> str:
    """The sentence that says most: the last met criterion of the best route."""
    order = {"likely": 0, "possible": 1, "unlikely": 2}
    for way in sorted(ways, key=lambda way: order[way.outcome]):
        met = [s.text for s in way.sentences if s.outcome == "met"]
        failed = [s.text for s in way.sentences if s.outcome == "not_met"]
        if way.outcome == "unlikely" and failed:
            return failed[0]
        if met:
            return met[-1]
    return ""


def _first_requests(items: list[Item]) -> list[Item]:
    """At most three requests at two places; never one that needs advice first."""
    chosen: list[Item] = []
    places: set[str] = set()
    for item in items:
        place = item.right.applied_for_at[0]
        if item.advice_first or (place not in places and len(places) == FIRST_PLACES):
            continue
        places.add(place)
        chosen.append(item)
        if len(chosen) == FIRST_REQUESTS:
            break
    return chosen


def _papers(bundle: Bundle, items: list[Item]) -> list[Paper]:
    """One list over all requests: what to bring first, then maybe, then what offices have."""
    order = {"bring": 0, "maybe": 1, "office_has": 2}
    needs: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for item in items:
        for entry in item.right.documents:
            names.setdefault(entry.document, []).append(item.words.name)
            needs[entry.document] = min(
                needs.get(entry.document, entry.need), entry.need, key=order.__getitem__
            )
    papers = [Paper(bundle.document(code), needs[code], names[code]) for code in needs]
    return sorted(papers, key=lambda paper: (order[paper.need], -len(paper.rights)))
