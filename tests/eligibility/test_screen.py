"""Files of households: what is read, refused, counted, and gone on with."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eligibility import tree
from eligibility.batch import Batch, examples, screen
from eligibility.batch.flat import UnknownColumns
from tests.eligibility.batch_helpers import frame, outcomes, single
from tests.eligibility.helpers import TODAY, engine, rule_base, with_right

pytestmark = pytest.mark.once


def order(folder: Path, rows: pl.DataFrame, **more: Any) -> screen.Order:
    rows.write_parquet(folder / "in.parquet")
    return screen.Order(rule_base(), folder / "in.parquet", folder / "out.parquet", TODAY, **more)


def some(rows: int = 60) -> pl.DataFrame:
    return examples.households(engine().facts, TODAY, rows)


def test_a_file_gives_one_nullable_truth_per_right_and_counts_that_add_up(tmp_path: Path) -> None:
    report = screen.screen(order(tmp_path, some(), part_rows=25))
    out = pl.read_parquet(tmp_path / "out.parquet")
    assert out.columns == ["id", *engine().rights] and out.height == 60
    assert set(out.dtypes[1:]) == {pl.Boolean} and not (tmp_path / "out.parts").exists()
    for code, counts in report["outcomes"]["all"].items():
        truths = out[code]
        found = {"true": truths.sum(), "unknown": truths.null_count(), "false": (~truths).sum()}
        assert counts == found and sum(counts.values()) == 60
        by_region = [rights[code] for name, rights in report["outcomes"].items() if name != "all"]
        assert sum(sum(region.values()) for region in by_region) == 60
    assert json.loads((tmp_path / "out.report.json").read_text()) == report


BAD = {
    "savings": (math.nan, "not infinity or NaN"),
    "household_size": (31.0, "must be from 1"),
    "work_status": ("sikc", "no such option"),
    "birth_date": ("2001-02-30", "does not exist"),
    "postcode": ("0999", "four figures"),
    "income.wage_month": (10.001, "two decimals"),
    "hard_to_pay": (["rent", "rnt"], "no such option"),
    "children": ([{"birth_date": "2010-13-01"}], "does not exist"),
    "others": ([{"income_month": 1.0}] * 13, "at most 12"),
}


@pytest.mark.parametrize("key", BAD)
def test_a_bad_row_goes_aside_with_its_number_and_reason(key: str, tmp_path: Path) -> None:
    value, reason = BAD[key]
    rows = frame(engine(), [{"savings": 1}, {"savings": 1, key: value}, {"savings": 2}])
    report = screen.screen(order(tmp_path, rows))
    aside = pl.read_parquet(tmp_path / "out.rejected.parquet").to_dicts()
    assert [(row["row"], row["id"]) for row in aside] == [(2, "1")]
    assert key in aside[0]["reason"] and reason in aside[0]["reason"]
    assert (report["rows"], report["accepted"], report["rejected"]) == (3, 2, 1)
    assert pl.read_parquet(tmp_path / "out.parquet")["id"].to_list() == [0, 2]


def test_an_id_that_comes_again_is_refused_also_in_another_part(tmp_path: Path) -> None:
    rows = some(6).with_columns(pl.Series("id", ["a", "b", "c", None, "a", "c"]))
    screen.screen(order(tmp_path, rows, part_rows=2))
    aside = pl.read_parquet(tmp_path / "out.rejected.parquet")
    assert aside["row"].to_list() == [4, 5, 6]
    assert aside["reason"].to_list()[:2] == ["id: is missing", "id: an earlier row has it"]


def test_a_column_of_another_type_refuses_every_row_that_fills_it(tmp_path: Path) -> None:
    rows = pl.DataFrame({"id": [1, 2], "has_partner": ["yes", None], "birth_date": [1990, None]})
    screen.screen(order(tmp_path, rows))
    aside = pl.read_parquet(tmp_path / "out.rejected.parquet")
    assert aside["row"].to_list() == [1] and "true or false" in aside["reason"][0]


def test_an_unknown_column_or_field_stops_with_what_was_meant(tmp_path: Path) -> None:
    child = {"birth_dat": "2010-01-01"}
    rows = pl.DataFrame({"id": [1], "saving": [2.0], "children": [[child]]})
    with pytest.raises(UnknownColumns) as stop:
        screen.screen(order(tmp_path, rows))
    assert '"savings"' in str(stop.value) and '"birth_date"' in str(stop.value)
    with pytest.raises(UnknownColumns, match="no column id"):
        screen.screen(order(tmp_path, rows.drop("id", "saving", "children")))


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    said: list[str] = []

    def stop(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen.screen(order(tmp_path, some(), part_rows=15, say=stop))
    first = (tmp_path / "out.parts/out-000000.parquet").stat().st_mtime_ns
    again = screen.Order(rule_base(), tmp_path / "in.parquet", tmp_path / "out.parquet", TODAY,
                         part_rows=15, say=said.append)  # fmt: skip
    assert first and screen.screen(again)["rows"] == 60
    kept = "goes on after 30 rows that an earlier run has done"
    assert [line.split(" of")[0] for line in said] == ["15", "30", kept, "45", "60"]
    whole = Batch(engine(), TODAY)
    expected = whole.run(whole.read(some()).flat)
    assert pl.read_parquet(tmp_path / "out.parquet").equals(expected)


def test_parts_of_another_date_are_not_gone_on_with(tmp_path: Path) -> None:
    def stop(line: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen.screen(order(tmp_path, some(), part_rows=15, say=stop))
    later = screen.Order(rule_base(), tmp_path / "in.parquet", tmp_path / "out.parquet",
                         TODAY.replace(year=2031), part_rows=15)  # fmt: skip
    assert screen.screen(later)["as_of"].startswith("2031")


def test_another_figure_tells_who_gains_and_who_loses(tmp_path: Path) -> None:
    figure = {"wage.alone": Decimal(0), "wage.family": Decimal(0)}
    report = screen.screen(order(tmp_path, some(200), what_if=figure))
    changes = pl.read_parquet(tmp_path / "out.changes.parquet")
    lost = changes.filter(pl.col("right") == "living-wage", before="likely")
    assert lost.height == sum(
        n for way, n in report["what_if"]["living-wage"].items() if way.startswith("likely")
    )
    assert lost.height > 0 and set(lost["after"]) <= {"unlikely", "possible"}
    with pytest.raises(KeyError):
        screen.changed(rule_base(), {"wage.alon": Decimal(1)}, TODAY)


@pytest.mark.skipif(not shutil.which("java"), reason="bin/need java")
def test_spark_writes_the_same_files_as_polars(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason='pip install "social-wiki[spark]"')
    rows = some(40).with_columns(savings=pl.when(pl.col("id") == "h7").then(-1.0).otherwise(2000))
    few = [
        r for r in rule_base().rights if r.code in ("living-wage", "youngest")
    ]  # planning is slow
    base = rule_base().model_copy(update={"rights": few})
    written = {}
    for name in ("polars", "spark"):
        (tmp_path / name).mkdir()
        asked = order(tmp_path / name, rows, part_rows=15, what_if={"wage.alone": Decimal(0)})
        report = screen.screen(replace(asked, base=base, spark=name == "spark"))
        kinds = ("parquet", "changes.parquet", "rejected.parquet")
        files = [pl.read_parquet(tmp_path / name / f"out.{kind}") for kind in kinds]
        written[name] = report, [file.sort(file.columns) for file in files]
    assert written["spark"][0] == written["polars"][0] and written["spark"][0]["rejected"] == 1
    for one, other in zip(*(files for _, files in written.values()), strict=True):
        assert one.height and one.equals(other)


def test_a_rule_that_cannot_be_run_costs_that_right_only(caplog: Any) -> None:
    of = with_right(criteria=[{"id": "t", "test": "deleted_fact > 3"}])
    limit = tree.ParamRef(tree.BOOL, "savings.limit")
    divided = tree.Arithmetic(tree.BOOL, "/", limit, limit)  # refused when a file is read
    crashing = of.rules["youngest"].code._replace(value=lambda env, record: 1 / 0)
    of.rules["youngest"] = replace(of.rules["youngest"], tree=divided, code=crashing)
    rows = [{"savings": 1}, {"birth_date": "1950-01-01", "children": []}]
    found = outcomes(of, rows)
    assert found == single(of, rows)
    assert {row[code] for row in found for code in ("trial", "youngest")} == {"possible"}
    others = [code for code in engine().rights if code != "youngest"]
    expected = single(engine(), rows)
    assert [[row[c] for c in others] for row in found] == [
        [row[c] for c in others] for row in expected
    ]
    assert "youngest" in caplog.text


def test_a_file_without_rows_and_one_with_only_ids() -> None:
    batch = Batch(engine(), TODAY)
    assert batch.run(batch.read(some(0)).flat).columns == ["id", *engine().rights]
    only = batch.run(batch.read(pl.DataFrame({"id": [7]})).flat).to_dicts()[0]
    expected = engine().evaluate({}, TODAY, next_question=False).rights
    truth = {"likely": True, "unlikely": False, "possible": None}
    assert only == {"id": 7, **{code: truth[expected[code].outcome] for code in engine().rights}}


@pytest.mark.parametrize("dtype", [pl.Int16, pl.UInt8, pl.Int64, pl.Float32, pl.Decimal(9, 2)])
def test_narrow_columns_never_wrap_around(dtype: Any) -> None:
    of = with_right(criteria=[{"id": "t", "test": "12 * (household_size * 100000) > 5000000"}])
    rows = pl.DataFrame({"id": [1, 2], "household_size": pl.Series([30, 2]).cast(dtype)})
    batch = Batch(of, TODAY)
    assert batch.run(batch.read(rows).flat)["trial"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("test", "answers"),
    [
        ("min(household_size, count(children)) > 3", {"household_size": 9}),
        ("max(household_size, 5) > 3", {}),
        ('savings < (param("savings.limit") if has_partner else 2 * savings)', {"savings": 1}),
        ("household_size / 2 > 3", {"household_size": 7}),
        ("household_size * 0.1 + 0.2 <= 0.3", {"household_size": 1}),
        ("years_between(birth_date, as_of) < 18", {"birth_date": "2008-11"}),
        ("years_between(birth_date, as_of) >= 18", {"birth_date": "2008-02-29"}),
        ("months_between(as_of, birth_date) < -10", {"birth_date": "2026-01-24"}),
    ],
)
def test_what_databases_do_differently_comes_out_as_in_a_single_evaluation(
    test: str, answers: dict[str, Any]
) -> None:
    of = with_right(criteria=[{"id": "t", "test": test}])
    assert not of.problems
    rows = [answers, {**answers, "savings": 5}, {"savings": 3}]
    assert outcomes(of, rows) == single(of, rows)


def test_a_figure_without_value_keeps_a_right_possible_for_everybody() -> None:
    old = {"id": "old", "test": "age >= 65"}
    of = with_right(criteria=[old, {"id": "t", "test": 'savings < param("ended")'}])
    rows = [{"birth_date": "2010-01-01"}, {"birth_date": "1950-01-01", "savings": 5}]
    assert [row["trial"] for row in outcomes(of, rows)] == ["possible", "possible"]
    assert outcomes(of, rows) == single(of, rows)


def test_the_engine_needs_no_polars_and_the_batch_part_says_what_it_needs() -> None:
    script = (
        "import sys; sys.modules['polars'] = sys.modules['sqlglot'] = None\n"
        "import eligibility\n"
        "try: import eligibility.batch\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "[batch]" in done.stdout and not done.stderr
