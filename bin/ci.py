"""Every check, in order; the same on a laptop and on a build machine. Stops at the first defect.

The tests on PostgreSQL come last: their closing line is the last line of the output.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]

STEPS = [
    ("habits", ["ruff", "check", "."]),
    ("layout", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("catalogue", ["python", "manage.py", "check_catalogue", "--deep"]),
    ("tests on SQLite", ["pytest", "-n", "2", "-m", "not full"]),
    (
        "tests on PostgreSQL",
        [
            "bin/with-postgres",
            "pytest",
            "-n",
            "2",
            "-m",
            "not (browser or once or full)",
        ],
    ),
]


def main() -> None:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("DATABASE_URL", None)
    took = {}
    for name, command in STEPS:
        if name == STEPS[-1][0]:
            report(took)
        print(f"── {name}", flush=True)
        started = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env=environment)  # noqa: S603 - the list above
        took[name] = time.monotonic() - started
        if done.returncode:
            sys.exit(f"CI stopped at: {name}")


def report(took: dict[str, float]) -> None:
    """The time of each step so far; the last step's own line tells its time."""
    for name, seconds in took.items():
        print(f"{seconds:7.1f} s  {name}")


if __name__ == "__main__":
    main()
