"""Read what people type: amounts, numbers, dates and postcodes, in four languages.

A value is read right or refused with a reason; it is never guessed. Each
reader takes the typed text and returns a value, or raises `InputError` whose
message tells, in the reader's language, what to type instead.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

OLDEST_YEARS = 120
SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
ORDINAL = re.compile(r"(?<=\d)(?:er|st|nd|rd|th|ste|de|e)\b")
GROUPED = re.compile(r"\d{1,3}(?:[.' ]\d{3})+|\d{1,3}(?:,\d{3})+")


class InputError(ValueError):
    """What was typed cannot be read; the message says what to type instead."""


def ascii_digits(text: str) -> str:
    """The text with every Unicode decimal digit (Arabic, full width…) as 0–9."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in unicodedata.normalize("NFKC", text)
    )


def _normalised(text: str) -> str:
    # Arabic decimal (U+066B) and thousands (U+066C) signs, and the curly apostrophe of Swiss style.
    table = str.maketrans({"\u066b": ",", "\u066c": ".", "’": "'", "−": "-", "–": "-"})
    return SPACES.sub(" ", ascii_digits(text).translate(table)).strip()


def read_money(text: str, maximum: float | None = None) -> Decimal:
    """Euros with at most two decimals.

    `1.234,56`, `1 234,56`, `1'234.56`, `€ 1,234.56` and `1234` are read. A dot or
    comma before exactly three digits is a thousands sign; that is how people in
    Belgium write, and an amount with three decimals does not exist.
    """
    example = _("Type an amount in euros, for example 1250 or 1250,50.")
    cleaned = re.sub(r"^(?:€|eur|euros?)\s*|\s*(?:€|eur|euros?)$", "", _normalised(text).lower())
    cleaned = re.sub(r"(?:,|\.)-+$", "", cleaned)  # "50,-"
    if cleaned.startswith("-"):
        raise InputError(_("The amount cannot be below zero. Type 0 if there is none."))
    match = re.fullmatch(r"(?P<whole>\d[\d.,' ]*?)(?P<cents>[.,]\d{1,2})?", cleaned)
    whole = _whole_part(match["whole"]) if match else None
    if match is None or whole is None or len(whole) > 12:
        raise InputError(example)
    cents = (match["cents"] or ".0")[1:]
    if match["cents"] and match["cents"][0] in match["whole"]:
        raise InputError(example)  # the same sign cannot be both: 1.234.56
    value = Decimal(f"{whole}.{cents}").quantize(Decimal("0.01"))
    if maximum is not None and value > Decimal(str(maximum)):
        raise InputError(_("This amount is too high. Check the number of zeros."))
    return value


def _whole_part(text: str) -> str | None:
    """Digits without thousands signs; None when the signs do not stand in threes."""
    if text.isdigit():
        return text
    signs = {char for char in text if not char.isdigit()}
    if len(signs) == 1 and GROUPED.fullmatch(text):
        return re.sub(r"\D", "", text)
    return None


def read_number(text: str, minimum: float | None = None, maximum: float | None = None) -> int:
    """A whole number between `minimum` and `maximum`, both included."""
    cleaned = _normalised(text)
    if not re.fullmatch(r"\d{1,6}", cleaned):
        raise InputError(_("Type a whole number, for example 3."))
    value = int(cleaned)
    low, high = int(minimum or 0), int(maximum) if maximum is not None else None
    if value < low or (high is not None and value > high):
        raise InputError(
            _("Type a number from %(low)s to %(high)s.") % {"low": low, "high": high}
            if high is not None
            else _("Type a number of %(low)s or more.") % {"low": low}
        )
    return value


def read_postcode(text: str, known: frozenset[str] = frozenset()) -> str:
    """A Belgian postcode of four digits; a place name beside it is left out."""
    found = re.findall(r"(?<!\d)\d{4}(?!\d)", _normalised(text))
    if len(found) != 1:
        raise InputError(_("Type the four digits of the postcode, for example 1000."))
    if known and found[0] not in known:
        raise InputError(_("We do not know this postcode. Check the four digits."))
    return found[0]


def read_date(text: str, today: date, past: bool = True) -> str:
    """A day (`YYYY-MM-DD`) or a month (`YYYY-MM`), as the engine reads dates.

    Day, month, year in this order, as people write here; the month as a number
    or as a word; the year first when it has four digits. A year of two digits
    is read only when one century fits. `past`: the date may not be after today.
    """
    example = _("Type day, month and year, for example 27 3 1958. Month and year will do: 3 1958.")
    parts = [
        part for part in re.split(r"[\s/.\-,]+", _with_month_numbers(_normalised(text))) if part
    ]
    if not 2 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
        raise InputError(example)
    if len(parts[0]) == 4:
        parts.reverse()
    *days, month, year = parts
    if len(year) not in (2, 4) or any(len(part) > 2 for part in (*days, month)):
        raise InputError(example)
    return _checked_date(days, int(month), year, today, past)


def _with_month_numbers(text: str) -> str:
    """Months as numbers, also when shortened, and `1er`, `27th`, `1ste` as plain numbers."""
    plain = ORDINAL.sub("", _without_accents(text))
    return re.sub(r"[a-z]{3,}\.?", lambda word: f" {_month_number(word[0])} ", plain)


def _month_number(word: str) -> str:
    """The number of the one month that begins like this; otherwise the word itself."""
    short = word.rstrip(".")
    if short in ("mrt", "mrz"):  # how March is shortened in Dutch and German
        return "3"
    found = [n for n, name in MONTHS.items() if _without_accents(str(name)).startswith(short)]
    return str(found[0]) if len(found) == 1 else word


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _checked_date(days: list[str], month: int, year: str, today: date, past: bool) -> str:
    if not 1 <= month <= 12:
        raise InputError(_("There are only twelve months. Type the day first, then the month."))
    found = []
    for full_year in _full_years(year):
        try:
            exact = date(full_year, month, int(days[0]) if days else 1)
        except ValueError:
            continue
        if today.year - OLDEST_YEARS <= full_year and (not past or exact <= today):
            found.append(exact)
    if len(found) > 1:
        raise InputError(_("Type the year with four digits, for example 1958."))
    if not found:
        raise InputError(_("This date cannot be right. Check the day, the month and the year."))
    return found[0].isoformat() if days else found[0].strftime("%Y-%m")


def _full_years(year: str) -> list[int]:
    return [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
