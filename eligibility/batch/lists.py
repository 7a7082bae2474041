"""any, all, count, sum, min and max over the columns of a list's records.

Each record has a slot with its own columns. A list that was not answered is 0
to 12 records of which nothing is known, so those are weighed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from eligibility import tree
from eligibility.batch.formulas import Formula
from eligibility.batch.pairs import Pair
from eligibility.domains import MOST_RECORDS

if TYPE_CHECKING:
    from eligibility.batch.lower import Lowering, Place


class Lists(NamedTuple):
    """A list: how many records a row has (0 when not answered), whether it was answered, and
    whether it is asked at all."""

    records: Formula
    unanswered: Formula
    asked: Pair


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
    asked = low.pairs.true if gate is None else low.node(gate, at)
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
    passes = low.node(node.test, at) if node.test else low.pairs.true
    number = low.node(node.value, at) if node.value else low.pairs.fixed(1, 1)
    if at.slot is None and node.op != "all":  # it may be there, so it never passes for certain
        passes = passes._replace(low=low.f.false)
    return Row(there, passes, number, at)


def aggregate(low: Lowering, node: tree.Aggregate, at: Place) -> Pair:
    """The value over all records, and over none where the list may not be asked."""
    rows = list(rows_of(low, node, at))
    perhaps_none = low.pairs.open(list_at(low, node.list, at).asked)
    return _OVER[node.op](low, rows, perhaps_none)


def _any(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f = low.f
    found = f.or_(*(f.and_(row.there, row.passes.low) for row in rows))
    may = f.or_(*(f.and_(row.there, row.passes.high) for row in rows))
    return Pair(f.and_(found, f.not_(perhaps_none)), may)


def _all(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f = low.f
    held = f.and_(*(f.or_(f.not_(row.there), row.passes.low) for row in rows))
    known = [row for row in rows if row.times == 1]  # the unknown ones may not be there
    may = f.and_(*(f.or_(f.not_(row.there), row.passes.high) for row in known))
    return Pair(held, f.or_(may, perhaps_none))


def _sum(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    """Also counts: then each record's number is 1."""
    f, zero = low.f, low.f.lit(0)
    least, most = zero, zero
    for row in rows:
        may, times = f.and_(row.there, row.passes.high), f.lit(row.times)
        lowest, highest = f.mul(row.number.low, times), f.mul(row.number.high, times)
        lowest = f.case(row.passes.low, lowest, f.least(lowest, zero))
        highest = f.case(row.passes.low, highest, f.greatest(highest, zero))
        least = low.pairs.plus(least, f.case(may, lowest, zero), -inf)
        most = low.pairs.plus(most, f.case(may, highest, zero), inf)
    return Pair(
        f.case(perhaps_none, f.least(least, zero), least),
        f.case(perhaps_none, f.greatest(most, zero), most),
    )


def _min(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f, nothing = low.f, low.f.lit(inf)
    least = reduce(f.least, (_if_there(low, r, r.passes.high, r.number.low, inf) for r in rows))
    most = reduce(f.least, (_if_there(low, r, r.passes.low, r.number.high, inf) for r in rows))
    return Pair(least, f.case(perhaps_none, nothing, most))


def _max(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f, nothing = low.f, low.f.lit(-inf)
    least = reduce(f.greatest, (_if_there(low, r, r.passes.low, r.number.low, -inf) for r in rows))
    most = reduce(f.greatest, (_if_there(low, r, r.passes.high, r.number.high, -inf) for r in rows))
    return Pair(f.case(perhaps_none, nothing, least), most)


def _if_there(low: Lowering, row: Row, passes: Formula, number: Formula, none: float) -> Formula:
    return low.f.case(low.f.and_(row.there, passes), number, low.f.lit(none))


_OVER: dict[str, Callable[[Lowering, list[Row], Formula], Pair]] = {
    "any": _any, "all": _all, "count": _sum, "sum": _sum, "min": _min, "max": _max,
}  # fmt: skip
