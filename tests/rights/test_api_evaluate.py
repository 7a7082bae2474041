"""`POST /api/v1/evaluate`: what it answers, and what it refuses without harm."""

import json
import logging

import pytest

pytestmark = pytest.mark.once

# Every key that outside programs may count on (DESIGN.md §7), with a value of each form.
FIXED = {
    "birth_date": "1956-03",
    "postcode": 1000,
    "staying": None,
    "nationality_status": None,
    "residence_paper": None,
    "has_partner": True,
    "partner.birth_date": "1960-02-29",
    "children": [{"birth_date": "2012-05-01"}, {"birth_date": "2015-07"}, {"birth_date": None}],
    "household_size": 5,
    "work_status": None,
    "partner.work_status": None,
    "income.wage_gross_month": 0,
    "income.pension_gross_month": 900.25,
    "income.benefit_gross_month": 12.5,
    "income.self_employed_gross_month": 0,
    "income.other_gross_month": None,
    "income.reference_year_gross": 10_000,
    "partner.income_gross_month": 0.0,
    "savings": 1_500.99,
    "owns_home": False,
    "tenure": None,
    "rent_month": 650,
    "disability_points": 3,
    "holds": ["increased-reimbursement"],
}
ALONE_AND_RETIRED = {
    "birth_date": "1956-03-01",
    "postcode": "1000",
    "has_partner": False,
    "nationality_status": "belgian",
    "children": [],
    "household_size": 1,
    "income.wage_gross_month": 0,
    "income.pension_gross_month": 900,
    "income.benefit_gross_month": 0,
    "income.self_employed_gross_month": 0,
    "income.other_gross_month": 0,
}


@pytest.fixture
def evaluate(online, client):
    """Sends a body (an object, or the bytes themselves); gives status and answer."""

    def send(body, content_type="application/json"):
        content = body if isinstance(body, bytes) else json.dumps(body)
        response = client.post("/api/v1/evaluate", content, content_type)
        return response.status_code, response.json()

    return send


def outcomes(answer):
    return {right["code"]: right["outcome"] for right in answer["rights"]}


def test_every_fixed_key_is_accepted_in_each_of_its_forms(evaluate):
    status, answer = evaluate({"as_of": "2026-11-22", "lang": "fr", "answers": FIXED})
    assert (status, answer["as_of"]) == (200, "2026-11-22")
    for key in FIXED:
        assert evaluate({"answers": {key: None}})[0] == 200


def test_the_answer_has_the_published_shape(evaluate, online):
    _, answer = evaluate({"as_of": "2026-11-22", "lang": "nl", "answers": ALONE_AND_RETIRED})
    assert list(answer) == ["as_of", "bundle", "next_question", "questions_left", "rights"]
    assert answer["bundle"] == online.hash
    keys = {fact.key for fact in online.catalogue.facts}
    assert answer["next_question"] in keys
    assert {right["code"] for right in answer["rights"]} == set(online.catalogue.words)
    for right in answer["rights"]:
        assert list(right) == [
            "code", "name", "url", "outcome", "flags", "score", "grant_mode", "amount", "routes",
            "deciding_facts", "opens", "documents",
        ]  # fmt: skip
        assert right["url"].startswith("/nl/rechten/")
        assert 0 <= right["score"] <= 100
        assert keys >= set(right["deciding_facts"])
        for route in right["routes"]:
            assert route["criteria"], right["code"]
            for criterion in route["criteria"]:
                assert criterion["outcome"] in ("met", "not_met", "unknown")
                assert criterion["text"] and "{" not in criterion["text"]
                assert criterion["source"].startswith("http")


def test_a_pensioner_with_little_in_brussels_sees_the_rights_of_pensioners(evaluate):
    _, answer = evaluate({"as_of": "2026-11-22", "answers": ALONE_AND_RETIRED})
    found = outcomes(answer)
    assert found["increased-reimbursement"] == "likely"
    assert found["income-guarantee-elderly"] in ("likely", "possible")
    assert found["retirement-pension"] == "possible"  # a pension comes in; whose is not said
    assert found["pension-holiday-pay"] in ("likely", "possible")
    assert {found[code] for code in found if code.startswith("child-benefit")} == {"unlikely"}
    assert found["unemployment-benefit"] == "unlikely"


def test_without_answers_nothing_is_promised_and_nothing_refused(evaluate):
    _, answer = evaluate({"as_of": "2026-11-22", "answers": {}})
    for right in answer["rights"]:
        assert right["outcome"] == "possible" or "not_in_force" in right["flags"], right["code"]
    assert answer["questions_left"] > 20


def test_what_a_person_does_not_know_is_not_asked_again(evaluate):
    _, before = evaluate({"answers": {}})
    _, after = evaluate({"answers": {before["next_question"]: None}})
    assert after["next_question"] != before["next_question"]


UNREADABLE = {
    "an unknown fact": ({"birth_dat": "1990-01-01"}, "answers.birth_dat", "birth_date"),
    "an unknown field": ({"children": [{"born": "2020"}]}, "answers.children[0].born", "no such"),
    "an unknown option": ({"holds": ["leefloon!"]}, "answers.holds[0]", "no such option"),
    "a word for a number": ({"savings": "1.234,56"}, "answers.savings", "number"),
    "yes for a number": ({"savings": True}, "answers.savings", "number"),
    "three decimals": ({"savings": 1.234}, "answers.savings", "two decimals"),
    "below the range": ({"savings": -5}, "answers.savings", "must be from"),
    "beyond the range": ({"household_size": 10**40}, "answers.household_size", "from 1 to 30"),
    "half a person": ({"household_size": 2.5}, "answers.household_size", "whole"),
    "a day that is not": ({"birth_date": "1990-02-31"}, "answers.birth_date", "not exist"),
    "a year alone": ({"birth_date": "1990"}, "answers.birth_date", "1990-05"),
    "a number as date": ({"birth_date": 19900101}, "answers.birth_date", "date"),
    "the year 1890": ({"birth_date": "1890-01-01"}, "answers.birth_date", "1900"),
    "the future": ({"birth_date": "2090-01-01"}, "answers.birth_date", "future"),
    "a child of the future": (
        {"children": [{}, {"birth_date": "2090-01"}]}, "answers.children[1].birth_date", "future",
    ),
    "a long postcode": ({"postcode": "99999"}, "answers.postcode", "four"),
    "a postcode of letters": ({"postcode": "1O00"}, "answers.postcode", "four"),
    "a record for a list": ({"children": {"birth_date": "2020"}}, "answers.children", "list"),
    "nothing as a child": ({"children": [None]}, "answers.children[0]", "record"),
    "thirteen children": ({"children": [{}] * 13}, "answers.children", "at most 12"),
    "junk in junk": ({"savings": {"a": [{"b": {}}]}}, "answers.savings", "number"),
    "a crowd of fields": (
        {"children": [{f"x{i}": 1 for i in range(5000)}]}, "answers.children[0]", "too many",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_answer_that_cannot_be_read_is_refused_with_its_place(evaluate, what):
    answers, place, reason = UNREADABLE[what]
    status, answer = evaluate({"answers": {"postcode": "1000", **answers}})
    assert status == 422
    assert set(answer) == {"errors"}
    assert answer["errors"][0]["place"] == place
    assert reason in answer["errors"][0]["reason"]


BODIES = {
    "nothing": b" ",
    "no JSON": b"postcode=1000",
    "a list": b"[]",
    "null": b"null",
    "a list of answers": b'{"answers": []}',
    "not a number": b'{"answers": {"savings": NaN}}',
    "infinity": b'{"answers": {"savings": Infinity}}',
    "too large for a float": b'{"answers": {"savings": 1e999}}',
    "five thousand digits": b'{"answers": {"savings": ' + b"9" * 5000 + b"}}",
    "a key twice": b'{"answers": {"savings": 1, "savings": 2}}',
    "an unknown key": b'{"answer": {}}',
    "very deep": b'{"answers": ' + b"[" * 40_000 + b"]" * 40_000 + b"}",
    "no text": b"\xff\xfe\x00",
    "half a character": b'{"answers": {"\\ud800": 1}}',
    "no language": b'{"lang": "xx"}',
    "a list as language": b'{"lang": []}',
    "no day": b'{"as_of": "2026-02-30"}',
    "a month": b'{"as_of": "2026-11"}',
    "the year one": b'{"as_of": "0001-01-01"}',
    "a day as number": b'{"as_of": 20261122}',
    "thousands of names": json.dumps({"answers": {f"x{i}": 1 for i in range(8000)}}).encode(),
}


@pytest.mark.parametrize("what", BODIES)
def test_a_body_that_cannot_be_read_is_refused_and_the_site_stays_up(evaluate, what):
    status, answer = evaluate(BODIES[what])
    assert status in (413, 422)
    assert answer["errors"] and all(set(e) == {"place", "reason"} for e in answer["errors"])
    assert evaluate({"answers": {}})[0] == 200


def test_a_body_of_ten_megabytes_is_too_large(evaluate):
    assert evaluate(b'{"answers": {"a": "' + b"x" * 10_000_000 + b'"}}')[0] == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/xml"])
def test_only_json_is_read(evaluate, kind):
    assert evaluate(b'{"answers": {}}', kind)[0] == 415


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options"])
def test_other_methods_are_refused_as_json(online, client, method):
    response = getattr(client, method)("/api/v1/evaluate")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert response.json()["errors"]


def test_answers_are_neither_cached_nor_logged(evaluate, client, caplog):
    caplog.set_level(logging.DEBUG)
    body = {"answers": {"birth_date": "1977-07-17", "savings": 31415.92, "postcode": "9x99"}}
    evaluate(body)
    evaluate({"answers": {**body["answers"], "postcode": "9000"}})
    for answer in ("1977", "31415", "9x99"):
        assert answer not in caplog.text
    response = client.post("/api/v1/evaluate", b"{}", "application/json")
    assert response.headers["Cache-Control"] == "no-store"
