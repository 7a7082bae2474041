"""Helper mode: answers by number, results beside them, the next person, a text for the file."""

import pytest

from questionnaire.flow import NEVER_ASKED
from questionnaire.helper import entry
from questionnaire.state import Answers
from rights import bundle
from tests.questionnaire.people import MOTHER, answers_of, visitor

pytestmark = pytest.mark.django_db
PAGE = "/en/questions/helping/"
# What a trained helper types for a single mother in Ghent who gets nothing yet.
TWELVE = "1 0; 2 4.1988; 3 9000; 6 belg; 9 3; 10 no; 14 1.3.2020 + 2.10.2026; 34 unempl; 46 1200; 50 14000; 21 2; 54 yes"  # noqa: E501


def take(typed, values=None):
    return entry.take(bundle.current(), Answers(values or {}), typed)


def test_twelve_facts_by_number_give_a_useful_first_list(client):
    client.post(PAGE, {"entry": TWELVE})
    page = client.get(PAGE)
    assert len(answers_of(client).values) == 12
    assert len(page.context["likely"]) >= 5
    assert "child-benefit-flanders" in [item.code for item in page.context["likely"]]


def test_what_cannot_be_read_comes_back_and_the_rest_is_taken(client):
    page = client.post(PAGE, {"entry": "2 1.5.1990; 3 99; 400 1; hello; 34 xyz"})
    assert page.status_code == 200
    assert answers_of(client).values == {"birth_date": "1990-05-01"}
    assert page.context["typed"] == "3 99; 400 1; hello; 34 xyz"
    assert "There is no question 400." in page.content.decode()


@pytest.mark.parametrize("said", ["10 ja", "10 yes", "10 OUI", "10: j", "10. o"])
def test_yes_is_understood_in_four_languages(said):
    answers, refused = take(said)
    assert answers.values == {"has_partner": True} and not refused


def test_options_are_given_by_their_number_or_their_words_in_any_language():
    facts = bundle.current().engine.facts
    second = [o.code for o in facts["tenure"].options if o.code != facts["tenure"].otherwise][1]
    assert take("21 2")[0].values == {"tenure": second}
    assert take("34 zoek werk")[0].values == {"work_status": "unemployed"}
    assert take("1 leefloon")[0].values == {"holds": ["integration-income"]}
    assert take("1 0")[0].values == {"holds": []}


def test_people_of_a_list_are_joined_by_a_plus_and_their_parts_have_letters():
    answers, refused = take("14 1.3.2020, d yes + 2.10.2026")
    assert not refused
    assert answers.values["children"] == [
        {"birth_date": "2020-03-01", "care_recognised": True}, {"birth_date": "2026-10-02"}
    ]  # fmt: skip
    assert take("14 no")[0].values == {"children": []}


def test_a_question_mark_is_unknown_and_an_x_takes_an_answer_out():
    assert take("52 ?")[0].values == {"savings": None}
    assert take("52 x", {"savings": 10})[0].values == {}


def test_the_next_person_is_asked_once_when_no_paper_was_made():
    client = visitor(MOTHER)
    asked = client.post(PAGE + "next/")
    assert asked.status_code == 200 and answers_of(client).values
    done = client.post(PAGE + "next/", {"sure": "1"})
    assert done.status_code == 303 and done["Location"] == PAGE
    assert "storage" in done["Clear-Site-Data"]
    assert answers_of(client).values == {}


def test_after_the_paper_one_press_is_enough_and_a_new_answer_asks_again():
    client = visitor(MOTHER)
    assert client.get("/en/questions/papers/for-me/").status_code == 200
    assert answers_of(client).taken
    client.post(PAGE, {"entry": "52 10"})
    assert not answers_of(client).taken
    client.get("/en/questions/papers/for-me/")
    assert client.post(PAGE + "next/").status_code == 303
    assert answers_of(client).values == {}


def test_the_text_for_the_file_holds_rights_and_criteria_but_no_answer():
    text = visitor(MOTHER).get(PAGE + "file/").context["text"]
    assert "[Yes]" in text and "Child benefit in Flanders" in text
    assert "1200" not in text and "7310" not in text and "1988" not in text


def test_the_second_language_stays_in_the_cookie_and_in_no_address(client):
    client.get(PAGE + "?with=fr")
    page = client.get(PAGE).content.decode()
    assert answers_of(client).beside == "fr"
    assert '<span class="beside" lang="fr">Quand êtes-vous né' in page
    client.get(PAGE + "?with=")
    assert answers_of(client).beside == ""


def test_all_questions_show_on_request_and_else_only_those_that_matter(client):
    client.post(PAGE, {"entry": TWELVE})
    few, every = (
        sum(len(topic.lines) for topic in client.get(PAGE + query).context["topics"])
        for query in ("", "?all=1")
    )
    facts = len(bundle.current().engine.facts)
    assert few < every == facts - len(NEVER_ASKED)
