"""Measure the engine against its bars, side by side in one run, and write docs/benchmarks.md.

`python -m tests.bench [--rows N] [--people N] [--dry]`. Figures are of this machine at this
moment; the ratios are what can be compared.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from eligibility import Engine
from tests.bench import interactive
from tests.eligibility.audit import useless
from tests.eligibility.helpers import catalogue_engine
from tests.eligibility.trial import invented

REPORT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
BARS = {"trial": 25, "catalogue": 80}  # milliseconds, DESIGN.md §4


def main() -> None:
    options = _options()
    shipped = catalogue_engine()
    assert shipped is not None, "the catalogue cannot be read"
    parts = [_head(), *_interactive(shipped, options.people), *_audit(shipped, options.people)]
    if find_spec("polars"):
        from tests.bench import batch

        rows = batch.run(options.rows)
        parts += ["## Large files", _batch_note(options.rows), table(rows)]
        whole = batch.shipped(shipped, max(1, options.rows // 20))
        parts += ["The shipped catalogue, from raw answers to outcomes:", table(whole)]
    text = "\n\n".join(parts) + "\n"
    print(text)
    if not options.dry:
        REPORT.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rows", type=int, default=10_000_000, help="households in the large file")
    parser.add_argument("--people", type=int, default=40, help="people who answer questions")
    parser.add_argument("--dry", action="store_true", help="only print")
    return parser.parse_args()


def _head() -> str:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return (
        f"# Benchmarks\n\nWritten by `make bench` on {date.today():%d %B %Y}: {machine}. "
        "Compare the ratios: milliseconds depend on the machine and on what else it does."
    )


def _interactive(shipped: Engine, people: int) -> list[str]:
    trial = Engine(invented(70))
    times = [
        interactive.timing("70 invented rights", trial, BARS["trial"], people // 4 or 1),
        interactive.timing("shipped catalogue", shipped, BARS["catalogue"], people // 4 or 1),
    ]
    counts = [
        interactive.questions("70 invented rights", trial, people // 2 or 1),
        interactive.questions("shipped catalogue", shipped, people),
    ]
    return [
        "## One evaluation with its next question\n\nProcessor time, over all states from empty "
        "to settled.",
        table(times),
        "## Questions until every right is settled\n\nInvented people of `eligibility.population`. "
        "*Printed order* asks only what can still change something, in the order of the numbers. "
        "*In hindsight* is the smallest set of the same answers found that settles the same.",
        table(counts),
    ]


def _audit(shipped: Engine, people: int) -> list[str]:
    found, asked = useless(shipped, people)
    share = f"{len(found)} of {asked} questions ({len(found) / asked:.2%}; bar 1 %)"
    return [
        f"## Questions that can change nothing\n\n{people} people, checked with a solver: {share}. "
        "No question was asked twice."
    ]


def _batch_note(rows: int) -> str:
    return (
        f"{rows:,} households, the trial-sized scalar rules. *openfisca-core* runs the same rules, "
        "two-valued, with the setting of its input included. *Memory limit* is one pass over the "
        "bytes of the input."
    )


def table(rows: Iterable[dict[str, Any]]) -> str:
    """Rows with the same keys as a table."""
    rows = list(rows)
    head = list(rows[0])
    lines = [head, ["---"] * len(head), *([str(row[key]) for key in head] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
