"""The outcome of every right in every row, as two formulas: likely, and unlikely.

The rules of `weigh` for columns: not in force is unlikely, held is likely,
nothing answered is possible, and a right that fails only because another one
is not held is possible while that one is likely or open.
"""

from __future__ import annotations

from typing import NamedTuple

from eligibility.formulas import Formula
from eligibility.lower import Lowering, Pair, Place
from eligibility.lower_live import live, unsettled
from eligibility.schema import in_force

HERE = Place()


class Outcome(NamedTuple):
    likely: Formula
    unlikely: Formula


def outcomes(low: Lowering) -> dict[str, Outcome]:
    """Per right its outcome; neither likely nor unlikely is possible."""
    waits = _waiting(low)
    return {code: _outcome(low, code, waits.get(code, low.f.false)) for code in low.engine.rights}


def _outcome(low: Lowering, code: str, waits: Formula) -> Outcome:
    f = low.f
    running = in_force(low.engine.rights[code], low.as_of)
    truth = _truth(low, code)
    if truth is None:
        return Outcome(_held(low, code).low if running else f.false, f.false)
    if not running:
        return Outcome(f.false, f.true)
    held, nothing = _held(low, code).low, _nothing(low)
    likely = f.or_(held, f.and_(truth.low, f.not_(nothing)))
    return Outcome(likely, f.not_(f.or_(held, truth.high, waits, nothing)))


def _nothing(low: Lowering) -> Formula:
    """Rows without any answer."""
    return low.f.col("~nothing", "bool") if "~nothing" in low.nullable else low.f.false


def _truth(low: Lowering, code: str, at: Place = HERE) -> Pair | None:
    """None when the right cannot be checked."""
    if code not in low.engine.rules or code in low.uncheckable:
        return None
    return low.truth(code, at)


def _held(low: Lowering, code: str) -> Pair:
    return low.member("holds", code, HERE) if "holds" in low.engine.facts else low.false


def _waiting(low: Lowering) -> dict[str, Formula]:
    """Where a right that fails would not do so if another, likely or open, were held."""
    f, engine = low.f, low.engine
    found: dict[str, list[Formula]] = {}
    for code, logic in engine.rights.items():
        claimable = f.false if logic.advice_first else _claimable(low, code)
        for other in engine.opened_by(code) if claimable is not f.false else ():
            supposed = _truth(low, other, Place(held=code))
            if supposed is not None and in_force(engine.rights[other], low.as_of):
                found.setdefault(other, []).append(f.and_(claimable, supposed.high))
    return {code: f.or_(*some) for code, some in found.items()}


def _claimable(low: Lowering, code: str) -> Formula:
    """Likely, or open to answers; and certainly not held."""
    truth = _truth(low, code)
    if truth is None or not in_force(low.engine.rights[code], low.as_of):
        return low.f.false
    if not low.engine.opened_by(code):
        return low.f.false
    f = low.f
    is_open = f.and_(unsettled(low, truth), live(low, low.engine.rules[code].tree, HERE))
    return f.and_(f.or_(truth.low, is_open), f.not_(_held(low, code).high))
