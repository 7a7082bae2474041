"""Numbers that point to a person are gone before a message is kept; the rest stays readable."""

import random

import pytest
from stdnum.be import nn

from rights.masking import ACCOUNT, EMAIL, NATIONAL_NUMBER, PHONE, masked

pytestmark = pytest.mark.once


def national_number(seed: int) -> str:
    """A number with right check digits, of nobody in particular."""
    chance = random.Random(seed)
    born = f"{chance.randint(30, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    first = f"{born}{chance.randint(1, 997):03}"
    return f"{first}{97 - int(first) % 97:02}"


def written(number: str, layout: str) -> str:
    figures = iter(number)
    return "".join(next(figures) if sign == "9" else sign for sign in layout)


LAYOUTS = ["99999999999", "99.99.99-999.99", "99 99 99 999 99", "99/99/99 - 999-99",
           "999 999 999 99", "9999.9999.999", "99 99 99\n999 99", "999999-999-99"]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_national_number_is_masked_however_it_is_written(layout):
    for seed in range(50):
        number = national_number(seed)
        assert nn.is_valid(number)
        text = masked(f"mijn nummer is {written(number, layout)}, 2 kinderen")
        assert text == f"mijn nummer is {NATIONAL_NUMBER}, 2 kinderen"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("85.07.30-033.29 met een tikfout", f"{NATIONAL_NUMBER} met een tikfout"),
        ("٨٥٠٧٣٠٠٣٣٢٨", NATIONAL_NUMBER),
        ("85073\u200b003328", NATIONAL_NUMBER),
        ("8507 3003 328 9000 Gent", f"{NATIONAL_NUMBER} 9000 Gent"),
        ("9000 85.07.30-033.28", f"9000 {NATIONAL_NUMBER}"),
        ("schrijf an.peeters+x@voorbeeld.be.", f"schrijf {EMAIL}"),
        ("jan(at)voorbeeld.be ou jan @ voorbeeld.be", f"{EMAIL} ou {EMAIL}"),
        ("BE68 5390 0754 7034 is mijn rekening", f"{ACCOUNT} is mijn rekening"),
        ("be68539007547034", ACCOUNT),
        ("BE68-5390-0754-7035, un chiffre faux", f"{ACCOUNT}, un chiffre faux"),
        ("NL91 ABNA 0417 1643 00 et LU28 0019 4006 4475 0000", f"{ACCOUNT} et {ACCOUNT}"),
        ("539-0075470-34", ACCOUNT),
        ("bel 0470 12 34 56 of 02/123.45.67", f"bel {PHONE} of {PHONE}"),
        ("(02) 123 45 67, 09-123 45 67", f"{PHONE}, {PHONE}"),
        ("+32 (0)470/12.34.56 oder 0032 470 123456", f"{PHONE} oder {PHONE}"),
        ("0470123456", PHONE),
        ("+33 6 12 34 56 78", PHONE),
    ],
)
def test_what_points_to_a_person_is_masked(told, kept):
    assert masked(told) == kept


@pytest.mark.parametrize(
    "told",
    [
        "Het bedrag is 1.234,56 euro sinds 01/03/2026, niet 1.200,00.",
        "Le plafond est de 26 000 € en 2025 et 27 500 € en 2026.",
        "Van 01.01.2025 tot 31.12.2026, artikel 37 § 19, wet van 14-07-1994.",
        "Es sind 12 Monate und 66 %, nicht 65.",
        "Postcode 1000 en 9000, stap 2, vraag 14.",
        "0,75 per uur; 100 000 000 in het totaal",
    ],
)
def test_amounts_dates_and_articles_stay(told):
    assert masked(told) == told
