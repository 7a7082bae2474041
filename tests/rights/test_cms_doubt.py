"""“Being checked”: one press on a sheet or an amount, and the public site says so."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from rights.models import Parameter, Right
from tests.rights.editors import address, as_, messages, open_form, published, save

pytestmark = pytest.mark.django_db
NOTICE = "Wij kijken deze fiche na."


def press(client, entry):
    url = reverse("being_checked", args=[entry._meta.model_name, entry.pk])
    return client.post(url, follow=True)


def sheet(client, right) -> str:
    words = published().words(right.code, "nl")
    return client.get(f"/nl/rechten/{words.slug}/").content.decode()


@pytest.fixture
def right(cms):
    return Right.objects.order_by("code").first()


def test_one_press_says_on_the_sheet_that_it_is_checked_and_one_more_takes_it_off(chief, right):
    assert "says now" in messages(press(chief, right))
    assert published().right(right.code).being_checked
    assert NOTICE in sheet(chief, right)
    press(chief, right)
    assert NOTICE not in sheet(chief, right)
    assert ModelLogEntry.objects.filter(action="rights.being_checked").count() == 2


def test_it_is_never_likely_while_it_is_checked(chief, right):
    press(chief, right)
    case = next(iter(published().catalogue.cases[right.code].values()))
    found = published().engine.evaluate(case.answers, case.as_of).rights[right.code]
    assert found.outcome != "likely" and "being_checked" in found.flags


def test_a_draft_that_is_published_later_does_not_take_it_off(chief, right):
    data = open_form(chief, right)
    press(chief, right)
    save(chief, right, data | {"note": "A draft from before."}, publish=True)
    assert published().right(right.code).being_checked


def test_the_button_is_on_the_form_and_a_mistake_in_the_form_does_not_matter(chief, right):
    page = chief.get(address(right)).content.decode()
    assert (
        f'formaction="{reverse("being_checked", args=["right", right.pk])}" formnovalidate' in page
    )


def test_an_amount_that_is_checked_is_no_longer_confirmed(chief, cms):
    found = (p for p in Parameter.objects.all() if p.values.last().confidence != "derived")
    parameter = next(found)
    assert "no longer shown" in messages(press(chief, parameter))
    amounts = {p.key: p.values for p in published().catalogue.parameters}
    assert amounts[parameter.key][-1].confidence == "derived"


@pytest.mark.parametrize("person", ["bob", "cas"])
def test_nobody_else_marks_her_sheet(people, client, person):
    assert press(as_(client, person), people["A"]).status_code in (200, 403)
    people["A"].refresh_from_db()
    assert not people["A"].being_checked


def test_ann_marks_her_own_sheet(people, client):
    press(as_(client, "ann"), people["A"])
    assert published().right(people["A"].code).being_checked
