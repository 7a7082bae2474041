"""The outcome of every right in every row, as two formulas: likely, and unlikely.

The rules of `weigh` for columns: not in force is unlikely, held is likely,
nothing answered is possible, and a right that fails only because another one
is not held is possible while that one is likely or open.
"""

from __future__ import annotations

from typing import NamedTuple

from eligibility.batch.formulas import Formula
from eligibility.batch.live import Live
from eligibility.batch.lower import HERE, Lowering, Place
from eligibility.batch.pairs import Pair
from eligibility.schema import in_force
from eligibility.weigh import report


class Outcome(NamedTuple):
    """Neither likely nor unlikely is possible."""

    likely: Formula
    unlikely: Formula


def outcomes(low: Lowering) -> dict[str, Outcome]:
    """Per right its outcome. A right that cannot be checked is possible, and logged."""
    waits = _waiting(low)
    return {code: _outcome(low, code, waits.get(code, low.f.false)) for code in low.engine.rights}


def _outcome(low: Lowering, code: str, waits: Formula) -> Outcome:
    f, running, truth = low.f, _in_force(low, code), _truth(low, code)
    held = _held(low, code).low
    if truth is None:
        return Outcome(held if running else f.false, f.false)
    if not running:
        return Outcome(f.false, f.true)
    nothing = _nothing(low)
    likely = f.or_(held, f.and_(truth.low, f.not_(nothing)))
    return Outcome(likely, f.not_(f.or_(held, truth.high, waits, nothing)))


def _nothing(low: Lowering) -> Formula:
    """Rows without any answer."""
    return low.f.col("~nothing", "bool") if "~nothing" in low.nullable else low.f.false


def _truth(low: Lowering, code: str, at: Place = HERE) -> Pair | None:
    """None when the right cannot be checked."""
    if code not in low.engine.rules or code in low.uncheckable:
        return None
    try:
        return low.truth(code, at)
    except Exception as error:  # one broken right never takes the others along
        report(low.engine, code, error)
        return None


def _in_force(low: Lowering, code: str) -> bool:
    return in_force(low.engine.rights[code], low.as_of)


def _held(low: Lowering, code: str) -> Pair:
    return low.member("holds", code, HERE) if "holds" in low.engine.facts else low.pairs.false


def _waiting(low: Lowering) -> dict[str, Formula]:
    """Where a right that fails would not do so if another, likely or open, were held."""
    live, found = Live(low), dict[str, Formula]()
    for code, logic in low.engine.rights.items():
        opened = [other for other in low.engine.opened_by(code) if _in_force(low, other)]
        claimable = _claimable(low, live, code) if opened and not logic.advice_first else None
        if claimable is None:
            continue
        for other in opened:
            supposed = _truth(low, other, Place(held=code))
            if supposed is not None:
                opens = low.f.and_(claimable, supposed.high)
                found[other] = low.f.or_(found.get(other, low.f.false), opens)
    return found


def _claimable(low: Lowering, live: Live, code: str) -> Formula | None:
    """Where a right is likely, or open to answers, and certainly not held."""
    truth = _truth(low, code)
    if truth is None or not _in_force(low, code):
        return None
    f = low.f
    is_open = live.node(low.engine.rules[code].tree, HERE)
    return f.and_(f.or_(truth.low, is_open), f.not_(_held(low, code).high))
