"""An institution: who decides, pays, helps or judges."""

from django.db import models
from django.utils.translation import pgettext_lazy

from rights import schema
from rights.models.base import Entry
from rights.models.fields import LinesField, choices, code_field, line, link, prose


class Institution(Entry):
    """A competent authority or helper. Its collection says who may edit its sheets."""

    schema = schema.Institution

    code = code_field(unique=True)
    name = line()
    short = line(verbose_name="short name")
    what = prose(verbose_name="what it does")
    level = models.CharField(
        max_length=20,
        choices=choices(
            "federal", "flanders", "wallonia", "brussels", "ostbelgien", "local", "private"
        ),
    )
    website = link(verbose_name="website")
    phone = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=200, blank=True)
    find_yours = prose(verbose_name="how to find your own office")
    languages = LinesField(help_text="Languages of service.")
    source = link()
    note = prose(verbose_name="note for editors")

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "institution")
        verbose_name_plural = pgettext_lazy("cms", "institutions")
