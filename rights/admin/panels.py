"""The edit form of every type: a tab for the logic and one for each language."""

from django.db.models import TextField, URLField
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from eligibility.schema import LANGUAGES
from rights.admin.forms import CodeCheckboxes, CodeSelect, EntryForm, LineCheckboxes, PlainNumber
from rights.admin.permissions import EDIT_RULES
from rights.models import Right
from rights.models.base import PREVIEWS, Entry
from rights.models.fields import choices
from rights.records import child_relations
from rights.translation import FIELDS

A_ROW = 3  # fields beside each other: with more, an amount is too narrow to read
WAGTAIL = {
    "id", "position", "sort_order", "live", "has_unpublished_changes", "first_published_at",
    "last_published_at", "live_revision", "go_live_at", "expire_at", "expired", "locked",
    "locked_at", "locked_by", "latest_revision", "being_checked",
}  # fmt: skip
WIDGETS = {
    "authority": lambda: CodeSelect("Institution"),
    "confirmed_by": lambda: CodeSelect("Institution"),
    "institution": lambda: CodeSelect("Institution"),
    "document": lambda: CodeSelect("Document"),
    "themes": lambda: CodeCheckboxes("Theme"),
    "life_events": lambda: CodeCheckboxes("LifeEvent"),
    "tools": lambda: CodeCheckboxes("OnlineTool"),
    "value": lambda: PlainNumber(attrs={"step": "any"}),
    "applied_for_at": lambda: CodeCheckboxes("Institution"),
    "needs": lambda: LineCheckboxes(NEEDS),
    "languages": lambda: LineCheckboxes(PREVIEWS),
    "access": lambda: LineCheckboxes(ACCESS),
    "where": lambda: LineCheckboxes(choices("brussels", "flanders", "wallonia", "ostbelgien")),
}
NEEDS = [("eid", "eID"), ("itsme", "itsme"), *choices("code", "email", "account")]
ACCESS = choices("wheelchair", "lift", "adapted_toilet", "hearing_loop")
ROWS = {
    "criteria": "Criteria: each one condition with its sentence",
    "routes": "Routes: any one is enough",
    "documents": "Papers",
    "channels": "Ways to ask",
    "deadlines": "Time limits",
    "appeal": "Who decides when a person disagrees",
    "sources": "Sources",
    "legal_basis": "Laws",
    "not_coded": "Conditions that nobody is asked about",
    "values": "Values, each from a date on",
    "options": "Answers",
    "contacts": "Who helps",
}  # children of an entry: above their rows


def field(model, name: str) -> FieldPanel:
    """A field that is the same in all languages; shown to those who may write rules."""
    column = model._meta.get_field(name)
    widget = WIDGETS[name]() if name in WIDGETS else None
    return FieldPanel(name, widget=widget, permission=EDIT_RULES, **_said(column))


def words(model, name: str, lang: str, in_row: bool = False) -> FieldPanel:
    """A text in one language; shown to those who may write that language."""
    said = _said(model._meta.get_field(name))
    if in_row:
        said["heading"] = format_lazy("{} [{}]", said["heading"], lang)
    return FieldPanel(f"{name}_{lang}", permission=f"rights.translate_{lang}", **said)


def _said(column) -> dict:
    """The label and help of a column in the language of the editor."""
    if not isinstance(column.verbose_name, str):
        return {}  # of Wagtail, which translates it
    said = {"heading": capfirst(pgettext_lazy("cms", column.verbose_name))}
    if column.help_text:
        said["help_text"] = pgettext_lazy("cms", column.help_text)
    return said


def language_tab(model, lang: str, title: str) -> ObjectList:
    return ObjectList([words(model, name, lang) for name in FIELDS[model]], heading=title)


def plain_fields(model) -> list[str]:
    """The columns that are the same in all languages, in the order of the model."""
    translated = FIELDS.get(model, ())
    skip = {
        *WAGTAIL,
        *translated,
        *(f"{n}_{lang}" for n in translated for lang in LANGUAGES),
    }
    return [
        f.name
        for f in model._meta.concrete_fields
        if f.name not in skip and not isinstance(f, ParentalKey)
    ]


def rows(model, name: str) -> InlinePanel:
    """The child rows of one kind; short fields beside each other, then the words."""
    child = child_relations(model)[name]
    names = plain_fields(child)
    wide = [n for n in names if isinstance(child._meta.get_field(n), (TextField, URLField))]
    short = [field(child, n) for n in names if n not in wide]
    panels = [FieldRowPanel(short[i : i + A_ROW]) for i in range(0, len(short), A_ROW)]
    panels += [field(child, n) for n in wide]
    panels += [words(child, n, lang, True) for n in FIELDS.get(child, ()) for lang in LANGUAGES]
    heading = pgettext_lazy("cms", ROWS[name])
    return InlinePanel(name, panels=panels, heading=heading, label=pgettext_lazy("cms", "row"))


def entry_tabs(model: type[Entry]) -> TabbedInterface:
    """Logic, then Nederlands, Français, Deutsch, English."""
    logic = [field(model, name) for name in plain_fields(model)]
    logic += [rows(model, name) for name in child_relations(model)]
    tabs = [ObjectList(logic, heading=_("In all languages"))]
    if model in FIELDS:
        tabs += [language_tab(model, lang, title) for lang, title in PREVIEWS]
    tabs.append(ObjectList([FieldPanel("publish_anyway")], heading=_("Publish anyway")))
    return TabbedInterface(tabs, base_form_class=EntryForm)


REVIEW = ("review_by", "confirmed_by", "confirmed_on", "to_confirm", "note")
RULES = (
    "in_force_start", "in_force_until", "for_each", "opens", "excludes", "reduces", "similar",
    "discretionary", "advice_first", "incomplete", "starts_on_request", "risks_known",
    "value_band", "effort",
)  # fmt: skip
AMOUNT = ("amount_formula", "amount_unit", "amount_source")


def _fields(names) -> list[FieldPanel]:
    return [field(Right, name) for name in names]


def right_tabs() -> TabbedInterface:
    """What and where · rules · four languages · sources and review · cases."""
    apart = {*REVIEW, *RULES, *AMOUNT, "cases"}
    what = [field(Right, name) for name in plain_fields(Right) if name not in apart]
    what += [rows(Right, name) for name in ("documents", "channels", "deadlines", "appeal")]
    rules = [
        rows(Right, "criteria"),
        rows(Right, "routes"),
        MultiFieldPanel(_fields(AMOUNT), heading=_("Estimate of the amount")),
        *_fields(RULES),
    ]
    review = [rows(Right, name) for name in ("sources", "legal_basis", "not_coded")]
    return TabbedInterface(
        [
            ObjectList(what, heading=_("What and where")),
            ObjectList(rules, heading=_("Rules")),
            *[language_tab(Right, lang, title) for lang, title in PREVIEWS],
            ObjectList([*review, *_fields(REVIEW)], heading=_("Sources and review")),
            ObjectList(_fields(["cases"]), heading=_("Cases")),
            ObjectList([FieldPanel("publish_anyway")], heading=_("Publish anyway")),
        ],
        base_form_class=EntryForm,
    )
