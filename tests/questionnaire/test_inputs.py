"""Amounts, dates and numbers as people type them are read right or refused, never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from questionnaire.inputs import InputError, read_date, read_money, read_number, read_postcode

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1’234.56", "1234.56"),
        ("€ 1,234.56", "1234.56"),
        ("1234,5 €", "1234.50"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("12,50", "12.50"),
        ("12.50", "12.50"),
        ("900", "900"),
        ("0", "0"),
        ("50,-", "50"),
        ("1250 euro", "1250"),
        ("١٢٣٤", "1234"),
        ("١٬٢٣٤٫٥٦", "1234.56"),
        ("１２５０", "1250"),
        ("1.234.567,89", "1234567.89"),
        ("1 234 567", "1234567"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u2009234,5", "1234.50"),
        ("1'234'567", "1234567"),
        ("€ 1234", "1234"),
        ("EUR 950,00", "950.00"),
        ("950,00 euros", "950.00"),
        ("0012", "12"),
        ("٣", "3"),
        ("۱۲۳۴٫۵", "1234.50"),
        ("१२३४", "1234"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, euros):
    assert read_money(typed) == Decimal(euros)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "-5", "1e9", "NaN", "inf", "1.23.45", "1,23,456", "12.345.6", "1.234.56",
     "1 2 3", "1.2345", "1,234.567", "1.234,567", "1 234.56,7", "1'23", "12..5", ".5", "½", "Ⅻ",
     "1_000", "0x10", "1+1", "+5", "1 234'567", "12,", "\u0000", "＄12",
     "9" * 40, "1,234,56.78", "--", "€", "12,5,0"],
)  # fmt: skip
def test_an_amount_that_could_be_misread_is_refused(typed):
    with pytest.raises(InputError):
        read_money(typed)


def test_an_amount_above_the_limit_is_refused_with_a_hint_about_zeros():
    with override("en"), pytest.raises(InputError, match="zeros"):
        read_money("1000000", maximum=100000)


@pytest.mark.parametrize(
    ("typed", "lang", "stored"),
    [
        ("27 3 1958", "nl", "1958-03-27"),
        ("27/03/1958", "nl", "1958-03-27"),
        ("27.3.1958", "de", "1958-03-27"),
        ("27-3-1958", "fr", "1958-03-27"),
        ("1958-03-27", "en", "1958-03-27"),
        ("3 1958", "nl", "1958-03"),
        ("03/1958", "nl", "1958-03"),
        ("1958-03", "nl", "1958-03"),
        ("27 maart 1958", "nl", "1958-03-27"),
        ("27 mars 1958", "fr", "1958-03-27"),
        ("27. März 1958", "de", "1958-03-27"),
        ("27 March 1958", "en", "1958-03-27"),
        ("31/12/99", "nl", "1999-12-31"),
        ("31/12/58", "nl", "1958-12-31"),
        ("٢٧/٣/١٩٥٨", "nl", "1958-03-27"),
        ("29-02-2024", "nl", "2024-02-29"),
        ("29.2.2000", "de", "2000-02-29"),
        ("1er mars 1990", "fr", "1990-03-01"),
        ("14 févr. 1990", "fr", "1990-02-14"),
        ("14 août 1990", "fr", "1990-08-14"),
        ("5 Dez. 1975", "de", "1975-12-05"),
        ("27 mrt 1958", "nl", "1958-03-27"),
        ("3 fevrier 1961", "fr", "1961-02-03"),
        ("14 juil. 1989", "fr", "1989-07-14"),
        ("27th March 1958", "en", "1958-03-27"),
        ("1ste mei 1980", "nl", "1980-05-01"),
        ("mei 1980", "nl", "1980-05"),
        ("٣/١٩٥٨", "fr", "1958-03"),
        ("２７／３／１９５８", "nl", "1958-03-27"),
        (" 27 / 3 / 1958 ", "nl", "1958-03-27"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, lang, stored):
    with override(lang):
        assert read_date(typed, TODAY) == stored


@pytest.mark.parametrize(
    "typed",
    ["", "31/02/1990", "29-02-2023", "1899", "1958", "12/31/1990", "1/1/1890", "24/11/2026",
     "15/03/20", "29/02/1900", "31-04-1990", "31/11/99", "0/1990", "13/1990", "1 1 0000",
     "99999999", "27031958", "\u0000", "jui 1990", "ma 1990", "yesterday", "1-2-3-4",
     "32 1 1990", "00/01/1990", "1.1.19900"],
)  # fmt: skip
def test_a_date_that_cannot_be_or_is_not_sure_is_refused(typed):
    with pytest.raises(InputError):
        read_date(typed, TODAY)


def test_a_number_stays_within_its_limits():
    assert read_number(" 12 ", 0, 18) == 12
    for typed in ("19", "-1", "1.5", "", "twelve", "9" * 40):
        with pytest.raises(InputError):
            read_number(typed, 0, 18)


def test_a_postcode_may_come_with_the_name_of_the_place():
    known = frozenset({"1000", "9000"})
    assert read_postcode("9000 Gent", known) == "9000"
    assert read_postcode("B-1000", known) == "1000"
    for typed in ("", "999", "10000", "1001", "1000 9000"):
        with pytest.raises(InputError):
            read_postcode(typed, known)


@pytest.mark.parametrize("lang", ["nl", "fr", "de"])
def test_the_message_is_in_the_language_of_the_reader(lang):
    with override("en"), pytest.raises(InputError) as english:
        read_money("abc")
    with override(lang), pytest.raises(InputError) as translated:
        read_money("abc")
    assert str(translated.value) != str(english.value)
