"""A file of situations as plain columns: what formulas read. Rows that cannot be read stay out.

A choice is the place of its option in order, an amount is in cents, a date is
a day number with the last possible day in `x~last`. A set is one truth per
code (`holds=living-wage`), a list one column per record and field
(`children[0].birth_date`) with `children~count`. `x~open` says that a set or
list is not wholly known, `~nothing` that a row has no answer.

Whether a row can be read is found by column; why not, by `answers`, which
weighs single situations too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from eligibility import answers, tree
from eligibility.batch.scalars import Column, scalar
from eligibility.batch.to_polars import pl
from eligibility.domains import MOST_RECORDS
from eligibility.engine import Engine
from eligibility.errors import AnswerErrors
from eligibility.names import did_you_mean
from eligibility.schema import Fact, Field_

_UNSURE = "_unsure"


class UnknownColumns(ValueError):
    """The file has columns that no fact explains; `messages` say which, and what was meant."""

    def __init__(self, messages: list[str]):
        self.messages = messages
        super().__init__("\n".join(messages))


class Part(NamedTuple):
    """Rows that were read as plain columns, and the others: row (from 1), id, reason."""

    flat: Any
    rejected: Any


def check_columns(engine: Engine, schema: Mapping[str, Any]) -> None:
    """Raises UnknownColumns when a column or field is not a fact, or `id` is missing."""
    facts, found = frozenset(engine.facts), []
    if "id" not in schema:
        found.append("there is no column id")
    for name, dtype in schema.items():
        if name == "id":
            continue
        if name not in facts:
            found.append(f"{name}: there is no such question.{did_you_mean(name, facts)}")
        elif engine.facts[name].type == "list" and _is_records(dtype):
            keys = frozenset(part.key for part in engine.facts[name].record or ())
            found += [
                f"{name}.{field.name}: no such field.{did_you_mean(field.name, keys)}"
                for field in dtype.inner.fields if field.name not in keys
            ]  # fmt: skip
    if found:
        raise UnknownColumns(found)


def _is_records(dtype: Any) -> bool:
    return isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct)


class Flattener:
    """Turns frames with fact keys as columns into plain columns."""

    def __init__(self, engine: Engine):
        self.engine = engine
        self.codes = codes_of(engine)

    def read(self, frame: Any, first_row: int = 1, repeated: Any = None, slim: bool = True) -> Part:
        """The rows of a frame; `repeated` marks those whose id an earlier row has.

        `slim` leaves out last days where every date is exact.
        """
        columns = {
            name: self._column(frame, self.engine.facts[name])
            for name in frame.columns if name != "id"
        }  # fmt: skip
        bad = [column.bad.alias(name) for name, column in columns.items()]
        wrong = frame.select(pl.any_horizontal(pl.col("id").is_null(), *bad)).to_series()
        if repeated is not None:
            wrong = wrong | repeated
        rejected = self._rejected(frame, wrong, first_row, repeated)
        if wrong.any():
            frame = frame.filter(~wrong)
        made = [
            made.alias(name + suffix) for name, column in columns.items()
            for suffix, made in column.made.items()
        ]  # fmt: skip
        facts = [pl.col(name).is_null() for name in columns]
        nothing = pl.all_horizontal(facts) if facts else pl.lit(True)
        flat = frame.select(pl.col("id"), *made, nothing.alias("~nothing"))
        return Part(_slim(flat) if slim else flat, rejected)

    # one column

    def _column(self, frame: Any, fact: Fact) -> Column:
        dtype = frame.schema[fact.key]
        if dtype == pl.Null:
            return Column(pl.lit(False), {})
        if fact.type == "set":
            return self._set(frame, fact, dtype)
        if fact.type == "list":
            return self._list(frame, fact, dtype)
        return scalar(pl.col(fact.key), fact, dtype)

    def _set(self, frame: Any, fact: Fact, dtype: Any) -> Column:
        answer = pl.col(fact.key)
        if dtype != pl.List(pl.String):
            return Column(answer.is_not_null(), {})
        allowed = answers.options(fact)
        if fact.key in answers.STATUS_FACTS:
            allowed |= self.engine.codes
        element = pl.element()
        strange = answer.list.eval(element.is_null() | ~element.is_in(sorted(allowed))).list.any()
        unsure = fact.key + _UNSURE
        doubts = frame.schema.get(unsure) == pl.List(pl.String)
        made = {"~open": answer.is_null() | (_doubted(unsure) if doubts else pl.lit(False))}
        for code in sorted(self.codes.get(fact.key, ())):
            has = answer.list.contains(code)
            if doubts:
                doubted = pl.col(unsure).list.contains(code).fill_null(False)
                has = pl.when(~doubted).then(has)
            made[f"={code}"] = has
        return Column(strange.fill_null(False), made)

    def _list(self, frame: Any, fact: Fact, dtype: Any) -> Column:
        answer = pl.col(fact.key)
        if not _is_records(dtype):
            return Column(answer.is_not_null(), {})
        count = answer.list.len()
        most = min(MOST_RECORDS, frame.select(count.max()).item() or 0)
        bad, made = count > MOST_RECORDS, {"~count": count.cast(pl.Int8)}
        half = answer.is_null()
        for slot in range(most):
            record, there = answer.list.get(slot, null_on_oob=True), count > slot
            bad = bad | (there & record.is_null())
            for part, column in _fields(record, fact, dtype):
                bad = bad | column.bad
                name = f"[{slot}].{part.key}"
                made |= {name + suffix: value for suffix, value in column.made.items()}
                half = half | (there & _half_known(column))
            if len(dtype.inner.fields) < len(fact.record or ()):
                half = half | there
        return Column(bad.fill_null(False), {**made, "~open": half.fill_null(True)})

    # rows that cannot be read

    def _rejected(self, frame: Any, wrong: Any, first_row: int, repeated: Any) -> Any:
        places = wrong.arg_true()
        rows = frame.with_row_index("~row", first_row)[places]
        again = repeated.gather(places).to_list() if repeated is not None else [False] * len(places)
        reasons = [
            self._reason(row, is_again)
            for row, is_again in zip(rows.iter_rows(named=True), again, strict=True)
        ]
        return pl.DataFrame(
            {
                "row": rows["~row"].cast(pl.Int64),
                "id": rows["id"].cast(pl.String, strict=False),
                "reason": pl.Series(reasons, dtype=pl.String),
            }
        )

    def _reason(self, row: dict[str, Any], repeated: bool) -> str:
        del row["~row"]
        found = ["id: an earlier row has it"] if repeated else []
        if row.pop("id") is None:
            found.append("id: is missing")
        try:
            answers.read(self.engine.facts, self.engine.codes, row, answers.ANY_DAY)
        except AnswerErrors as wrong:
            found += [f"{error.place}: {error.message}" for error in wrong.errors]
        return "; ".join(found) or "cannot be read"


def codes_of(engine: Engine) -> dict[str, set[str]]:
    """Per set the codes that rules ask for; of `holds` every right besides."""
    found: dict[str, set[str]] = {"holds": set(engine.rights)}
    versions = [node for _, node in engine.compiled.versions]
    for root in (*engine.compiled.trees.values(), *versions):
        for node in tree.walk(root):
            if isinstance(node, tree.Member):
                found.setdefault(node.fact, set()).add(node.code)
    return found


def _doubted(unsure: str) -> Any:
    return (pl.col(unsure).list.len() > 0).fill_null(False)


def _fields(record: Any, fact: Fact, dtype: Any) -> Iterator[tuple[Field_, Column]]:
    parts = {part.key: part for part in fact.record or ()}
    for field in dtype.inner.fields:
        if field.dtype != pl.Null:
            part = parts[field.name]
            yield part, scalar(record.struct.field(field.name), part, field.dtype)


def _half_known(column: Column) -> Any:
    value = next(iter(column.made.values()), pl.lit(None))
    last = column.made.get("~last")
    return value.is_null() if last is None else value.is_null() | (value != last)


def _slim(flat: Any) -> Any:
    """Without last days where every date is exact."""
    same = [name for name in flat.columns if name.endswith("~last")]
    keep = flat.select((pl.col(n) != pl.col(n.removesuffix("~last"))).any() for n in same)
    return flat.drop([name for name in same if not keep[name].item()])
