"""Help points from a file of somebody else: CSV, or JSON in the form of HSDS 3.

CSV has the columns of the schema; a text in four languages has one column for each
(`name_nl`), or one without language for a proper name; several codes in one cell are
separated by `;`. HSDS is the Human Services Data Specification of Open Referral: services
with their locations, or locations alone.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from pydantic import ValidationError

from eligibility.schema import LANGUAGES
from rights.files import CODE, reasons
from rights.schema import HelpPoint

Row = tuple[str, dict[str, Any]]  # where it stands in the file, and what it says
TEXTS, LISTS = ("name", "hours"), ("access", "languages")
SINGLE = ("code", "kind", "postcode", "address", "phone", "website", "source")
COLUMNS = {*SINGLE, *LISTS, *TEXTS, *(f"{name}_{lang}" for name in TEXTS for lang in LANGUAGES)}
POSTCODE = re.compile(r"[1-9][0-9]{3}")
NEEDED = ("kind", "postcode")
ACCESS = {"wheelchair": "wheelchair", "lift": "lift", "elevator": "lift",
          "toilet": "adapted_toilet", "hearing": "hearing_loop"}  # fmt: skip


class FileRefused(ValueError):
    """The file as a whole cannot be read; the message says what to do."""


def read(path: Path, kind: str) -> tuple[list[HelpPoint], list[str]]:
    """The help points of a file, and one sentence for each row that is wrong.

    `kind`: what the places of an HSDS file are, which says nothing of it. Raises FileRefused.
    """
    rows = _csv(path) if path.suffix == ".csv" else _hsds(path, kind)
    found: dict[str, HelpPoint] = {}
    problems = []
    for where, values in rows:
        try:
            point = HelpPoint.model_validate(values)
        except ValidationError as error:
            problems += [f"{where}: {key}: {why}" for key, why in reasons(error, HelpPoint)]
            continue
        if wrong := _wrong(point, found):
            problems.append(f"{where}: {wrong}")
        else:
            found[point.code] = point
    return list(found.values()), problems


def _wrong(point: HelpPoint, found: Container[str]) -> str:
    """What the schema does not check, as 'column: reason'; empty when all is well."""
    if not point.name:
        return "name: is missing"
    if not POSTCODE.fullmatch(point.postcode):
        return f"postcode: {point.postcode!r} is not four digits"
    if not CODE.fullmatch(point.code):
        return f"code: {point.code!r}: lower-case letters, digits and hyphens only"
    return f"code: {point.code!r} stands in the file twice" if point.code in found else ""


# ── CSV ──────────────────────────────────────────────────────────────────────


def _csv(path: Path) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"{path.name} cannot be read as UTF-8: {error}") from None
    first = text.partition("\n")[0]
    table = csv.DictReader(
        text.splitlines(), delimiter="\t" if "\t" in first else _delimiter(first)
    )
    columns = [name.strip() for name in table.fieldnames or []]
    _check_columns(columns)
    table.fieldnames = columns
    for row in table:
        if None in row:
            yield f"line {table.line_num}", {"code": "", "more cells than columns": row[None]}
        else:
            yield f"line {table.line_num}", _of_cells(row)


def _delimiter(first: str) -> str:
    return ";" if first.count(";") > first.count(",") else ","


def _check_columns(columns: list[str]) -> None:
    unknown = [name for name in columns if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in columns]
    if not any(name.startswith("name") for name in columns):
        missing.append("name")
    if unknown or missing:
        raise FileRefused(
            f"Unknown columns: {', '.join(unknown) or 'none'}. Missing: {', '.join(missing)}. "
            f"Known: {', '.join(sorted(COLUMNS))}."
        )


def _of_cells(cells: dict[str, str | None]) -> dict[str, Any]:
    given = {key: (value or "").strip() for key, value in cells.items()}
    values: dict[str, Any] = {key: given[key] for key in SINGLE if given.get(key)}
    for key in LISTS:
        if given.get(key):
            values[key] = [code.strip() for code in given[key].split(";") if code.strip()]
    for key in TEXTS:
        if text := _text(given, key):
            values[key] = text
    values.setdefault("code", _code(values.get("name", {}), values.get("postcode", "")))
    return values


def _text(given: dict[str, str], key: str) -> dict[str, str]:
    """A text in the languages that have it; a column without language counts for all."""
    everywhere = given.get(key, "")
    texts = {lang: given.get(f"{key}_{lang}") or everywhere for lang in LANGUAGES}
    return {lang: text for lang, text in texts.items() if text}


def _code(name: dict[str, str], postcode: str) -> str:
    return slugify(f"{next(iter(name.values()), '')}-{postcode}")[:80].strip("-")


# ── HSDS 3 ───────────────────────────────────────────────────────────────────


def _hsds(path: Path, kind: str) -> Iterator[Row]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise FileRefused(f"{path.name} is not JSON: {error}") from None
    for number, entry in enumerate(_entries(data), 1):
        if not isinstance(entry, dict):
            raise FileRefused(f"Entry {number} is not an object.")
        for place in _locations(entry):
            values = _of_location(place, entry, kind)
            yield f"entry {number} ({place.get('name') or entry.get('name') or 'no name'})", values


def _entries(data: Any) -> list[Any]:
    """A page of the HSDS API (`contents`), named lists, a list, or one object."""
    if isinstance(data, dict):
        for key in ("contents", "services", "locations"):
            if isinstance(data.get(key), list):
                return data[key]
        return [data]
    if isinstance(data, list):
        return data
    raise FileRefused("Expected services or locations of HSDS 3.")


def _locations(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The places of a service; a location is its own place."""
    if "service_at_locations" in entry:
        return [link.get("location") or {} for link in entry["service_at_locations"]]
    return [entry]


def _of_location(place: dict[str, Any], service: dict[str, Any], kind: str) -> dict[str, Any]:
    spot = next(iter(place.get("addresses") or []), {})
    name = place.get("name") or service.get("name") or ""
    named = dict.fromkeys(LANGUAGES, name) if name else {}
    values = {
        "code": _code(named, str(spot.get("postal_code", ""))),
        "name": named,
        "kind": kind,
        "postcode": str(spot.get("postal_code", "")),
        "address": ", ".join(
            str(spot[key]) for key in ("address_1", "address_2", "city") if spot.get(key)
        ),
        "phone": _phone(place) or _phone(service),
        "website": place.get("url") or service.get("url"),
        "hours": _hours(place, service),
        "access": _access(place),
        "languages": _languages(place) or _languages(service),
    }
    return {key: value for key, value in values.items() if value}


def _phone(entry: dict[str, Any]) -> str | None:
    return next((phone.get("number") for phone in entry.get("phones") or []), None)


def _hours(*entries: dict[str, Any]) -> dict[str, str]:
    for entry in entries:
        said = [plan.get("description") for plan in entry.get("schedules") or []]
        if text := "; ".join(part for part in said if part):
            return dict.fromkeys(LANGUAGES, text)
    return {}


def _access(place: dict[str, Any]) -> list[str]:
    said = " ".join(str(entry.get("description", "")) for entry in place.get("accessibility") or [])
    found = [code for word, code in ACCESS.items() if word in said.casefold()]
    return list(dict.fromkeys(found))


def _languages(entry: dict[str, Any]) -> list[str]:
    codes = [str(language.get("code", ""))[:2] for language in entry.get("languages") or []]
    return [code for code in dict.fromkeys(codes) if code in LANGUAGES]
