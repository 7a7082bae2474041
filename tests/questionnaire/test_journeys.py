"""Whole journeys through the questionnaire, on the shipped catalogue, without scripts."""

import pickle
from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from questionnaire import state, tries
from rights import bundle
from tests.questionnaire.people import answers_of
from tests.questionnaire.walker import Walker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(6))
def test_a_journey_ends_on_the_check_page_and_asks_nothing_twice(seed):
    walker = Walker(seed)
    assert walker.walk().endswith("/nl/vragen/nakijken/")
    assert len(walker.asked) == len(set(walker.asked))


@pytest.mark.parametrize("seed", range(3))
def test_results_equal_a_fresh_evaluation_of_the_same_answers(seed):
    walker = Walker(seed)
    walker.walk()
    shown = walker.client.get("/nl/vragen/resultaat/").context["groups"]
    values = dict(answers_of(walker.client).values)
    fresh = bundle.current().engine.evaluate(values, date.today())
    for item in [*shown.first, *shown.ask, *shown.find_out, *shown.not_now]:
        assert item.result.outcome == fresh.rights[item.right.code].outcome


def test_the_first_screen_holds_at_most_three_requests_at_two_places():
    for seed in range(20, 24):
        walker = Walker(seed)
        walker.walk()
        first = walker.client.get("/nl/vragen/resultaat/").context["groups"].first
        assert len(first) <= 3
        assert len({item.place.code for item in first}) <= 2
        assert not any(item.advice_first for item in first)


def take_everything_along(client):
    """Both papers, a letter, the calendar and a code that is taken up again."""
    papers = "/nl/vragen/papieren/"
    for address in (papers, f"{papers}voor-mij/", f"{papers}agenda/", "/nl/vragen/later/"):
        assert client.get(address).status_code == 200
    assert client.post(f"{papers}voor-diensten/").status_code == 200
    for action in ("", "text", "pdf"):
        form = {"contact": "yes", "action": action}
        assert client.post("/nl/vragen/brief/parking-card/", form).status_code == 200
    code = client.post("/nl/vragen/meegeven/", {"days": "1"}).context
    form = {"text": code["text"], "digits": code["digits"]}
    assert client.post("/nl/vragen/ophalen/", form).status_code == 303


def journeys_with(canary: int, seeds: range) -> None:
    """Each one types the canary as an amount; some also take everything along."""
    typed = 0
    for seed in seeds:
        walker = Walker(seed, canary=canary)
        walker.walk()
        typed += str(canary) in repr(answers_of(walker.client).values)
        assert walker.client.get("/nl/vragen/resultaat/").status_code == 200
        if seed % 10 == 0:
            take_everything_along(walker.client)
        assert not any(str(canary) in address for address in walker.addresses)
    assert typed > len(seeds) / 2


def kept_on_the_server() -> Iterator[str]:
    """Cache, counts of tries, every table, every file of the site."""
    yield repr(pickle.dumps(getattr(caches["default"], "_cache", {})))
    yield tries.place().read_bytes().decode("utf-8", "replace")
    for model in apps.get_models():
        yield from (repr(row) for row in model._base_manager.values_list())
    for path in settings.DATA_DIR.rglob("*"):
        if path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")


def leave_nothing(caplog, seeds: range) -> None:
    caplog.set_level(0)
    journeys_with(canary := 73119, seeds)
    assert str(canary) not in caplog.text
    assert not any(str(canary) in text for text in kept_on_the_server())


def test_nothing_of_fifty_journeys_stays_on_the_server(caplog):
    leave_nothing(caplog, range(50))


@pytest.mark.full
@pytest.mark.parametrize("start", range(50, 500, 25))
def test_nothing_of_five_hundred_journeys_stays_on_the_server(caplog, start):
    leave_nothing(caplog, range(start, start + 25))


def test_an_answer_can_be_changed_from_the_check_page():
    walker = Walker(3)
    walker.walk()
    before = answers_of(walker.client).values
    response = walker.client.post("/nl/vragen/2/", {"birth_date": "3 1950", "back_to": "check"})
    assert response["Location"].endswith("/nl/vragen/nakijken/")
    after = answers_of(walker.client).values
    assert after["birth_date"] == "1950-03" and list(after) == list(before)


def test_a_wrong_answer_comes_back_with_what_was_typed():
    walker = Walker(0)
    walker.start()
    response = walker.client.post("/en/questions/2/", {"birth_date": "31/02/1990"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "31/02/1990" in page and "<title>Error:" in page and 'aria-invalid="true"' in page
    assert "birth_date" not in answers_of(walker.client).values


def test_i_do_not_know_is_kept_and_not_asked_again():
    walker = Walker(0)
    walker.start()
    walker.client.post("/nl/vragen/2/", {"action": "unknown"})
    assert answers_of(walker.client).values == {"birth_date": None}
    assert walker.number(walker._post("/nl/vragen/3/", {"postcode": "9000"})) != 2


def test_two_tabs_both_count():
    walker = Walker(0)
    walker.start()
    walker.client.post("/nl/vragen/3/", {"postcode": "9000"})
    walker.client.post("/nl/vragen/2/", {"birth_date": "1 1980"})
    assert set(answers_of(walker.client).values) == {"birth_date", "postcode"}


def test_stop_and_erase_deletes_the_cookie_and_clears_the_browser():
    walker = Walker(1)
    walker.walk()
    response = walker.client.post("/nl/vragen/wissen/")
    assert response.status_code == 303
    assert '"cookies"' in response["Clear-Site-Data"]
    assert walker.client.cookies[state.cookie_name()]["max-age"] == 0
    assert Client().get("/nl/vragen/resultaat/")["Location"].endswith("/nl/vragen/")


@pytest.mark.parametrize(
    "address",
    ["/nl/vragen/", "/nl/vragen/2/", "/nl/vragen/nakijken/", "/nl/vragen/resultaat/"],
)
def test_every_page_with_answers_is_never_stored_and_renews_the_cookie(address):
    walker = Walker(2)
    walker.start()
    response = walker.client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response.cookies[state.cookie_name()].value


def test_a_page_without_answers_leads_to_the_start():
    for address in ("/fr/questions/2/", "/fr/questions/resultats/", "/fr/questions/verifier/"):
        response = Client().get(address)
        assert response.status_code == 303 and response["Location"].endswith("/fr/questions/")


def test_an_expired_cookie_is_said_on_the_start_page():
    client = Client()
    client.cookies[state.cookie_name()] = "no-longer-valid"
    response = client.get("/en/questions/2/", follow=True)
    assert "Your answers are gone" in response.content.decode()


def test_unknown_questions_are_not_found():
    walker = Walker(0)
    walker.start()
    for number in (0, 999, 10**12):
        assert walker.client.get(f"/nl/vragen/{number}/").status_code == 404


def test_a_form_from_another_site_changes_nothing():
    walker = Walker(0)
    walker.start()
    walker.client.post(
        "/nl/vragen/2/", {"birth_date": "1 1980"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert answers_of(walker.client).values == {}


def test_a_child_can_be_added_and_taken_out_without_losing_what_was_typed():
    walker = Walker(0)
    walker.start()
    number = next(n for n, fact in walker.facts.items() if fact.key == "children")
    typed = {"children-count": "1", "children-0-birth_date": "1/3/2020", "action": "add"}
    page = walker.client.post(f"/nl/vragen/{number}/", typed)
    assert [form.number for form in page.context["records"].forms] == [1, 2]
    assert page.context["records"].forms[0].controls[0].text == "1/3/2020"
    typed = {
        **typed,
        "children-count": "2",
        "children-1-birth_date": "5/2015",
        "action": "remove-0",
    }
    page = walker.client.post(f"/nl/vragen/{number}/", typed)
    assert page.context["records"].forms[0].controls[0].text == "5/2015"


def test_one_right_is_asked_about_with_its_own_questions_only():
    walker = Walker(4)
    address = walker.start(right="parking-card")
    engine = bundle.current().engine
    while (number := walker.number(address)) is not None:
        deciding = engine.evaluate(dict(answers_of(walker.client).values), date.today())
        assert walker.facts[number].key in deciding.rights["parking-card"].deciding_facts
        address = walker.answer(number, address)
