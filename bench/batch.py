"""How fast files are screened: polars beside openfisca-core, and beside reading the bytes once.

    python -m bench.batch --rows 1000000

The same invented scalar rules (67 rights) over the same people. openfisca is
two-valued and gets no unknowns (they count as no, or 0); its setting of inputs
is included. polars is three-valued with bands and derived rights, and writes
out every outcome. Figures are medians of three runs in turn; read the ratios.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from bench import scalar_rules
from eligibility import Engine
from eligibility.batch import Batch
from tests.eligibility.helpers import TODAY

PART = 1 << 20
RUNS = 3


def run(rows: int) -> list[dict[str, Any]]:
    """One line per way of running: seconds, households a second, and ratios. `rows` households."""
    engine = Engine(scalar_rules.rules())
    batch = Batch(engine, TODAY)
    people = scalar_rules.people(engine, rows, batch.flattener.codes["holds"])
    ways = {
        "bytes read once": lambda: _read_once(people),
        "polars, some unknown": lambda: _polars(batch, people),
        "openfisca-core": _openfisca(engine, people),
        "polars, all known": lambda: _polars(batch, _filled(people)),
    }
    _polars(batch, people.head(1000))  # the rules are compiled once for all files
    ways["polars, all known"] = _known(batch, people)
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(RUNS):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - started)
    seconds = {name: median(times) for name, times in taken.items()}
    return [_line(name, value, rows, seconds) for name, value in seconds.items()]


def _line(name: str, value: float, rows: int, seconds: dict[str, float]) -> dict[str, Any]:
    return {
        "way": name, "rows": rows, "rights": scalar_rules.RIGHTS,
        "seconds": round(value, 3), "households_per_second": round(rows / value),
        "times_openfisca": round(seconds["openfisca-core"] / value, 2),
        "times_reading_once": round(value / seconds["bytes read once"], 1),
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
    from bench.openfisca import Rules

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


def table(lines: list[dict[str, Any]]) -> str:
    head = f"{'way':24}{'s':>9}{'households/s':>15}{'× openfisca':>13}{'× read once':>13}"
    rows = [
        f"{li['way']:24}{li['seconds']:9.3f}{li['households_per_second']:15,}"
        f"{li['times_openfisca']:13.2f}{li['times_reading_once']:13.1f}"
        for li in lines
    ]
    return "\n".join([head, *rows])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    print(table(run(parser.parse_args().rows)))
