"""A second language beside the first: on questions, results and sheets."""

import re

import pytest
from django.utils.html import escape
from django.utils.translation import gettext, override

from rights import bundle
from tests.questionnaire.people import MOTHER, NEARLY_65, answers_of, visitor

pytestmark = pytest.mark.django_db
ON_RESULTS = (
    "Start with this", "Papers to take along", "Why, and help to ask", "A letter to ask",
    "Answer more questions", "See what may fit from a date on", "This is not so for you:",
    "Take this along: papers, visits, files", "The office decides", "To find out",
)  # fmt: skip


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


def both(first, second):
    """The pattern of a text with its second language after it, whatever else is inside."""
    return re.compile(
        rf'{re.escape(escape(first))}.{{0,600}}<span class="beside" lang="fr">[^§]{{0,600}}?'
        rf"{re.escape(escape(second))}",
        re.DOTALL,
    )


def test_reasons_children_and_what_a_right_opens_stand_in_both_languages():
    page = visitor(MOTHER).get("/nl/vragen/resultaat/?with=fr")
    groups, html = page.context["groups"], page.content.decode()
    shown = [*groups.first, *groups.ask, *groups.find_out]
    for item in groups.first:
        assert both(item.why_here, item.second.why_here).search(html)
    assert any(item.children for item in groups.first)
    for item in (item for item in groups.first if item.children):
        assert both(item.children[0], item.second.children[0]).search(html)
    for item in (item for item in shown if item.opens and item.likely):
        assert both(item.opens[0], item.second.opens[0]).search(html)


def test_every_sentence_of_ours_on_the_results_has_its_second_language():
    html = visitor(MOTHER).get("/nl/vragen/resultaat/?with=fr").content.decode()
    page = html[html.index('<div class="results">') : html.index('<nav class="second"')]
    with override("fr"):
        french = [gettext(msgid) for msgid in ON_RESULTS]
    with override("nl"):
        dutch = [gettext(msgid) for msgid in ON_RESULTS]
    for first, second in zip(dutch, french, strict=True):
        assert page.count(escape(first)) == page.count(escape(second)) > 0, (first, second)


def test_what_may_fit_later_says_so_in_both_languages():
    page = visitor(NEARLY_65).get("/nl/vragen/later/?with=fr")
    html, entry = page.content.decode(), page.context["dates"][0]
    assert entry.second.when.startswith("À partir du")
    assert both(entry.when, entry.second.when).search(html)


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
