"""Which office is the one for a person, and in which language it deals with them."""

import pytest

from questionnaire import offices
from rights import bundle

pytestmark = pytest.mark.django_db


def spoken(office, postcode):
    return offices.languages(bundle.current().institution(office), {"postcode": postcode})


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        ("9000", ("nl",)),  # Ghent
        ("5000", ("fr",)),  # Namur
        ("4700", ("de", "fr")),  # Eupen
        ("4784", ("de", "fr")),  # Sankt Vith
        ("1000", ("fr", "nl")),  # Brussels
        ("1640", ("nl", "fr")),  # Sint-Genesius-Rode, facilities
        ("7700", ("fr", "nl")),  # Mouscron, facilities
        ("4960", ("fr", "de")),  # Malmedy, facilities
        (None, ("nl", "fr", "de")),
    ],
)
def test_a_local_office_speaks_the_languages_of_its_municipality(postcode, expected):
    assert spoken("ocmw-cpas", postcode) == expected


def test_an_office_of_a_region_keeps_the_language_of_that_region():
    assert spoken("vdab", "1640") == ("nl",)
    assert spoken("housing-company-wallonia", "4700") == ("fr",)
    assert spoken("ostbelgien-family", "4700") == ("de", "fr")


def test_nine_municipalities_are_german_speaking():
    german = {p for p, place in offices._table().items() if place[0] == "ostbelgien"}
    assert {"4700", "4720", "4730", "4750", "4760", "4770", "4780", "4790", "4710"} <= german
    assert not {"4960", "4950", "4840", "4850"} & german


def test_offices_of_other_regions_are_left_out():
    right = bundle.current().right("birth-adoption-allowance")
    found = offices.offices(bundle.current(), right, {"postcode": "9000"})
    assert [office.code for office in found] == ["child-benefit-fund-flanders"]
    assert len(offices.offices(bundle.current(), right, {})) == len(right.applied_for_at)


def test_which_postcode_was_given_is_remembered_nowhere():
    spoken("ocmw-cpas", "1640")
    assert offices._table.cache_info().currsize == 1
    assert len(offices._table()) > 1000


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"postcode": "9000"}, "OCMW Gent"),
        ({"postcode": "4700"}, "ÖSHZ Eupen"),
        ({"postcode": "1050"}, "Public centre for social welfare"),  # two municipalities
        ({"postcode": "9000", "staying": "prison"}, "Public centre for social welfare"),
        ({}, "Public centre for social welfare"),
    ],
)
def test_the_centre_has_the_name_on_its_own_door_when_that_is_certain(answers, name):
    right = bundle.current().right("integration-income")
    assert offices.offices(bundle.current(), right, answers)[0].name["en"] == name
