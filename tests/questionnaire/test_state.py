"""Answers live in one encrypted cookie, which ends after twenty idle minutes."""

from random import Random
from time import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from eligibility.schema import Fact
from questionnaire import state
from questionnaire.state import Answers


def fact(key, number):
    return Fact(key=key, number=number, topic="you", type="number", question={})


FACTS = {"savings": fact("savings", 7), "rent_month": fact("rent_month", 9)}
CANARY = 7311937


def sent_back(response):
    """A request that brings the cookie of `response`, as a browser would."""
    request = RequestFactory().get("/")
    for name, morsel in response.cookies.items():
        request.COOKIES[name] = morsel.value
    return request


def test_answers_come_back_in_the_order_given():
    given = Answers({"rent_month": 500, "savings": None}, about="other", right="x", started=True)
    response = state.save(HttpResponse(), given, FACTS)
    assert state.load(sent_back(response), FACTS) == given


def test_the_cookie_is_encrypted_and_out_of_reach_of_scripts():
    response = state.save(HttpResponse(), Answers({"savings": CANARY}, started=True), FACTS)
    cookie = response.cookies[state.cookie_name()]
    assert str(CANARY) not in cookie.value
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/"


def test_over_https_the_cookie_is_secure_and_bound_to_this_host(settings):
    settings.ANSWERS_COOKIE_SECURE = True
    response = state.save(HttpResponse(), Answers({}, started=True), FACTS)
    assert response.cookies["__Host-answers"]["secure"]


def test_after_twenty_idle_minutes_the_answers_cannot_be_read(monkeypatch):
    response = state.save(HttpResponse(), Answers({"savings": 1}, started=True), FACTS)
    later = time() + state.IDLE_SECONDS + 1
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: later)
    loaded = state.load(sent_back(response), FACTS)
    assert loaded.expired and not loaded.values and not loaded.started


@pytest.mark.parametrize("token", ["", "nonsense", "gAAAAA", "\u20ac", "x" * 5000])
def test_a_cookie_that_was_tampered_with_counts_as_no_answers(token):
    request = RequestFactory().get("/")
    request.COOKIES[state.cookie_name()] = token
    assert not state.load(request, FACTS).started


def test_answers_that_do_not_fit_are_refused():
    noise = Random(1).randbytes(4000).hex()
    with pytest.raises(state.AnswersTooLong):
        state.save(HttpResponse(), Answers({"savings": noise}, started=True), FACTS)


def test_erasing_takes_the_cookie_and_tells_the_browser_to_forget():
    response = state.erase(HttpResponse())
    assert response.cookies[state.cookie_name()]["max-age"] == 0
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
