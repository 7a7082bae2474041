"""One answer that is neither a set nor a list, as plain columns (see `flat`)."""

from __future__ import annotations

from typing import Any, NamedTuple

from eligibility import answers
from eligibility.answers import FIRST_DAY, LAST_DAY
from eligibility.batch.to_polars import EPOCH, divided, pl
from eligibility.schema import Field_

_MOST = 2**53 // 100  # euros of which a double still holds every cent


class Column(NamedTuple):
    """What an input column becomes: where it cannot be read, and plain columns by suffix."""

    bad: Any
    made: dict[str, Any]


def scalar(answer: Any, part: Field_, dtype: Any) -> Column:
    """A column or field as plain columns. A type that never holds such an answer is refused in
    every row that fills it."""
    made = _READ[part.type](answer, part, dtype)
    if made is None:
        return Column(answer.is_not_null(), {})
    good, columns = made
    return Column((answer.is_not_null() & ~good.fill_null(False)), columns)


def _bool(answer: Any, part: Field_, dtype: Any) -> Any:
    return (answer.is_not_null(), {"": answer}) if dtype == pl.Boolean else None


def _choice(answer: Any, part: Field_, dtype: Any) -> Any:
    if dtype not in (pl.String, pl.Categorical, pl.Enum):
        return None
    places = {code: place for place, code in enumerate(sorted(answers.options(part)))}
    text = answer.cast(pl.String)
    code = text.replace_strict(places, default=None, return_dtype=pl.Int8)
    return code.is_not_null(), {"": code}


def _money(answer: Any, part: Field_, dtype: Any) -> Any:
    if not dtype.is_numeric():
        return None
    euros = answer.cast(pl.Float64)
    cents = (euros * 100).round()
    good = _in_range(euros, part) & (divided(cents, 100) == euros)
    return good, {"": cents.cast(pl.Int64, strict=False)}


def _number(answer: Any, part: Field_, dtype: Any) -> Any:
    if not dtype.is_numeric():
        return None
    number = answer.cast(pl.Float64)
    good = _in_range(number, part)
    if part.unit not in answers.WHOLE_UNITS:
        return good, {"": number}
    whole = number.cast(pl.Int64, strict=False)
    return good & (number.round() == number), {"": whole}


def _in_range(number: Any, part: Field_) -> Any:
    """NaN and infinity are in no range."""
    low = -_MOST if part.min is None else max(part.min, -_MOST)
    high = _MOST if part.max is None else min(part.max, _MOST)
    return number.is_finite() & (number >= low) & (number <= high)


def _postcode(answer: Any, part: Field_, dtype: Any) -> Any:
    if dtype == pl.String:
        code = answer.cast(pl.Int32, strict=False)
        return answer.str.contains(r"^[1-9][0-9]{3}$"), {"": code}
    if not dtype.is_integer():
        return None
    return answer.is_between(1000, 9999), {"": answer.cast(pl.Int32, strict=False)}


def _date(answer: Any, part: Field_, dtype: Any) -> Any:
    if dtype == pl.Date:
        first = last = answer.to_physical() + EPOCH
    elif dtype == pl.String:
        exact = answer.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        month = answer.str.contains(r"^[0-9]{4}-[0-9]{2}$")
        text = pl.when(exact).then(answer).when(month).then(answer + "-01")
        day = text.str.to_date("%Y-%m-%d", strict=False)
        first = day.to_physical() + EPOCH
        last = pl.when(exact).then(day).otherwise(day.dt.month_end()).to_physical() + EPOCH
    else:
        return None
    return (first >= FIRST_DAY) & (last <= LAST_DAY), {"": first, "~last": last}


_READ: dict[str, Any] = {
    "bool": _bool, "choice": _choice, "number": _number, "money": _money, "date": _date,
    "postcode": _postcode,
}  # fmt: skip
