"""A place where people get help: a counter, a public computer, a justice house."""

from django.db import models

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
    access = LinesField(help_text="wheelchair, lift, adapted_toilet or hearing_loop; one a line")
    languages = LinesField(help_text="nl, fr, de or en; one a line")
    source = link()
