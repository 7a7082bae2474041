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
    found: Truth = False
    for passes, _, _ in rows:
        if passes:
            return True
        if passes is None:
            found = None
    return found


def _all(rows: list[Passes]) -> Domain:
    held: Truth = True
    for passes, _, _ in rows:
        if passes is False:
            return False
        if passes is None:
            held = None
    return held


def _count(rows: list[Passes]) -> Domain:
    certain = sum(times for passes, _, times in rows if passes)
    return (certain, certain + sum(times for passes, _, times in rows if passes is None))


def _sum(rows: list[Passes]) -> Domain:
    total = ZERO
    for passes, number, times in rows:
        if passes is not False:
            each = number if passes else hull(number, ZERO)
            total = add(total, multiply(each, (times, times)) if passes else _up_to(each, times))
    return total


def _up_to(each: Interval, times: int) -> Interval:
    """The sum of at most `times` numbers, each of them possibly 0."""
    return (min(0, each[0] * times), max(0, each[1] * times))


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
    maybe: Callable[[Truth], Truth] = _maybe_for_all if node.op == "all" else _maybe_there

    def rows(env: Env, records: Records) -> Iterator[Passes]:
        for record in records.known:
            passes = test.value(env, record)
            yield passes, number.value(env, record) if passes is not False else ZERO, 1
        if records.more:
            passes = maybe(test.value(env, unknown))
            yield passes, number.value(env, unknown), records.more

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
        if records.more and (maybe is _maybe_for_all or test.value(env, unknown) is not False):
            mask |= bit | owner.live(env, record) | _of_record(env, unknown)
        return mask

    def _of_record(env: Env, record: Record) -> int:
        passes = test.value(env, record)
        mask = test.live(env, record) if passes is None else 0
        return mask | (number.live(env, record) if passes is not False else 0)

    return Code(value, live)


def _maybe_there(passes: Truth) -> Truth:
    return False if passes is False else None


def _maybe_for_all(passes: Truth) -> Truth:
    return True if passes else None
