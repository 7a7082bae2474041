from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rights.bundle import catalogue_dir
from rights.files import concerns, read_catalogue
from rights.gates import all as gates
from rights.gates.defects import Defect


class Command(BaseCommand):
    help = (
        "Run every gate over the catalogue files. For editors and CI: exit 1 and a table "
        "when something stops publication. Dates are judged as of the newest `checked_on`."
    )

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", type=Path)
        parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--notes", action="store_true", help="also list what is to confirm")
        parser.add_argument(
            "--deep", action="store_true", help="also prove with a solver what can never be"
        )
        parser.add_argument(
            "--only",
            nargs="+",
            default=[],
            metavar="CODE",
            help="these rights and the shared lists",
        )

    def handle(self, *, directory, today, notes, deep, only, **options):
        problems: list = []
        catalogue = read_catalogue(directory or catalogue_dir(), problems)
        if only:
            catalogue = gates.narrowed(catalogue, only)
            problems = [problem for problem in problems if concerns(problem.file, only)]
        found = [Defect(p.file, "files", f"{p.key}: {p.reason}") for p in problems]
        logging.disable(logging.ERROR)  # a figure may well be missing at the old dates of a case
        try:
            found += gates.defects(catalogue, today)
            if deep:
                found += self._proofs(catalogue, today)
        finally:
            logging.disable(logging.NOTSET)
        found = [defect for defect in found if not only or concerns(defect.place, only)]
        for defect in found:
            self.stdout.write(f"{defect.level:8} {defect.gate:12} {defect.place}: {defect.message}")
        if notes:
            self._notes(catalogue)
        stops = sum(defect.level == "defect" for defect in found)
        summary = f"{len(catalogue.rights)} rights, {stops} defects, {len(found) - stops} warnings"
        if stops:
            raise CommandError(summary)
        return summary

    def _proofs(self, catalogue, today):
        try:
            from rights.gates import deep
        except ImportError:
            raise CommandError("--deep needs z3: install the extra [dev]") from None
        return list(deep.proofs(catalogue, today or gates.newest_check(catalogue)))

    def _notes(self, catalogue):
        for right in catalogue.rights:
            for note in right.to_confirm:
                self.stdout.write(f"confirm  {right.code}: {note}")
