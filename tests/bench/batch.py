"""How fast files are screened: polars beside openfisca-core, and beside reading the bytes once.

    python -m tests.bench.batch --rows 1000000

The same invented scalar rules (67 rights) over the same people. openfisca is
two-valued and gets no unknowns (they count as no, or 0); its setting of inputs
is included. polars is three-valued with bands and derived rights, and writes
out every outcome. Figures are medians of three runs in turn; read the ratios. On a
machine that is busy with other things read the processor time: openfisca uses one
core, polars all.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from eligibility import Engine
from eligibility.batch import Batch, examples
from tests.bench import batch_rules
from tests.eligibility.helpers import TODAY

PART = 1 << 19
RUNS = 3
FEW = 3000


def run(rows: int) -> list[dict[str, Any]]:
    """One line per way of running: seconds, households a second, and ratios. `rows` households."""
    engine = Engine(batch_rules.rules())
    batch = Batch(engine, TODAY)
    people = batch_rules.people(engine, rows, batch.flattener.codes["holds"])
    ways = {
        "memory limit": lambda: _read_once(people),
        "polars, some unknown": lambda: _polars(batch, people),
        "openfisca-core": _openfisca(engine, people),
        "polars, all known": _known(batch, people),
    }
    _polars(batch, people.head(1000))  # the rules are compiled once for all files
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(RUNS):
        for name, way in ways.items():
            wall, processor = time.perf_counter(), time.process_time()
            way()
            taken[name].append((time.perf_counter() - wall, time.process_time() - processor))
    seconds = {name: median(wall for wall, _ in times) for name, times in taken.items()}
    used = {name: median(processor for _, processor in times) for name, times in taken.items()}
    return [_line(name, rows, seconds, used) for name in seconds]


def shipped(engine: Engine, rows: int) -> list[dict[str, Any]]:
    """One line: the whole catalogue over raw answers, the reading and checking of each included.

    A few thousand invented households come back over and over.
    """
    batch = Batch(engine, TODAY)
    some = examples.households(engine.facts, TODAY, min(rows, FEW))
    people = pl.concat([some] * -(-rows // some.height)).head(rows)
    people = people.with_columns(id=pl.int_range(pl.len()))
    batch.run(batch.read(some).flat)  # the rules are compiled once for all files
    started = time.perf_counter()
    for start in range(0, rows, PART):
        batch.run(batch.read(people.slice(start, PART)).flat)
    seconds = time.perf_counter() - started
    return [{
        "way": "polars, shipped catalogue", "rows": rows, "rights": len(engine.rights),
        "facts": len(engine.facts), "seconds": round(seconds, 1),
        "households_per_second": round(rows / seconds),
    }]  # fmt: skip


def _line(
    name: str, rows: int, seconds: dict[str, float], used: dict[str, float]
) -> dict[str, Any]:
    value = seconds[name]
    return {
        "way": name, "rows": rows, "rights": batch_rules.RIGHTS,
        "seconds": round(value, 3), "processor_seconds": round(used[name], 3),
        "households_per_second": round(rows / value),
        "times_openfisca": round(seconds["openfisca-core"] / value, 2),
        "times_openfisca_per_core": round(used["openfisca-core"] / used[name], 2),
        "times_memory_limit": round(value / seconds["memory limit"], 1),
    }  # fmt: skip


def _polars(batch: Batch, people: Any) -> Any:
    parts = [batch.run(people.slice(start, PART)) for start in range(0, people.height, PART)]
    return pl.concat(parts, rechunk=False)


def _known(batch: Batch, people: Any) -> Callable[[], Any]:
    known = _filled(people)
    _polars(batch, known.head(1000))
    return lambda: _polars(batch, known)


def _filled(people: Any) -> Any:
    """No, or 0, for what is unknown: what openfisca gets."""
    truths = pl.col(pl.Boolean).fill_null(False)
    return people.with_columns(truths, pl.col(pl.Int8, pl.Int32, pl.Int64).fill_null(0))


def _openfisca(engine: Engine, people: Any) -> Callable[[], Any]:
    from tests.bench.batch_openfisca import Rules

    rules = Rules(engine, TODAY)
    codes = [name for name in people.columns if name.startswith("holds=")]
    rules.add_members([name.removeprefix("holds=") for name in codes])
    known = _filled(people)
    columns = {name: known[name].to_numpy() for name in (*rules.inputs, *codes)}

    def calculate() -> Any:
        simulation = rules.simulation(people.height)
        rules.set_inputs(simulation, columns)
        return rules.calculate(simulation)

    return calculate


def _read_once(people: Any) -> int:
    """One pass over the bytes of the input: what memory allows at best."""
    return sum(int(np.bitwise_or.reduce(_bytes(series))) for series in people)


def _bytes(series: Any) -> Any:
    whole = series.cast(pl.UInt8) if series.dtype == pl.Boolean else series.to_physical()
    return whole.fill_null(0).to_numpy()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    for line in run(parser.parse_args().rows):
        print(", ".join(f"{name} {value}" for name, value in line.items()))
