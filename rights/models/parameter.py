"""A figure of the law, with its values from a date on."""

from django.db import models
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from eligibility.schema import Parameter as ParameterSchema
from rights.models.base import Entry
from rights.models.fields import choices, line, link, prose

UNITS = choices(
    "EUR", "EUR/day", "EUR/month", "EUR/quarter", "EUR/year", "EUR/hour", "years", "months",
    "weeks", "days", "hours", "points", "percent", "count", "litres", "c€/kWh",
)  # fmt: skip


class Parameter(Entry):
    """`{key}` in a text shows the newest confirmed value with its date."""

    schema = ParameterSchema
    name_of_code = "key"

    key = models.CharField(
        max_length=160, unique=True, help_text="<code of the right>.<name>. Never change it later."
    )
    unit = models.CharField(max_length=20, choices=UNITS)
    label = line()
    note = prose(verbose_name="note for editors")

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "amount")
        verbose_name_plural = pgettext_lazy("cms", "amounts")


class ParameterValue(Orderable):
    """One value, until the next one starts. An empty value ends the series."""

    parameter = ParentalKey(Parameter, on_delete=models.CASCADE, related_name="values")
    start = models.DateField(verbose_name="from")
    value = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    confidence = models.CharField(
        max_length=10,
        choices=[
            ("official", "official: the institution's own page"),
            ("secondary", "secondary: another page"),
            ("derived", "derived: to be confirmed, not shown to citizens"),
        ],
    )
    source = link()
    note = prose(verbose_name="note for editors")
