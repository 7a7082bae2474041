"""A right: one public service, its rules, its sheet in four languages, its cases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy
from wagtail.models import CollectionMember

from eligibility.schema import LANGUAGES
from rights import canonical, records, schema
from rights.models.base import Entry
from rights.models.fields import LinesField, YamlField, choices, code_field, line, prose

LOGIC = frozenset({"criteria", "routes"})  # kept as rows, see right_rows
SENTENCES = frozenset({"criteria", "routes", "deadlines"})  # words that belong to a row
CHANNELS = "channels_words"  # `channels` is the list of ways to ask

PERMISSIONS = [
    (f"translate_{lang}", f"Can edit the words in {name}")
    for lang, name in zip(LANGUAGES, ("Dutch", "French", "German", "English"), strict=True)
]
PERMISSIONS.append(("edit_rules", "Can edit what is the same in all languages: rules, papers"))


class Right(CollectionMember, Entry):
    """The collection says which institution may edit and publish it."""

    schema = schema.Right

    # what it is
    code = code_field(unique=True)
    level = models.CharField(
        max_length=20,
        choices=choices(
            "federal", "flanders", "wallonia", "brussels", "ostbelgien", "local", "regions"
        ),
    )
    themes = LinesField()
    life_events = LinesField()
    audiences = LinesField(help_text="One per line.")
    authority = code_field(help_text="The institution that decides.")
    applied_for_at = LinesField(help_text="Where people ask.")
    grant_mode_kind = models.CharField(
        max_length=20, choices=choices("automatic", "ex_officio", "on_request")
    )
    grant_mode_coverage = models.CharField(
        max_length=10, choices=choices("all", "most", "some"), default="all"
    )

    # when it holds
    in_force_start = models.DateField(null=True, blank=True, verbose_name="in force from")
    in_force_until = models.DateField(null=True, blank=True)
    for_each = models.CharField(
        max_length=80, blank=True, help_text="A list fact: the right is judged for each, one by one"
    )
    amount_formula = prose(verbose_name="estimate of the amount")
    amount_unit = models.CharField(max_length=20, blank=True)
    amount_source = models.CharField(max_length=1000, blank=True)
    opens = LinesField(help_text="Codes of rights that this one opens, one per line.")
    excludes = LinesField(help_text="Codes of rights that people cannot have together with it.")
    reduces = LinesField(help_text="Codes of rights that are lower when this one is paid.")
    similar = LinesField(help_text="Codes of rights that are like it.")
    discretionary = models.BooleanField(default=False)
    advice_first = models.BooleanField(
        default=False, help_text="Asking can harm some people: advice is shown before the steps."
    )
    incomplete = models.BooleanField(
        default=False, help_text="A required criterion is not coded: never better than 'possible'."
    )
    being_checked = models.BooleanField(default=False, editable=False)  # by a button, at once
    starts_on_request = models.BooleanField(
        default=False, help_text="It counts from the day of the request."
    )
    value_band = models.CharField(
        max_length=10, blank=True, choices=choices("low", "medium", "high")
    )
    effort = models.PositiveSmallIntegerField(
        default=2, choices=[(1, "1: a call"), (2, "2: a form"), (3, "3: an examination or file")]
    )
    risks_known = models.BooleanField(
        default=True, help_text="Off: the sheet says that no risk of asking is known."
    )
    tools = LinesField(verbose_name="online tools")

    # who checked it
    to_confirm = LinesField(help_text="What an institution should confirm, one per line.")
    confirmed_by = code_field(blank=True, help_text="The institution that read and confirmed it.")
    confirmed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True)
    note = prose(verbose_name="note for editors")
    cases = YamlField(
        help_text="Sentence: situation and outcome, in the form of cases.yaml. All must hold."
    )

    # the words
    name = line()
    slug = line(verbose_name="public address")
    also_called = LinesField(help_text="Other names, one per line.")
    people_say = LinesField(help_text="Everyday words that lead here, one per line.")
    in_short = prose(verbose_name="in short")
    box_automatic = line(verbose_name="box: is it automatic")
    box_get = line(verbose_name="box: what do you get")
    box_where = line(verbose_name="box: where")
    box_wait = line(verbose_name="box: how long do you wait")
    what_you_get = prose()
    automatic = prose(verbose_name="is it automatic")
    need = prose(verbose_name="what you need")
    before_you_ask = prose()
    steps = LinesField(verbose_name="how to apply", help_text="One step per line.")
    who_may_ask = prose(verbose_name="who may ask for you")
    channels_words = prose(verbose_name="what each way needs")
    when = prose(verbose_name="when you hear and are paid")
    keeping = prose(verbose_name="keeping it")
    disagree = prose(verbose_name="you disagree")
    good_to_know = LinesField(help_text="One per line.")
    misunderstandings = LinesField(help_text="One per line.")
    professional = prose(verbose_name="for professionals")

    class Meta:
        ordering = ["code"]
        permissions = PERMISSIONS
        verbose_name = pgettext_lazy("cms", "right")
        verbose_name_plural = pgettext_lazy("cms", "rights")

    def to_schema(self) -> schema.Right:
        data = records.values(self, schema.Right, skip=LOGIC)
        rows = list(self.criteria.all())
        data["criteria"] = _criteria(rows, "")
        data["routes"] = [
            {"id": route.code, "criteria": _criteria(rows, route.code)}
            for route in self.routes.all()
        ]
        return schema.Right.model_validate(data)

    def to_words(self, lang: str) -> schema.Words | None:
        """The words in one language; None when there is not even a name."""
        if not getattr(self, f"name_{lang}"):
            return None
        data: dict = {"box": {}}
        for column, value in self._texts(lang):
            if column.startswith("box_"):
                data["box"][column.removeprefix("box_")] = value
            elif value or column not in ("need", "professional"):
                data["channels" if column == CHANNELS else column] = value
        for relation in SENTENCES:
            sentences = {}
            for row in getattr(self, relation).all():
                if sentence := canonical.clean(getattr(row, f"sentence_{lang}") or ""):
                    sentences.setdefault(row.code, sentence)
            data[relation] = sentences
        return schema.Words.model_validate(data)

    def _texts(self, lang: str):
        for name, field in WORDS.items():
            text = getattr(self, f"{name}_{lang}") or ""
            yield name, records.lines(text) if field == "lines" else canonical.clean(text)

    def to_cases(self) -> dict[str, schema.Case]:
        cases = canonical.load(self.cases) if self.cases else {}
        return {name: schema.Case.model_validate(case) for name, case in cases.items()}

    def with_content_json(self, content):
        """A draft takes no part in this: a button switches it for all versions at once."""
        obj = super().with_content_json(content)
        obj.being_checked = self.being_checked
        return obj

    def fill(self, record: schema.Right) -> None:
        records.fill(self, record, skip=LOGIC)
        rows = [(criterion, "") for criterion in record.criteria]
        rows += [(criterion, route.id) for route in record.routes for criterion in route.criteria]
        records.set_rows(self, "criteria", [criterion for criterion, _ in rows])
        for row, (_, route) in zip(self.criteria.all(), rows, strict=True):
            row.route = route
        model = records.child_relations(Right)["routes"]
        self.routes = [model(code=r.id, sort_order=n) for n, r in enumerate(record.routes)]

    def fill_words(self, words: dict[str, schema.Words]) -> None:
        """Take over the words of all languages; call `fill` first."""
        for lang in LANGUAGES:
            record = words.get(lang)
            for name, kind in WORDS.items():
                setattr(self, f"{name}_{lang}", _text(record, name, kind))
            for relation in SENTENCES:
                sentences = getattr(record, relation) if record else {}
                for row in getattr(self, relation).all():
                    setattr(row, f"sentence_{lang}", sentences.get(row.code, ""))

    def fill_cases(self, cases: dict[str, schema.Case]) -> None:
        self.cases = canonical.dump(cases).strip() if cases else ""

    def serve_preview(self, request, mode_name: str):
        """The sheet in the language of the preview mode; a plain list until it has a name."""
        from rights.admin.preview import preview_sheet

        try:
            right, words = self.to_schema(), self.to_words(mode_name)
        except ValueError:
            words = None
        if words is None:
            return super().serve_preview(request, mode_name)
        return preview_sheet(request, right, words, mode_name)


# column of the words → one text, or one entry per line
WORDS = {
    **dict.fromkeys(("name", "slug"), "text"),
    **dict.fromkeys(("also_called", "people_say"), "lines"),
    **dict.fromkeys(("in_short", "box_automatic", "box_get", "box_where", "box_wait"), "text"),
    **dict.fromkeys(("what_you_get", "automatic", "need", "before_you_ask"), "text"),
    "steps": "lines",
    **dict.fromkeys(("who_may_ask", CHANNELS, "when", "keeping", "disagree"), "text"),
    **dict.fromkeys(("good_to_know", "misunderstandings"), "lines"),
    "professional": "text",
}


def _text(words: schema.Words | None, name: str, kind: str) -> str:
    if words is None:
        return ""
    if name.startswith("box_"):
        return getattr(words.box, name.removeprefix("box_"))
    value = getattr(words, "channels" if name == CHANNELS else name)
    return "\n".join(value) if kind == "lines" else value or ""


def _criteria(rows: list, route: str) -> list[dict]:
    type_ = schema.Right.model_fields["criteria"].annotation.__args__[0]
    return [records.values(row, type_) for row in rows if row.route == route]
