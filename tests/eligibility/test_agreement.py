"""One by one, in polars, in DuckDB and in Spark: every outcome is the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from eligibility import Engine
from eligibility.batch import Batch, examples
from tests.eligibility import random_rules
from tests.eligibility.batch_helpers import (
    catalogue,
    frame,
    in_duckdb,
    outcomes,
    single,
    weighed,
    words,
)
from tests.eligibility.helpers import SILENT, TODAY, engine, situations

pytestmark = pytest.mark.once
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
UNKNOWN = (0.0, 0.1, 0.3, 0.7)  # shares of answers that are not there
ROWS = st.lists(st.sampled_from(random_rules.pool()), min_size=1, max_size=20)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(new=random_rules.rights(), rows=ROWS)
def test_random_rules_over_random_households_agree_one_by_one_in_polars_and_in_duckdb(
    new: Any, rows: Any
) -> None:
    of = Engine(random_rules.base_with(new))
    assert not of.problems, of.problems
    expected, batch = single(of, rows), Batch(of, TODAY)
    flat = batch.read(frame(of, rows)).flat
    assert words(batch.run(flat)) == expected
    with TemporaryDirectory() as folder:
        assert words(in_duckdb(batch, flat, Path(folder))) == expected


def test_waiting_rights_bands_gates_and_lists_agree() -> None:
    assert outcomes(engine(), random_rules.pool()) == single(engine(), random_rules.pool())


@settings(max_examples=10, deadline=None, suppress_health_check=SLOW, phases=[Phase.generate])
@given(data=st.data())
def test_the_shipped_catalogue_agrees_at_its_limits(data: Any) -> None:
    rows = data.draw(st.lists(situations(catalogue()), min_size=1, max_size=4))
    part = [row for _, row in rows]
    assert outcomes(catalogue(), part) == single(catalogue(), part)


def invented(rows: int, seed: int, unknown: float) -> pl.DataFrame:
    raw = examples.households(catalogue().facts, TODAY, rows, seed, unknown)
    return raw.with_columns(pl.int_range(pl.len()).alias("id"))


def answers_of(raw: pl.DataFrame) -> list[dict[str, Any]]:
    return list(raw.drop("id").iter_rows(named=True))


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_every_outcome_of_the_shipped_catalogue_is_the_same(unknown: float) -> None:
    batch, raw = Batch(catalogue(), TODAY), invented(400, 1, unknown)
    expected = single(catalogue(), answers_of(raw))
    assert weighed(catalogue(), answers_of(raw)) == expected
    assert words(batch.run(batch.read(raw).flat)) == expected


@pytest.mark.full
@pytest.mark.parametrize("unknown", UNKNOWN)
def test_every_outcome_of_the_shipped_catalogue_is_the_same_for_100_000_households(
    unknown: float, tmp_path: Path
) -> None:
    batch, raw = Batch(catalogue(), TODAY), invented(25_000, 10, unknown)
    flat = batch.read(raw).flat
    found = batch.run(flat).sort("id")
    assert found.equals(in_duckdb(batch, flat, tmp_path).sort("id"))
    for place, outcomes_of_one in enumerate(words(found)):
        row = answers_of(raw[place])
        assert [outcomes_of_one] == weighed(catalogue(), row), row


def test_the_shipped_catalogue_agrees_in_duckdb(tmp_path: Path) -> None:
    batch = Batch(catalogue(), TODAY)
    flat = batch.read(invented(400, 3, 0.3)).flat
    assert in_duckdb(batch, flat, tmp_path).sort("id").equals(batch.run(flat).sort("id"))


SAMPLE = [
    'income.wage_month + max(others, member.income_month) < param("band.month")',
    "all(children, child.care_recognised) or max(children, child.care_points) < 3",
    'household_size / 2 > 3 and days_between(birth_date, as_of) > 6600 or right("reduced-rate")',
    '0.15 * income.wage_month >= partner.income_month and region in ("brussels", "wallonia")',
]  # fmt: skip


@pytest.mark.skipif(not shutil.which("java"), reason="bin/need java")
def test_a_fixed_sample_of_rules_agrees_in_spark(tmp_path: Path) -> None:
    from eligibility.batch import spark

    new = [{"code": f"s{n}", "criteria": [{"id": "t", "test": t}]} for n, t in enumerate(SAMPLE)]
    batch = Batch(Engine(random_rules.base_with(new)), TODAY)
    raw = examples.households(batch.engine.facts, TODAY, 300, 5, 0.3)
    flat = batch.read(raw.drop(SILENT)).flat
    (tmp_path / "checked").mkdir()
    flat.write_parquet(tmp_path / "checked/1.parquet")
    query = batch.sql(flat.columns, "spark")
    spark.run(spark.session(), tmp_path / "checked", query, tmp_path / "found")
    found = pl.read_parquet(tmp_path / "found/*.parquet").select("id", *batch.engine.rights)
    assert found.sort("id").equals(batch.run(flat).sort("id"))
