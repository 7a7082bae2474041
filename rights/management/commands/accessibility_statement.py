"""Write the results for the statement of accessibility from the report of a test run."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rights import accessibility


class Command(BaseCommand):
    help = (
        "For developers, after `make statement` ran the tests: read a JUnit report and write"
        " rights/accessibility.json, which the page on accessibility shows in four languages."
    )

    def add_arguments(self, parser):
        parser.add_argument("reports", type=Path, nargs="+", help="JUnit XML (pytest --junitxml)")
        parser.add_argument("--on", type=date.fromisoformat, default=date.today(),
                            help="day of the run, today by default")  # fmt: skip

    def handle(self, *, reports: list[Path], on: date, **options) -> str:
        passed: dict[str, bool] = {}
        for report in reports:
            if not report.exists():
                raise CommandError(f"There is no report at {report}")
            passed |= accessibility.outcomes(report)
        kept = accessibility.judge(passed, on)
        accessibility.KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        accessibility.statement.cache_clear()
        found = accessibility.statement()
        return (
            f"{found.hold} of {found.criteria} criteria hold; not met: {found.not_met or 'none'};"
            f" not run: {found.not_run or 'none'}"
        )
