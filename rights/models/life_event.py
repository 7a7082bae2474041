"""Something that happens to people and that makes rights worth looking at."""

from django.utils.translation import pgettext_lazy

from rights import schema
from rights.models.base import Entry
from rights.models.fields import code_field, line, prose


class LifeEvent(Entry):
    schema = schema.LifeEvent

    code = code_field(unique=True)
    name = line()
    slug = line(verbose_name="public address")
    what = prose(verbose_name="what it is about")

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "life event")
        verbose_name_plural = pgettext_lazy("cms", "life events")
