"""A legal notion, derived from facts, so that questions need not follow the law."""

from django.db import models
from django.utils.translation import pgettext_lazy

from eligibility.schema import Notion as NotionSchema
from rights.models.base import Entry
from rights.models.fields import LinesField, YamlField, choices, line, link, prose
from rights.models.parameter import UNITS


class Notion(Entry):
    schema = NotionSchema
    name_of_code = "key"

    key = models.CharField(max_length=80, unique=True)
    type = models.CharField(
        max_length=10, choices=choices("bool", "choice", "number", "money", "date")
    )
    unit = models.CharField(max_length=20, choices=UNITS, blank=True)
    options = LinesField(help_text="For a choice: one code per line.")
    formula = prose(verbose_name="is", help_text="One test or number over facts and notions.")
    versions = YamlField(help_text="Instead of 'is': a list of {from: date, is: formula}.")
    lookup = YamlField(help_text="Instead of 'is': {of: fact, ranges: [{from, to, is}]}.")
    label = line()
    source = link()
    note = prose(verbose_name="note for editors")

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "notion")
        verbose_name_plural = pgettext_lazy("cms", "notions")
