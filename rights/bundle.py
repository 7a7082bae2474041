"""The bundle: the published content as one immutable folder, named by its hash.

Public pages, questionnaire, API and search read the bundle and never the
database, so they keep working when the database is down. `publish()` writes a
new folder and then the row `CurrentBundle`; `current()` follows that row.

Where `current()` looks, first that works: the row; the last bundle that this
process or any other had open (a small file beside the folders); the files of
the catalogue (development and tests, when nothing was ever published).
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import shutil
import threading
import time
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from eligibility.schema import LANGUAGES, RuleBase
from rights import schema
from rights.files import read_catalogue

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds between two looks at the database row, per process
KEEP = 5  # bundles that stay on disk, so that a slow worker still finds the one it uses
FORMAT = b"2"  # raise when the content of the folder changes shape


class NoBundle(RuntimeError):
    """Nothing was published yet, and there are no catalogue files either."""


class Bundle:
    """One published state of all content. Never changes; cheap to keep and to share."""

    def __init__(self, directory: Path, catalogue: schema.Catalogue):
        self.directory = directory
        self.hash = directory.name
        self.catalogue = catalogue
        self._rights = {right.code: right for right in catalogue.rights}
        self._institutions = {item.code: item for item in catalogue.institutions}
        self._documents = {item.code: item for item in catalogue.documents}
        self._slugs = {
            (lang, words.slug): code
            for code, languages in catalogue.words.items()
            for lang, words in languages.items()
        }

    @cached_property
    def engine(self):
        """The rules engine over this bundle, built once per process."""
        from eligibility import Engine

        with _made_to_stay():
            return Engine(rule_base(self.catalogue))

    def right(self, code: str) -> schema.Right:
        """The right with this code; KeyError when it is not published."""
        return self._rights[code]

    def words(self, code: str, lang: str) -> schema.Words:
        """The words of a right in `lang`; KeyError when the right or language is not there."""
        return self.catalogue.words[code][lang]

    def institution(self, code: str) -> schema.Institution:
        return self._institutions[code]

    def document(self, code: str) -> schema.Document:
        return self._documents[code]

    def by_slug(self, lang: str, slug: str) -> schema.Right | None:
        """The right with this public address in `lang`, or None."""
        code = self._slugs.get((lang, slug))
        return None if code is None else self._rights[code]

    def __contains__(self, code: str) -> bool:
        return code in self._rights


@contextmanager
def _made_to_stay():
    """What is made here is never searched for garbage: that would take half of the time.

    A bundle and its engine hold no circles, so they are freed with their last use all the same.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def rule_base(catalogue: schema.Catalogue) -> RuleBase:
    """The part of a catalogue that the engine runs on."""
    return RuleBase.model_construct(
        facts=catalogue.facts,
        notions=catalogue.notions,
        parameters=catalogue.parameters,
        rights=catalogue.rights,
    )


def publish() -> str:
    """Make what is live in the CMS public; returns the hash. See `rights.publishing`."""
    from rights.publishing import publish as build_and_switch

    return build_and_switch()


# ── writing ──────────────────────────────────────────────────────────────────


def write(catalogue: schema.Catalogue) -> str:
    """Write the catalogue and its search index as a folder; returns its hash.

    The folder is filled under another name and renamed at the end: whoever is
    killed half way leaves no half bundle.
    """
    content = catalogue.model_dump_json(by_alias=True, exclude_defaults=True).encode()
    name = hashlib.sha256(FORMAT + content).hexdigest()[:16]
    final = bundle_dir() / name
    if final.exists():
        os.utime(final)
        return name
    draft = Path(mkdtemp(prefix=".new-", dir=bundle_dir()))
    try:
        (draft / "catalogue.json").write_bytes(content)
        build_search(catalogue, draft)
        draft.chmod(0o755)
        draft.rename(final)
    except OSError:
        if not final.exists():  # another process may have written the same bundle
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return name


def build_search(catalogue: schema.Catalogue, directory: Path) -> None:
    """Write the search index of this catalogue into the folder."""
    from rights import search

    search.build(catalogue, directory)


def remove_old(keep: set[str]) -> None:
    """Delete all but the `KEEP` newest bundles and those in `keep`."""
    folders = [path for path in bundle_dir().iterdir() if path.is_dir()]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in folders[KEEP:]:
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


# ── reading ──────────────────────────────────────────────────────────────────


class _State:
    """What this process has open."""

    def __init__(self):
        self.lock = threading.Lock()
        self.bundle: Bundle | None = None
        self.looked = float("-inf")
        self.signature: object = None


_state = _State()


def current() -> Bundle:
    """The bundle to answer from. Looks at the database at most every 2 seconds."""
    if _state.bundle is not None and time.monotonic() - _state.looked < LOOK_EVERY:
        return _state.bundle
    with _state.lock:
        if _state.bundle is None or time.monotonic() - _state.looked >= LOOK_EVERY:
            _state.bundle = _look()
            _state.looked = time.monotonic()
        return _state.bundle


def forget() -> None:
    """Look at the database at the next `current()`; for publishing and for tests."""
    _state.looked = float("-inf")


def _look() -> Bundle:
    try:
        name = published_hash()
    except (DatabaseError, InterfaceError) as error:
        log.warning("The database does not answer, the last bundle stays in use: %s", error)
        name = _state.bundle.hash if _state.bundle else last_good()
    if name is None:
        return from_files(catalogue_dir())
    if _state.bundle is not None and _state.bundle.hash == name:
        return _state.bundle
    if _state.bundle is not None:
        gc.collect()  # what is garbage now would stay with the new bundle
    try:
        bundle = open_bundle(name)
    except (OSError, ValueError):
        log.exception("The bundle %s cannot be read", name)
        return _state.bundle or open_bundle(last_good() or name)
    remember(name)
    return bundle


def published_hash() -> str | None:
    """The hash in the database, None when nothing was published. Raises DatabaseError."""
    from rights.models import CurrentBundle

    return CurrentBundle.objects.values_list("hash", flat=True).first()


def open_bundle(name: str) -> Bundle:
    """Read a bundle from disk (tens of milliseconds)."""
    directory = bundle_dir() / name
    content = (directory / "catalogue.json").read_bytes()
    with _made_to_stay():
        return Bundle(directory, schema.Catalogue.model_validate_json(content))


def last_good() -> str | None:
    """The bundle that was last opened by any process, if it is still on disk."""
    try:
        name = (bundle_dir() / "current").read_text().strip()
    except OSError:
        return None
    return name if (bundle_dir() / name / "catalogue.json").exists() else None


def remember(name: str) -> None:
    """Note the bundle as the last good one, for a start without database."""
    if last_good() != name:
        draft = bundle_dir() / f".current-{os.getpid()}"
        draft.write_text(name)
        draft.replace(bundle_dir() / "current")


def from_files(directory: Path | str) -> Bundle:
    """A bundle built from catalogue files, without the database.

    Leaves out, with a line in the log, a right that has a defect or lacks a language.
    """
    signature = _signature(Path(directory))
    if _state.bundle is not None and _state.signature == signature:
        return _state.bundle
    problems: list = []
    catalogue = complete(read_catalogue(directory, problems))
    for problem in problems:
        log.warning("catalogue: %s", problem)
    if not catalogue.facts and not catalogue.rights:
        raise NoBundle(f"nothing is published, and {directory} holds no catalogue")
    bundle = open_bundle(write(catalogue))
    _state.signature = signature
    return bundle


def complete(catalogue: schema.Catalogue) -> schema.Catalogue:
    """The catalogue without the rights that lack words in one of the languages."""
    ready = []
    for right in catalogue.rights:
        if missing := [lang for lang in LANGUAGES if lang not in catalogue.words[right.code]]:
            log.warning("catalogue: right %s has no words in %s", right.code, ", ".join(missing))
        else:
            ready.append(right)
    codes = {right.code for right in ready}
    return catalogue.model_copy(
        update={
            "rights": ready,
            "words": {code: w for code, w in catalogue.words.items() if code in codes},
            "cases": {code: c for code, c in catalogue.cases.items() if code in codes},
        }
    )


def _signature(directory: Path) -> object:
    """Changes when a file of the catalogue changes."""
    return sorted((str(p), p.stat().st_mtime_ns) for p in directory.rglob("*.yaml"))


def catalogue_dir() -> Path:
    return Path(getattr(settings, "CATALOGUE_DIR", Path(settings.BASE_DIR) / "catalogue"))


def bundle_dir() -> Path:
    path = Path(getattr(settings, "BUNDLE_DIR", Path(settings.DATA_DIR) / "bundles"))
    path.mkdir(parents=True, exist_ok=True)
    return path
