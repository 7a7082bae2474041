"""A difficult word, what it means, and which words stand for it."""

from django.utils.translation import pgettext_lazy

from rights import schema
from rights.models.base import Entry
from rights.models.fields import LinesField, code_field, line, link, prose


class GlossaryTerm(Entry):
    schema = schema.GlossaryTerm

    code = code_field(unique=True)
    term = line()
    definition = prose()
    also = LinesField(help_text="Other words that people use, one per line. Search finds them.")
    avoid = LinesField(help_text="Words that published texts do not use, one per line.")
    source = link()

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "difficult word")
        verbose_name_plural = pgettext_lazy("cms", "difficult words")
