"""The rows of a right: criteria, routes, papers, ways to ask, time limits, appeal, sources."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from rights.models.fields import LinesField, choices, code_field, line, link, prose
from rights.models.right import Right


def of_right(name: str) -> ParentalKey:
    return ParentalKey(Right, on_delete=models.CASCADE, related_name=name)


class Route(Orderable):
    """One way to the right: all its criteria, and the common ones, must hold."""

    right = of_right("routes")
    code = code_field()
    sentence = line()


class Criterion(Orderable):
    """One condition: a test, a sentence, a source."""

    right = of_right("criteria")
    route = code_field(blank=True, help_text="Code of the route. Empty: it holds for everyone.")
    code = code_field()
    kind = models.CharField(
        max_length=10, choices=choices("required", "exclusion"), default="required"
    )
    decided_by = models.CharField(max_length=10, choices=choices("here", "office"), default="here")
    test = prose(help_text="One test over facts. Empty when only the office can judge.")
    sentence = prose()
    source = link()
    note = prose(verbose_name="note for editors")


class RightDocument(Orderable):
    right = of_right("documents")
    document = code_field(help_text="The paper.")
    need = models.CharField(
        max_length=12, choices=choices("bring", "office_has", "maybe"), default="bring"
    )


class Channel(Orderable):
    """One way to ask."""

    right = of_right("channels")
    kind = models.CharField(
        max_length=20,
        choices=choices("desk", "phone", "post", "email", "online", "through_helper"),
    )
    needs = LinesField(help_text="Nothing ticked: nothing is needed.")
    url = link(verbose_name="address")
    source = link()


class Deadline(Orderable):
    """A time limit."""

    right = of_right("deadlines")
    code = code_field()
    count = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(
        max_length=10, blank=True, choices=choices("days", "weeks", "months", "quarters", "years")
    )
    after = models.CharField(
        max_length=20,
        blank=True,
        choices=choices(
            "event", "delivery", "decision", "birth", "stop", "bill", "move", "end_of_work"
        ),
    )
    each_year = models.CharField(
        max_length=5, blank=True, help_text="In place of these: month and day, 06-01 is 1 June."
    )
    sentence = prose()
    source = link()


class Appeal(Orderable):
    """Who decides when a person disagrees."""

    right = of_right("appeal")
    body = code_field(help_text="Code of an institution or court.")
    count = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, choices=choices("days", "months"), blank=True)
    free = models.BooleanField(null=True, blank=True)
    source = link()


class LegalResource(Orderable):
    right = of_right("legal_basis")
    title = line()
    url = link(verbose_name="address")


class Source(Orderable):
    right = of_right("sources")
    url = link(verbose_name="address")
    title = models.CharField(max_length=500, blank=True)
    checked_on = models.DateField()


class NotCoded(Orderable):
    """A condition of the law that the questionnaire does not ask, and why."""

    right = of_right("not_coded")
    text = prose()
    reason = prose()
