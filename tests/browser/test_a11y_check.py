"""The page checker finds planted faults, and nothing on good pages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.a11y.planted import GOOD, PLANTED

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]


def checked(folder: Path, pages: dict[str, str]) -> dict[str, list[str]]:
    """The rules that were broken, per page."""
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.a11y_check", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=400,
    )  # fmt: skip
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(results) == len(pages), done.stderr
    return {r["file"].removesuffix(".html"): [f["rule"] for f in r["findings"]] for r in results}


def test_good_pages_have_no_finding(tmp_path):
    assert {name: rules for name, rules in checked(tmp_path, GOOD).items() if rules} == {}


def test_nearly_every_planted_fault_is_found(tmp_path):
    missed = [name for name, rules in checked(tmp_path, PLANTED).items() if not rules]
    assert len(missed) <= 0.05 * len(PLANTED), missed
