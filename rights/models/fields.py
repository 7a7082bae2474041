"""Two kinds of text field: one entry per line, and a small piece of YAML."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from rights import canonical


class LinesField(models.TextField):
    """A list of texts or codes, one per line. The value is the text as typed."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class YamlField(models.TextField):
    """A structure that few people edit, as the same YAML that the catalogue files hold."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        try:
            canonical.load(value)
        except canonical.NotCanonical as error:
            raise ValidationError(str(error)) from None


def code_field(**kwargs) -> models.SlugField:
    """The language-free name of an entry: used in files, rules and the API, never changed."""
    kwargs.setdefault("help_text", "Lower-case letters, digits and hyphens. Never change it later.")
    return models.SlugField(max_length=80, **kwargs)


def choices(*words: str) -> list[tuple[str, str]]:
    """Choices whose label is the word itself: `ex_officio` → 'ex officio'."""
    return [(word, word.replace("_", " ")) for word in words]


def line(**kwargs) -> models.CharField:
    """A line of words; empty is allowed in a draft, publishing asks for all languages."""
    return models.CharField(max_length=500, blank=True, **kwargs)


def prose(**kwargs) -> models.TextField:
    """Paragraphs, lists and links as CommonMark."""
    return models.TextField(blank=True, **kwargs)


def link(**kwargs) -> models.URLField:
    kwargs.setdefault("verbose_name", "source address")
    return models.URLField(max_length=1000, blank=True, **kwargs)
