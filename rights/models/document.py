"""A paper that an office asks for."""

from django.utils.translation import pgettext_lazy

from rights import schema
from rights.models.base import Entry
from rights.models.fields import code_field, line, link, prose


class Document(Entry):
    """Evidence in the sense of CCCEV: what it is and where to get it."""

    schema = schema.Document

    code = code_field(unique=True)
    name = line()
    what = prose(verbose_name="what it is")
    where = prose(verbose_name="where to get it")
    source = link()
    note = prose(verbose_name="note for editors")

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "paper")
        verbose_name_plural = pgettext_lazy("cms", "papers")
