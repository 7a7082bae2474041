"""Editors at work: the real forms of the CMS, posted by a real client."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rights.clock import today
from rights.models import Parameter, Right, Theme
from tests.rights.editors import address, as_, messages, open_form, published, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def parameter(cms):
    return next(p for p in Parameter.objects.all() if p.values.count())


def newest(key: str):
    values = {p.key: p.values for p in published().catalogue.parameters}
    return values[key][-1].value


def with_value(client, parameter, value: str) -> dict:
    data = open_form(client, parameter)
    last = int(data["values-TOTAL_FORMS"]) - 1
    return {**data, f"values-{last}-value": value}


def test_a_changed_amount_that_is_published_is_in_the_bundle(
    chief, parameter, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = save(chief, parameter, with_value(chief, parameter, "1234.56"), publish=True)
    assert "not published" not in messages(response)
    assert str(newest(parameter.key)) == "1234.56"


def test_a_draft_changes_nothing_that_is_public(chief, parameter):
    before = published().hash
    save(chief, parameter, with_value(chief, parameter, "1234.56"))
    assert published().hash == before
    parameter.refresh_from_db()
    assert parameter.has_unpublished_changes


def test_unpublishing_a_right_takes_its_sheet_off(chief):
    right = Right.objects.first()
    chief.post(address(right, "unpublish"))
    assert right.code not in published()


def test_opening_a_right_and_publishing_it_changes_nothing(chief):
    """No field, row or order is lost between the database and the form."""
    before = published().hash
    for right in Right.objects.order_by("code")[:3]:
        response = save(chief, right, open_form(chief, right), publish=True)
        assert response.redirect_chain, response.context["form"].errors
        assert published().hash == before


def test_a_right_with_a_wrong_code_is_saved_but_not_published(chief):
    right = Right.objects.first()
    before = published().hash
    data = open_form(chief, right) | {"documents-TOTAL_FORMS": "1", "documents-INITIAL_FORMS": "0"}
    data |= {"documents-0-document": "identity-crd", "documents-0-need": "bring"}
    data |= {"documents-0-ORDER": "1", "documents-0-id": "", "documents-0-DELETE": ""}
    response = save(chief, right, data, publish=True)
    assert "not published" in messages(response)
    assert published().hash == before


def test_a_form_that_is_out_of_date_does_not_undo_a_colleague(chief):
    theme = Theme.objects.first()
    mine, theirs = open_form(chief, theme), open_form(chief, theme)
    save(chief, theme, theirs | {"name_de": "Geld und Einkommen"}, publish=True)
    response = save(chief, theme, mine | {"name_fr": "Argent"}, publish=True)
    assert "Somebody saved this entry after you opened it" in messages(response)
    theme.refresh_from_db()
    assert theme.name_de == "Geld und Einkommen"
    assert theme.name_fr != "Argent"


@pytest.mark.parametrize("lang", ["nl", "fr", "de", "en"])
def test_the_sheet_can_be_seen_before_it_is_published(chief, lang):
    right = Right.objects.first()
    data = open_form(chief, right) | {f"name_{lang}": "Een nieuwe naam"}
    preview = address(right, "preview_on_edit")
    assert chief.post(preview, data).json()["is_valid"]
    page = chief.get(preview, {"mode": lang})
    assert page.status_code == 200
    assert "Een nieuwe naam" in page.content.decode()


def test_every_type_of_entry_has_a_form_and_a_list(chief):
    from rights.models import LISTS

    for model in LISTS.values():
        assert chief.get(reverse(model.snippet_viewset.get_url_name("list"))).status_code == 200
        assert chief.get(reverse(model.snippet_viewset.get_url_name("add"))).status_code == 200
        if entry := model.objects.first():
            assert chief.get(address(entry)).status_code == 200


def test_a_group_gets_the_rights_of_a_collection_and_its_languages(chief):
    page = chief.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Publish and take off the rights in this collection" in page
    assert "Can edit the words in German" in page


# ── three people: Ann edits for A, Bob for B, Cas edits nothing ──────────────


def test_ann_edits_and_publishes_the_right_of_her_institution(people, client):
    data = open_form(as_(client, "ann"), people["A"]) | {"name_nl": "Nieuwe naam"}
    response = save(client, people["A"], data, publish=True)
    assert response.redirect_chain, response.context["form"].errors
    assert published().words(people["A"].code, "nl").name == "Nieuwe naam"


VIEWS = ["edit", "history", "usage", "unpublish", "delete", "preview_on_edit"]


@pytest.mark.parametrize("person", ["bob", "cas"])
@pytest.mark.parametrize("view", VIEWS)
def test_nobody_else_gets_to_her_right(people, client, person, view):
    url = address(people["A"], view)
    as_(client, person)
    for answer in (client.get(url), client.post(url, {"action-publish": "1"})):
        assert answer.status_code in (302, 403, 405)
        if answer.status_code == 302:  # Wagtail sends people without permission home
            assert answer["Location"] == reverse("wagtailadmin_home")
    people["A"].refresh_from_db()
    assert people["A"].live


def test_bob_sees_only_his_own_right_in_the_list(people, client):
    page = as_(client, "bob").get(reverse(Right.snippet_viewset.get_url_name("list")))
    assert people["B"].code in page.content.decode()
    assert people["A"].code not in page.content.decode()


def test_bob_cannot_delete_her_right_in_bulk(people, client):
    url = reverse("wagtail_bulk_action", args=["rights", "right", "delete"])
    as_(client, "bob").post(f"{url}?id={people['A'].pk}")
    assert Right.objects.filter(pk=people["A"].pk).exists()


def test_no_list_to_choose_from_shows_her_right_to_bob(people, client):
    assert as_(client, "bob").get("/admin/snippets/choose/rights/right/").status_code == 404


def test_ann_cannot_give_her_right_to_another_institution(people, client):
    data = open_form(as_(client, "ann"), people["A"])
    data["collection"] = str(people["B"].collection_id)
    save(client, people["A"], data, publish=True)
    people["A"].refresh_from_db()
    assert people["A"].collection_id != people["B"].collection_id


def test_ann_writes_dutch_only_and_sees_no_field_of_another_language(people, client):
    data = open_form(as_(client, "ann"), people["A"])
    assert "name_nl" in data
    assert not [name for name in data if name.endswith(("_fr", "_de", "_en"))]


def test_the_first_page_lists_the_drafts(chief):
    right = Right.objects.first()
    save(chief, right, open_form(chief, right) | {"note": "Not finished."})
    page = chief.get("/admin/").content.decode()
    assert reverse("wagtailsnippets_rights_right:edit", args=[right.pk]) in page


def test_the_first_page_says_what_waits_for_an_editor(chief, cms):
    Right.objects.update(review_by=today() - timedelta(days=1))
    page = chief.get("/admin/").content.decode()
    right = Right.objects.first()
    assert reverse("wagtailsnippets_rights_right:edit", args=[right.pk]) in page
    assert "/admin/images/" not in page.split("<main")[1]
