"""The order of requests: one number from 0 to 100 that people never see.

    score = base + share × (value + time + opens + effort)

| outcome | base | share |        | part | points |
|---|---|---|---|---|---|
| likely | 50 | 1 | | value | 5, 12 or 20: under 200, under 2,000, more euros a year |
| possible | 15 | 0.6 | | time | 12 when the right starts on the day of the request |
| held already, unlikely | 0 | 0.1 | | opens | 3 per right it opens that is not held, at most 9 |
|  |  |  | | effort | 9, 5 or 0: one call, some papers, an examination |

Every part can only raise the score. What needs advice first keeps a third of
it and is never at the top of the list.
"""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.results import AmountRange, RightResult
from eligibility.schema import RightLogic

BASE = {"likely": (50, 1.0), "possible": (15, 0.6), "unlikely": (0, 0.1)}
VALUE = {"low": 5, "medium": 12, "high": 20}
MEDIUM_FROM, HIGH_FROM = 200, 2000  # euros a year
TIMES_A_YEAR = {"EUR/month": 12, "EUR/quarter": 4, "EUR/year": 1, "EUR/day": 260, "EUR": 1}
EFFORT = {1: 9, 2: 5, 3: 0}
STARTS_ON_REQUEST, PER_OPENED, MOST_OPENED = 12, 3, 9


def score(
    right: RightLogic, outcome: str, amount: AmountRange | None, opened: int, held: bool
) -> int:
    """The score of one right; `opened` counts the rights that it opens and are not held."""
    base, share = BASE["unlikely" if held else outcome]
    whole = base + share * sum(parts(right, amount, opened).values())
    return round(whole / 3 if right.advice_first else whole)


def parts(right: RightLogic, amount: AmountRange | None, opened: int) -> dict[str, int]:
    """The points of each part, so that an order can be explained in words."""
    return {
        "time": STARTS_ON_REQUEST if right.starts_on_request else 0,
        "value": _value(right, amount),
        "opens": min(MOST_OPENED, PER_OPENED * opened),
        "effort": EFFORT[right.effort],
    }


def _value(right: RightLogic, amount: AmountRange | None) -> int:
    """Points for the yearly value: the certain part of the estimate, or the band of the file."""
    band = VALUE[right.value_band] if right.value_band else 0
    if amount is None or amount.min is None:
        return band
    yearly = amount.min * TIMES_A_YEAR.get(amount.unit, 0)
    known = "high" if yearly >= HIGH_FROM else "medium" if yearly >= MEDIUM_FROM else "low"
    return max(band, VALUE[known] if yearly > 0 else 0)


def best_first(results: Iterable[RightResult]) -> list[RightResult]:
    """By score, then code; one that needs advice first never leads when there is another."""
    order = sorted(results, key=lambda result: (-result.score, result.code))
    first = next((r for r in order if "advice_first" not in r.flags), None)
    if first is not None:
        order.remove(first)
        order.insert(0, first)
    return order
