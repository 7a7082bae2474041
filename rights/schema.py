"""The words and the shared lists of the catalogue, as data.

Together with `eligibility.schema` this is the shape of the files in
`catalogue/`, of the bundle that is published, and of what the pages show.
Text fields marked *prose* are CommonMark without HTML: paragraphs, lists and
links. `{parameter.key}` in any text shows that parameter with its date.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from eligibility.schema import Fact, Lang, Notion, Parameter, Record, RightLogic, Text

Need = Literal["bring", "office_has", "maybe"]


class GrantMode(Record):
    """`automatic`: nobody asks. `ex_officio`: the office must look by itself. Else on request."""

    kind: Literal["automatic", "ex_officio", "on_request"]
    coverage: Literal["all", "most", "some"] = "all"


class RightDocument(Record):
    document: str
    need: Need = "bring"


class Channel(Record):
    """One way to ask. `needs` is empty when no eID, code, e-mail or account is needed."""

    kind: Literal["desk", "phone", "post", "email", "online", "through_helper"]
    needs: list[Literal["eid", "itsme", "code", "email", "account"]] = Field(default_factory=list)
    url: str | None = None
    source: str | None = None


class Deadline(Record):
    """A time limit as data; its sentence is in the words under the same id.

    A count of units after something, or a day that comes each year (`06-01`: 1 June). A limit
    in quarters ends with the last day of the quarter.
    """

    id: str
    count: int | None = None
    unit: Literal["days", "weeks", "months", "quarters", "years"] | None = None
    after: (
        Literal["event", "delivery", "decision", "birth", "stop", "bill", "move", "end_of_work"]
        | None
    ) = None
    each_year: str | None = Field(default=None, pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
    source: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Deadline:
        counted = (self.count, self.unit, self.after)
        given = [part is not None for part in counted]
        if any(given) == bool(self.each_year) or any(given) != all(given):
            raise ValueError(f"deadline {self.id}: count, unit and after, or each_year")
        return self


class Appeal(Record):
    """Who decides when a person disagrees with this right's decision."""

    body: str  # institution code, or one of: labour-court, council-of-state, first-instance-court
    count: int | None = None
    unit: Literal["days", "months"] | None = None
    free: bool | None = None
    source: str | None = None


class LegalResource(Record):
    title: Text
    url: str | None = None


class Source(Record):
    url: str
    title: str | None = None
    checked_on: date


class NotCoded(Record):
    """A condition of the law that the questionnaire does not ask, and why."""

    text: str
    reason: str


class Right(RightLogic):
    """A public service in the sense of CPSV-AP: the logic and the structure of one right."""

    level: Literal["federal", "flanders", "wallonia", "brussels", "ostbelgien", "local", "regions"]
    themes: list[str]
    life_events: list[str] = Field(default_factory=list)
    audiences: list[str] = Field(default_factory=list)
    authority: str
    applied_for_at: list[str]
    grant_mode: GrantMode
    risks_known: bool = True  # False: "none known" is shown before asking
    similar: list[str] = Field(default_factory=list)
    documents: list[RightDocument] = Field(default_factory=list)
    tools: list[str] = Field(default_factory=list)
    channels: list[Channel] = Field(default_factory=list)
    deadlines: list[Deadline] = Field(default_factory=list)
    appeal: list[Appeal] = Field(default_factory=list)
    legal_basis: list[LegalResource] = Field(default_factory=list)
    sources: list[Source]
    not_coded: list[NotCoded] = Field(default_factory=list)
    to_confirm: list[str] = Field(default_factory=list)
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    review_by: date
    note: str | None = None

    @property
    def checked_on(self) -> date:
        return max(source.checked_on for source in self.sources)


class Box(Record):
    """The four answers at the top of a sheet, each a few words."""

    automatic: str
    get: str
    where: str
    wait: str


class Words(Record):
    """One right in one language."""

    name: str
    slug: str
    also_called: list[str] = Field(default_factory=list)
    people_say: list[str] = Field(default_factory=list)
    in_short: str
    box: Box
    what_you_get: str  # prose
    routes: dict[str, str] = Field(default_factory=dict)
    criteria: dict[str, str]
    automatic: str  # prose: is it automatic, and what if it did not come
    need: str | None = None  # prose beside the list of papers
    before_you_ask: str  # prose
    steps: list[str]
    who_may_ask: str  # prose
    channels: str  # prose: what each way needs, and one way without any of it
    when: str  # prose: when you hear and are paid
    keeping: str  # prose
    deadlines: dict[str, str] = Field(default_factory=dict)
    disagree: str  # prose
    good_to_know: list[str] = Field(default_factory=list)
    misunderstandings: list[str] = Field(default_factory=list)
    professional: str | None = None  # prose


class Case(Record):
    """A situation and what must follow from it; the key in the file is a sentence."""

    as_of: date
    answers: dict[str, object]
    outcome: Literal["likely", "possible", "unlikely"]
    routes: dict[str, Literal["likely", "possible", "unlikely"]] = Field(default_factory=dict)
    criteria: dict[str, Literal["met", "not_met", "unknown"]] = Field(default_factory=dict)
    deciding_facts: list[str] | None = None
    flags: list[str] | None = None
    source: str | None = None
    note: str | None = None


class Institution(Record):
    code: str
    name: Text
    short: Text | None = None
    what: Text | None = None
    level: Literal["federal", "flanders", "wallonia", "brussels", "ostbelgien", "local", "private"]
    website: Text | None = None
    phone: str | None = None
    email: str | None = None
    find_yours: Text | None = None  # how to find your own local office
    languages: list[Lang] = Field(default_factory=list)
    source: str | None = None
    note: str | None = None


class Document(Record):
    code: str
    name: Text
    what: Text | None = None
    where: Text | None = None  # where to get it
    source: str | None = None
    note: str | None = None


class OnlineTool(Record):
    code: str
    name: Text
    url: Text
    what: Text
    needs: list[Literal["eid", "itsme", "code", "email", "account"]] = Field(default_factory=list)
    languages: list[Lang] = Field(default_factory=list)
    institution: str | None = None
    source: str | None = None


class Theme(Record):
    code: str
    name: Text
    slug: Text
    what: Text
    icon: str | None = None


class LifeEvent(Record):
    code: str
    name: Text
    slug: Text
    what: Text | None = None


class GlossaryTerm(Record):
    code: str
    term: Text
    definition: Text
    also: dict[Lang, list[str]] = Field(default_factory=dict)  # search synonyms
    avoid: dict[Lang, list[str]] = Field(default_factory=dict)  # forbidden in published text
    source: str | None = None


class Contact(Record):
    """Who to call or visit. Shown only when `source` says where it was read."""

    name: Text
    phone: str | None = None
    url: Text | None = None
    hours: Text | None = None
    where: list[Literal["brussels", "flanders", "wallonia", "ostbelgien"]] = Field(
        default_factory=list
    )  # empty: the whole country
    languages: list[Lang] = Field(default_factory=list)
    free: bool | None = None
    source: str


class UrgentNeed(Record):
    """One line of "I need help today": a need, what to say, who to call or visit."""

    code: str
    name: Text
    what: Text  # prose: what to do now
    say: Text  # one sentence to say
    rights: list[str] = Field(default_factory=list)
    contacts: list[Contact]


class HelpPoint(Record):
    code: str
    name: Text
    kind: Literal["ocmw", "public_computer", "justice_house", "labour_court", "other"]
    postcode: str
    address: str | None = None
    phone: str | None = None
    website: str | None = None
    hours: Text | None = None
    access: list[Literal["wheelchair", "lift", "adapted_toilet", "hearing_loop"]] = Field(
        default_factory=list
    )
    languages: list[Lang] = Field(default_factory=list)
    source: str | None = None


class Catalogue(Record):
    """The whole content: what files, database and bundle have in common."""

    facts: list[Fact]
    notions: list[Notion]
    parameters: list[Parameter]
    rights: list[Right]
    words: dict[str, dict[Lang, Words]]  # by right code, then language
    cases: dict[str, dict[str, Case]] = Field(default_factory=dict)  # right code, then sentence
    institutions: list[Institution] = Field(default_factory=list)
    documents: list[Document] = Field(default_factory=list)
    tools: list[OnlineTool] = Field(default_factory=list)
    themes: list[Theme] = Field(default_factory=list)
    life_events: list[LifeEvent] = Field(default_factory=list)
    glossary: list[GlossaryTerm] = Field(default_factory=list)
    urgent_help: list[UrgentNeed] = Field(default_factory=list)
    help_points: list[HelpPoint] = Field(default_factory=list)
