"""Words that people searched for in vain, counted: what the catalogue may lack."""

from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.db.models import F


class EmptySearch(models.Model):
    """A word without any sheet, in one language and month; the empty word is all of them.

    `rights.empty_searches` writes it, ten at a time: no word is here that was searched
    for less often.
    """

    month = models.DateField(help_text="Its first day.")
    lang = models.CharField(max_length=2)
    word = models.CharField(max_length=40, blank=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "-times", "word"]
        constraints = [
            models.UniqueConstraint(fields=["month", "lang", "word"], name="one_empty_search")
        ]

    def __str__(self) -> str:
        return f"{self.word or 'all'} ({self.lang}, {self.month:%Y-%m}): {self.times}"

    @classmethod
    def add(cls, lang: str, word: str, day: date, times: int) -> None:
        """Count `times` more; the day becomes its month."""
        with transaction.atomic():
            row, _ = cls.objects.get_or_create(lang=lang, word=word, month=day.replace(day=1))
            cls.objects.filter(pk=row.pk).update(times=F("times") + times)
