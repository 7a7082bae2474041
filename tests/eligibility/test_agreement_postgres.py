"""The query for PostgreSQL says of every household what the engine says of it alone.

Runs where the database of the tests is PostgreSQL: `bin/with-postgres pytest …`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility import Engine
from eligibility.batch import Batch, examples
from tests.eligibility import random_rules
from tests.eligibility.batch_helpers import catalogue, frame, single, weighed, words
from tests.eligibility.helpers import TODAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="bin/with-postgres pytest …"),
]
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
TYPES = {
    pl.Boolean: "boolean", pl.Int8: "smallint", pl.Int32: "integer", pl.Int64: "bigint",
    pl.Float64: "double precision", pl.String: "text",
}  # fmt: skip


def in_postgres(batch: Batch, flat: pl.DataFrame, rights: Iterable[str]) -> pl.DataFrame:
    with connection.cursor() as cursor:
        columns = ", ".join(f'"{name}" {TYPES[type(kind)]}' for name, kind in flat.schema.items())
        cursor.execute("drop table if exists checked")
        cursor.execute(f"create temporary table checked ({columns})")
        with cursor.copy("copy checked from stdin") as copy:
            for row in flat.iter_rows():
                copy.write_row(row)
        cursor.execute(batch.sql(flat.columns, "postgres", rights=rights))
        names = [column.name for column in cursor.description]
        found = pl.DataFrame(
            cursor.fetchall(), schema=names, orient="row", infer_schema_length=None
        )
    kinds = {"id": flat.schema["id"], **dict.fromkeys(rights, pl.Boolean)}
    return found.select(pl.col(name).cast(kind) for name, kind in kinds.items()).sort("id")


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(
    new=random_rules.rights(),
    rows=st.lists(st.sampled_from(random_rules.pool()), min_size=1, max_size=20),
)
def test_random_rules_over_random_households_agree_in_postgresql(new: Any, rows: Any) -> None:
    of = Engine(random_rules.base_with(new))
    batch = Batch(of, TODAY)
    flat = batch.read(frame(of, rows)).flat
    assert words(in_postgres(batch, flat, of.rights)) == single(of, rows)


def full_lists(raw: pl.DataFrame) -> pl.DataFrame:
    """Every third household has twelve records in its lists: as many columns as there can be."""
    lists = [
        name for name, kind in raw.schema.items()
        if isinstance(kind, pl.List) and isinstance(kind.inner, pl.Struct)
    ]  # fmt: skip
    return raw.with_columns(
        pl.when(pl.int_range(pl.len()) % 3 == 0)
        .then(pl.concat_list([pl.col(name)] * 12).list.head(12))
        .otherwise(pl.col(name))
        for name in lists
    )


def test_the_shipped_catalogue_agrees_in_postgresql_in_two_queries() -> None:
    batch = Batch(catalogue(), TODAY)
    raw = full_lists(examples.households(catalogue().facts, TODAY, 240, 3, 0.3))
    raw = raw.with_columns(pl.int_range(pl.len()).alias("id"))
    flat = batch.read(raw).flat
    expected = weighed(catalogue(), list(raw.drop("id").iter_rows(named=True)))
    for half in (0, 1):
        rights = list(catalogue().rights)[half::2]
        found = words(in_postgres(batch, flat, rights))
        assert found == [{code: row[code] for code in rights} for row in expected]
