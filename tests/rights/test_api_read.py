"""Reading from `/api/v1/`: shapes, caching, other origins, and how often."""

import pytest
from django.core.cache import cache

from tests.rights.test_api_evaluate import FIXED

pytestmark = pytest.mark.once
LISTS = (
    "rights", "facts", "notions", "parameters", "institutions", "documents", "tools",
    "help-points", "glossary", "changes",
)  # fmt: skip


@pytest.fixture
def get(online, client):
    return lambda path, **headers: client.get(f"/api/v1/{path}", headers=headers)


@pytest.mark.parametrize("name", LISTS)
def test_each_list_names_the_bundle_it_comes_from(get, online, name):
    answer = get(name).json()
    assert answer["bundle"] == online.hash
    assert isinstance(answer[name.replace("-", "_")], list)


@pytest.mark.parametrize("lang", ["nl", "fr", "de", "en"])
def test_rights_have_name_and_address_in_the_language_that_is_asked(get, online, lang):
    for right in get(f"rights?lang={lang}").json()["rights"]:
        words = online.words(right["code"], lang)
        assert right["name"] == words.name
        assert right["url"].startswith(f"/{lang}/") and right["url"].endswith(f"/{words.slug}/")


def test_one_right_has_its_rules_and_its_words_in_four_languages(get):
    answer = get("rights/increased-reimbursement").json()
    assert set(answer["words"]) == set(answer["url"]) == {"nl", "fr", "de", "en"}
    assert answer["routes"][0]["criteria"][0]["test"]
    assert answer["sources"][0]["url"].startswith("https://")


@pytest.mark.parametrize("path", ["rights/leefloon", "rights/", "nothing", ""])
def test_what_is_not_there_is_said_as_json(get, path):
    response = get(path)
    assert response.status_code == 404
    assert response.json()["errors"][0]["reason"]


def test_a_wrong_language_is_refused_with_its_place(get):
    response = get("search?q=huur&lang=xx")
    assert response.status_code == 422
    assert response.json()["errors"][0]["place"] == "lang"


def test_facts_list_every_fixed_key_with_what_a_program_needs(get):
    facts = get("facts").json()["facts"]
    listed = {f["key"]: f for f in facts}
    listed |= {part["key"]: part for fact in facts for part in fact.get("fields", ())}
    assert {*FIXED, "children[].birth_date"} <= set(listed)
    for fact in listed.values():
        assert {"key", "type", "unit", "range", "ask_if", "otherwise", "question"} <= set(fact)
    numbers = [fact["number"] for fact in facts]
    assert len(numbers) == len(set(numbers))
    assert listed["household_size"]["range"]["min"] == 1
    assert [option["code"] for option in listed["tenure"]["options"]]


def test_every_published_right_can_be_held(get, online):
    holds = next(fact for fact in get("facts").json()["facts"] if fact["key"] == "holds")
    codes = [option["code"] for option in holds["options"]]
    assert set(online.catalogue.words) <= set(codes)
    assert len(codes) == len(set(codes))


def test_changes_come_newest_first(get, online):
    changes = get("changes?lang=nl").json()["changes"]
    days = [change["checked_on"] for change in changes]
    assert days == sorted(days, reverse=True)
    assert {change["code"] for change in changes} == set(online.catalogue.words)
    assert all(change["review_by"] for change in changes)


def test_search_answers_with_sheets_and_with_nothing_for_nothing(get):
    found = get("search?q=mijn+huur+is+te+hoog&lang=nl").json()
    assert "rent-allowance-brussels" in [result["code"] for result in found["results"][:3]]
    assert found["results"][0]["url"].startswith("/nl/rechten/")
    for words in ("", "%00", "%20", "????"):
        assert get(f"search?q={words}&lang=nl").json()["results"] == []


def test_who_has_it_already_gets_no_copy(get):
    first = get("facts")
    again = get("facts", if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    zipped = get("facts", if_none_match=f"W/{first.headers['ETag']}", accept_encoding="gzip")
    assert zipped.status_code == 304
    assert get("facts", if_none_match='"old"').status_code == 200
    assert get("rights?lang=nl").headers["ETag"] != get("rights?lang=fr").headers["ETag"]


def test_what_is_searched_is_kept_nowhere(get):
    response = get("search?q=huur&lang=nl")
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_pages_of_others_may_read_but_send_no_credentials(get, client):
    headers = get("rights").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    asked = client.options("/api/v1/rights")
    assert (asked.status_code, asked.headers["Access-Control-Allow-Headers"]) == (
        204,
        "If-None-Match",
    )


def test_the_head_is_that_of_the_whole(get, client):
    head, whole = client.head("/api/v1/rights"), get("rights")
    assert (head.status_code, head.headers["ETag"]) == (200, whole.headers["ETag"])
    assert head.content == b""


@pytest.fixture
def five_a_minute(settings):
    cache.clear()
    settings.API_RATE = 5
    yield
    cache.clear()


def test_a_client_that_asks_too_often_is_told_when_to_come_back(get, five_a_minute):
    answers = [get("themes" if i % 2 else "rights") for i in range(12)]
    late = answers[-1]
    assert late.status_code == 429
    assert 1 <= int(late.headers["Retry-After"]) <= 60
    assert late.json()["errors"][0]["reason"]


def test_one_client_does_not_use_up_the_turn_of_another(get, client, five_a_minute):
    for _ in range(12):
        get("rights")
    assert client.get("/api/v1/rights", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_with_rate_zero_nobody_is_counted(get, settings):
    settings.API_RATE = 0
    assert {get("help-points").status_code for _ in range(30)} == {200}


def test_a_fault_of_ours_is_json_and_its_log_holds_no_answer(client, online, caplog, monkeypatch):
    monkeypatch.setattr(type(online), "engine", property(lambda bundle: 1 / 0))
    body = '{"answers": {"postcode": "9031"}}'
    response = client.post("/api/v1/evaluate", body, "application/json")
    assert response.status_code == 500
    assert response.json()["errors"][0]["place"] == "site"
    assert "ZeroDivisionError" in caplog.text and "9031" not in caplog.text
