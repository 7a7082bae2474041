"""A shared computer: bound by a signed link, wiped between people, without ways to other sites."""

import re

import pytest

from questionnaire import kiosk, state
from questionnaire.kiosk.pages import signed
from rights import bundle
from rights.schema import HelpPoint
from tests.questionnaire.people import MOTHER, answers_of, visitor

pytestmark = pytest.mark.django_db
POINT = HelpPoint(
    code="library-ghent", name=dict.fromkeys(("nl", "fr", "de", "en"), "Library"),
    kind="public_computer", postcode="9000",
)  # fmt: skip


@pytest.fixture(autouse=True)
def help_point():
    points = bundle.current().catalogue.help_points
    points.append(POINT)
    yield POINT
    points.remove(POINT)


def link(lang="en"):
    return f"/{lang}/kiosk/start/{kiosk.token(POINT.code)}/"


@pytest.fixture
def shared():
    """A browser that is bound to the help point and holds the answers of somebody."""
    client = visitor(MOTHER)
    client.cookies[kiosk.cookie_name()] = kiosk.token(POINT.code)
    return client


def test_the_device_link_erases_what_was_there_and_binds_the_browser():
    client = visitor(MOTHER)
    page = client.get(link("nl"))
    assert page.cookies[state.cookie_name()].value == ""
    assert page.cookies[kiosk.cookie_name()]["httponly"]
    assert page["Clear-Site-Data"] == '"cache", "storage"'
    assert not answers_of(client).values
    assert "Library" in page.content.decode()


def test_the_token_holds_the_code_of_the_place_and_nothing_else():
    assert kiosk.SIGNER.unsign_object(kiosk.token(POINT.code)) == "library-ghent"


@pytest.mark.parametrize("wrong", ["abc", kiosk.token("gone")])
def test_a_wrong_link_or_the_link_of_a_place_that_is_gone_says_so(client, wrong):
    page = client.get(f"/fr/kiosk/start/{wrong}/")
    assert page.status_code == 404
    assert kiosk.cookie_name() not in page.cookies
    assert "Ce lien ne fonctionne pas" in page.content.decode()


def test_no_page_of_a_shared_computer_links_to_another_site(shared):
    for path in ("/en/", "/nl/rechten/leefloon/", "/en/help-today/", "/en/questions/results/"):
        html = shared.get(path).content.decode()
        assert not re.findall(r'<a\b[^>]*href="(?:https?:|tel:|mailto:)[^"]*"', html), path
        assert '<html class="kiosk" lang=' in html


def test_an_address_of_another_site_is_shown_with_a_code_and_a_way_back(shared):
    html = shared.get("/nl/rechten/leefloon/").content.decode()
    target = re.search(r'href="(/nl/kiosk/address/[^"]+)"', html)[1]
    page = shared.get(target, headers={"Referer": "http://testserver/nl/rechten/leefloon/"})
    assert "<svg" in page.content.decode()
    assert page.context["back"] == "/nl/rechten/leefloon/"
    assert shared.get("/nl/kiosk/address/https:%2F%2Fexample.org/").status_code == 404


def test_answers_last_five_minutes_on_a_shared_computer(shared, monkeypatch):
    page = shared.get("/en/questions/check/")
    assert page.cookies[state.cookie_name()]["max-age"] == 300
    now = __import__("time").time()
    monkeypatch.setattr("time.time", lambda: now + 301)
    assert shared.get("/en/questions/check/")["Location"] == "/en/questions/?expired"


def test_every_page_counts_down_to_the_device_link_also_without_scripts(shared):
    for path in ("/en/rights/", "/en/questions/results/"):
        html = shared.get(path).content.decode()
        assert f'data-end-address="{link()}"' in html
        assert re.search(r'<noscript><meta http-equiv="refresh" content="240;url=/en/kiosk/', html)
    still = shared.get("/en/kiosk/still-there/?back=/en/rights/").content.decode()
    assert f'content="60;url={link()}"' in still and 'href="/en/rights/"' in still
    assert 'href="//evil' not in shared.get("/en/kiosk/still-there/?back=//evil/").content.decode()


def test_reading_a_sheet_keeps_the_answers_for_another_five_minutes(shared):
    page = shared.get("/nl/rechten/leefloon/")
    assert page.cookies[state.cookie_name()].value
    assert page["Cache-Control"] == "no-store, private"


def test_erasing_and_leaving_end_at_the_device_link_and_keep_the_binding(shared):
    erased = shared.post("/en/questions/erase/")
    assert '"cookies"' not in erased["Clear-Site-Data"]
    last = shared.get("/en/questions/erased/").content.decode()
    assert "Take your papers from the printer." in last
    assert f'content="30;url={link()}"' in last and f'href="{link()}"' in last
    assert shared.post("/en/questions/leave/")["Location"] == link()


def test_search_words_go_by_post_and_without_suggestions(shared):
    html = shared.get("/en/search/").content.decode()
    assert 'role="search" method="post"' in html
    assert "data-suggest" not in html and "suggest" not in "".join(re.findall("<script.*?>", html))


def test_other_browsers_see_no_difference(client):
    html = client.get("/nl/rechten/leefloon/").content.decode()
    assert "kiosk" not in html and 'http-equiv="refresh"' not in html
    assert client.get("/en/kiosk/still-there/").status_code == 404
    assert signed("https://www.vlaanderen.be") not in html


def test_a_coordinator_makes_the_link_in_the_cms_and_others_may_not(client, admin_client):
    from rights.models import HelpPoint as Row

    row = Row.objects.create(
        code=POINT.code, name_nl="Bib", kind="public_computer", postcode="9000"
    )
    page = admin_client.get(f"/admin/kiosk-link/{row.pk}/")
    made = re.search(r'value="http://testserver(/de/kiosk/start/[^"]+/)"', page.content.decode())[1]
    assert client.get(made).status_code == 200
    assert client.get(f"/admin/kiosk-link/{row.pk}/").status_code == 302
    assert "kiosk-link" in admin_client.get("/admin/snippets/rights/helppoint/").content.decode()
