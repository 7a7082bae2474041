"""any, all, count, sum, min and max over the columns of a list's records.

Each record has a slot with its own columns. A list that was not answered is 0
to 12 records of which nothing is known, so those are weighed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from math import inf
from typing import NamedTuple

from eligibility import tree
from eligibility.domains import MOST_RECORDS
from eligibility.formulas import Formula
from eligibility.lower import Lists, Lowering, Pair, Place, Value, lowers


class Row(NamedTuple):
    """One record: where it is there, whether it passes and its number; `times` for many."""

    there: Formula
    passes: Pair
    number: Pair
    place: Place
    times: int = 1


def list_at(low: Lowering, key: str, at: Place) -> Lists:
    """A list in every row, behind its gate."""
    value: Lists = low.named(f"fact {key}", at, lambda place: _list(low, key, place))
    return value


def _list(low: Lowering, key: str, at: Place) -> Lists:
    f, gate = low.f, low.gate(key)
    asked = low.true if gate is None else low.node(gate, at)
    name = f"{key}~count"
    if name not in low.nullable:
        return Lists(f.lit(0), f.true, asked)
    column = f.col(name, "int", 0, MOST_RECORDS)
    if not low.nullable[name]:
        return Lists(column, f.false, asked)
    return Lists(f.fill(column, 0), f.isnull(column), asked)


def rows_of(low: Lowering, node: tree.Aggregate, at: Place) -> Iterator[Row]:
    """The slots, then the unknown records of a list that was not answered."""
    f, owner = low.f, list_at(low, node.list, at)
    for slot in range(low.slots.get(node.list, 0)):
        there = f.and_(f.lt(f.lit(slot), owner.records), owner.asked.high)
        yield _row(low, node, there, at._replace(list=node.list, slot=slot))
    blank = at._replace(list=node.list, slot=None)
    there = f.and_(owner.unanswered, owner.asked.high)
    yield _row(low, node, there, blank)._replace(times=MOST_RECORDS)


def _row(low: Lowering, node: tree.Aggregate, there: Formula, at: Place) -> Row:
    passes = low.node(node.test, at) if node.test else low.true
    number = low.node(node.value, at) if node.value else low.fixed(0, 0)
    if at.slot is None:  # it may be there, so it never passes for certain
        passes = passes._replace(low=low.f.false) if node.op != "all" else passes
    return Row(there, passes, number, at)


@lowers(tree.Aggregate)
def _aggregate(low: Lowering, node: tree.Aggregate, at: Place) -> Value:
    rows = list(rows_of(low, node, at))
    asked = list_at(low, node.list, at).asked
    perhaps_none = low.f.and_(asked.high, low.f.not_(asked.low))
    return _OVER[node.op](low, rows, perhaps_none)


def _any(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f = low.f
    found = f.or_(*(f.and_(row.there, row.passes.low) for row in rows))
    return Pair(
        f.and_(found, f.not_(perhaps_none)),
        f.or_(*(f.and_(row.there, row.passes.high) for row in rows)),
    )


def _all(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f = low.f
    held = f.and_(*(f.or_(f.not_(row.there), row.passes.low) for row in rows))
    known = [row for row in rows if row.times == 1]  # the unknown ones may not be there
    may = f.and_(*(f.or_(f.not_(row.there), row.passes.high) for row in known))
    return Pair(held, f.or_(may, perhaps_none))


def _count(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f = low.f
    least, most = f.lit(0), f.lit(0)
    for row in rows:
        one, none = f.lit(row.times), f.lit(0)
        least = f.add(least, f.case(f.and_(row.there, row.passes.low), one, none))
        most = f.add(most, f.case(f.and_(row.there, row.passes.high), one, none))
    return Pair(f.case(perhaps_none, f.lit(0), least), most)


def _sum(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f, zero = low.f, low.f.lit(0)
    least, most = zero, zero
    for row in rows:
        may = f.and_(row.there, row.passes.high)
        times = f.lit(row.times)
        lowest, highest = f.mul(row.number.low, times), f.mul(row.number.high, times)
        lowest = f.case(row.passes.low, lowest, f.least(lowest, zero))
        highest = f.case(row.passes.low, highest, f.greatest(highest, zero))
        least = low.plus(least, f.case(may, lowest, zero), -inf)
        most = low.plus(most, f.case(may, highest, zero), inf)
    return Pair(
        f.case(perhaps_none, f.least(least, zero), least),
        f.case(perhaps_none, f.greatest(most, zero), most),
    )


def _min(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    least, most = _ends(low, rows, low.f.lit(inf), low.f.least, ("high", "low"))
    return Pair(least, low.f.case(perhaps_none, low.f.lit(inf), most))


def _max(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    least, most = _ends(low, rows, low.f.lit(-inf), low.f.greatest, ("low", "high"))
    return Pair(low.f.case(perhaps_none, low.f.lit(-inf), least), most)


def _ends(
    low: Lowering, rows: list[Row], nothing: Formula,
    better: Callable[[Formula, Formula], Formula], passing: tuple[str, str],
) -> tuple[Formula, Formula]:  # fmt: skip
    """The lowest and the highest that the smallest, or the largest, number can be."""
    f = low.f

    def end(number: str, passes: str) -> Formula:
        found = [
            f.case(f.and_(row.there, getattr(row.passes, passes)), getattr(row.number, number),
                   nothing)
            for row in rows
        ]  # fmt: skip
        return reduce(better, found, nothing)

    return end("low", passing[0]), end("high", passing[1])


_OVER: dict[str, Callable[[Lowering, list[Row], Formula], Pair]] = {
    "any": _any, "all": _all, "count": _count, "sum": _sum, "min": _min, "max": _max,
}  # fmt: skip
