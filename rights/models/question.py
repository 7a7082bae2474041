"""A question of the questionnaire: one fact that a person can say about their life."""

from django.db import models
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from eligibility.schema import Fact
from rights.models.base import Entry
from rights.models.fields import YamlField, choices, line, prose
from rights.models.parameter import UNITS

TYPES = choices("bool", "choice", "number", "money", "date", "postcode", "set", "list")
OTHER = "For who answers for another person: “the person”, not “you”. Empty: the same words."


class Question(Entry):
    schema = Fact
    name_of_code = "key"

    key = models.CharField(max_length=80, unique=True)
    singular = models.CharField(max_length=40, blank=True, help_text="For a list: children → child")
    number = models.PositiveIntegerField(unique=True, help_text="Printed number, never used again.")
    topic = models.CharField(
        max_length=10, choices=choices("already", "you", "home", "place", "work", "money", "health")
    )
    type = models.CharField(max_length=10, choices=TYPES)
    unit = models.CharField(max_length=20, choices=UNITS, blank=True)
    minimum = models.FloatField(null=True, blank=True)
    maximum = models.FloatField(null=True, blank=True)
    ask_if = prose(help_text="A test. When it is false, nobody is asked.")
    otherwise = YamlField(help_text="The value when it is not asked: false, 0, [] or a code.")
    label = line(verbose_name="short name")
    label_other = line(verbose_name="short name, for someone else", help_text=OTHER)
    question = prose()
    question_other = prose(verbose_name="question, for someone else", help_text=OTHER)
    help = prose()
    help_other = prose(verbose_name="help, for someone else", help_text=OTHER)
    why = prose(verbose_name="why we ask")
    sensitive = models.BooleanField(default=False)
    record = YamlField(verbose_name="questions about each", help_text="For a list, as YAML.")
    actionable = models.CharField(
        max_length=20,
        blank=True,
        choices=choices("request", "registration", "recognition", "paper", "debt-plan"),
    )
    note = prose(verbose_name="note for editors")

    class Meta(Entry.Meta):
        verbose_name = pgettext_lazy("cms", "question")
        verbose_name_plural = pgettext_lazy("cms", "questions")


class QuestionOption(Orderable):
    """One answer of a choice or set."""

    parent = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    code = models.CharField(max_length=80)
    label = line()
    label_other = line(
        verbose_name="label, for someone else", help_text="Where it says “I” or “my”."
    )
    hint = prose(help_text="How to recognise it on a card, a letter or a bank statement.")
