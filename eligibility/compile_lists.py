"""any, all, count, sum, min and max over the records of a list, known or not.

A list that was not answered is 0 to 12 records whose fields are unknown. The
smallest of no records is infinite and the largest minus infinite, so that a
comparison with them is false on both sides of a limit: nobody passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf

from eligibility import tree
from eligibility.compile import Program, compiles, fixed
from eligibility.domains import (
    Domain,
    Interval,
    Record,
    Records,
    Truth,
    add,
    hull,
    is_known,
    multiply,
)
from eligibility.env import Code, Env

Passes = tuple[Truth, Interval, int]  # does the record pass, its number, how many such records
ZERO: Interval = (0, 0)


def _any(rows: list[Passes]) -> Domain:
    """A record that may be there counts as unknown when it passes."""
    found = {passes for passes, _, _ in rows}
    return True if True in found else None if None in found else False


def _all(rows: list[Passes]) -> Domain:
    found = {passes for passes, _, _ in rows}
    return False if False in found else None if None in found else True


def _count(rows: list[Passes]) -> Domain:
    certain = sum(times for passes, _, times in rows if passes)
    return (certain, certain + sum(times for passes, _, times in rows if passes is None))


def _sum(rows: list[Passes]) -> Domain:
    total = ZERO
    for passes, number, times in rows:
        if passes is not False:
            whole = multiply(number, (times, times))
            total = add(total, whole if passes else hull(whole, ZERO))
    return total


def _min(rows: list[Passes]) -> Domain:
    low = min((number[0] for passes, number, _ in rows if passes is not False), default=inf)
    high = min((number[1] for passes, number, _ in rows if passes), default=inf)
    return (low, high)


def _max(rows: list[Passes]) -> Domain:
    low = max((number[0] for passes, number, _ in rows if passes), default=-inf)
    high = max((number[1] for passes, number, _ in rows if passes is not False), default=-inf)
    return (low, high)


_OVER: dict[str, Callable[[list[Passes]], Domain]] = {
    "any": _any, "all": _all, "count": _count, "sum": _sum, "min": _min, "max": _max,
}  # fmt: skip


@compiles(tree.Aggregate)
def _aggregate(program: Program, node: tree.Aggregate) -> Code:
    owner = program.names[f"fact {node.list}"]
    test = program.compile(node.test) if node.test else fixed(True)
    number = program.compile(node.value) if node.value else fixed(ZERO)
    unknown, over, bit = program.blank[node.list], _OVER[node.op], program.bit(node.list)
    harmless = node.op == "all"  # a record that may not be there changes nothing when it is so

    def rows(env: Env, records: Records) -> Iterator[Passes]:
        for record in records.known:
            passes = test.value(env, record)
            yield passes, number.value(env, record) if passes is not False else ZERO, 1
        if records.more:
            passes = test.value(env, unknown)
            maybe = passes if passes is harmless else None
            yield maybe, number.value(env, unknown), records.more

    def value(env: Env, record: Record | None) -> Domain:
        records: Records = owner.value(env, record)
        found = over(list(rows(env, records)))
        return hull(found, over([])) if records.maybe_none else found

    def live(env: Env, record: Record | None) -> int:
        if is_known(value(env, record)):
            return 0
        records: Records = owner.value(env, record)
        mask = owner.live(env, record) if records.maybe_none else 0
        for one in records.known:
            mask |= _of_record(env, one)
        if records.more and (harmless or test.value(env, unknown) is not False):
            mask |= bit | owner.live(env, record) | _of_record(env, unknown)
        return mask

    def _of_record(env: Env, record: Record) -> int:
        passes = test.value(env, record)
        mask = test.live(env, record) if passes is None else 0
        return mask | (number.live(env, record) if passes is not False else 0)

    return Code(value, live)
