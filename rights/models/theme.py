"""A part of life under which rights are listed."""

from django.db import models
from django.utils.translation import pgettext_lazy

from rights import schema
from rights.models.base import Entry
from rights.models.fields import code_field, line, prose


class Theme(Entry):
    schema = schema.Theme

    code = code_field(unique=True)
    name = line()
    slug = line(verbose_name="public address")
    what = prose(verbose_name="what it is about")
    icon = models.CharField(max_length=80, blank=True)

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "theme")
        verbose_name_plural = pgettext_lazy("cms", "themes")
