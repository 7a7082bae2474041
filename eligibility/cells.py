"""Cut the values of each fact into cells: options, and ranges between the limits in the rules.

Limits are found by trying, not by reading formulas: every comparison of the
rule base is weighed with one fact moving and all others typical, and the point
where it turns is a limit. They are taken at a fixed date (the newest one among
the parameters), so that every process asks the same questions. Cells only rank
questions. Outcomes never depend on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from math import isfinite, nan
from typing import TYPE_CHECKING

from eligibility import answers, population, tree
from eligibility.domains import Domain, Interval, Members, Number, Records
from eligibility.env import Code, Env
from eligibility.schema import Fact

if TYPE_CHECKING:
    from eligibility.engine import Engine

Cells = list[tuple[Domain, float]]
NUMERIC = ("number", "money", "date", "postcode")
MOST_LIMITS = 7
_WIDEST = 10**9  # where an undeclared bound is taken for the search


def of_engine(engine: Engine) -> Mapping[str, Cells]:
    """The cells of every fact with the share of people in each; shares add up to 1."""
    starts = [value.from_ for p in engine.parameters.values() for value in p.values]
    day = max(starts, default=date(2026, 1, 1))
    typical = engine.env(engine.read({}, day), day)
    for key, fact in engine.facts.items():
        typical.facts[engine.program.facts[key]] = _typical(fact, day)
    limits = _limits(engine, typical)
    return {key: _cells(fact, limits[key], day.toordinal()) for key, fact in engine.facts.items()}


def _cells(fact: Fact, limits: set[int], day: int) -> Cells:
    if fact.type in NUMERIC:
        return _ranges(fact, limits, day)
    if fact.type == "bool":
        yes = population.share(fact.key, True, 0.5)
        return [(True, yes), (False, 1 - yes)]
    if fact.type == "list":
        return _lists(fact, day)
    codes = sorted(answers.options(fact))
    if fact.type == "set":  # nothing, or one of the options
        none = population.share(fact.key, "", 0.5)
        each = (1 - none) / max(1, len(codes))
        one = [(Members(frozenset({code}), frozenset()), each) for code in codes]
        return [(Members(frozenset(), frozenset()), none), *one]
    shares = [population.share(fact.key, code, 1 / len(codes)) for code in codes]
    return [(frozenset({c}), s / sum(shares)) for c, s in zip(codes, shares, strict=True)]


def _ranges(fact: Fact, limits: set[int], day: int) -> Cells:
    """Ranges between limits, weighed by how many people are in each."""
    low, high = _bounds(fact)
    inner = sorted(limit for limit in limits if low < limit <= high)
    step = max(1, -(-len(inner) // MOST_LIMITS))
    starts = [low, *inner[::step]]
    ends = [*(start - 1 for start in starts[1:]), high]
    pairs = list(zip(starts, ends, strict=True))
    shares = [population.between(fact.key, a, b, low, high, day) for a, b in pairs]
    whole = sum(shares) or 1
    return [(pair, share / whole) for pair, share in zip(pairs, shares, strict=True)]


def _lists(fact: Fact, day: int) -> Cells:
    """No record, or one of which only the dates are typical."""
    none, ages = population.share(fact.key, "", 0.6), population.AGES_IN_LISTS
    found: Cells = [(Records(), none)]
    for born in (day - int(years * 365.25) for years in ages):
        record = tuple(
            (born, born) if part.type == "date" else answers.everything(part)
            for part in fact.record or ()
        )
        found.append((Records((record,)), (1 - none) / len(ages)))
    return found


def _typical(fact: Fact, day: date) -> Domain:
    """One value per fact, around which limits are looked for."""
    if fact.type in NUMERIC:
        middle = population.middle(fact.key, *_bounds(fact), day.toordinal())
        return (middle, middle)
    if fact.type == "choice":
        return frozenset({(fact.options or [])[0].code})
    return {
        "bool": False, "set": Members(frozenset(), frozenset()), "list": Records()
    }[fact.type]  # fmt: skip


def _bounds(fact: Fact) -> tuple[int, int]:
    low, high = answers.everything(fact)
    return int(low) if isfinite(low) else -_WIDEST, int(high) if isfinite(high) else _WIDEST


def _limits(engine: Engine, typical: Env) -> dict[str, set[int]]:
    """Per fact the first values on the far side of each comparison in the rules."""
    found: dict[str, set[int]] = {key: set() for key in engine.facts}
    numeric = {key for key, fact in engine.facts.items() if fact.type in NUMERIC}
    nodes = {node for root in engine.compiled.trees.values() for node in tree.walk(root)}
    for node in nodes:
        if _has_limits(node):
            left, right = (engine.program.compile(part) for part in node.parts)
            for key in engine.program.facts_behind(node.needs) & numeric:
                found[key].update(_turns(engine, key, left, right, typical))
    return found


def _has_limits(node: tree.Node) -> bool:
    compares = isinstance(node, tree.Compare) and node.left.type.kind in ("number", "date")
    return compares and not node.of_record


def _turns(engine: Engine, key: str, left: Code, right: Code, typical: Env) -> set[int]:
    """Where `left - right` crosses 0 as one fact grows: first value at 0, first value beyond."""
    place = engine.program.facts[key]
    env = engine.program.suppose(typical, key, None)
    untouched = env.memo.copy()

    @cache
    def difference(at: int) -> Number:
        env.facts[place], env.memo = (at, at), untouched.copy()
        a: Interval = left.value(env, None)
        b: Interval = right.value(env, None)
        return a[0] - b[0]

    try:
        low, high = _bounds(engine.facts[key])
        return {turn for beyond in (False, True) if (turn := _turn(difference, low, high, beyond))}
    except LookupError:  # no value at the reference date: no limit to find
        return set()


def _turn(difference: Callable[[int], Number], low: int, high: int, beyond: bool) -> int | None:
    def side(at: int) -> bool:
        return difference(at) > 0 if beyond else difference(at) >= 0

    start, straight = side(low), False
    if side(high) == start:
        return None
    while high - low > 1:
        straight = not straight  # by turns: where a straight line would cross, and half way
        at = _crossing(low, difference(low), high, difference(high)) if straight else None
        middle = (low + high) // 2 if at is None else min(max(at, low + 1), high - 1)
        low, high = (middle, high) if side(middle) == start else (low, middle)
    return high


def _crossing(low: int, at_low: Number, high: int, at_high: Number) -> int | None:
    part = at_low / (at_low - at_high) if at_low != at_high else nan
    return low + int((high - low) * part) if isfinite(part) else None
