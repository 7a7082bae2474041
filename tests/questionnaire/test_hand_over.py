"""Answers go to another screen only with the paper, the six digits and this server."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client
from django.urls import reverse

from questionnaire import hand_over, tries
from questionnaire.hand_over import Refused, seal, unseal
from questionnaire.state import Answers
from questionnaire.views.hand_over import LARGEST, picture
from rights import bundle
from tests.questionnaire.people import MOTHER, answers_of, visitor
from tests.questionnaire.walker import Walker

pytestmark = pytest.mark.django_db
GIVE, PICK_UP = "/en/questions/hand-over/", "/en/questions/pick-up/"


def facts():
    return bundle.current().engine.facts


def sealed(days=1):
    return seal(Answers(MOTHER, "other", "parking-card", True), facts(), days)


def refused(text, digits):
    with pytest.raises(Refused) as why:
        unseal(text, digits, facts())
    return why.value.why


def wrong(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def test_the_answers_come_back_as_they_were():
    text, digits = sealed()
    found = unseal(text, digits, facts())
    assert dict(found.values) == MOTHER and found.about == "other" and found.right == "parking-card"


def test_two_codes_of_the_same_answers_have_nothing_in_common():
    (one, _), (two, _) = sealed(), sealed()
    assert one[8:] != two[8:] and "7310" not in one


def test_after_five_tries_even_the_right_digits_open_nothing():
    text, digits = sealed()
    assert [refused(text, wrong(digits)) for _ in range(hand_over.TRIES)] == ["code"] * 5
    assert refused(text, digits) == "tries"
    other, its_digits = sealed()
    assert unseal(other, its_digits, facts())


def test_workers_that_count_at_the_same_moment_give_no_try_more():
    fingerprint, ends = secrets.token_hex(32), int(time.time()) + 60
    with ThreadPoolExecutor(8) as workers:
        found = list(workers.map(lambda _: tries.count(fingerprint, ends), range(24)))
    assert sorted(found) == list(range(1, 25))


def test_of_a_code_that_ended_nothing_is_left():
    fingerprint = secrets.token_hex(32)
    tries.count(fingerprint, int(time.time()) - 1)
    tries.count(secrets.token_hex(32), int(time.time()) + 60)
    assert fingerprint.encode() not in tries.place().read_bytes()


def test_a_text_written_in_another_way_counts_as_the_same():
    text, digits = sealed()
    for written in (text + "=", f" {text[:9]}\n{text[9:]}", text, text, text):
        assert refused(written, wrong(digits)) == "code"
    assert refused(text, digits) == "tries"


def test_it_ends_after_the_chosen_days(monkeypatch):
    text, digits = sealed(days=3)
    now = time.time()
    monkeypatch.setattr(hand_over.time, "time", lambda: now + 3 * 86400 + 1)
    assert refused(text, digits) == "ended"


@pytest.mark.parametrize("text", ["", "x", "@@@", "A" * 400, "é" * 40, "A" * 100_000])
def test_what_this_server_did_not_make_is_refused_before_the_slow_step(text):
    started = time.perf_counter()
    assert refused(text, "123456") == "unreadable"
    assert time.perf_counter() - started < 0.05


def test_one_changed_letter_is_refused():
    text, digits = sealed()
    place = len(text) // 2
    changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
    assert refused(changed, digits) == "unreadable"


def test_without_the_key_of_the_server_the_digits_open_nothing(settings):
    text, digits = sealed()
    settings.ANSWERS_KEY = "another key of another server"
    assert refused(text, digits) == "unreadable"


def test_guessing_is_slow():
    text, digits = sealed()
    started = time.perf_counter()
    refused(text, wrong(digits))
    assert time.perf_counter() - started > 0.03


@pytest.mark.parametrize("seed", [1, 3, 6])
def test_a_whole_questionnaire_fits_in_a_code_that_a_camera_reads(seed):
    walker = Walker(seed)
    walker.walk()
    text, _ = seal(answers_of(walker.client), facts(), 14)
    address = f"https://www.example.be{reverse('questionnaire:pick-up')}#{text}"
    assert picture(address).startswith("<svg") and LARGEST == 20


def test_too_many_answers_make_no_picture():
    assert picture("x" * 900) == ""


def test_it_is_made_only_when_asked_and_says_that_it_cannot_be_undone():
    client = visitor(MOTHER)
    page = client.get(GIVE).content.decode()
    assert 'class="qr"' not in page
    assert "Nobody can make the code invalid before its last day" in page
    page = client.post(GIVE, {"days": "14"})
    assert 'class="qr"' in page.content.decode() and page.context["chosen"] == 14


def test_the_digits_are_on_the_screen_only():
    page = visitor(MOTHER).post(GIVE, {"days": "1"})
    html, digits = page.content.decode(), page.context["digits"]
    assert html.count(digits) == 1
    before = html[: html.index(digits)]
    assert before[before.rindex("<div") :].startswith('<div class="screen-only')
    assert digits.replace(" ", "") not in page.context["picture"]


def test_another_browser_goes_on_with_the_same_answers():
    page = visitor(MOTHER).post(GIVE, {"days": "1"}).context
    client = Client()
    form = {"text": f"https://testserver{PICK_UP}#{page['text']}", "digits": page["digits"]}
    response = client.post(PICK_UP, form)
    assert response.status_code == 303 and response["Location"].endswith("/questions/results/")
    assert page["text"] not in response["Location"]
    assert dict(answers_of(client).values) == MOTHER
    assert client.get(response["Location"]).status_code == 200


def test_wrong_digits_come_back_with_the_text_and_a_reason():
    page = visitor(MOTHER).post(GIVE, {"days": "1"}).context
    response = Client().post(PICK_UP, {"text": page["text"], "digits": "12"})
    html = response.content.decode()
    assert "These six digits are not right" in html and page["text"] in html
    assert "<title>Error:" in html and "no-store" in response["Cache-Control"]


def test_a_form_from_another_site_takes_nothing_up():
    page = visitor(MOTHER).post(GIVE, {"days": "1"}).context
    form = {"text": page["text"], "digits": page["digits"]}
    response = Client().post(PICK_UP, form, headers={"Origin": "https://elsewhere.example"})
    assert not response.cookies
