from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from eligibility.names import did_you_mean
from rights import bundle as bundles
from rights.clock import today


class Command(BaseCommand):
    help = (
        "Weigh every household of a Parquet file against every right. For analysts who look for "
        "people who miss out. Columns are `id` and the keys of facts; see docs/batch.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, nargs="?", metavar="IN.parquet")
        parser.add_argument("target", type=Path, nargs="?", metavar="OUT.parquet")
        parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD")
        parser.add_argument("--engine", choices=["polars", "spark"], default="polars")
        parser.add_argument(
            "--what-if", action="append", default=[], metavar="PARAMETER=VALUE",
            help="weigh with another figure, and report who gains and who loses",
        )  # fmt: skip
        parser.add_argument("--part-rows", type=int, default=200_000, help="rows in memory at once")
        parser.add_argument("--example", type=Path, help="write an invented input file, and stop")

    def handle(self, *, source, target, as_of, engine, what_if, part_rows, example, **options):
        try:
            from eligibility.batch import examples, report, screen
        except ImportError as error:
            raise CommandError(str(error)) from None
        bundle, day = bundles.current(), as_of or today()
        if example:
            examples.households(bundle.engine.facts, day, 300).write_parquet(example)
            return f"300 invented households: {example}"
        if not source or not target:
            raise CommandError("write the file to read and the file to write, or --example FILE")
        if part_rows < 1 or source.resolve() == target.resolve():
            raise CommandError("--part-rows is 1 or more; the two files are different ones")
        base = bundles.rule_base(bundle.catalogue)
        order = screen.Order(
            base, source, target, day, _figures(what_if, base), part_rows, engine == "spark",
            lambda line: self.stderr.write(line, self.style.NOTICE),
        )  # fmt: skip
        try:
            found = screen.screen(order)
        except (Exception, KeyboardInterrupt) as error:
            raise _told(error, source) from error
        aside = f"\n\nrejected rows, and why: {order.beside('rejected.parquet')}"
        return report.table(found) + (aside if found["rejected"] else "")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text}: write a day as 2026-11-23") from None


def _figures(given: list[str], base) -> dict[str, Decimal]:
    """Figures to change: PARAMETER=VALUE in the parameter's own unit."""
    known, found = frozenset(p.key for p in base.parameters), {}
    for text in given:
        key, _, value = text.partition("=")
        if key not in known:
            raise CommandError(f"--what-if {key}: no such parameter.{did_you_mean(key, known)}")
        try:
            found[key] = Decimal(value)
        except InvalidOperation:
            raise CommandError(f"--what-if {text}: write a number, as 1234.56") from None
        if not found[key].is_finite():
            raise CommandError(f"--what-if {text}: write a number, as 1234.56")
    return found


def _told(error: BaseException, source: Path) -> BaseException:
    """What a person can act on as one line; anything else as it is."""
    from polars.exceptions import PolarsError

    from eligibility.batch.flat import UnknownColumns
    from eligibility.batch.spark import NoSpark

    if isinstance(error, KeyboardInterrupt):
        return CommandError("stopped; the same command goes on from here", returncode=130)
    if isinstance(error, UnknownColumns | NoSpark):
        return CommandError(str(error))
    if isinstance(error, OSError | PolarsError):
        return CommandError(f"{source}: {error}")
    return error
