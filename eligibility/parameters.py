"""Dated figures: the value at a date, and how sure it is.

A lookup before the first date, or after a null value, has no value: never the
nearest one. When the newest value is only derived, a test counts with the whole
band between the last confirmed value and the derived one; a figure of which no
value was ever confirmed can be anything from 0 up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from eligibility.domains import POSITIVE, Interval, Number
from eligibility.errors import Problem
from eligibility.schema import Parameter, ParameterValue


def in_force(parameter: Parameter, as_of: date) -> list[ParameterValue]:
    """The values of the running series up to a date, oldest first; [] when there is none."""
    past = [value for value in parameter.values if value.from_ <= as_of]
    ends = [place for place, value in enumerate(past) if value.value is None]
    return past[ends[-1] + 1 :] if ends else past


def shown(parameter: Parameter, as_of: date) -> ParameterValue | None:
    """The newest confirmed value at a date: what citizens may see, with its date."""
    return next(
        (v for v in reversed(in_force(parameter, as_of)) if v.confidence != "derived"), None
    )


def domain(parameter: Parameter, as_of: date) -> Interval | None:
    """What a test counts with: one value, a band, or None when there is no value."""
    values = in_force(parameter, as_of)
    if not values:
        return None
    last = scaled(parameter, values[-1])
    if values[-1].confidence != "derived":
        return (last, last)
    confirmed = shown(parameter, as_of)
    if confirmed is None:
        return POSITIVE
    other = scaled(parameter, confirmed)
    return (min(last, other), max(last, other))


def confirmed(parameter: Parameter, as_of: date) -> Interval | None:
    """What an amount counts with: the value that citizens may see, or None."""
    value = shown(parameter, as_of)
    return None if value is None else (scaled(parameter, value),) * 2


class AtDate:
    """What is counted with at one date, by place in the list; worked out when first asked for."""

    def __init__(
        self,
        series: Sequence[Parameter],
        as_of: date,
        counted: Callable[[Parameter, date], Interval | None] = domain,
    ):
        self._series, self._as_of, self._counted = series, as_of, counted
        self._known: dict[int, Interval | None] = {}

    def __getitem__(self, place: int) -> Interval | None:
        if place not in self._known:
            self._known[place] = self._counted(self._series[place], self._as_of)
        return self._known[place]

    def since(self) -> date | None:
        """The newest date of the confirmed figures that were asked for."""
        values = (shown(self._series[place], self._as_of) for place in self._known)
        return max((value.from_ for value in values if value), default=None)


def scaled(parameter: Parameter, value: ParameterValue) -> Number:
    """Money in cents, everything else as it is written."""
    number = (value.value or Decimal(0)) * (100 if parameter.unit.startswith("EUR") else 1)
    return int(number) if number == number.to_integral_value() else float(number)


def problems(parameters: Sequence[Parameter]) -> list[Problem]:
    """Values that no computation can use: not finite, or parts of a cent."""
    return [
        Problem(f"parameter {parameter.key}", f"the value from {value.from_} {what}")
        for parameter in parameters
        for value in parameter.values
        if (what := _unusable(parameter, value.value))
    ]


def _unusable(parameter: Parameter, value: Decimal | None) -> str:
    if value is None:
        return ""
    if not value.is_finite():
        return "is not a number"
    cents = parameter.unit.startswith("EUR")
    return "has more than two decimals" if cents and value != round(value, 2) else ""
