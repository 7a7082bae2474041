"""Which columns exist once per language (`name` → `name_nl name_fr name_de name_en`)."""

from modeltranslation.translator import TranslationOptions, translator

from rights import models
from rights.models.right import WORDS

FIELDS = {
    models.Institution: ("name", "short", "what", "website", "find_yours"),
    models.Document: ("name", "what", "where"),
    models.OnlineTool: ("name", "url", "what"),
    models.Theme: ("name", "slug", "what"),
    models.LifeEvent: ("name", "slug", "what"),
    models.GlossaryTerm: ("term", "definition", "also", "avoid"),
    models.HelpPoint: ("name", "hours"),
    models.Parameter: ("label",),
    models.Question: (
        "label", "label_other", "question", "question_other", "help", "help_other", "why",
    ),
    models.QuestionOption: ("label", "label_other", "hint"),
    models.Notion: ("label",),
    models.UrgentNeed: ("name", "what", "say"),
    models.Contact: ("name", "url", "hours"),
    models.Right: tuple(WORDS),
    models.Route: ("sentence",),
    models.Criterion: ("sentence",),
    models.Deadline: ("sentence",),
    models.LegalResource: ("title",),
}  # fmt: skip

for model, names in FIELDS.items():
    translator.register(
        model, type(f"{model.__name__}Words", (TranslationOptions,), {"fields": names})
    )
