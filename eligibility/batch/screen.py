"""Screen a Parquet file of households: part by part, in bounded memory, going on where it stopped.

Beside OUT.parquet: OUT.rejected.parquet (rows that cannot be read, and why),
OUT.report.json (counts), OUT.changes.parquet (with changed figures: whose
outcome differs). Parts are kept in OUT.parts until the end.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from eligibility.batch import Batch, report
from eligibility.batch.flat import check_columns
from eligibility.batch.to_polars import pl
from eligibility.engine import Engine
from eligibility.schema import ParameterValue, RuleBase

PART_ROWS = 200_000


@dataclass
class Order:
    """What is asked: a file, where to, at which date; figures to change, by key, in their unit."""

    base: RuleBase
    source: Path
    target: Path
    as_of: date
    what_if: Mapping[str, Decimal] = field(default_factory=dict)
    part_rows: int = PART_ROWS
    spark: bool = False
    say: Callable[[str], None] = lambda line: None

    def beside(self, what: str) -> Path:
        """OUT.parquet → OUT.`what`"""
        return self.target.with_suffix(f".{what}")


def screen(order: Order) -> dict[str, Any]:
    """Screens the file; returns the report. Raises UnknownColumns, OSError and polars' errors."""
    work = _Work(order)
    kept = len(list(work.folder.glob("*.json")))
    if kept:
        done = min(kept * order.part_rows, work.rows)
        order.say(f"goes on after {done:,} rows that an earlier run has done")
    for number, start in enumerate(range(0, max(work.rows, 1), order.part_rows)):
        if not work.done(number).exists():
            work.part(number, start)
    if order.spark:
        work.run_spark()
    return work.finish()


def changed(base: RuleBase, figures: Mapping[str, Decimal], as_of: date) -> RuleBase:
    """The rule base with other figures from a date on. Raises KeyError for an unknown figure."""
    known = {parameter.key: parameter for parameter in base.parameters}
    for key, value in figures.items():
        new = ParameterValue.model_construct(from_=as_of, value=value, confidence="official")
        others = [old for old in known[key].values if old.from_ < as_of]
        known[key] = known[key].model_copy(update={"values": [*others, new]})
    return base.model_copy(update={"parameters": list(known.values())})


class _Work:
    """One run: the folder of its parts, and the rules."""

    def __init__(self, order: Order):
        self.order = order
        self.source = pl.scan_parquet(order.source)
        schema = self.source.collect_schema()
        self.law = Batch(Engine(order.base), order.as_of)
        check_columns(self.law.engine, schema)
        base = changed(order.base, order.what_if, order.as_of)
        self.rules = Batch(Engine(base), order.as_of) if order.what_if else self.law
        self.codes = list(self.law.engine.rights)
        ids = self.source.select("id").collect().to_series()
        self.rows = len(ids)
        self.repeated = ~ids.is_first_distinct() & ids.is_not_null()
        self.folder = order.beside("parts")
        self._open_folder()
        self.started, self.fresh = time.monotonic(), 0

    def _open_folder(self) -> None:
        """Parts of another file, date or rules are of no use."""
        mark, wanted = self.folder / "order", self._order()
        if not mark.exists() or mark.read_text() != wanted:
            shutil.rmtree(self.folder, ignore_errors=True)
            (self.folder / "checked").mkdir(parents=True)
            mark.write_text(wanted)

    def _order(self) -> str:
        order, state = self.order, self.order.source.stat()
        rules = hashlib.sha256(order.base.model_dump_json(by_alias=True).encode()).hexdigest()
        figures = sorted((key, str(value)) for key, value in order.what_if.items())
        return json.dumps(
            [str(order.source.resolve()), state.st_size, state.st_mtime_ns, rules,
             str(order.as_of), figures, order.part_rows, order.spark]
        )  # fmt: skip

    def done(self, number: int) -> Path:
        return self.folder / f"{number:06}.json"

    def part(self, number: int, start: int) -> None:
        """Read and weigh one part, and write what came out; the small file of counts last."""
        size = self.order.part_rows
        frame = self.source.slice(start, size).collect()
        repeated = self.repeated.slice(start, size)
        read = self.law.read(frame, start + 1, repeated, slim=not self.order.spark)
        counts = {"rows": frame.height, "accepted": read.flat.height,
                  "rejected": read.rejected.height, "outcomes": {}}  # fmt: skip
        self._write(read.rejected, f"rejected-{number:06}")
        if self.order.spark:
            self._write(read.flat, f"checked/{number:06}")
        else:
            outcomes = self.rules.run(read.flat, regions=True)
            before = self.law.run(read.flat) if self.order.what_if else None
            counts |= self._outcomes(number, outcomes, before)
        _replace(self.done(number), lambda path: path.write_text(json.dumps(counts)))
        self._tell(start + frame.height, frame.height)

    def _outcomes(self, number: int, outcomes: Any, before: Any) -> dict[str, Any]:
        self._write(outcomes.select("id", *self.codes), f"out-{number:06}")
        counts: dict[str, Any] = {"outcomes": report.counted(outcomes, self.codes)}
        if before is not None:
            differences = report.changes(before, outcomes, self.codes)
            self._write(differences, f"changes-{number:06}")
            counts["what_if"] = report.moved(differences)
        return counts

    def _write(self, frame: Any, name: str) -> None:
        _replace(self.folder / f"{name}.parquet", frame.write_parquet)

    def _tell(self, reached: int, rows: int) -> None:
        self.fresh += rows
        pace = self.fresh / max(time.monotonic() - self.started, 0.001)
        left = (self.rows - reached) / pace if pace else 0
        self.order.say(
            f"{reached:,} of {self.rows:,} rows, {pace:,.0f} a second, {left:,.0f} s left"
        )

    # Spark

    def run_spark(self) -> None:
        """The query over all checked parts at once; then the same counts as else by part."""
        from eligibility.batch import spark

        files = (self.folder / "checked").glob("*.parquet")
        names = sorted({name for path in files for name in pl.read_parquet_schema(path)})
        session = spark.session()
        for name, batch in {"law": self.law, "rules": self.rules}.items():
            if name == "rules" or self.order.what_if:
                query = batch.sql(names, "spark")
                spark.run(session, self.folder / "checked", query, self.folder / name)

    def _spark_outcomes(self) -> dict[str, Any]:
        outcomes = pl.read_parquet(self.folder / "rules/*.parquet").sort("id")
        before = None
        if self.order.what_if:
            before = pl.read_parquet(self.folder / "law/*.parquet").sort("id")
        return self._outcomes(0, outcomes, before)

    # the end

    def finish(self) -> dict[str, Any]:
        """One file of each kind, and the report; the parts go."""
        order = self.order
        parts = [json.loads(path.read_text()) for path in sorted(self.folder.glob("*.json"))]
        if order.spark:
            nothing = {"rows": 0, "accepted": 0, "rejected": 0}
            parts.append({**nothing, **self._spark_outcomes()})
        whole = {
            "as_of": str(order.as_of),
            "what_if_figures": {key: str(value) for key, value in order.what_if.items()},
            **report.merged(parts),
        }
        self._join("out", order.target)
        self._join("rejected", order.beside("rejected.parquet"), whole["rejected"] > 0)
        self._join("changes", order.beside("changes.parquet"), bool(order.what_if))
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        _replace(order.beside("report.json"), lambda path: path.write_text(text))
        shutil.rmtree(self.folder)
        return whole

    def _join(self, kind: str, target: Path, wanted: bool = True) -> None:
        target.unlink(missing_ok=True)
        if wanted:
            parts = pl.scan_parquet(self.folder / f"{kind}-*.parquet")
            _replace(target, parts.sink_parquet)


def _replace(target: Path, write: Callable[[Path], Any]) -> None:
    """Written under another name first: whoever stops half way leaves no half file."""
    draft = target.with_name(target.name + ".new")
    write(draft)
    os.replace(draft, target)
