"""Where a page says how to leave it without a trace: sheets that people in danger may read."""

from __future__ import annotations

from rights.bundle import Bundle
from rights.gates.readability import citizen_text
from rights.schema import Words

NEED = "not-safe-at-home"  # of urgent help
VIOLENCE = {"nl": "geweld", "fr": "violence", "de": "gewalt", "en": "violence"}


def about_violence(bundle: Bundle, code: str, words: Words, lang: str) -> bool:
    """Whether this right helps people who are not safe at home, or its text names violence."""
    helps = any(code in n.rights for n in bundle.catalogue.urgent_help if n.code == NEED)
    return helps or VIOLENCE[lang] in " ".join(citizen_text(words)).lower()
