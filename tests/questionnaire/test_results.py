"""The results in words: why, what to say, where, and from which date on."""

import re
import time

import pytest

from questionnaire.results import build
from questionnaire.state import Answers
from rights import bundle
from tests.personas import personas
from tests.questionnaire.people import MOTHER, NEARLY_65, NEXT_YEAR, answers_of, visitor

pytestmark = pytest.mark.django_db
RESULTS = {
    "nl": "/nl/vragen/resultaat/", "fr": "/fr/questions/resultats/",
    "de": "/de/fragen/ergebnis/", "en": "/en/questions/results/",
}  # fmt: skip


@pytest.mark.parametrize("lang", RESULTS)
def test_each_first_request_says_where_what_to_say_and_why_it_stands_there(lang):
    groups = visitor(MOTHER).get(RESULTS[lang]).context["groups"]
    assert groups.first
    for item in groups.first:
        assert item.words.name in item.say and item.offices and item.why_here.count(";") <= 2
        assert not re.search(r"\d", item.why_here)


@pytest.mark.once
def test_every_life_begins_with_at_most_three_requests_at_two_places():
    of = bundle.current()
    for who in personas():
        result = of.engine.evaluate(who.answers, who.as_of)
        groups = build(of, result, Answers(who.answers), "fr")
        assert len(groups.first) <= 3, who.name
        assert len({item.place.code for item in groups.first}) <= 2, who.name
        assert not any(item.advice_first for item in groups.first), who.name
        assert groups.first or not groups.ask or all(i.advice_first for i in groups.ask), who.name


def test_who_does_not_speak_the_language_of_the_office_gets_the_name_used_there():
    groups = visitor(MOTHER).get(RESULTS["en"]).context["groups"]
    for item in groups.first:
        assert item.called == {"nl": bundle.current().words(item.code, "nl").name}
    assert all(not i.called for i in visitor(MOTHER).get(RESULTS["nl"]).context["groups"].first)


def test_who_said_nothing_of_an_illness_is_not_first_asked_about_one():
    worker = {**MOTHER, "children": [], "household_size": 1, "income.wage_gross_month": 3200}
    facts = bundle.current().engine.facts
    groups = visitor({**worker, "health_insured": True}).get(RESULTS["nl"]).context["groups"]
    assert groups.first
    for item in groups.first_maybe:
        assert not all(facts[key].topic == "health" for key in item.result.deciding_facts)


def test_who_sleeps_in_the_street_begins_with_food():
    street = {"holds": [], "birth_date": "1985-01", "postcode": "1000", "staying": "street"}
    for status in ("belgian", "other"):
        client = visitor({**street, "registered_address": "none", "nationality_status": status})
        assert client.get(RESULTS["fr"]).context["groups"].first[0].code == "food-aid"


def test_who_has_no_papers_begins_with_medical_help_and_a_lawyer():
    street = {"holds": [], "birth_date": "1985-01", "postcode": "1000", "staying": "street"}
    client = visitor({**street, "nationality_status": "other", "residence_paper": "none"})
    groups = client.get(RESULTS["fr"]).context["groups"]
    assert {"urgent-medical-aid", "second-line-legal-aid"} <= {item.code for item in groups.first}


def test_no_score_is_shown():
    page = visitor(MOTHER).get(RESULTS["en"])
    groups = page.context["groups"]
    for item in groups.first:
        assert f">{item.result.score}<" not in page.content.decode()


def test_what_may_fit_later_names_the_birthday():
    page = visitor(NEARLY_65).get("/en/questions/later/")
    found = {entry.code: entry.when for entry in page.context["dates"]}
    when = found["elderly-assistance-allowance-brussels"]
    assert when == f"From 1\u00a0March {NEXT_YEAR}, when you turn 65"
    assert when in page.content.decode()


def test_later_gives_dates_only_and_no_advice_to_change_a_life():
    page = visitor({**NEARLY_65, "health_insured": True}).get("/en/questions/later/")
    assert all(entry.day for entry in page.context["dates"])
    assert "health-fund-membership-caami" not in {e.code for e in page.context["dates"]}


def test_an_answer_that_no_longer_fits_its_question_is_asked_again():
    client = visitor({**MOTHER, "heating": "no longer an option", "children": [{"x": 1}]})
    assert client.get(RESULTS["nl"]).status_code == 200
    left = answers_of(client).values
    assert "heating" not in left and "children" not in left and left["postcode"] == "9000"


def test_what_may_fit_later_is_worked_out_in_two_seconds():
    client = visitor(NEARLY_65)
    started = time.process_time()
    assert client.get("/en/questions/later/").status_code == 200
    assert time.process_time() - started < 2
