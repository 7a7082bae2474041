"""any, all, count, sum, min and max over the columns of a list's records.

Each record has a slot with its own columns. A list that was not answered is 0
to 12 records of which nothing is known, so those are weighed once.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    """One record: where it is there, whether it passes (for `all`: fails) and its number; `times`
    for many."""

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
    if node.op == "all":
        passes = low.pairs.not_(passes)
    if at.slot is None:  # it may be there, so it never passes for certain
        passes = passes._replace(low=low.f.false)
    return Row(there, passes, number, at)


def aggregate(low: Lowering, node: tree.Aggregate, at: Place) -> Pair:
    """The value over all records, and over none where the list may not be asked."""
    rows = list(rows_of(low, node, at))
    perhaps_none = low.pairs.open(list_at(low, node.list, at).asked)
    match node.op:
        case "any":
            return _any(low, rows, perhaps_none)
        case "all":  # no record fails
            return low.pairs.not_(_any(low, rows, perhaps_none))
        case "min" | "max":
            return _extreme(low, node.op, rows, perhaps_none)
    return _sum(low, rows, perhaps_none)


def _any(low: Lowering, rows: list[Row], perhaps_none: Formula) -> Pair:
    f = low.f
    found = f.or_(*(f.and_(row.there, row.passes.low) for row in rows))
    may = f.or_(*(f.and_(row.there, row.passes.high) for row in rows))
    return Pair(f.and_(found, f.not_(perhaps_none)), may)


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


def _extreme(low: Lowering, op: str, rows: list[Row], perhaps_none: Formula) -> Pair:
    """The near end counts every record that may pass, the far end those that surely do."""
    f, is_min = low.f, op == "min"
    better, none = (f.least, f.lit(inf)) if is_min else (f.greatest, f.lit(-inf))
    near, far = none, none
    for row in rows:
        nearest, farthest = row.number if is_min else reversed(row.number)
        near = better(near, f.case(f.and_(row.there, row.passes.high), nearest, none))
        far = better(far, f.case(f.and_(row.there, row.passes.low), farthest, none))
    far = f.case(perhaps_none, none, far)
    return Pair(near, far) if is_min else Pair(far, near)
