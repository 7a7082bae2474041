"""What the engine answers: plain, immutable records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Outcome = Literal["likely", "possible", "unlikely"]
Met = Literal["met", "not_met", "unknown"]
RANK: dict[str, int] = {"unlikely": 0, "possible": 1, "likely": 2}


@dataclass(frozen=True, slots=True)
class AmountRange:
    """The estimate of an amount; None where there is no bound. Money in euros.

    Made of confirmed figures, of which the newest counts `since` a day. `confirmed` is False
    when a newer one waits to be confirmed.
    """

    min: float | None
    max: float | None
    unit: str
    confirmed: bool = True
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One condition. An exclusion is `met` when the person is not excluded.

    `facts`: everything the test can use. `unknown`: what of it still matters.
    `distance`: for a plain comparison of two known numbers, how far the left
    side is under (+) or over (-) the right side, in euros or in the unit.
    """

    id: str
    outcome: Met
    kind: str
    decided_by: str
    facts: tuple[str, ...]
    unknown: tuple[str, ...]
    source: str | None
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class RouteResult:
    """One way to the right: `likely` when all that can be judged here holds."""

    id: str
    outcome: Outcome
    criteria: list[CriterionResult]


@dataclass(frozen=True, slots=True)
class RecordResult:
    """For a right per child: which record of the list, and its outcome."""

    index: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RightResult:
    """One right. `deciding_facts`: facts that can still change the outcome, a list counts as one.

    `first_ask`: other rights to ask first, when this one fails only because
    they are not held yet.
    """

    code: str
    outcome: Outcome
    flags: list[str]
    score: int
    amount: AmountRange | None
    routes: list[RouteResult]
    deciding_facts: list[str]
    opens: list[str]
    records: list[RecordResult] = field(default_factory=list)
    first_ask: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """Two rights that cannot be had together. `better`: the larger one, when that is certain."""

    one: str
    other: str
    better: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """All rights, best first, and the next question. Holds no answers."""

    as_of: date
    rights: Mapping[str, RightResult]
    next_question: str | None
    questions_left: int
    relevant: list[str]
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A better outcome that is near: from a date on, or after one step that can be asked for."""

    code: str
    outcome: Outcome
    facts: list[str]
    date: date | None = None
    value: Any = None
