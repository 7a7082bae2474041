"""Put the help points of a file in the CMS and publish them."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rights import help_points, publishing, store
from rights.models import HelpPoint, Right

KINDS = [code for code, _label in HelpPoint._meta.get_field("kind").choices]


class Command(BaseCommand):
    help = (
        "Puts help points in the CMS and publishes them: public computers, counters, justice "
        "houses. For a coordinator with a list of places as FILE.csv (columns of the schema) or "
        "FILE.json (HSDS 3, services or locations). A place with a known code is brought up to "
        "date, unless somebody edited it in the CMS. A row that is wrong stops all, with its "
        "place and reason."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--kind", choices=KINDS, default="public_computer", help="for HSDS: what the places are"
        )
        parser.add_argument("--dry-run", action="store_true", help="check the file only")

    def handle(self, file, kind, dry_run=False, **options):
        if file.suffix not in (".csv", ".json"):
            raise CommandError("Expected FILE.csv or FILE.json.")
        try:
            points, problems = help_points.read(file, kind)
        except help_points.FileRefused as error:
            raise CommandError(f"Nothing was imported. {error}") from None
        if problems:
            raise CommandError("\n".join(["Nothing was imported.", *problems]))
        if dry_run:
            return f"{len(points)} help points can be imported."
        if not Right.objects.filter(live=True).exists():
            raise CommandError("The CMS is empty: run manage.py load_catalogue first.")
        loaded = store.add(HelpPoint, points)
        for code in loaded.kept:
            self.stderr.write(f"kept: {code}")
        try:
            publishing.publish()
        except publishing.Refused as error:
            raise CommandError(f"Imported, but the public site stays as it was: {error}") from None
        return str(loaded)
