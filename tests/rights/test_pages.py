"""Public pages answer in four languages, from the bundle, with everything filled in."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from eligibility.schema import LANGUAGES
from rights import bundle as bundles
from rights.views.page import sheet_paths
from rights.views.robots import pages

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def bundle():
    return bundles.current()


def path(name: str, lang: str, **kwargs) -> str:
    with override(lang):
        return reverse(name, kwargs=kwargs or None)


def alternates(html: str) -> dict[str, str]:
    """hreflang → path, as the head of a page says it."""
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html)
    return {lang: re.sub(r"^https?://[^/]+", "", url) for lang, url in found}


def test_every_published_page_answers_in_its_language_with_every_figure_filled_in(client, bundle):
    for page in pages(bundle):
        for lang, address in page["paths"].items():
            response = client.get(address)
            html = response.content.decode()
            assert response.status_code == 200, address
            assert f'<html lang="{lang}"' in html
            assert not re.search(r"\{[a-z0-9.-]+\}|\{\{|\{%|&lt;", html), address


def test_every_page_names_itself_in_the_four_languages_and_they_name_it_back(client, bundle):
    for page in pages(bundle):
        heads = {
            lang: alternates(client.get(address).content.decode())
            for lang, address in page["paths"].items()
        }
        for head in heads.values():
            assert {lang: head[lang] for lang in LANGUAGES} == page["paths"]
            assert head["x-default"] == page["paths"]["en"]


def test_the_language_switch_of_a_sheet_lands_on_the_same_sheet(client, bundle):
    for right in bundle.catalogue.rights:
        paths = sheet_paths(bundle, right.code)
        html = client.get(paths["nl"]).content.decode()
        for lang in ("fr", "de", "en"):
            assert f'hreflang="{lang}" href="{paths[lang]}"' in html


def test_the_name_of_a_right_in_another_language_leads_to_the_right_page(client, bundle):
    words = bundle.catalogue.words
    right = next(r for r in bundle.catalogue.rights
                 if words[r.code]["fr"].slug != words[r.code]["nl"].slug)  # fmt: skip
    slug = bundle.words(right.code, "fr").slug
    response = client.get(path("rights:sheet", "nl", slug=slug))
    assert response["Location"] == sheet_paths(bundle, right.code)["nl"]


def test_a_page_has_one_main_heading_and_a_title_of_its_own(client, bundle):
    titles = {}
    for page in pages(bundle):
        for lang, address in page["paths"].items():
            html = client.get(address).content.decode()
            assert html.count("<h1") == 1, address
            title = re.search(r"<title>(.*?)</title>", html, re.S)[1]
            assert titles.setdefault((lang, title), address) == address


def test_a_sheet_opens_with_the_four_answers_and_ends_with_its_sources(client, bundle):
    right = bundle.catalogue.rights[0]
    html = client.get(sheet_paths(bundle, right.code)["en"]).content.decode()
    words = bundle.words(right.code, "en")
    order = [words.name, "card answers", 'id="get"', 'id="for-you"', 'id="automatic"',
             'id="before"', 'id="apply"', 'id="when"', 'id="keeping"', 'id="disagree"',
             'id="professionals"', 'id="sources"']  # fmt: skip
    places = [html.index(mark) for mark in order]
    assert places == sorted(places)
    assert all(source.url.replace("&", "&amp;") in html for source in right.sources)


def test_help_today_shows_every_number_and_where_it_was_read(client, bundle):
    html = client.get(path("rights:urgent", "fr")).content.decode()
    assert 'href="tel:112"' in html
    for need in bundle.catalogue.urgent_help:
        for contact in need.contacts:
            assert contact.phone is None or f">{contact.phone}</a>" in html
            assert f'href="{contact.source.replace("&", "&amp;")}"' in html


def test_the_sitemap_holds_exactly_the_published_pages(client, bundle):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    listed = [loc.text.removeprefix("http://testserver") for loc in tree.iter(f"{SITEMAP}loc")]
    expected = [address for page in pages(bundle) for address in page["paths"].values()]
    assert sorted(listed) == sorted(expected)


def test_robots_leave_search_and_questions_alone(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Disallow: {path('rights:search', 'fr')}" in text
    assert f"Disallow: {path('questionnaire:start', 'nl')}" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_bare_address_goes_to_the_language_of_the_browser(client):
    for asked, lang in (("fr-BE,fr;q=0.9", "fr"), ("de", "de"), ("nl-BE", "nl"), ("ar", "nl")):
        response = client.get("/", headers={"accept-language": asked})
        assert response["Location"] == f"/{lang}/"
        assert "Accept-Language" in response["Vary"]


def test_a_page_that_did_not_change_is_not_sent_again(client):
    first = client.get("/en/")
    again = client.get("/en/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert "max-age=3" in first["Cache-Control"]


def test_a_ready_page_asks_nothing_of_the_database(client, django_assert_num_queries):
    client.get("/nl/")
    with django_assert_num_queries(0):
        assert client.get("/nl/").status_code == 200


def test_reading_sets_no_cookie(client, bundle):
    for name in ("home", "list", "urgent", "privacy"):
        assert not client.get(path(f"rights:{name}", "fr")).cookies


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", "Deze pagina bestaat niet"),
        ("fr", "Cette page n’existe pas"),
        ("de", "Diese Seite gibt es nicht"),
        ("en", "This page does not exist"),
    ],
)
def test_an_unknown_address_says_so_in_the_language_of_the_address(client, lang, words):
    response = client.get(f"/{lang}/nowhere/")
    assert response.status_code == 404
    assert words in response.content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fault_of_ours_gives_a_page_that_needs_nothing(rf, lang):
    from rights.views.errors import server_error

    html = server_error(rf.get(f"/{lang}/anything/")).content.decode()
    assert f'<html lang="{lang}">' in html
    assert f'href="/{lang}/"' in html
    assert "112" in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_refused_forms_say_what_to_do(rf, lang):
    from rights.views.errors import bad_request, csrf_failure, forbidden

    for view, status in ((csrf_failure, 403), (forbidden, 403), (bad_request, 400)):
        response = view(rf.get(f"/{lang}/anything/"))
        assert response.status_code == status
        assert f'<html lang="{lang}">' in response.content.decode()


def test_search_with_the_words_of_the_sheet_finds_it(client, bundle):
    pytest.importorskip("rights.search")
    right = bundle.catalogue.rights[0]
    response = client.get(path("rights:search", "en"), {"q": bundle.words(right.code, "en").name})
    assert sheet_paths(bundle, right.code)["en"] in response.content.decode()


def test_search_words_can_be_sent_without_standing_in_the_address(client):
    response = client.post(path("rights:search", "nl"), {"q": "zzzzqqqq"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "Niets gevonden" in response.content.decode()


def test_the_languages_of_the_site_are_the_languages_of_the_catalogue():
    assert {code for code, _ in settings.LANGUAGES} == set(LANGUAGES)
