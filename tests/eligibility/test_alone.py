"""The folder works by itself: the lines of docs/engine.md run where Django cannot be imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.eligibility.helpers import rule_base

pytestmark = pytest.mark.once
ROOT = Path(__file__).parents[2]
NO_OTHERS = ("django", "yaml", "polars", "sqlglot", "z3")


def test_the_lines_of_the_documentation_run_without_django() -> None:
    written = (ROOT / "docs" / "engine.md").read_text()
    lines = written.split("## Using it without Django")[1].split("```python\n")[1].split("```")[0]
    data = rule_base().model_dump(mode="json", by_alias=True)
    start = f"import json, sys\nsys.modules.update(dict.fromkeys({NO_OTHERS!r}))\n"
    code = f"{start}data = json.load(sys.stdin)\n{lines}"
    run = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(data), cwd=ROOT, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1].startswith("holds ")
    assert "living-wage possible" in run.stdout
