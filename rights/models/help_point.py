"""A place where people get help: a counter, a public computer, a justice house."""

from django.db import models
from django.utils.translation import pgettext_lazy

from rights import schema
from rights.models.base import Entry
from rights.models.fields import LinesField, choices, code_field, line, link


class HelpPoint(Entry):
    schema = schema.HelpPoint

    code = code_field(unique=True)
    name = line()
    kind = models.CharField(
        max_length=20,
        choices=choices("ocmw", "public_computer", "justice_house", "labour_court", "other"),
    )
    postcode = models.CharField(max_length=4)
    address = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=200, blank=True)
    website = link(verbose_name="website")
    hours = line()
    access = LinesField()
    languages = LinesField()
    source = link()

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "help point")
        verbose_name_plural = pgettext_lazy("cms", "help points")
