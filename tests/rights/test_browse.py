"""Other ways to look: every right is found by its institution, its region and its audience."""

import re
from itertools import pairwise

import pytest

from eligibility.schema import LANGUAGES
from rights import bundle as bundles
from rights.tree_picture import WIDE, Branch, picture
from rights.views import browse, opens
from rights.views.page import sheet_paths

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle():
    return bundles.current()


def listed(client, path: str) -> set[str]:
    """The sheets to which the middle of a page leads."""
    main = client.get(path).content.decode().split("<main")[1].split("</main")[0]
    return set(re.findall(r'href="([^"#?]+)', main))


def sheets(bundle, codes, lang="nl") -> set[str]:
    return {sheet_paths(bundle, code)[lang] for code in codes}


def test_an_institution_lists_what_it_decides_and_what_is_asked_there(client, bundle):
    for group in browse.groups(bundle):
        if group.kind == "institution":
            rights = [r.code for r in bundle.catalogue.rights
                      if group.code in (r.authority, *r.applied_for_at)]  # fmt: skip
            assert rights
            assert sheets(bundle, rights) <= listed(client, browse.paths(group)["nl"])


def test_a_region_shows_its_own_rights_and_those_of_the_whole_country_only(client, bundle):
    for group in browse.groups(bundle):
        if group.kind == "region":
            here = {group.code, "regions", "federal", "local"}
            rights = {r.code for r in bundle.catalogue.rights if r.level in here}
            others = {r.code for r in bundle.catalogue.rights} - rights
            found = listed(client, browse.paths(group)["nl"])
            assert sheets(bundle, rights) <= found
            assert not sheets(bundle, others) & found


def test_every_audience_of_the_catalogue_has_a_page(client, bundle):
    used = {code for right in bundle.catalogue.rights for code in right.audiences}
    assert used <= set(browse.AUDIENCES)
    for group in browse.groups(bundle):
        if group.kind == "audience":
            rights = [r.code for r in bundle.catalogue.rights if group.code in r.audiences]
            assert sheets(bundle, rights) <= listed(client, browse.paths(group)["nl"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_all_ways_leads_to_each_of_them(client, bundle, lang):
    path = {"nl": "/nl/zoekwegen/", "fr": "/fr/facons-de-chercher/", "de": "/de/suchwege/",
            "en": "/en/ways-to-look/"}[lang]  # fmt: skip
    assert {browse.paths(group)[lang] for group in browse.groups(bundle)} <= listed(client, path)


def test_no_two_pages_share_an_address_and_a_code_works_too(client, bundle):
    for lang in LANGUAGES:
        addresses = [browse.paths(group)[lang] for group in browse.groups(bundle)]
        assert len(addresses) == len(set(addresses))
    assert client.get("/fr/institutions/ocmw-cpas/").status_code == 200
    assert client.get("/fr/institutions/nobody/").status_code == 404


# ── what a status opens ──────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_and_table_name_every_right_that_a_status_opens(client, bundle, lang):
    for code in opens.openers(bundle):
        html = client.get(opens.opens_paths(bundle, code)[lang]).content.decode()
        drawn = set(re.findall(r'<a href="([^"]+)" aria-label', html.split("<svg class=")[-1]))
        table = html.split("<table")[1]
        for path in sheets(bundle, opens.opened_by(bundle, code), lang):
            assert path in drawn and f'href="{path}"' in table


def test_a_right_is_drawn_once_even_when_two_lead_to_it(client, bundle):
    for code in opens.openers(bundle):
        html = client.get(opens.opens_paths(bundle, code)["en"]).content.decode()
        drawn = re.findall(r'<a href="([^"]+)" aria-label', html)
        assert len(drawn) == len(set(drawn))


def test_a_right_that_opens_nothing_has_no_such_page(client, bundle):
    right = next(r for r in bundle.catalogue.rights if not r.opens)
    slug = bundle.words(right.code, "en").slug
    assert client.get(f"/en/what-it-opens/{slug}/").status_code == 404


def test_boxes_lie_below_each_other_and_inside_the_picture():
    leaf = Branch("Eine sehr lange Bezeichnung mit Wiedereingliederungsbeihilfe", "/x/", "de")
    drawn = picture(Branch("A", "/a/", "de", [Branch("B", "/b/", "de", [leaf, leaf]), leaf]))
    assert all(above.y + above.height < below.y for above, below in pairwise(drawn.boxes))
    assert all(box.x + box.width <= WIDE for box in drawn.boxes)
    assert drawn.height >= drawn.boxes[-1].y + drawn.boxes[-1].height
    assert [box.depth for box in drawn.boxes] == [0, 1, 2, 2, 1]
