"""Whoever may be in danger reads how to leave, and that the browser remembers."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from eligibility.schema import LANGUAGES
from rights import bundle as bundles
from rights.views.errors import server_error
from rights.views.page import sheet_paths
from rights.views.robots import pages

pytestmark = pytest.mark.django_db
REMAINS = "“Leave this page” erases your answers. Your browser still remembers which pages you saw."
WATCHED = "Is someone watching what you read?"


def leave_address(lang: str) -> str:
    with override(lang):
        return reverse("questionnaire:leave")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_can_be_left_at_once_and_says_that_the_history_remains(client, lang):
    with override(lang):
        remains = gettext(REMAINS)
    addresses = [page["paths"][lang] for page in pages(bundles.current())][::9]
    for address in [*addresses, f"/{lang}/nowhere/"]:
        html = client.get(address).content.decode()
        assert f'method="post" action="{leave_address(lang)}"' in html, address
        assert remains in html, address


@pytest.mark.parametrize("lang", LANGUAGES)
def test_also_the_page_of_a_fault(rf, lang):
    html = server_error(rf.get(f"/{lang}/anything/")).content.decode()
    assert re.findall(r'action="([^"]+)"', html) == [leave_address(lang)]


def test_leaving_works_without_scripts_and_opens_a_neutral_page(client, settings):
    answer = client.post(leave_address("nl"))
    assert (answer.status_code, answer["Location"]) == (303, settings.NEUTRAL_PAGE)


@pytest.mark.parametrize("code", ["second-line-legal-aid", "rehousing-allowance-brussels"])
def test_a_sheet_that_people_in_danger_read_says_how_to_leave(client, code):
    html = client.get(sheet_paths(bundles.current(), code)["en"]).content.decode()
    assert WATCHED in html
    assert "#not-safe-at-home" in html


def test_other_sheets_do_not_frighten(client):
    html = client.get(sheet_paths(bundles.current(), "study-grant-flanders")["en"]).content.decode()
    assert WATCHED not in html


def test_a_question_about_a_partner_says_it_too():
    facts = {fact.key: fact.number for fact in bundles.current().catalogue.facts}
    visitor = Client()
    visitor.post("/en/questions/", {})
    asked = visitor.get(f"/en/questions/{facts['has_partner']}/").content.decode()
    assert WATCHED in asked
    assert WATCHED not in visitor.get(f"/en/questions/{facts['postcode']}/").content.decode()
