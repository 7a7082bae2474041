"""Write what is live in the CMS as catalogue files."""

from pathlib import Path

from django.core.management.base import BaseCommand

from rights.files import write_catalogue
from rights.store import read_live


class Command(BaseCommand):
    help = (
        "Writes everything that is live in the CMS as canonical catalogue files under DIR. For "
        "whoever moves content to another site or reviews it as text. Loading them again changes "
        "nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)

    def handle(self, directory, **options):
        catalogue, problems = read_live()
        paths = write_catalogue(catalogue, directory)
        for code, reason in problems.items():
            self.stderr.write(f"left out: {code}: {reason}")
        return f"{len(paths)} files in {directory}."
