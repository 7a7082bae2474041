"""What readers tell about a sheet: messages, and counts of what happened when they asked."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.db.models import F

from rights.models.fields import code_field

LONGEST = 1000  # characters
KEPT_MONTHS = 12  # after a message was handled
OUTCOMES = ("asked", "refused", "no_answer", "did_not_dare", "too_difficult")


class Feedback(models.Model):
    """A mistake that a reader reports. Masked text, the day, and nothing about the reader."""

    right = code_field()
    lang = models.CharField(max_length=2)
    text = models.TextField()
    received_on = models.DateField()
    handled_on = models.DateField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-received_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.right}, {self.received_on}"

    @classmethod
    def forget(cls, day: date) -> int:
        """Delete the messages that were handled 12 months before `day` or earlier; how many."""
        last = day.replace(year=day.year - KEPT_MONTHS // 12, day=min(day.day, 28))
        return cls.objects.filter(handled_on__lte=last).delete()[0]


class AskedCount(models.Model):
    """How often people told, in one month, what happened when they asked for a right."""

    right = code_field()
    month = models.DateField(help_text="Its first day.")
    outcome = models.CharField(max_length=20, choices=[(o, o) for o in OUTCOMES])
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["right", "month", "outcome"]
        constraints = [
            models.UniqueConstraint(fields=["right", "month", "outcome"], name="one_asked_count")
        ]

    def __str__(self) -> str:
        return f"{self.right}, {self.month:%Y-%m}, {self.outcome}: {self.times}"

    @classmethod
    def add_one(cls, right: str, outcome: str, day: date) -> None:
        """Count one more; the day becomes its month."""
        with transaction.atomic():
            row, _ = cls.objects.get_or_create(
                right=right, month=day.replace(day=1), outcome=outcome
            )
            cls.objects.filter(pk=row.pk).update(times=F("times") + 1)
