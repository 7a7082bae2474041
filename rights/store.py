"""The catalogue in the database: read what is live, write what comes from files."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from pydantic import BaseModel, ValidationError
from wagtail.models import Collection, ModelLogEntry, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from eligibility.schema import LANGUAGES
from rights import records, schema
from rights.files import in_order, reasons
from rights.models import LISTS, Right
from rights.models.base import Entry

log = logging.getLogger(__name__)


# ── reading ──────────────────────────────────────────────────────────────────


def read_live() -> tuple[schema.Catalogue, dict[str, str]]:
    """All live entries, and why some could not be read (code → reason; these are left out)."""
    problems: dict[str, str] = {}
    content: dict = {"rights": [], "words": {}, "cases": {}}
    for field, model in LISTS.items():
        rows = with_rows(model.objects.filter(live=True).order_by("position", "pk"))
        found = [_read(row.identifier, row.to_schema, problems) for row in rows]
        content[field] = [record for record in found if record is not None]
    for row in with_rows(Right.objects.filter(live=True).order_by("code")):
        if sheet := _read(row.code, lambda row=row: read_right(row), problems):
            right, content["words"][row.code], cases = sheet
            content["rights"].append(right)
            if cases:
                content["cases"][row.code] = cases
    return schema.Catalogue.model_construct(**content), problems


def _read(code: str, read, problems: dict[str, str]):
    try:
        return read()
    except ValidationError as error:
        key, reason = next(reasons(error, BaseModel))
        problems[code] = f"{key}: {reason}"
    except ValueError as error:
        problems[code] = str(error)


def read_right(row: Right) -> tuple[schema.Right, dict[str, schema.Words], dict[str, schema.Case]]:
    """The logic, the words and the cases of one right. Raises ValueError."""
    right = row.to_schema()
    words = {lang: found for lang in LANGUAGES if (found := row.to_words(lang))}
    return right, {lang: in_order(w, right) for lang, w in words.items()}, row.to_cases()


def with_rows(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with all their child rows, in one query per kind of row."""
    entries = list(entries)
    if not entries:
        return entries
    for name, model in records.child_relations(type(entries[0])).items():
        parent = model._meta.get_field(_parent_field(model))
        children = defaultdict(list)
        for child in model.objects.filter(**{f"{parent.name}__in": entries}).order_by("sort_order"):
            children[getattr(child, parent.attname)].append(child)
        for entry in entries:
            entry.__dict__.setdefault("_cluster_related_objects", {})[name] = children[entry.pk]
    return entries


def _parent_field(model) -> str:
    return next(f.name for f in model._meta.fields if type(f).__name__ == "ParentalKey")


# ── writing ──────────────────────────────────────────────────────────────────


class Loaded:
    """What a load did: codes that were written, kept because a person edited them, removed."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.kept: list[str] = []
        self.removed: list[str] = []

    def __str__(self) -> str:
        return (
            f"{len(self.written)} entries written, {len(self.removed)} removed, "
            f"{len(self.kept)} kept because somebody edited them here"
        )


@transaction.atomic
def write_all(catalogue: schema.Catalogue, force: bool = False) -> Loaded:
    """Put the catalogue in the database and make it live. Does not publish a bundle.

    Entries that a person edited in the CMS since the last load stay as they
    are, unless `force`. Entries that came from files and are in them no more
    are removed.
    """
    loaded = Loaded()
    with disable_reference_index_auto_update():
        for field, model in LISTS.items():
            _write(model, {_code(r): r for r in getattr(catalogue, field)}, loaded, force)
        sheets = {
            right.code: (
                right,
                catalogue.words.get(right.code, {}),
                catalogue.cases.get(right.code, {}),
            )
            for right in catalogue.rights
        }
        _write(Right, sheets, loaded, force)
    return loaded


@transaction.atomic
def add(model: type[Entry], wanted: Iterable[BaseModel]) -> Loaded:
    """Write entries of somebody else's file beside what is there, live. Does not publish.

    They get no revision: loading the catalogue removes only what came from its own files.
    """
    loaded = Loaded()
    rows = model.objects.select_related("latest_revision")
    existing = {row.identifier: row for row in rows}
    for record in wanted:
        row = existing.get(_code(record)) or model(**{model.name_of_code: _code(record)})
        if row.pk and _edited(row):
            loaded.kept.append(_code(record))
            continue
        _fill(row, record, row.position)
        row.save()
        loaded.written.append(_code(record))
    return loaded


def _code(record: BaseModel) -> str:
    return record.code if hasattr(record, "code") else record.key


def _write(model: type[Entry], wanted: dict, loaded: Loaded, force: bool) -> None:
    rows = with_rows(model.objects.select_related("latest_revision"))
    existing = {row.identifier: row for row in rows}
    new: list[Entry] = []
    for position, (code, record) in enumerate(wanted.items()):
        row = existing.pop(code, None)
        if row is not None and _edited(row) and not force:
            loaded.kept.append(code)
            continue
        if row is None:
            row = model(**{model.name_of_code: code})
            if isinstance(row, Right):
                row.collection = collection_of(record[0].authority)
            new.append(row)
        elif row.position == position and row.live and _now(row) == record:
            continue
        _fill(row, record, position)
        loaded.written.append(code)
        if row.pk:
            row.save()
            _revise(model, [row])
    _create(model, new)
    for code, row in existing.items():
        if row.latest_revision is not None and (force or not _edited(row)):
            row.delete()
            loaded.removed.append(code)


def collection_of(institution: str) -> Collection:
    """The collection of an institution, named by its code; made when it is not there."""
    root = Collection.get_first_root_node()
    return Collection.objects.filter(name=institution).first() or root.add_child(name=institution)


def _edited(row: Entry) -> bool:
    return row.latest_revision is not None and row.latest_revision.user_id is not None


def _now(row: Entry):
    try:
        return read_right(row) if isinstance(row, Right) else row.to_schema()
    except ValueError:
        return None


def _fill(row: Entry, record, position: int) -> None:
    if isinstance(row, Right):
        right, words, cases = record
        row.fill(right)
        row.fill_words(words)
        row.fill_cases(cases)
    else:
        row.fill(record)
    row.position = position
    row.live, row.has_unpublished_changes = True, False
    row.last_published_at = timezone.now()
    row.first_published_at = row.first_published_at or row.last_published_at


def _create(model: type[Entry], rows: list[Entry]) -> None:
    """Save new entries and their rows, many at a time: a first load is some thousand rows."""
    model.objects.bulk_create(rows)
    for name, child_model in records.child_relations(model).items():
        parent = _parent_field(child_model)
        children = []
        for row in rows:
            for child in getattr(row, name).all():
                setattr(child, parent, row)
                children.append(child)
        child_model.objects.bulk_create(children)
    _revise(model, rows)


def _revise(model: type[Entry], rows: list[Entry]) -> None:
    """Give each entry a revision by nobody, as its live and latest one."""
    if not rows:
        return
    type_ = ContentType.objects.get_for_model(model)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=type_,
            base_content_type=type_,
            object_id=str(row.pk),
            content=row.serializable_data(),
            object_str=str(row),
            created_at=timezone.now(),
        )
        for row in rows
    )
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=type_,
            object_id=str(row.pk),
            label=str(row),
            action="rights.load",
            timestamp=revision.created_at,
            revision=revision,
            content_changed=True,
        )
        for row, revision in zip(rows, revisions, strict=True)
    )  # the history lists what is logged: without this nobody can go back to what was loaded
    for row, revision in zip(rows, revisions, strict=True):
        row.latest_revision = row.live_revision = revision
    model.objects.bulk_update(rows, ["latest_revision", "live_revision"], batch_size=100)
