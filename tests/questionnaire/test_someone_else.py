"""Questions in words for who answers for another person: "the person" instead of "you"."""

import pytest

from questionnaire.helper import entry
from questionnaire.state import Answers
from rights import bundle
from tests.questionnaire.people import MOTHER, visitor

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "nl": "/nl/vragen/",
    "fr": "/fr/questions/",
    "de": "/de/fragen/",
    "en": "/en/questions/",
}


@pytest.mark.parametrize("lang", ADDRESSES)
def test_a_question_speaks_of_the_person_when_someone_helps(lang):
    fact = bundle.current().engine.facts["staying"]
    page = visitor(MOTHER, about="other").get(f"{ADDRESSES[lang]}4/").content.decode()
    assert fact.question_other[lang].replace(" ?", "\u00a0?") in page
    assert fact.options[0].label_other[lang] in page
    own = visitor(MOTHER).get(f"{ADDRESSES[lang]}4/").content.decode()
    assert (
        fact.question[lang].replace(" ?", "\u00a0?") in own and fact.options[0].label[lang] in own
    )


def test_each_child_is_asked_about_in_the_same_words():
    page = visitor(MOTHER, about="other").get("/en/questions/14/").content.decode()
    assert "Which children live with the person, all or part of the time?" in page
    assert "How often does this child live with the person?" in page


def test_the_second_language_is_for_the_person_and_still_says_you():
    page = visitor(MOTHER, about="other").get("/nl/vragen/4/?with=de").content.decode()
    question = bundle.current().engine.facts["staying"].question
    assert (
        f'Waar slaapt de persoon meestal? <span class="beside" lang="de">{question["de"]}' in page
    )


def test_the_answers_and_what_is_left_to_find_out_speak_of_the_person():
    client = visitor({**MOTHER, "staying": "own_home"}, about="other")
    check = client.get("/en/questions/check/").content.decode()
    assert "Where the person sleeps" in check and "In their own home, rented or bought" in check
    results = client.get("/en/questions/results/").context["groups"]
    left = [text for item in results.find_out for _number, text in item.questions]
    assert left and not any(" you " in f" {text} " for text in left)


def test_helper_mode_and_the_questions_on_paper_speak_of_the_person(client):
    helping = client.get("/en/questions/helping/?all=1").content.decode()
    assert "When was the person born?" in helping and "When were you born?" not in helping
    paper = client.get("/en/questions/on-paper/you/?for=other&size=large")
    assert "When was the person born?" in paper.content.decode()
    assert paper.context["query"] == "?size=large&for=other"
    assert "When were you born?" in client.get("/en/questions/on-paper/you/").content.decode()
    assert client.get("/en/questions/on-paper/you/pdf/?for=other").status_code == 200


def test_a_helper_may_type_the_words_that_are_shown():
    answers, refused = entry.take(bundle.current(), Answers({}), "21 Rents a social")
    assert not refused and answers.values == {"tenure": "tenant_social"}
