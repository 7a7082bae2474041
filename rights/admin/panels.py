"""The edit form of every type: a tab for the logic and one for each language."""

from django.db.models import TextField, URLField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from rights.admin.forms import CodeCheckboxes, CodeSelect, EntryForm, PlainNumber
from rights.models import Right
from rights.models.base import PREVIEWS, Entry
from rights.records import child_relations
from rights.translation import FIELDS

A_ROW = 3  # fields beside each other: with more, an amount is too narrow to read
WAGTAIL = {
    "id", "position", "sort_order", "live", "has_unpublished_changes", "first_published_at",
    "last_published_at", "live_revision", "go_live_at", "expire_at", "expired", "locked",
    "locked_at", "locked_by", "latest_revision",
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
}


def field(name: str) -> FieldPanel:
    return FieldPanel(name, widget=WIDGETS[name]() if name in WIDGETS else None)


def words(name: str, lang: str) -> FieldPanel:
    """A text in one language; shown to those who may write that language."""
    return FieldPanel(f"{name}_{lang}", permission=f"rights.translate_{lang}")


def language_tab(names, lang: str, title: str) -> ObjectList:
    return ObjectList([words(name, lang) for name in names], heading=title)


def plain_fields(model) -> list[str]:
    """The columns that are the same in all languages, in the order of the model."""
    translated = FIELDS.get(model, ())
    skip = {*WAGTAIL, *translated, *(f"{n}_{lang}" for n in translated for lang, _ in PREVIEWS)}
    return [
        f.name
        for f in model._meta.concrete_fields
        if f.name not in skip and not isinstance(f, ParentalKey)
    ]


def rows(model, name: str, heading: str | None = None) -> InlinePanel:
    """The child rows of one kind; short fields beside each other, then the words."""
    child = child_relations(model)[name]
    names = plain_fields(child)
    wide = [n for n in names if isinstance(child._meta.get_field(n), (TextField, URLField))]
    short = [field(n) for n in names if n not in wide]
    panels = [FieldRowPanel(short[i : i + A_ROW]) for i in range(0, len(short), A_ROW)]
    panels += [field(n) for n in wide]
    panels += [words(n, lang) for n in FIELDS.get(child, ()) for lang, _ in PREVIEWS]
    label = child._meta.verbose_name.capitalize()
    return InlinePanel(name, panels=panels, heading=heading or label, label=label)


def entry_tabs(model: type[Entry]) -> TabbedInterface:
    """Logic, then Nederlands, Français, Deutsch, English."""
    logic = [field(name) for name in plain_fields(model)]
    logic += [rows(model, name) for name in child_relations(model)]
    tabs = [ObjectList(logic, heading="Logic")]
    if names := FIELDS.get(model):
        tabs += [language_tab(names, lang, title) for lang, title in PREVIEWS]
    return TabbedInterface(tabs, base_form_class=EntryForm)


REVIEW = ("review_by", "confirmed_by", "confirmed_on", "to_confirm", "note")
RULES = (
    "in_force_start", "in_force_until", "for_each", "opens", "excludes", "reduces", "similar",
    "discretionary", "advice_first", "incomplete", "starts_on_request", "risks_known",
    "value_band", "effort",
)  # fmt: skip
AMOUNT = ("amount_formula", "amount_unit", "amount_source")


def right_tabs() -> TabbedInterface:
    """What and where · rules · four languages · sources and review · cases."""
    apart = {*REVIEW, *RULES, *AMOUNT, "cases"}
    what = [field(name) for name in plain_fields(Right) if name not in apart]
    what += [rows(Right, name) for name in ("documents", "channels", "deadlines", "appeal")]
    rules = [
        rows(Right, "criteria", "Criteria: each one condition with its sentence"),
        rows(Right, "routes", "Routes: any one is enough"),
        MultiFieldPanel([field(name) for name in AMOUNT], heading="Estimate of the amount"),
        *[field(name) for name in RULES],
    ]
    review = [rows(Right, name) for name in ("sources", "legal_basis", "not_coded")]
    return TabbedInterface(
        [
            ObjectList(what, heading="What and where"),
            ObjectList(rules, heading="Rules"),
            *[language_tab(FIELDS[Right], lang, title) for lang, title in PREVIEWS],
            ObjectList([*review, *map(field, REVIEW)], heading="Sources & review"),
            ObjectList([field("cases")], heading="Cases"),
        ],
        base_form_class=EntryForm,
    )
