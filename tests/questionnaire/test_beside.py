"""A second language beside the first: on questions, results and sheets."""

import pytest

from rights import bundle
from tests.questionnaire.people import MOTHER, answers_of, visitor

pytestmark = pytest.mark.django_db


def test_a_question_shows_its_words_in_both_languages_with_their_own_lang():
    page = visitor(MOTHER).get("/nl/vragen/4/?with=de").content.decode()
    fact = bundle.current().engine.facts["staying"]
    for words in (fact.question, fact.options[0].label):
        assert f'{words["nl"]} <span class="beside" lang="de">{words["de"]}</span>' in page


def test_the_second_language_comes_along_to_the_results():
    client = visitor(MOTHER)
    client.get("/nl/vragen/4/?with=fr")
    page = client.get("/nl/vragen/resultaat/")
    first = page.context["groups"].first[0]
    words = bundle.current().words(first.code, "fr")
    assert f'<span class="beside" lang="fr">{words.name}</span>' in page.content.decode()
    assert answers_of(client).values["savings"] == MOTHER["savings"]


def test_the_same_language_twice_or_an_unknown_one_shows_one_language():
    client = visitor(MOTHER)
    for wanted in ("nl", "xx", ""):
        assert 'class="beside"' not in client.get(f"/nl/vragen/4/?with={wanted}").content.decode()


def test_a_sheet_stands_beside_itself_section_by_section(client):
    page = client.get("/nl/rechten/leefloon/fr/")
    html = page.content.decode()
    assert [side.lang for side in page.context["sides"]] == ["nl", "fr"]
    for row in page.context["rows"]:
        assert [part.lang for part in row.parts] == ["nl", "fr"]
    assert "<h2>Wat u krijgt</h2>" in html and "<h2>Ce que vous recevez</h2>" in html
    assert "noindex" in html


@pytest.mark.parametrize("other", ["nl", "xx"])
def test_no_sheet_stands_beside_itself_in_its_own_or_an_unknown_language(client, other):
    assert client.get(f"/nl/rechten/leefloon/{other}/").status_code == 404
