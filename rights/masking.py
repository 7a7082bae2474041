"""Takes numbers and addresses that point to a person out of a text, before it is kept.

Names cannot be found in this way: the form asks people to leave them out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from stdnum import iban
from stdnum.be import bis, nn

NATIONAL_NUMBER = "[national number]"
EMAIL = "[e-mail]"
ACCOUNT = "[account number]"
PHONE = "[phone number]"

GAP = r"[\s.,/()_-]{0,3}"  # what people write between the figures of one number
MAIL = re.compile(
    r"[^\s@<>(),;:\"]+\s?(?:@|\(at\)|\[at\])\s?[^\s@<>(),;:\"]+\.[^\s@<>(),;:\"]+", re.I
)
IBAN = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[ .-]?[A-Z0-9]){11,30}", re.I)
BELGIAN_IBAN = re.compile(rf"\bBE(?:{GAP}\d){{14}}(?!\d)", re.I)
OLD_ACCOUNT = re.compile(r"(?<!\d)\d{3}-\d{7}-\d{2}(?!\d)")  # also the number of an eID card
LAYOUT = re.compile(r"(?<!\d)\d{2}[\s./-]?\d{2}[\s./-]?\d{2}[\s./-]{0,3}\d{3}[\s./-]?\d{2}(?!\d)")
ELEVEN = re.compile(rf"(?=(?<!\d)(\d(?:{GAP}\d){{10}})(?!\d))")
DATE = r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{4})"
ABROAD = re.compile(r"(?:\+|(?<![\d.,])00)(?:[\s./()-]{0,3}\d){8,14}(?!\d)")
BELGIAN = re.compile(rf"(?<!\d){DATE}\(?0\d{{1,3}}\)?(?:[\s./-]{{0,3}}\d{{2,3}}){{2,4}}(?!\d)")


def masked(text: str) -> str:
    """The text without national numbers, e-mail addresses, account and phone numbers.

    A word between brackets stands in their place. Figures of other writing systems
    become 0–9 first, so that they are found too.
    """
    text = "".join(_plain(letter) for letter in unicodedata.normalize("NFKC", text))
    text = MAIL.sub(EMAIL, text)
    text = BELGIAN_IBAN.sub(ACCOUNT, OLD_ACCOUNT.sub(ACCOUNT, text))
    text = LAYOUT.sub(NATIONAL_NUMBER, _checked(_without_accounts(text)))
    text = ABROAD.sub(PHONE, text)
    return BELGIAN.sub(_of_length(9, 10), text)


def _plain(letter: str) -> str:
    """0–9 for a figure of any script; nothing for a letter that cannot be seen."""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "" if unicodedata.category(letter) == "Cf" else letter


def _checked(text: str) -> str:
    """Eleven figures in any layout whose check digits are those of a national number."""
    for number in {hit[1] for hit in ELEVEN.finditer(text)}:
        figures = re.sub(r"\D", "", number)
        if nn.is_valid(figures) or bis.is_valid(figures):
            text = text.replace(number, NATIONAL_NUMBER)
    return text


def _without_accounts(text: str) -> str:
    """Valid account numbers of any country are masked; the words after them stay."""
    kept, at = "", 0
    while hit := IBAN.search(text, at):
        end = _end_of_account(hit)
        kept += text[at : hit.start()] + ACCOUNT if end else text[at : hit.start() + 1]
        at = end or hit.start() + 1
    return kept + text[at:]


def _end_of_account(hit: re.Match[str]) -> int:
    """Where the longest valid IBAN ends that begins here; 0 when there is none."""
    for end in range(len(hit[0]), 14, -1):
        if not hit[0][end - 1].isspace() and iban.is_valid(hit[0][:end]):
            return hit.start() + end
    return 0


def _of_length(least: int, most: int) -> Callable[[re.Match[str]], str]:
    def mask(hit: re.Match[str]) -> str:
        return PHONE if least <= sum(c.isdigit() for c in hit[0]) <= most else hit[0]

    return mask
