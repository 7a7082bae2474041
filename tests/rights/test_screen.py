"""The command for files of households, over the shipped catalogue."""

from __future__ import annotations

import polars as pl
import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def example(tmp_path):
    call_command("screen", example=tmp_path / "in.parquet")
    return tmp_path / "in.parquet"


def test_an_example_can_be_screened_and_what_changes_is_told(example, capsys):
    out = example.with_name("out.parquet")
    figure = "integration-income.alone-month=2500"
    call_command("screen", example, out, "--part-rows=200", f"--what-if={figure}")
    said = capsys.readouterr()
    assert "300 rows, 0 rejected" in said.out and "integration-income:" in said.out
    assert "200 of 300 rows" in said.err and pl.read_parquet(out).height == 300


def test_a_misspelt_figure_column_or_file_is_told_in_one_line(example):
    out = example.with_name("out.parquet")
    with pytest.raises(CommandError, match=r"no such parameter.*integration-income.alone-month"):
        call_command("screen", example, out, "--what-if=integration-income.alone-mont=1")
    pl.DataFrame({"id": [1], "posctode": ["1000"]}).write_parquet(example)
    with pytest.raises(CommandError, match="postcode"):
        call_command("screen", example, out)
    with pytest.raises(CommandError, match="write a day as"):
        call_command("screen", example, out, "--as-of=2026-13-01")
    with pytest.raises(CommandError, match=r"nothing\.parquet"):
        call_command("screen", example.with_name("nothing.parquet"), out)


def test_rejected_rows_are_pointed_to(example, capsys):
    rows = pl.read_parquet(example).head(5)
    rows.with_columns(savings=pl.lit(float("nan"))).write_parquet(example)
    call_command("screen", example, example.with_name("out.parquet"))
    said = capsys.readouterr().out
    assert "5 rows, 5 rejected" in said and "why: " in said and "out.rejected.parquet" in said
