"""One line of "I need help today": what to do now, what to say, who to call or visit."""

from django.db import models
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from rights import schema
from rights.models.base import Entry
from rights.models.fields import LinesField, code_field, line, link, prose


class UrgentNeed(Entry):
    schema = schema.UrgentNeed

    code = code_field(unique=True)
    name = line()
    what = prose(verbose_name="what to do now")
    say = prose(verbose_name="one sentence to say")
    rights = LinesField(help_text="Codes of rights that help, one per line.")

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "urgent need")
        verbose_name_plural = pgettext_lazy("cms", "urgent needs")


class Contact(Orderable):
    """Who to call or visit. Needs a source."""

    need = ParentalKey(UrgentNeed, on_delete=models.CASCADE, related_name="contacts")
    name = line()
    phone = models.CharField(max_length=200, blank=True)
    url = link(verbose_name="website")
    hours = line()
    where = LinesField(help_text="Nothing ticked: the whole country.")
    languages = LinesField()
    free = models.BooleanField(null=True, blank=True)
    source = link()
