"""Which question comes next, which come before, and how far a person is.

Everything is asked of the engine; this module only knows the order of a
conversation: forward to the fact that settles most, back to the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eligibility import Result
from eligibility.schema import Fact
from questionnaire.state import Answers
from rights.bundle import Bundle
from rights.clock import today

NEVER_ASKED = ("holds_unsure", "asked", "refused")  # filled by the form beside `holds`


@dataclass(frozen=True)
class Progress:
    """How many rights are clear already, out of how many, and questions that still matter."""

    settled: int
    rights: int
    questions_left: int


def evaluate(bundle: Bundle, answers: Answers, next_question: bool = True) -> Result:
    """Weigh the answers against every right of the bundle, by the rules of today.

    Finding the next question takes most of the time: leave it out where it is not shown.
    """
    return bundle.engine.evaluate(dict(answers.values), today(), next_question)


def asked_fact(bundle: Bundle, number: int) -> Fact | None:
    """The fact with this printed number, when it can be asked."""
    for fact in bundle.engine.facts.values():
        if fact.number == number and fact.key not in NEVER_ASKED:
            return fact
    return None


def next_fact(bundle: Bundle, answers: Answers, result: Result) -> Fact | None:
    """The next question, or None when nothing more can change an outcome.

    A person who asked about one right gets that right's deciding facts only.
    """
    if answers.right in result.rights:
        open_keys = result.rights[answers.right].deciding_facts
        key = next((key for key in open_keys if key not in answers.values), None)
    else:
        key = result.next_question
    return bundle.engine.facts[key] if key else None


def progress(result: Result) -> Progress:
    open_rights = sum(bool(right.deciding_facts) for right in result.rights.values())
    return Progress(len(result.rights) - open_rights, len(result.rights), result.questions_left)


def answered(bundle: Bundle, answers: Answers) -> list[tuple[Fact, Any]]:
    """The facts that were answered with their values, in the printed order of the questions."""
    facts = bundle.engine.facts
    given = [(facts[key], value) for key, value in answers.values.items() if key in facts]
    return sorted(given, key=lambda pair: pair[0].number)
