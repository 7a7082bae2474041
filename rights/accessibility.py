"""What the last test run showed, for the statement of accessibility.

`docs/accessibility-coverage.json` names the checks behind each WCAG criterion; a JUnit
report tells which tests passed. The result is kept in `rights/accessibility.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings

KEPT = Path(__file__).with_suffix(".json")
# Tests that run every rule of axe and every own rule on the pages, in four languages.
RULES_RUN = ("test_axe_finds_nothing_in_light_or_dark", "test_every_state_passes_the_page_checker")


@dataclass(frozen=True)
class Statement:
    """The day of the run, and how many criteria hold, are not met, or were not run."""

    on: date
    criteria: int
    hold: int
    not_met: list[str]
    not_run: list[str]


def coverage() -> list[dict]:
    path = Path(settings.BASE_DIR) / "docs" / "accessibility-coverage.json"
    return json.loads(path.read_text("utf-8"))["criteria"]


def outcomes(report: Path) -> dict[str, bool]:
    """Name of a test function → did every run of it pass? Skipped tests are left out."""
    found: dict[str, bool] = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - our own report
        if case.find("skipped") is None:
            name = case.get("name", "").split("[")[0]
            passed = case.find("failure") is None and case.find("error") is None
            found[name] = found.get(name, True) and passed
    return found


def judge(passed: dict[str, bool], on: date) -> dict:
    """Criterion by criterion: hold, not_met (also a known deviation), or not_run."""
    criteria = {}
    for entry in coverage():
        known = [passed[name] for name in needed(entry) if name in passed]
        whole = len(known) == len(needed(entry))
        good = "hold" if whole else "not_run"
        bad = not all(known) or entry.get("deviation")
        criteria[entry["criterion"]] = "not_met" if bad else good
    return {"on": on.isoformat(), "standard": "WCAG 2.2 A, AA", "criteria": criteria}


def needed(entry: dict) -> set[str]:
    """The test functions that a criterion rests on; rules rest on the tests that run them."""
    checks = [*entry.get("checks", []), *entry.get("does_not_occur", [])]
    named = {check.split("::")[1] for check in checks if check.startswith("test:")}
    return named | {
        run for kind, run in zip(("axe:", "rule:"), RULES_RUN, strict=True)
        if any(check.startswith(kind) for check in checks)
    }  # fmt: skip


@cache
def statement() -> Statement:
    """What is kept of the last run."""
    kept = json.loads(KEPT.read_text("utf-8"))
    by = {kind: [c for c, state in kept["criteria"].items() if state == kind]
          for kind in ("hold", "not_met", "not_run")}  # fmt: skip
    day = date.fromisoformat(kept["on"])
    return Statement(day, len(kept["criteria"]), len(by["hold"]), by["not_met"], by["not_run"])
