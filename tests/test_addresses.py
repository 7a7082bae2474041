"""Addresses are in the reader's language: a merge that loses a translated word is seen here."""

import pytest
from django.urls import URLPattern, get_resolver
from django.utils.translation import override
from django.utils.translation.trans_real import translation

from eligibility.schema import LANGUAGES

NAMESPACES = ("rights", "questionnaire")


def _routes(namespace: str) -> list[tuple[str, str]]:
    """Name and English words of each address that is translated."""
    with override("en"):
        return [
            (pattern.name, str(pattern.pattern))
            for pattern in get_resolver().namespace_dict[namespace][1].url_patterns
            if isinstance(pattern, URLPattern) and not isinstance(pattern.pattern._route, str)
        ]


@pytest.mark.once
@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
@pytest.mark.parametrize("namespace", NAMESPACES)
def test_each_named_address_is_translated_in_each_language(namespace, lang):
    known, routes = translation(lang)._catalog, _routes(namespace)
    assert len(routes) > 10
    lost = [name for name, words in routes if words not in known and _own(words) not in known]
    assert lost == []


def _own(words: str) -> str:
    """The key of a translation whose context is `path`."""
    return f"path\x04{words}"


@pytest.mark.once
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_addresses_of_a_language_are_the_same(lang):
    with override(lang):
        every = [
            str(pattern.pattern)
            for namespace in NAMESPACES
            for pattern in get_resolver().namespace_dict[namespace][1].url_patterns
        ]
    assert len(every) == len(set(every))
