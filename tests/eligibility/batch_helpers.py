"""Households as frames, and outcomes of frames beside single evaluations."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from eligibility import Engine
from eligibility.batch import Batch, examples
from eligibility.engine import _outcome
from eligibility.schema import in_force
from eligibility.weigh import Weighing, flags_of
from tests.eligibility.helpers import TODAY, catalogue_engine

WORD = {True: "likely", False: "unlikely", None: "possible"}


def catalogue() -> Engine:
    """The engine of the shipped catalogue, of which every file can be read."""
    of = catalogue_engine()
    assert of is not None
    return of


def frame(of: Engine, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Raw answers as a frame with every column; `id` is the place of a row."""
    schema = {**examples.schema(of.facts), "id": pl.Int64}
    filled = [{"id": place, **_texts(row)} for place, row in enumerate(rows)]
    return pl.DataFrame(filled, schema=schema, strict=False)


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    code = row.get("postcode")
    return {**row, "postcode": str(code)} if code is not None else row


def outcomes(of: Engine, rows: list[dict[str, Any]], as_of: date = TODAY) -> list[dict[str, str]]:
    """What polars says of each row."""
    batch = Batch(of, as_of)
    part = batch.read(frame(of, rows))
    assert part.rejected.is_empty(), part.rejected.to_dicts()
    return words(batch.run(part.flat))


def words(found: pl.DataFrame) -> list[dict[str, str]]:
    ordered = found.sort("id").drop("id")
    return [{code: WORD[t] for code, t in row.items()} for row in ordered.iter_rows(named=True)]


def single(of: Engine, rows: list[dict[str, Any]], as_of: date = TODAY) -> list[dict[str, str]]:
    """What `Engine.evaluate` says of each row by itself."""
    results = [of.evaluate(row, as_of, next_question=False).rights for row in rows]
    return [{code: rights[code].outcome for code in of.rights} for rights in results]


def weighed(of: Engine, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The same four times faster: weighed by the same code, but not explained."""
    found = []
    for row in rows:
        situation = of.read(row, TODAY)
        found.append(_outcomes(of, Weighing(of, situation, of.env(situation, TODAY)).weigh_all()))
    return found


def _outcomes(of: Engine, weighing: Weighing) -> dict[str, str]:
    found = {}
    for code, right in of.rights.items():
        flags = flags_of(right, weighing.situation, in_force(right, weighing.env.as_of))
        waits = code in weighing.first_ask or not weighing.situation.known
        found[code] = _outcome(weighing.truths[code], flags, waits)
    return found


def in_duckdb(batch: Batch, flat: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """The same rows through SQL; columns that may lack values, whatever these rows have."""
    flat.write_parquet(folder / "checked.parquet")
    query = batch.sql(flat.columns, "duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"create view checked as from '{folder}/checked.parquet'")
        connection.execute(f"copy ({query}) to '{folder}/found.parquet'")
    codes = ["id", *batch.engine.rights]
    return pl.read_parquet(folder / "found.parquet").select(codes)
