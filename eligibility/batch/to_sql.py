"""From formulas to one SQL query over the plain columns of `flat`, for DuckDB, PostgreSQL or Spark.

Nothing in it is null before the last step, so the ways in which databases
differ about null do not matter. Fractions are DOUBLE by a cast (bare ones are
decimal), whole numbers BIGINT before any calculation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isinf
from typing import Any, Literal

from eligibility.batch.formulas import Formula
from eligibility.batch.stages import Plan
from eligibility.batch.to_polars import EPOCH

try:
    from sqlglot import exp
except ImportError:  # pragma: no cover - the extra is there in development
    raise ImportError('SQL needs sqlglot: pip install "social-wiki[spark]"') from None

Dialect = Literal["duckdb", "postgres", "spark"]
_SIGNS: dict[str, Any] = {
    "lt": exp.LT, "le": exp.LTE, "eq": exp.EQ, "add": exp.Add, "sub": exp.Sub, "mul": exp.Mul,
}  # fmt: skip


def query(
    plan: Plan, outputs: Mapping[str, tuple[Formula, Formula]], table: str, dialect: Dialect
) -> str:
    """A SELECT of `id` and one nullable truth per output. Each stage is a query of its own."""
    writer = _Writer(plan.name_of, dialect)
    source, columns = table, sorted(plan.last_use.keys() - set(plan.name_of.values()))
    whole = exp.Select()  # grown in place: a copy of so much text at each step takes seconds
    for number, stage in enumerate(plan.stages):
        columns = [name for name in columns if plan.last_use.get(name, -1) > number]
        made = [_named(writer.write(node, top=True), name) for name, node in stage]
        step = _select([_column("id"), *map(_column, columns), *made], source)
        source = f"stage_{number}"
        whole.with_(source, as_=step, materialized=dialect == "postgres" or None, copy=False)
        columns += [name for name, _ in stage]
    truths = [
        _named(_truth(writer.write(yes), writer.write(no)), name)
        for name, (yes, no) in outputs.items()
    ]
    whole.select(_column("id"), *truths, copy=False).from_(exp.to_table(source), copy=False)
    return whole.sql(dialect=dialect, identify=True)


def _select(columns: list[Any], source: str) -> Any:
    return exp.Select().select(*columns, copy=False).from_(exp.to_table(source), copy=False)


def _column(name: str) -> Any:
    return exp.column(exp.to_identifier(name, quoted=True))


def _named(written: Any, name: str) -> Any:
    return exp.alias_(written, name, quoted=True, copy=False)


def _truth(yes: Any, no: Any) -> Any:
    return (
        exp.Case()
        .when(yes, exp.true(), copy=False)
        .when(no, exp.false(), copy=False)
        .else_(exp.null(), copy=False)
    )


def _cast(written: Any, to: str) -> Any:
    return exp.cast(written, to, copy=False)


class _Writer:
    """Writes formulas as expressions over the columns of a table and of a plan."""

    def __init__(self, name_of: Mapping[int, str], dialect: Dialect):
        self.name_of, self.dialect = name_of, dialect

    def write(self, node: Formula, top: bool = False) -> Any:
        """With `top`, what makes up the formula, also when it has a column."""
        if id(node) in self.name_of and not top:
            return _column(self.name_of[id(node)])
        if node.op == "lit":
            return _literal(node)
        if node.op == "col":
            return _wide(_column(node.value), node)
        parts = [self.write(part) for part in node.parts]
        if node.op in _SIGNS:
            return exp.Paren(this=_SIGNS[node.op](this=parts[0], expression=parts[1]))
        if node.op in ("ymd", "ymn"):
            return _date(node.op, _day(parts[0], self.dialect))
        return _WRITE[node.op](node, parts)


def _wide(column: Any, node: Formula) -> Any:
    return column if node.kind == "bool" else _cast(column, _TYPES[node.kind])


_TYPES = {"int": "BIGINT", "float": "DOUBLE"}


def _literal(node: Formula) -> Any:
    if node.kind == "bool":
        return exp.true() if node.value else exp.false()
    if node.kind == "int":
        return _cast(exp.Literal.number(str(node.value)), "BIGINT")
    if isinf(node.value):
        return _cast(exp.Literal.string("Infinity" if node.value > 0 else "-Infinity"), "DOUBLE")
    return _cast(exp.Literal.string(repr(node.value)), "DOUBLE")


def _fill(node: Formula, parts: list[Any]) -> Any:
    value = Formula("lit", node.kind, value=node.value)
    column = parts[0] if node.kind == "bool" else _cast(parts[0], _TYPES[node.kind])
    return exp.Coalesce(this=column, expressions=[_literal(value)])


def _case(node: Formula, parts: list[Any]) -> Any:
    return exp.Case().when(parts[0], parts[1], copy=False).else_(parts[2], copy=False)


def _floor(node: Formula, parts: list[Any]) -> Any:
    share = exp.Div(this=_cast(parts[0], "DOUBLE"), expression=_double(node.value))
    return _cast(exp.Floor(this=share), "BIGINT")


def _double(value: float) -> Any:
    return _literal(Formula("lit", "float", value=float(value)))


def _date(op: str, day: Any) -> Any:
    """See `formulas.ymd` and `ymn`."""
    year, month, number = (
        _cast(exp.Extract(this=exp.var(part), expression=day.copy()), "BIGINT")
        for part in ("YEAR", "MONTH", "DAY")
    )
    months = year * (100 if op == "ymd" else 12) + month
    return exp.Paren(this=exp.Paren(this=months) * 100 + number)


def _day(number: Any, dialect: str) -> Any:
    """A date from a day number."""
    days = _cast(exp.Paren(this=exp.Sub(this=number, expression=exp.Literal.number(EPOCH))), "INT")
    if dialect == "spark":
        return exp.Anonymous(this="DATE_FROM_UNIX_DATE", expressions=[days])
    return exp.Paren(
        this=exp.Add(this=_cast(exp.Literal.string("1970-01-01"), "DATE"), expression=days)
    )


_WRITE: dict[str, Callable[[Formula, list[Any]], Any]] = {
    "fill": _fill,
    "isnull": lambda node, parts: exp.Paren(this=exp.Is(this=parts[0], expression=exp.null())),
    "not": lambda node, parts: exp.Not(this=exp.Paren(this=parts[0])),
    "and": lambda node, parts: exp.Paren(this=exp.and_(*parts, wrap=False, copy=False)),
    "or": lambda node, parts: exp.Paren(this=exp.or_(*parts, wrap=False, copy=False)),
    "div": lambda node, parts: exp.Paren(
        this=exp.Div(this=_cast(parts[0], "DOUBLE"), expression=_double(node.value))
    ),
    "floor": _floor,
    "case": _case,
    "float": lambda node, parts: _cast(parts[0], "DOUBLE"),
}
