"""Figures are written as people write them, with unit and date; prose cannot carry HTML."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from eligibility.schema import Parameter
from rights import text
from rights.templatetags.site import address, tel

DAY = date(2026, 11, 23)


def bundle_with(unit: str, *values: dict) -> SimpleNamespace:
    parameter = Parameter.model_validate({"key": "x.y", "unit": unit, "values": values})
    return SimpleNamespace(catalogue=SimpleNamespace(parameters=[parameter]))


def official(value, from_="2026-03-01") -> dict:
    return {"from": from_, "value": value, "confidence": "official", "source": "https://a.be"}


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("nl", "€ 1.288,42 per maand (bedrag van 1 maart 2026)"),
        ("fr", "1 288,42 € par mois (montant au 1er mars 2026)"),
        ("de", "€ 1.288,42 pro Monat (Betrag vom 1. März 2026)"),
        ("en", "€1,288.42 a month (amount of 1 March 2026)"),
    ],
)
def test_an_amount_has_its_unit_and_its_date(lang, shown):
    bundle = bundle_with("EUR/month", official("1288.42"))
    line = text.plain_line("{x.y}", bundle, lang, DAY)
    assert line.replace("\u00a0", " ").replace("\u202f", " ") == shown


def test_a_derived_value_is_never_shown_the_last_confirmed_one_is():
    derived = {"from": "2026-09-01", "value": 60, "confidence": "derived"}
    bundle = bundle_with("EUR", official(50), derived)
    assert "50" in text.plain_line("{x.y}", bundle, "en", DAY)
    assert "60" not in text.plain_line("{x.y}", bundle, "en", DAY)


def test_without_a_confirmed_value_the_reader_is_told_to_ask():
    bundle = bundle_with("EUR", {"from": "2026-01-01", "value": 60, "confidence": "derived"})
    assert text.plain_line("{x.y}", bundle, "nl", DAY) == "het bedrag van vandaag (vraag het na)"
    assert "vandaag" in text.plain_line("{not.there}", bundle, "nl", DAY)


def test_a_value_counts_from_its_date_and_a_series_can_end():
    bundle = bundle_with("EUR", official(10, "2026-01-01"), official(None, "2026-06-01"))
    assert "€10" in text.plain_line("{x.y}", bundle, "en", date(2026, 5, 31))
    assert "please ask" in text.plain_line("{x.y}", bundle, "en", DAY)
    assert "please ask" in text.plain_line("{x.y}", bundle, "en", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("value", "unit", "lang", "shown"),
    [
        ("20", "percent", "fr", "20 %"),
        ("20", "percent", "en", "20%"),
        ("1", "years", "nl", "1 jaar"),
        ("1.5", "hours", "fr", "1,5 heure"),
        ("12", "points", "de", "12 Punkte"),
        ("1000", "count", "en", "1,000"),
        ("27.25", "c€/kWh", "nl", "27,25 eurocent per kWh"),
        ("4.5", "EUR", "en", "€4.50"),
    ],
)
def test_units_are_words(value, unit, lang, shown):
    assert text.quantity(Decimal(value), unit, lang).replace("\u00a0", " ") == shown


def test_html_in_the_catalogue_is_shown_not_run():
    bundle = bundle_with("EUR", official(50))
    html = text.render_prose("<script>x</script> {x.y} [a](javascript:x)", bundle, "en", DAY)
    assert "<script" not in html
    assert "<a " not in html
    assert "€50" in html


def test_lists_and_links_work_and_a_line_has_no_paragraph():
    bundle = bundle_with("EUR", official(50))
    assert "<li>one</li>" in text.render_prose("- one\n- two", bundle, "en", DAY)
    line = text.render_line("See [there](https://b.be).", bundle, "en", DAY)
    assert line == 'See <a href="https://b.be">there</a>.'


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("02 123 45 67", "+3221234567"), ("0800 12 345", "+3280012345"), ("112", "112"),
     ("1722", "1722"), ("+32 2 123 45 67", "+3221234567")],
)  # fmt: skip
def test_phone_numbers_can_be_pressed(written, dialled):
    assert tel(written) == dialled


def test_an_address_is_shown_short_and_readable():
    assert address("https://www.a.be/major%C3%A9e/?x=1") == "a.be/majorée?x=1"
    long = "https://www.a.be/one/two/three/four/five/six/seven/what-it-is-about-in-words"
    assert address(long) == "a.be/…/what-it-is-about-in-words"
