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

from eligibility import RuleBaseError
from eligibility.schema import LANGUAGES
from rights import bundle, schema
from rights.files import did_you_mean, reasons
from rights.gates.rules import engine_of
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
    """The catalogue with the last good version of whatever has a problem.

    `problems` names what could not even be read; the rest is added to it. What
    was never good: a right whose sheet cannot be shown is left out, a rule that
    cannot be read stays, and the engine says "cannot be checked now" for it.
    """
    catalogue = _replace(catalogue, set(problems), previous)
    missing = sheet_problems(catalogue)
    catalogue = _replace(catalogue, set(missing), previous)
    broken = rule_problems(catalogue)
    problems |= broken | missing
    return _replace(catalogue, set(broken) & _names(previous), previous)


def _names(catalogue: schema.Catalogue | None) -> set[str]:
    if catalogue is None:
        return set()
    parts = (catalogue.rights, catalogue.facts, catalogue.notions, catalogue.parameters)
    return {_name(entry) for part in parts for entry in part}


def _replace(
    catalogue: schema.Catalogue, codes: set[str], previous: schema.Catalogue | None
) -> schema.Catalogue:
    if not codes:
        return catalogue
    old = previous or schema.Catalogue(facts=[], notions=[], parameters=[], rights=[], words={})
    update = {
        name: _merge(getattr(catalogue, name), getattr(old, name), codes)
        for name in schema.Catalogue.model_fields
        if name not in ("words", "cases")
    }
    for name in ("words", "cases"):
        new, before = getattr(catalogue, name), getattr(old, name)
        update[name] = {code: value for code, value in new.items() if code not in codes}
        update[name] |= {code: before[code] for code in sorted(codes) if code in before}
    return catalogue.model_copy(update=update)


def _merge(new: list, old: list, codes: set[str]) -> list:
    """`new`, with the entries that belong to `codes` as they are in `old`."""
    before = {_name(entry): entry for entry in old if _belongs(entry, codes)}
    merged = []
    for entry in new:
        if not _belongs(entry, codes):
            merged.append(entry)
        elif _name(entry) in before:
            merged.append(before.pop(_name(entry)))
    return [*merged, *before.values()]


def _name(entry) -> str:
    return getattr(entry, "code", None) or entry.key


def _belongs(entry, codes: set[str]) -> bool:
    """Parameters go with the right whose code is the first part of their key."""
    name = _name(entry)
    return name in codes or (isinstance(entry, schema.Parameter) and name.split(".")[0] in codes)


def compile_problems(catalogue: schema.Catalogue) -> dict[str, str]:
    """Code or key → why it cannot go live. Raises `Refused` for structural damage."""
    return rule_problems(catalogue) | sheet_problems(catalogue)


def sheet_problems(catalogue: schema.Catalogue) -> dict[str, str]:
    """Rights without a sheet in four languages, or that name what is not there."""
    known = {
        "institution": {item.code for item in catalogue.institutions},
        "document": {item.code for item in catalogue.documents},
        "tool": {item.code for item in catalogue.tools},
    }
    found = {}
    for right in catalogue.rights:
        words = catalogue.words.get(right.code, {})
        for lang in LANGUAGES:
            if lang not in words:
                found.setdefault(right.code, f"has no words in {lang}")
        for kind, code in _references(right):
            if code not in known[kind]:
                hint = did_you_mean(code, sorted(known[kind]))
                found.setdefault(right.code, f"there is no {kind} '{code}'{hint}")
    return found


def _references(right: schema.Right) -> list[tuple[str, str]]:
    return [
        *(("institution", code) for code in [right.authority, *right.applied_for_at]),
        *(("document", item.document) for item in right.documents),
        *(("tool", code) for code in right.tools),
    ]


def rule_problems(catalogue: schema.Catalogue) -> dict[str, str]:
    """Rights, facts, notions and parameters that the engine cannot use, with its reason.

    Raises `Refused` when it can use nothing at all (a circle, a key twice).
    """
    try:
        engine = engine_of(catalogue)
    except RuleBaseError as error:
        raise Refused(str(error)) from None
    found: dict[str, str] = {}
    for problem in engine.problems:
        found.setdefault(problem.place.split()[1], str(problem))
    return found


def proposed(live: schema.Catalogue, entry) -> schema.Catalogue:
    """The live catalogue with this entry as it is now in memory. Raises `Refused`."""
    from rights.store import read_right

    try:
        record = read_right(entry) if isinstance(entry, Right) else entry.to_schema()
    except ValidationError as error:
        found = reasons(error, entry.schema)
        said = (f"{key}: {reason}" if key else reason for key, reason in found)
        raise Refused("; ".join(said)) from None
    except ValueError as error:
        raise Refused(str(error)) from None
    return with_entry(live, entry, record)


def why_not(live: schema.Catalogue, after: schema.Catalogue, entry) -> str | None:
    """Why the engine cannot use `after`, which is `live` with this entry in it."""
    try:
        problems = compile_problems(after)
    except Refused as error:
        return str(error)
    return problems.get(entry.identifier) or _newly_broken(problems, live)


def _newly_broken(problems: dict[str, str], catalogue: schema.Catalogue) -> str | None:
    """What this change breaks elsewhere: a notion that a right uses, a figure in a test."""
    before = compile_problems(catalogue) if problems else {}
    return next((reason for code, reason in problems.items() if code not in before), None)


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
