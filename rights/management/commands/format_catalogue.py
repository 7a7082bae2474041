"""Put hand-edited catalogue files in canonical form."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rights import bundle
from rights.files import CatalogueError, Problem, concerns, read_catalogue, render_files


class Command(BaseCommand):
    help = (
        "Rewrites catalogue files in canonical form: fixed order of keys, no comments. For whoever "
        "edits files by hand; run it before a commit. With --check it only says which files differ."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", type=Path, help="default: catalogue/")
        parser.add_argument(
            "--only", nargs="+", default=[], metavar="CODE", help="the files of these rights"
        )
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 on a file")

    def handle(self, directory=None, check=False, only=(), **options):
        directory = directory or bundle.catalogue_dir()
        problems: list[Problem] = []
        catalogue = read_catalogue(directory, problems)
        problems = [p for p in problems if not only or concerns(p.file, only)]
        if problems:
            raise CommandError(f"Nothing was changed.\n{CatalogueError(problems)}")
        different = {
            name: text
            for name, text in render_files(catalogue)
            if (not (path := directory / name).exists() or path.read_text("utf-8") != text)
            and (not only or concerns(name, only))
        }
        if check and different:
            raise CommandError("Not in canonical form:\n" + "\n".join(different))
        for name, text in different.items():
            (directory / name).write_text(text, encoding="utf-8")
        return f"{len(different)} files rewritten."
