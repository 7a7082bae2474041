"""From formulas to polars expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from eligibility.batch.formulas import Formula
from eligibility.batch.stages import Plan

try:
    import polars as pl
except ImportError:  # pragma: no cover - the extra is there in development
    raise ImportError('The batch part needs polars: pip install "social-wiki[batch]"') from None

__all__ = ["EPOCH", "divided", "pl", "run"]
EPOCH = 719163  # 1970-01-01 as a day number
_Write = Callable[["Formula", list[Any]], Any]


def _wide(node: Formula, written: Any) -> Any:
    """Columns may be narrow; calculations wrap around without a word, so they are 64 bit."""
    if node.op == "lit" and node.kind == "int":
        return pl.lit(node.value, pl.Int64)
    bare = node.parts[0] if node.op == "fill" else node
    if node.kind == "int" and bare.op == "col":
        return written.cast(pl.Int64)
    return written


def _fill(node: Formula, parts: list[Any]) -> Any:
    if node.value is True:
        return parts[0].ne_missing(pl.lit(False))
    if node.value is False:
        return parts[0].eq_missing(pl.lit(True))
    column = parts[0] if node.kind == "int" else parts[0].cast(pl.Float64)
    return column.fill_null(pl.lit(node.value))


def _date(node: Formula, parts: list[Any]) -> Any:
    day = (_wide(node.parts[0], parts[0]) - EPOCH).cast(pl.Int32).cast(pl.Date).dt
    months = day.year().cast(pl.Int64) * (100 if node.op == "ymd" else 12) + day.month()
    return months * 100 + day.day()


def divided(number: Any, by: float) -> Any:
    """The exact quotient: polars multiplies by the inverse of a constant, which is not equal."""
    return number / (pl.int_range(pl.len()).cast(pl.Float64) * 0 + by)


def _binary(operation: Callable[[Any, Any], Any]) -> _Write:
    return lambda node, parts: operation(
        *(_wide(n, p) for n, p in zip(node.parts, parts, strict=True))
    )


_WRITE: dict[str, _Write] = {
    "fill": _fill,
    "isnull": lambda node, parts: parts[0].is_null(),
    "not": lambda node, parts: ~parts[0],
    "and": lambda node, parts: reduce(lambda a, b: a & b, parts),
    "or": lambda node, parts: reduce(lambda a, b: a | b, parts),
    "lt": lambda node, parts: parts[0] < parts[1],
    "le": lambda node, parts: parts[0] <= parts[1],
    "eq": lambda node, parts: parts[0] == parts[1],
    "add": _binary(lambda a, b: a + b),
    "sub": _binary(lambda a, b: a - b),
    "mul": _binary(lambda a, b: a * b),
    "div": lambda node, parts: divided(parts[0], node.value),
    "floor": lambda node, parts: _wide(node.parts[0], parts[0]) // node.value,
    "case": lambda node, parts: (
        pl.when(parts[0])
        .then(_wide(node.parts[1], parts[1]))
        .otherwise(_wide(node.parts[2], parts[2]))
    ),
    "ymd": _date,
    "ymn": _date,
    "float": lambda node, parts: parts[0].cast(pl.Float64),
}


class Writer:
    """Writes formulas as expressions over the input columns and those of a plan."""

    def __init__(self, name_of: Mapping[int, str]):
        self.name_of = name_of

    def expression(self, node: Formula, top: bool = False) -> Any:
        """With `top`, what makes up the formula, also when it has a column."""
        if id(node) in self.name_of and not top:
            return pl.col(self.name_of[id(node)])
        if node.op == "lit":
            return pl.lit(node.value, {"bool": pl.Boolean, "float": pl.Float64}.get(node.kind))
        if node.op == "col":
            column = pl.col(node.value)
            return column.cast(pl.Float64) if node.kind == "float" else column
        return _WRITE[node.op](node, [self.expression(part) for part in node.parts])


def run(frame: Any, plan: Plan, outputs: Mapping[str, tuple[Formula, Formula]]) -> Any:
    """`id` and one nullable truth per output, from the formulas of where it is true and false."""
    writer = Writer(plan.name_of)
    for number, stage in enumerate(plan.stages):
        made = [writer.expression(node, top=True).alias(name) for name, node in stage]
        kept = [name for name in frame.columns if _is_needed(name, plan, number)]
        frame = frame.select([*(pl.col(name) for name in kept), *made])
    return frame.select(pl.col("id"), *(
        _truth(writer.expression(yes), writer.expression(no)).alias(name)
        for name, (yes, no) in outputs.items()
    ))  # fmt: skip


def _is_needed(name: str, plan: Plan, after: int) -> bool:
    return name == "id" or plan.last_use.get(name, -1) > after


def _truth(yes: Any, no: Any) -> Any:
    return pl.when(yes | no).then(yes)
