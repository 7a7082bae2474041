"""Rights that a person cannot have together, and which of two is certainly worth more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eligibility.results import AmountRange, Choice, RightResult
from eligibility.schema import RightLogic
from eligibility.score import TIMES_A_YEAR


def choices(
    rights: Mapping[str, RightLogic], results: Mapping[str, RightResult]
) -> Iterator[Choice]:
    """Each pair of open or likely rights of which one excludes the other, best first."""
    told = set()
    for code, result in results.items():
        for other in rights[code].excludes:
            pair = frozenset({code, other})
            if other in results and pair not in told and _open(result) and _open(results[other]):
                told.add(pair)
                yield Choice(code, other, _better(result, results[other]))


def _open(result: RightResult) -> bool:
    return result.outcome != "unlikely" and "error" not in result.flags


def _better(one: RightResult, other: RightResult) -> str | None:
    """The code of the one that is larger, whatever is still unknown; None when not certain."""
    for more, less in ((one, other), (other, one)):
        least, most = _yearly(more.amount)[0], _yearly(less.amount)[1]
        if least is not None and most is not None and least > most:
            return more.code
    return None


def _yearly(amount: AmountRange | None) -> tuple[float | None, float | None]:
    """Both bounds in euros a year, where no figure waits to be confirmed.

    A single payment or a daily amount cannot be compared.
    """
    compared = ("EUR/month", "EUR/quarter", "EUR/year")
    if amount is None or not amount.confirmed or amount.unit not in compared:
        return None, None
    times = TIMES_A_YEAR[amount.unit]
    low, high = amount.min, amount.max
    return None if low is None else low * times, None if high is None else high * times
