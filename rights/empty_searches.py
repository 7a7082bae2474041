"""Counts searches that found nothing, without keeping what a person typed.

A word is counted in the memory of the process, under a hash whose key is made anew
each day and written nowhere. Only when the same word comes for the tenth time on one
day is it written down, and then again at each next ten. Words with figures in them,
and very long ones, are never counted by themselves.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from datetime import date

from django.db import DatabaseError, InterfaceError

from eligibility.schema import Lang
from rights.clock import today
from rights.models import EmptySearch
from rights.search_words import content_words, folded

log = logging.getLogger(__name__)

STEP = 10  # times before anything is written, and between two writings
MOST_WORDS = 10  # of one search
MOST = 20_000  # words in memory; what comes after waits for the next day
LONGEST = 30  # letters
ALL = ""  # counts the searches themselves


class _Day:
    """The counts of one day, under a key of that day."""

    def __init__(self, day: date | None = None):
        self.day = day
        self.key = secrets.token_bytes(32)
        self.counts: dict[bytes, int] = {}

    def add(self, lang: Lang, word: str) -> int:
        """How often this word came today, this time included; 0 when memory is full."""
        hashed = hashlib.blake2b(f"{lang} {word}".encode(), key=self.key, digest_size=16).digest()
        if hashed not in self.counts and len(self.counts) >= MOST:
            return 0
        self.counts[hashed] = self.counts.get(hashed, 0) + 1
        return self.counts[hashed]


_lock = threading.Lock()
_day = _Day()


def count(lang: Lang, words: str) -> None:
    """Note that a search for `words` found nothing."""
    often = _often(lang, words, today())
    try:
        for word in often:
            EmptySearch.add(lang, word, today(), STEP)
    except (DatabaseError, InterfaceError) as error:
        log.warning("An empty search was not counted: %s", type(error).__name__)


def forget() -> None:
    """Start anew, as at midnight; for tests."""
    global _day
    _day = _Day()


def _often(lang: Lang, words: str, day: date) -> list[str]:
    """The words that now came ten, twenty, … times."""
    global _day
    with _lock:
        if _day.day != day:
            _day = _Day(day)
        counts = {word: _day.add(lang, word) for word in [ALL, *_countable(words, lang)]}
    return [word for word, times in counts.items() if times and times % STEP == 0]


def _countable(words: str, lang: Lang) -> list[str]:
    """Each word once, in small letters without accents; none with a figure."""
    found = dict.fromkeys(folded(word, lang) for word in content_words(words, lang))
    return [word for word in found if word.isalpha() and len(word) <= LONGEST][:MOST_WORDS]
