"""Publishing: what is live in the CMS becomes the bundle that everybody reads.

A right that cannot be compiled stays at its last good version, with its own
parameters of that version, and the rest goes live. Only what no right can do
without (facts and notions that do not fit together) refuses the whole.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager

from django.db import transaction
from pydantic import ValidationError

from rights import bundle, schema
from rights.files import did_you_mean, reasons
from rights.models import LISTS, CurrentBundle, Right
from rights.store import read_live

log = logging.getLogger(__name__)
_paused = 0


class Refused(RuntimeError):
    """The content as a whole does not hold together; the old bundle stays."""


@transaction.atomic
def publish(loaded: str | None = None) -> str:
    """Build the bundle from the database and make it current; returns its hash.

    `loaded` is the hash of the files when the content comes from `load_catalogue`.
    Raises `Refused`, and then changes nothing.
    """
    CurrentBundle.objects.get_or_create(pk=1)
    row = CurrentBundle.objects.select_for_update().get(pk=1)
    catalogue, problems = read_live()
    catalogue = hold_back(catalogue, problems, _previous(row.hash))
    row.hash = bundle.write(catalogue)
    row.problems = problems
    row.loaded = row.loaded if loaded is None else loaded
    row.save()
    transaction.on_commit(lambda: _after(row.hash))
    return row.hash


def _previous(name: str) -> schema.Catalogue | None:
    try:
        return bundle.open_bundle(name).catalogue if name else None
    except (OSError, ValueError):
        return None


def _after(name: str) -> None:
    bundle.remember(name)
    bundle.forget()
    bundle.remove_old({name})


def hold_back(
    catalogue: schema.Catalogue, problems: dict[str, str], previous: schema.Catalogue | None
) -> schema.Catalogue:
    """The catalogue with the last good version of whatever is in `problems`.

    Adds to `problems` the rights that do not compile. A right that was never
    good is left out.
    """
    held = _replace(catalogue, set(problems), previous)
    for code, reason in compile_problems(held).items():
        problems[code] = reason
    return _replace(catalogue, set(problems), previous)


def _replace(
    catalogue: schema.Catalogue, codes: set[str], previous: schema.Catalogue | None
) -> schema.Catalogue:
    if not codes:
        return catalogue
    old = previous or schema.Catalogue(facts=[], notions=[], parameters=[], rights=[], words={})
    update = {
        name: _merge(getattr(catalogue, name), getattr(old, name), codes)
        for name, field in schema.Catalogue.model_fields.items()
        if name not in ("words", "cases")
    }
    for name in ("words", "cases"):
        new, before = getattr(catalogue, name), getattr(old, name)
        update[name] = {code: value for code, value in new.items() if code not in codes}
        update[name] |= {code: before[code] for code in sorted(codes) if code in before}
    return catalogue.model_copy(update=update)


def _merge(new: list, old: list, codes: set[str]) -> list:
    """`new`, with the entries that belong to `codes` as they are in `old`."""
    if not new and not old:
        return []
    kept = {_name(entry): entry for entry in new if not _belongs(entry, codes)}
    kept |= {_name(entry): entry for entry in old if _belongs(entry, codes)}
    order = {_name(entry): position for position, entry in enumerate([*new, *old][::-1])}
    return sorted(kept.values(), key=lambda entry: -order[_name(entry)])


def _name(entry) -> str:
    return getattr(entry, "code", None) or entry.key


def _belongs(entry, codes: set[str]) -> bool:
    """Parameters go with the right whose code is the first part of their key."""
    name = _name(entry)
    return name in codes or (isinstance(entry, schema.Parameter) and name.split(".")[0] in codes)


def compile_problems(catalogue: schema.Catalogue) -> dict[str, str]:
    """Right code → why it cannot go live. Raises `Refused` for structural damage."""
    return rule_problems(catalogue) | missing_references(catalogue)


def missing_references(catalogue: schema.Catalogue) -> dict[str, str]:
    """Rights that name an institution, paper or tool that is not there: no sheet without it."""
    institutions = {item.code for item in catalogue.institutions}
    documents = {item.code for item in catalogue.documents}
    tools = {item.code for item in catalogue.tools}
    found = {}
    for right in catalogue.rights:
        wanted = [("institution", code, institutions) for code in _institutions(right)]
        wanted += [("document", item.document, documents) for item in right.documents]
        wanted += [("tool", code, tools) for code in right.tools]
        for kind, code, known in wanted:
            if code not in known:
                hint = did_you_mean(code, sorted(known))
                found.setdefault(right.code, f"there is no {kind} '{code}'{hint}")
    return found


def _institutions(right: schema.Right) -> list[str]:
    return [right.authority, *right.applied_for_at]


def rule_problems(catalogue: schema.Catalogue) -> dict[str, str]:
    """Rights whose tests the engine cannot read, with its reason."""
    try:
        from eligibility import Engine
    except ImportError:
        return {}
    codes = {right.code for right in catalogue.rights}
    found: dict[str, str] = {}
    for problem in Engine(bundle.rule_base(catalogue)).problems:
        code = getattr(problem, "right", None)
        if code not in codes:
            raise Refused(str(problem))
        found.setdefault(code, str(problem))
    return found


def why_not(entry) -> str | None:
    """Why this entry, as it is now in memory, cannot go live; None when it can."""
    from rights.store import read_right

    try:
        record = read_right(entry) if isinstance(entry, Right) else entry.to_schema()
    except ValidationError as error:
        return "; ".join(f"{key}: {reason}" for key, reason in reasons(error, entry.schema))
    except ValueError as error:
        return str(error)
    catalogue, _ = read_live()
    try:
        problems = compile_problems(with_entry(catalogue, entry, record))
    except Refused as error:
        return str(error)
    return problems.get(entry.identifier)


def with_entry(catalogue: schema.Catalogue, entry, record) -> schema.Catalogue:
    """The catalogue with this record in place of the one with the same code."""
    if not isinstance(entry, Right):
        field = next(name for name, model in LISTS.items() if model is type(entry))
        others = [e for e in getattr(catalogue, field) if _name(e) != entry.identifier]
        return catalogue.model_copy(update={field: [*others, record]})
    right, words, cases = record
    others = [e for e in catalogue.rights if e.code != right.code]
    update = {
        "rights": [*others, right],
        "words": {**catalogue.words, right.code: words},
        "cases": {**catalogue.cases, right.code: cases},
    }
    return catalogue.model_copy(update=update)


@contextmanager
def paused():
    """Publish nothing inside: for work that publishes once at its end."""
    global _paused
    _paused += 1
    try:
        yield
    finally:
        _paused -= 1


def on_change(sender, instance, **kwargs) -> None:
    """An entry was published, unpublished or deleted in the CMS."""
    from rights.models.base import Entry

    if _paused or not isinstance(instance, Entry):
        return
    try:
        publish()
        for code, reason in CurrentBundle.objects.get(pk=1).problems.items():
            log.error("Not published, its last good version stays: %s: %s", code, reason)
    except Refused as error:
        log.error("The public site stays as it was: %s", error)
