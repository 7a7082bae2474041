"""Put the catalogue files in the CMS and publish them."""

import hashlib
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rights import bundle, publishing, store
from rights.files import CatalogueError, read_catalogue
from rights.models import CurrentBundle


class Command(BaseCommand):
    help = (
        "Puts the files of the catalogue in the CMS, makes them live and publishes. For whoever "
        "installs the site or takes over files that another site exported. What somebody edited "
        "in the CMS stays as it is there, unless --force."
    )

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", type=Path, help="default: catalogue/")
        parser.add_argument(
            "--if-changed", action="store_true", help="do nothing when these files were loaded last"
        )
        parser.add_argument("--force", action="store_true", help="overwrite edits made in the CMS")

    def handle(self, directory=None, if_changed=False, force=False, **options):
        started = time.monotonic()
        directory = directory or bundle.catalogue_dir()
        files = files_hash(directory)
        if if_changed and _loaded() == files:
            return "These files were loaded before; nothing to do."
        try:
            catalogue = read_catalogue(directory)
        except CatalogueError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from None
        with publishing.paused():
            loaded = store.write_all(catalogue, force=force)
        try:
            name = publishing.publish(loaded=files)
        except publishing.Refused as error:
            raise CommandError(f"Loaded, but the public site stays as it was: {error}") from None
        for code in loaded.kept:
            self.stderr.write(f"kept: {code}")
        for code, reason in CurrentBundle.objects.get(pk=1).problems.items():
            self.stderr.write(f"not published: {code}: {reason}")
        return f"{loaded}; bundle {name} is public ({time.monotonic() - started:.1f} s)."


def _loaded() -> str | None:
    """The hash of the files that were loaded last, if their bundle is still on disk."""
    row = CurrentBundle.objects.filter(pk=1).first()
    if row is None or not (bundle.bundle_dir() / row.hash / "catalogue.json").exists():
        return None
    return row.loaded


def files_hash(directory: Path) -> str:
    """One hash over the names and the content of all files."""
    content = hashlib.sha256(bundle.FORMAT)
    for path in sorted(Path(directory).rglob("*.yaml")):
        content.update(path.relative_to(directory).as_posix().encode() + b"\0")
        content.update(path.read_bytes() + b"\0")
    return content.hexdigest()
