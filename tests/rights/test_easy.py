"""The short version with pictures: one sentence a line, beside the sheet and not instead of it."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from eligibility.schema import LANGUAGES
from rights import bundle as bundles
from rights import text
from rights.views.page import sheet_paths


def easy_path(code: str, lang: str) -> str:
    with override(lang):
        return reverse("rights:easy", kwargs={"slug": bundles.current().words(code, lang).slug})


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_has_a_short_version_that_names_the_sheet_as_the_real_page(client, lang):
    for right in bundles.current().catalogue.rights:
        sheet = sheet_paths(bundles.current(), right.code)[lang]
        html = client.get(easy_path(right.code, lang)).content.decode()
        assert 'name="robots" content="noindex"' in html
        assert f'<link rel="canonical" href="http://testserver{sheet}">' in html
        assert not re.search(r"\{[a-z0-9.-]+\}|\{\{|\{%", html), right.code


@pytest.mark.django_db
def test_it_holds_the_whole_short_layer_and_switches_language_to_itself(client):
    right = bundles.current().right("integration-income")
    words = bundles.current().words(right.code, "en")
    html = client.get(easy_path(right.code, "en")).content.decode()
    for part in [words.in_short, *words.steps]:
        for sentence in text.sentences(part):
            assert f'<p class="sentence">{sentence}</p>' in html.replace("&#x27;", "'")
    assert f'href="{easy_path(right.code, "fr")}"' in html
    assert (
        easy_path(right.code, "en")
        in client.get(sheet_paths(bundles.current(), right.code)["en"]).content.decode()
    )


@pytest.mark.django_db
def test_a_right_that_needs_advice_first_says_so_first(client):
    right = next(r for r in bundles.current().catalogue.rights if r.advice_first)
    html = client.get(easy_path(right.code, "en")).content.decode()
    assert html.index("Get free advice before you ask") < html.index("What is it?")


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_does_not_call_itself_easy_to_read(client, lang):
    html = client.get(easy_path("integration-income", lang)).content.decode().lower()
    for label in ("easy to read", "easy-to-read", "falc", "leichte sprache", "makkelijk te lezen"):
        assert label not in html


@pytest.mark.once
def test_a_text_is_cut_at_the_end_of_a_sentence_only():
    cut = text.sentences("Vraag het. Het is gratis! {a.b} per maand, b.v. 1.234,56 euro. “Ja.”")
    assert cut == ["Vraag het.", "Het is gratis!", "{a.b} per maand, b.v. 1.234,56 euro.", "“Ja.”"]
    assert text.sentences("Été ? Élodie répond à 10 h. À vous.") == [
        "Été ?", "Élodie répond à 10 h.", "À vous.",
    ]  # fmt: skip
