"""One right as the results page shows it: reasons, amount, for which child, what it opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from eligibility import Result, RightResult
from eligibility.results import AmountRange
from questionnaire import offices
from questionnaire.fields import shown_date, words
from questionnaire.reasons import why_here
from questionnaire.state import Answers
from questionnaire.wording import worded
from rights import text
from rights.bundle import Bundle
from rights.schema import Institution, Right, Words

RANK = {"likely": 0, "possible": 1, "unlikely": 2}


@dataclass(frozen=True)
class Sentence:
    """One criterion in words, with its outcome: met, not_met or unknown."""

    text: str
    outcome: str
    decided_by: str
    id: str


@dataclass(frozen=True)
class Way:
    """One route to a right."""

    id: str
    title: str
    outcome: str
    sentences: list[Sentence]

    @property
    def failed(self) -> list[str]:
        return [s.text for s in self.sentences if s.outcome == "not_met"]


@dataclass(frozen=True)
class Item:
    """One right on the results page."""

    right: Right
    words: Words
    result: RightResult
    ways: list[Way]  # the ways that may work; all of them when none does
    offices: list[Institution]
    say: str  # what to say there, in the reader's language
    called: dict[str, str]  # language of the office → the name there, if it is not the reader's
    why_here: str  # why it stands at this place of the list
    reason: str  # the sentence that does not hold, when the right does not fit
    questions: list[tuple[int, str]]  # number and text of what is still to find out
    first_ask: list[str]
    opens: list[str]  # names of the rights that this one may open
    amount: str
    amount_of: date | None  # the day from which the amounts behind `amount` count
    children: list[str]
    second: Item | None = None  # the same in the second language of the page

    @property
    def flags(self) -> list[str]:
        return self.result.flags

    @property
    def code(self) -> str:
        return self.right.code

    @property
    def place(self) -> Institution:
        """Where to go first with this request."""
        return self.offices[0]

    @property
    def likely(self) -> bool:
        return self.result.outcome == "likely"

    @property
    def settled(self) -> bool:
        """No answer to a question of this site is missing."""
        return self.likely or not self.questions

    @property
    def by_itself(self) -> bool:
        """It comes to everybody without a request: nothing to ask for, unless it did not come."""
        mode = self.right.grant_mode
        return (mode.kind, mode.coverage) == ("automatic", "all")

    @property
    def worth_asking(self) -> bool:
        return self.result.outcome != "unlikely" and "already_held" not in self.flags

    @property
    def advice_first(self) -> bool:
        return "advice_first" in self.flags


def describe(bundle: Bundle, result: Result, code: str, answers: Answers, lang: str) -> Item:
    """What the page says of the right `code`, given the answers."""
    outcome, right, named = result.rights[code], bundle.right(code), bundle.words(code, lang)
    values, every = answers.values, _ways(outcome, named)
    places = offices.offices(bundle, right, values)
    opens = [bundle.words(o, lang).name for o in outcome.opens if _may_open(result, o)]
    return Item(
        right=right,
        words=named,
        result=outcome,
        ways=[way for way in every if way.outcome != "unlikely"] or every,
        offices=places,
        say=say(named.name),
        called=called(bundle, code, offices.languages(places[0], values), lang),
        why_here=why_here(right, outcome, len(opens)),
        reason=_reason(every) if outcome.outcome == "unlikely" else "",
        questions=_questions(bundle, outcome, answers, lang),
        first_ask=[bundle.words(other, lang).name for other in outcome.first_ask],
        opens=opens,
        amount=amount_words(outcome.amount, lang),
        amount_of=outcome.amount.since if outcome.amount else None,
        children=_children(bundle, outcome, values, lang),
    )  # fmt: skip


def _questions(
    bundle: Bundle, outcome: RightResult, answers: Answers, lang: str
) -> list[tuple[int, str]]:
    """What is still to find out; who does not know is not asked again."""
    open_keys = [key for key in outcome.deciding_facts if key not in answers.values]
    facts = [worded(bundle.engine.facts[key], answers, lang) for key in open_keys]
    return [(fact.number, words(fact.question, lang)) for fact in facts]


def say(name: str) -> str:
    """What to say at the office to ask for the right called `name`."""
    return _("I would like to ask for: %(name)s. Please give me proof of my request.") % {
        "name": name
    }


def called(bundle: Bundle, code: str, spoken: Iterable[str], lang: str) -> dict[str, str]:
    """The names of a right in the languages of its office, when the reader's is not among them."""
    there = tuple(spoken)
    return {} if lang in there else {other: bundle.words(code, other).name for other in there}


def _ways(outcome: RightResult, named: Words) -> list[Way]:
    ways = [
        Way(
            id=route.id,
            title=named.routes.get(route.id, ""),
            outcome=route.outcome,
            sentences=[
                Sentence(named.criteria[c.id], c.outcome, c.decided_by, c.id)
                for c in route.criteria
            ],
        )
        for route in outcome.routes
    ]
    return sorted(ways, key=lambda way: RANK[way.outcome])


def _reason(ways: list[Way]) -> str:
    """The first sentence that does not hold of the way that comes nearest."""
    failing = [way.failed for way in ways if way.failed]
    return min(failing, key=len)[0] if failing else ""


def _may_open(result: Result, code: str) -> bool:
    opened = result.rights.get(code)
    return (
        opened is not None
        and opened.outcome != "unlikely"
        and not {"already_held", "not_in_force"} & set(opened.flags)
    )


def amount_words(amount: AmountRange | None, lang: str) -> str:
    """'€ 100 tot € 250 per maand', or nothing when no bound is known. Ranges in whole euros."""
    if amount is None or not (amount.min or amount.max):
        return ""
    low, high = _decimal(amount.min), _decimal(amount.max)
    if low == high and low is not None:
        return text.quantity(low, amount.unit, lang)
    if high is None:
        return _("%(low)s or more") % {"low": text.quantity(_whole(low), amount.unit, lang)}
    most = text.quantity(_whole(high), amount.unit, lang)
    if not low:
        return _("up to %(high)s") % {"high": most}
    return _("%(low)s to %(high)s") % {"low": text.money(_whole(low), lang), "high": most}


def _decimal(euros: float | None) -> Decimal | None:
    return None if euros is None else Decimal(str(euros))


def _whole(euros: Decimal) -> Decimal:
    return euros.quantize(Decimal(1), ROUND_HALF_UP)


def _children(
    bundle: Bundle, outcome: RightResult, values: Mapping[str, Any], lang: str
) -> list[str]:
    """Of a right per child: the children it may be for, as 'Child 1 (1 March 2020)'."""
    key = bundle.right(outcome.code).for_each
    records = values.get(key) if key else None
    if not records:
        return []
    label = words(bundle.engine.facts[key].label, lang)
    return [
        _child(label, record.index, records[record.index], outcome.outcome != record.outcome)
        for record in outcome.records
        if record.outcome != "unlikely" and record.index < len(records)
    ]


def _child(label: str, index: int, record: Mapping[str, Any], unsure: bool) -> str:
    born = record.get("birth_date")
    name = f"{label} {index + 1} ({shown_date(born)})" if born else f"{label} {index + 1}"
    return _("%(child)s: still to find out") % {"child": name} if unsure else name
