"""A calculator, form or account on a site of an institution."""

from django.utils.translation import pgettext_lazy

from rights import schema
from rights.models.base import Entry
from rights.models.fields import LinesField, code_field, line, link, prose


class OnlineTool(Entry):
    schema = schema.OnlineTool

    code = code_field(unique=True)
    name = line()
    url = link(verbose_name="address")
    what = prose(verbose_name="what it does")
    needs = LinesField()
    languages = LinesField()
    institution = code_field(blank=True, help_text="")
    source = link()

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "online tool")
        verbose_name_plural = pgettext_lazy("cms", "online tools")
