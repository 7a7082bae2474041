"""The search page: helpful when it finds nothing, quick while one types, and it tells no log."""

import logging
import os
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

from eligibility.schema import LANGUAGES
from ntu_site import logs
from rights.search import suggest

ROOT = Path(__file__).parents[2]
CANARY = "xqzwvcanary"
MOST = 10_000  # bytes, all scripts of the site together


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_search_in_vain_offers_themes_numbers_and_the_questions(client, lang):
    with override(lang):
        search, start = reverse("rights:search"), reverse("questionnaire:start")
    html = client.get(search, {"q": CANARY}).content.decode()
    assert html.count("tel:") >= 2
    assert f'href="{start}"' in html
    assert html.count('class="icon theme-') >= 10


@pytest.mark.once
def test_what_somebody_is_still_typing_finds_sheets(published):
    assert "social-tariff-gas-electricity" in suggest("nl", "mijn elek", 6, published)
    assert "study-grant-flanders" in suggest("en", "study gra", 6, published)
    assert suggest("fr", "xq", 6, published) == []


@pytest.mark.django_db
def test_the_api_gives_as_many_suggestions_as_are_asked(client):
    query = {"q": "kinder", "lang": "de", "limit": 3, "typing": "true"}
    results = client.get("/api/v1/search", query).json()["results"]
    assert len(results) == 3
    assert all(result["url"].startswith("/de/") for result in results)
    assert client.get("/api/v1/search", query | {"limit": 0}).status_code == 422


@pytest.mark.django_db
def test_a_shared_computer_gets_no_suggestions(rf):
    from django.template.loader import render_to_string

    plain = render_to_string("components/search.html", {})
    shared = render_to_string("components/search.html", {"search_method": "post"})
    assert "data-suggest" in plain and "suggest.js" in plain
    assert "data-suggest" not in shared and "script" not in shared


@pytest.mark.once
def test_the_scripts_of_the_site_are_small():
    sizes = {path.name: path.stat().st_size for path in (ROOT / "static" / "js").glob("*.js")}
    assert sum(sizes.values()) < MOST
    assert sizes["suggest.js"] < 2200


@pytest.mark.django_db
def test_no_log_of_the_application_holds_what_was_searched(client, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    client.raise_request_exception = False
    client.get("/nl/zoeken/", {"q": CANARY})
    client.get("/nl/nergens/", {"q": CANARY})
    client.get("/api/v1/search", {"q": CANARY, "lang": "xx"})
    monkeypatch.setattr("rights.views.search.sheet_link", None)  # a fault of ours
    assert client.get("/nl/zoeken/", {"q": f"huur {CANARY}"}).status_code == 500
    assert caplog.records
    for record in caplog.records:
        assert CANARY not in _formatted(record)


def _formatted(record) -> str:
    options = dict(logs.logging_config("DEBUG")["formatters"]["json"])
    return options.pop("()")(**options).format(record)


@pytest.mark.once
def test_no_file_and_no_output_of_the_server_holds_what_was_searched(tmp_path):
    from tests.browser.conftest import free_port, wait_for

    port, said = free_port(), tmp_path / "said"
    env = os.environ | {
        "BROWSER_DATA_DIR": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "site_settings",
        "PYTHONPATH": f"{ROOT / 'tests' / 'browser'}{os.pathsep}{ROOT}",
    }
    (tmp_path / "data").mkdir()
    command = [sys.executable, "-m", "gunicorn", "ntu_site.wsgi", "--bind", f"127.0.0.1:{port}"]
    with said.open("wb") as output:
        server = subprocess.Popen(
            [*command, "--no-control-socket"], cwd=ROOT, env=env, stdout=output, stderr=output
        )
        try:
            root = wait_for(f"http://127.0.0.1:{port}", server)
            for path in ("/nl/zoeken/", "/api/v1/search", "/nl/nergens/"):
                _visit(f"{root}{path}?q={CANARY}&lang=nl")
        finally:
            server.terminate()
            server.wait(timeout=10)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 2
    assert not [path for path in files if CANARY.encode() in path.read_bytes()]


def _visit(address: str) -> None:
    with suppress(urllib.error.HTTPError):
        urllib.request.urlopen(address, timeout=20).read()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lang", "words", "need"),
    [
        ("nl", "mijn man slaat mij", "not-safe-at-home"),
        ("fr", "je dors dans la rue", "bed-tonight"),
        ("de", "Strom abgestellt", "energy-cut-off"),
        ("en", "I have nothing to eat", "food"),
    ],
)
def test_words_that_cannot_wait_name_who_helps_now_before_any_sheet(client, lang, words, need):
    with override(lang):
        search, urgent = reverse("rights:search"), reverse("rights:urgent")
    html = client.get(search, {"q": words}).content.decode()
    assert 0 < html.index(f'href="{urgent}#{need}"') < html.index('href="tel:')
    assert html.index('href="tel:') < html.index('id="found"')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lang", "words", "line"),
    [("nl", "ik wil dood", "tel:1813"), ("fr", "je veux mourir", "tel:+3280032123")],
)
def test_who_thinks_of_suicide_sees_numbers_to_call_and_no_sheets(client, lang, words, line):
    with override(lang):
        html = client.get(reverse("rights:search"), {"q": words}).content.decode()
    assert 'href="tel:112"' in html
    assert f'href="{line}"' in html
    assert 'id="found"' not in html
    assert suggest(lang, words, 5) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "child benefit"), ("en", "my wife died, I want a pension"),
        ("nl", "mijn man is dood, ik wil pensioen"), ("fr", "appareil pour dormir la nuit"),
    ],
)  # fmt: skip
def test_other_words_raise_no_alarm(client, lang, words):
    with override(lang):
        search, urgent = reverse("rights:search"), reverse("rights:urgent")
    assert f"{urgent}#" not in client.get(search, {"q": words}).content.decode()
