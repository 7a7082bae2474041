"""The rule base as data: facts, notions, parameters and the logic of rights.

These models read the language-free part of the catalogue files and refuse a
wrong shape with the place and the reason. They hold no behaviour: parsing of
tests is in `language`, evaluation in `engine`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

LANGUAGES = ("nl", "fr", "de", "en")
Lang = Literal["nl", "fr", "de", "en"]
Text = dict[Lang, str]

FactType = Literal["bool", "choice", "number", "money", "date", "postcode", "set", "list"]
Unit = Literal[
    "EUR", "EUR/day", "EUR/month", "EUR/quarter", "EUR/year", "EUR/hour",
    "years", "months", "weeks", "days", "hours", "points", "percent", "count", "litres", "c€/kWh",
]  # fmt: skip
Step = Literal["request", "registration", "recognition", "paper", "debt-plan"]
Confidence = Literal["official", "secondary", "derived"]


def _expression(value: object) -> object:
    """YAML reads a bare `true` or `0` as a value; a test is always text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


Expression = Annotated[str, BeforeValidator(_expression)]


class Record(BaseModel):
    """Base of all catalogue records: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Option(Record):
    """One answer of a choice or set; `hint` says how to recognise it on a card or letter."""

    code: str
    label: Text = Field(default_factory=dict)
    label_other: Text | None = None  # where the label says "I" or "my"
    hint: Text | None = None


class Field_(Record):
    """What facts and the fields of a list's records have in common.

    The texts `…_other` are for who answers for another person; without one the other text stays.
    """

    key: str
    type: FactType
    unit: Unit | None = None
    min: float | None = None
    max: float | None = None
    options: list[Option] | None = None
    ask_if: Expression | None = None
    otherwise: bool | int | float | str | list[str] | None = None
    label: Text | None = None  # short name for the summary: "Your postcode"
    label_other: Text | None = None
    question: Text = Field(default_factory=dict)
    question_other: Text | None = None
    help: Text | None = None
    help_other: Text | None = None
    sensitive: bool = False


class Fact(Field_):
    """One thing a person can say about their life.

    `ask_if` false means: not asked, the fact has the value `otherwise`.
    `record` holds the fields of a list; `singular` is their prefix in tests.
    """

    number: int
    topic: Literal["already", "you", "home", "place", "work", "money", "health"]
    singular: str | None = None
    record: list[Field_] | None = None
    why: Text | None = None
    actionable: Step | None = None  # the one step that a person can be told to ask for
    note: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Fact:
        if self.type in ("choice",) and not self.options:
            raise ValueError(f"fact {self.key}: a choice needs options")
        if self.type == "list" and not (self.record and self.singular):
            raise ValueError(f"fact {self.key}: a list needs 'singular' and 'record'")
        return self


class Range(Record):
    """One line of a lookup: from and to are both included."""

    from_: int = Field(alias="from")
    to: int
    is_: str = Field(alias="is")


class Lookup(Record):
    """A choice read from a table of ranges, such as the region of a postcode."""

    of: str
    ranges: list[Range]


class NotionVersion(Record):
    from_: date | None = Field(default=None, alias="from")
    is_: Expression = Field(alias="is")


class Notion(Record):
    """A legal notion, derived from facts. One of `is`, `versions` or `lookup`."""

    key: str
    type: Literal["bool", "choice", "number", "money", "date"]
    unit: Unit | None = None
    options: list[str] | None = None
    is_: Expression | None = Field(default=None, alias="is")
    versions: list[NotionVersion] | None = None
    lookup: Lookup | None = None
    label: Text | None = None
    source: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Notion:
        if sum(form is not None for form in (self.is_, self.versions, self.lookup)) != 1:
            raise ValueError(f"notion {self.key}: give exactly one of 'is', 'versions', 'lookup'")
        return self


class ParameterValue(Record):
    """A value from a date on, until the next one. `value: null` ends the series."""

    from_: date = Field(alias="from")
    value: Decimal | None
    confidence: Confidence
    source: str | None = None
    note: str | None = None


class Parameter(Record):
    """A dated figure. Money is in euros with at most two decimals, percent as 20 for 20 %."""

    key: str
    unit: Unit
    label: Text = Field(default_factory=dict)
    values: list[ParameterValue]
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Parameter:
        dates = [value.from_ for value in self.values]
        if dates != sorted(set(dates)):
            raise ValueError(f"parameter {self.key}: dates must rise, each once")
        for value in self.values:
            if value.confidence != "derived" and not (value.source or "").startswith("http"):
                raise ValueError(f"parameter {self.key} from {value.from_}: needs a source address")
        return self


class Criterion(Record):
    """One condition. `test` true means met, or for an exclusion: the person is excluded.

    `decided_by: office` is for what only an institution can judge; such a
    criterion has no test and never makes a right unlikely.
    """

    id: str
    kind: Literal["required", "exclusion"] = "required"
    decided_by: Literal["here", "office"] = "here"
    test: Expression | None = None
    source: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _test_or_office(self) -> Criterion:
        if (self.test is None) != (self.decided_by == "office"):
            raise ValueError(f"criterion {self.id}: a test, or 'decided_by: office' without test")
        return self


class Route(Record):
    """One way to the right: all its criteria (and the common ones) must hold."""

    id: str
    criteria: list[Criterion]


class Amount(Record):
    is_: Expression = Field(alias="is")
    unit: Unit
    source: str | None = None


class InForce(Record):
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None


class RightLogic(Record):
    """What the engine needs of a right: when it holds, for how much, and what it opens."""

    code: str
    in_force: InForce = Field(default_factory=InForce)
    criteria: list[Criterion] = Field(default_factory=list)  # for everyone, beside each route
    routes: list[Route] = Field(default_factory=list)
    for_each: str | None = None  # a list fact ("children"): the right is judged per record
    amount: Amount | None = None
    opens: list[str] = Field(default_factory=list)
    excludes: list[str] = Field(default_factory=list)  # cannot be had together
    reduces: list[str] = Field(default_factory=list)  # are lower, or end, when this one is paid
    discretionary: bool = False
    advice_first: bool = False
    incomplete: bool = False  # a required criterion is not coded: never better than `possible`
    being_checked: bool = False  # somebody doubts it: as `incomplete`, until it was looked at
    starts_on_request: bool = False  # the right counts from the day of the request
    value_band: Literal["low", "medium", "high"] | None = None  # yearly: < 200, < 2000, more (EUR)
    effort: Literal[1, 2, 3] = 2  # 1: one call or nothing; 3: examination or long file


class RuleBase(Record):
    """Everything the engine runs on."""

    facts: list[Fact]
    notions: list[Notion]
    parameters: list[Parameter]
    rights: list[RightLogic]


def in_force(right: RightLogic, day: int) -> bool:
    """Whether a right exists on a day (number)."""
    start, end = right.in_force.from_, right.in_force.until
    return (start is None or start.toordinal() <= day) and (end is None or day <= end.toordinal())
