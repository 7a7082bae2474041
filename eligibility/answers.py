"""Read raw answers (JSON or YAML values) into an immutable situation, or refuse them whole.

Absent means not asked; null means "I don't know, or I would rather not say":
unknown, and not asked again. Money comes in euros with at most two decimals
and becomes whole cents. A date without a day is an interval of days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from math import inf, isfinite
from types import MappingProxyType
from typing import Any

from eligibility import domains
from eligibility.domains import MOST_RECORDS, Domain, Members, Records
from eligibility.errors import AnswerError, AnswerErrors
from eligibility.names import did_you_mean
from eligibility.schema import Fact, Field_

ANY_DAY = date(2000, 1, 1)  # reading does not depend on the day
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal()
WHOLE_UNITS = ("count", "points")
_MOST_CENTS = 2**53  # larger amounts cannot be counted exactly in every way of running
STATUS_FACTS = ("holds", "holds_unsure", "asked", "refused")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_POSTCODE = re.compile(r"[1-9][0-9]{3}")


@dataclass(frozen=True)
class Situation:
    """Checked answers. `answers` are the raw ones; `known` the domains of those that say something.

    The order of `answers` is the order in which they were given.
    """

    answers: Mapping[str, Any] = field(repr=False)
    known: Mapping[str, Domain] = field(repr=False)
    as_of: date


class Refused(ValueError):
    """One value that cannot be read: code, message, params, place within the value."""

    def __init__(self, code: str, message: str, place: str = "", **params: object):
        self.code, self.message, self.place, self.params = code, message, place, params
        super().__init__(code)


def read(facts: Mapping[str, Fact], codes: frozenset[str], raw: object, as_of: date) -> Situation:
    """A situation from raw answers. Raises AnswerErrors with every error at once.

    `codes` are the codes that `holds`, `asked` and `refused` accept beside their options.
    """
    if not isinstance(raw, Mapping):
        raise AnswerErrors([AnswerError("", "wrong_type", "the answers must be named values")])
    known: dict[str, Domain] = {}
    errors: list[AnswerError] = []
    for key, value in raw.items():
        if not isinstance(key, str) or key not in facts:
            guess = did_you_mean(str(key), frozenset(facts))
            what = f"there is no such question.{guess}"
            errors.append(AnswerError(str(key), "unknown_fact", what, {"fact": str(key)}))
        elif value is not None:
            known[key] = _value(facts[key], value, key, errors, codes)
    if errors:
        raise AnswerErrors(errors)
    _leave_open(known)
    return Situation(MappingProxyType(dict(raw)), MappingProxyType(known), as_of)


def _value(
    part: Field_, value: object, place: str, errors: list[AnswerError],
    codes: frozenset[str] = frozenset(),
) -> Domain:  # fmt: skip
    """What one answer says; what is refused is added to `errors` and says nothing."""
    try:
        if isinstance(part, Fact) and part.type == "list":
            return _records(part, value, errors)
        if part.type == "set":
            return _members(part, value, codes)
        return READ[part.type](part, value)
    except Refused as no:
        errors.append(AnswerError(place + no.place, no.code, no.message, no.params))
        return everything(part)


def _leave_open(known: dict[str, Domain]) -> None:
    """`x_unsure` names the members of the set `x` about which the person is not sure."""
    for key, unsure in list(known.items()):
        whole = known.get(key.removesuffix("_unsure"))
        if key.endswith("_unsure") and isinstance(whole, Members):
            known[key.removesuffix("_unsure")] = Members(whole.yes - unsure.yes, unsure.yes)


def _records(fact: Fact, value: object, errors: list[AnswerError]) -> Records:
    if not isinstance(value, list | tuple):
        raise Refused("wrong_type", "a list is needed", expected="list")
    if len(value) > MOST_RECORDS:
        what = f"at most {MOST_RECORDS} fit here; an office can help with more"
        raise Refused("too_many_records", what, most=MOST_RECORDS)
    records = [record(fact, one, f"{fact.key}[{i}]", errors) for i, one in enumerate(value)]
    return Records(tuple(records))


def record(fact: Fact, value: object, place: str, errors: list[AnswerError]) -> domains.Record:
    """One record of a list as domains, in the order of its fields; adds to `errors`."""
    parts = {part.key: part for part in fact.record or ()}
    if not isinstance(value, Mapping):
        what = {"expected": "record"}
        errors.append(AnswerError(place, "wrong_type", "a record is needed", what))
        return ()
    for key in value:
        if key not in parts:
            guess = did_you_mean(str(key), frozenset(parts))
            errors.append(AnswerError(f"{place}.{key}", "unknown_fact", f"no such field.{guess}"))
    return tuple(
        everything(part) if (said := value.get(key)) is None
        else _value(part, said, f"{place}.{key}", errors)
        for key, part in parts.items()
    )  # fmt: skip


def _members(part: Field_, value: object, codes: frozenset[str]) -> Members:
    if not isinstance(value, list | tuple):
        raise Refused("wrong_type", "a list of options is needed", expected="list")
    known = options(part) | (codes if part.key in STATUS_FACTS else frozenset())
    for place, code in enumerate(value):
        _one_of(code, known, f"[{place}]")
    return Members(frozenset(value), frozenset())


def options(part: Field_) -> frozenset[str]:
    return frozenset(option.code for option in part.options or ())


def _one_of(code: object, known: frozenset[str], place: str = "") -> str:
    if not isinstance(code, str):
        raise Refused("wrong_type", "the code of an option is needed", place, expected="code")
    if code not in known:
        what = f"there is no such option.{did_you_mean(code, known)}"
        raise Refused("unknown_option", what, place, options=sorted(known))
    return code


def _bool(part: Field_, value: object) -> Domain:
    if not isinstance(value, bool):
        raise Refused("wrong_type", "true or false is needed", expected="bool")
    return value


def _choice(part: Field_, value: object) -> Domain:
    return frozenset({_one_of(value, options(part))})


def _decimal(part: Field_, value: object) -> Decimal:
    """A number within the range of its question."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Refused("wrong_type", "a number is needed", expected="number")
    if not isinstance(value, int) and not isfinite(value):
        raise Refused("not_finite", "a number is needed, not infinity or NaN")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    low, high = (None if end is None else Decimal(str(end)) for end in (part.min, part.max))
    if (low is not None and number < low) or (high is not None and number > high):
        raise Refused("out_of_range", f"must be {_range_in_words(low, high)}", min=low, max=high)
    if abs(number) * 100 > _MOST_CENTS:
        raise Refused("out_of_range", "is too large", min=part.min, max=part.max)
    return number


def _range_in_words(low: Decimal | None, high: Decimal | None) -> str:
    least, most = (None if end is None else f"{end.normalize():f}" for end in (low, high))
    if most is None:
        return f"at least {least}"
    return f"at most {most}" if least is None else f"from {least} to {most}"


def _money(part: Field_, value: object) -> Domain:
    cents = _decimal(part, value) * 100
    if cents != cents.to_integral_value():
        raise Refused("too_precise", "an amount has at most two decimals", decimals=2)
    return (int(cents), int(cents))


def _number(part: Field_, value: object) -> Domain:
    number = _decimal(part, value)
    if number == number.to_integral_value():
        return (int(number), int(number))
    if part.unit in WHOLE_UNITS:
        raise Refused("too_precise", "a whole number is needed", decimals=0)
    return (float(number), float(number))


def _postcode(part: Field_, value: object) -> Domain:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused("wrong_type", "a postcode of four figures is needed", expected="postcode")
    if not _POSTCODE.fullmatch(str(value)):
        what = "a Belgian postcode has four figures, from 1000"
        raise Refused("out_of_range", what, min=1000, max=9999)
    return (int(value), int(value))


def _date(part: Field_, value: object) -> Domain:
    if isinstance(value, date) and not isinstance(value, datetime):
        first = last = value.toordinal()
    else:
        first, last = _days(value)
    if first < FIRST_DAY or last > LAST_DAY:
        ends = {"min": "1900-01-01", "max": "2100-12-31"}
        raise Refused("out_of_range", "must be from 1900 to 2100", **ends)
    return (first, last)


def _days(value: object) -> tuple[int, int]:
    """The first and last day of a written date or month."""
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise Refused("wrong_type", "a date is needed, as 1990-05-31 or 1990-05", expected="date")
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    try:
        first = date(year, month, day).toordinal()
    except ValueError:
        raise Refused("impossible_date", "this date does not exist") from None
    return (first, first if match[3] else first + monthrange(year, month)[1] - 1)


READ: dict[str, Callable[[Field_, object], Domain]] = {
    "bool": _bool, "choice": _choice, "number": _number, "money": _money, "date": _date,
    "postcode": _postcode,
}  # fmt: skip


def everything(part: Field_) -> Domain:
    """All values that a fact can have: what is known when it is not answered."""
    if part.type in ("number", "money"):
        factor = 100 if part.type == "money" else 1
        low = -inf if part.min is None else part.min * factor
        high = inf if part.max is None else part.max * factor
        return (int(low) if low % 1 == 0 else low, int(high) if high % 1 == 0 else high)
    return {
        "bool": None, "choice": options(part), "date": (FIRST_DAY, LAST_DAY),
        "postcode": (1000, 9999), "set": domains.UNKNOWN_MEMBERS, "list": domains.UNKNOWN_RECORDS,
    }[part.type]  # fmt: skip


def otherwise(part: Field_) -> Domain:
    """What a fact is when its gate is closed; everything it can be when nothing is declared.

    A list is empty then.
    """
    if part.type == "list":
        return Records()
    if part.otherwise is None:
        return everything(part)
    if part.type == "set":
        return Members(frozenset(part.otherwise), frozenset())  # type: ignore[arg-type]
    return READ[part.type](part, part.otherwise)
