"""The catalogue in files: read it, and write it back in canonical form.

`read_catalogue(dir)` gives a `rights.schema.Catalogue` or raises
`CatalogueError`, which lists every problem as file, key and reason.
`write_catalogue(catalogue, dir)` writes canonical YAML: reading and writing
again changes no byte. How the YAML looks is in `rights.canonical`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from eligibility.schema import LANGUAGES, Fact, Notion, Parameter
from rights import canonical, schema

# file in catalogue/ → (field of Catalogue, type of its entries, key that names an entry)
LISTS = {
    "facts.yaml": ("facts", Fact, "key"),
    "notions.yaml": ("notions", Notion, "key"),
    "institutions.yaml": ("institutions", schema.Institution, "code"),
    "documents.yaml": ("documents", schema.Document, "code"),
    "tools.yaml": ("tools", schema.OnlineTool, "code"),
    "themes.yaml": ("themes", schema.Theme, "code"),
    "life-events.yaml": ("life_events", schema.LifeEvent, "code"),
    "glossary.yaml": ("glossary", schema.GlossaryTerm, "code"),
    "urgent-help.yaml": ("urgent_help", schema.UrgentNeed, "code"),
    "help-points.yaml": ("help_points", schema.HelpPoint, "code"),
}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one file, said so that a policy person can repair it."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"
        )


class CatalogueError(ValueError):
    """The files are not a catalogue; `problems` says why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_catalogue(
    directory: Path | str, problems: list[Problem] | None = None
) -> schema.Catalogue:
    """Read all files under `directory`.

    Without `problems` any defect raises `CatalogueError`. With a list, defects
    are added to it and the entry or right that has one is left out.
    """
    reader = _Reader(Path(directory))
    catalogue = reader.read()
    if problems is not None:
        problems.extend(reader.problems)
    elif reader.problems:
        raise CatalogueError(reader.problems)
    return catalogue


def write_catalogue(catalogue: schema.Catalogue, directory: Path | str) -> list[Path]:
    """Write the catalogue under `directory`; files that did not change are not touched.

    Returns the paths written or kept. Other files under `directory` stay.
    """
    root, paths = Path(directory), []
    for name, text in render_files(catalogue):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def render_files(catalogue: schema.Catalogue) -> Iterator[tuple[str, str]]:
    """The canonical files as (name inside the catalogue, text)."""
    for name, (field, _, _) in LISTS.items():
        yield name, canonical.dump(getattr(catalogue, field))  # also when it is empty: "[]"
    groups: dict[str, list[Parameter]] = {}
    for parameter in catalogue.parameters:
        groups.setdefault(parameter.key.split(".")[0], []).append(parameter)
    for group in sorted(groups):
        yield f"parameters/{group}.yaml", canonical.dump(groups[group])
    for right in sorted(catalogue.rights, key=lambda right: right.code):
        yield f"rights/{right.code}/right.yaml", canonical.dump(right)
        for lang, words in catalogue.words.get(right.code, {}).items():
            yield f"rights/{right.code}/{lang}.yaml", canonical.dump(in_order(words, right))
        if cases := catalogue.cases.get(right.code):
            yield f"rights/{right.code}/cases.yaml", canonical.dump(cases)


def concerns(place: str, codes: list[str]) -> bool:
    """Is this file, or place in it, part of one of these rights or a list that all rights share?"""
    folder, _, rest = place.partition("/")
    if folder in ("rights", "parameters"):
        return re.split(r"[/.]", rest)[0] in codes
    return not place.startswith("parameters: ") or place[12:].split(".")[0] in codes


def in_order(words: schema.Words, right: schema.Right) -> schema.Words:
    """The same words, with sentences in the order of the criteria, routes and deadlines."""
    return words.model_copy(
        update={
            name: {key: sentences[key] for key in ids if key in sentences}
            for name, ids in word_ids(right).items()
            if (sentences := getattr(words, name)) is not None
        }
    )


def word_ids(right: schema.Right) -> dict[str, list[str]]:
    """Which sentences the words of this right may have: field of `Words` → ids."""
    criteria = [*right.criteria, *(c for route in right.routes for c in route.criteria)]
    return {
        "routes": [route.id for route in right.routes],
        "criteria": list(dict.fromkeys(criterion.id for criterion in criteria)),
        "deadlines": [deadline.id for deadline in right.deadlines],
    }


class _Reader:
    def __init__(self, root: Path):
        self.root = root
        self.problems: list[Problem] = []

    def read(self) -> schema.Catalogue:
        if not self.root.is_dir():
            self.problem(str(self.root), "", "there is no such folder")
        content: dict[str, object] = {
            field: self.entries(name, type_, key) for name, (field, type_, key) in LISTS.items()
        }
        content["parameters"] = self.parameters()
        content |= {"rights": [], "words": {}, "cases": {}}
        for folder in sorted(self.root.glob("rights/*/")):
            self.right(folder.name, content)
        return schema.Catalogue.model_construct(**content)

    def parameters(self) -> list[Parameter]:
        found = []
        for path in sorted(self.root.glob("parameters/*.yaml")):
            name = f"parameters/{path.name}"
            for parameter in self.entries(name, Parameter, "key"):
                if parameter.key.split(".")[0] == path.stem and "." in parameter.key:
                    found.append(parameter)
                else:
                    self.problem(name, parameter.key, f"a key here starts with '{path.stem}.'")
        return found

    def right(self, code: str, content: dict) -> None:
        """Add one right with its words and cases, or nothing when a file is wrong."""
        before, folder = len(self.problems), f"rights/{code}"
        if not CODE.fullmatch(code):
            return self.problem(folder, "", "a code has lower-case letters, digits and hyphens")
        right = self.record(f"{folder}/right.yaml", schema.Right)
        words = {
            lang: self.words(f"{folder}/{lang}.yaml", right)
            for lang in LANGUAGES
            if (self.root / folder / f"{lang}.yaml").exists()
        }
        cases = self.cases(f"{folder}/cases.yaml")
        if right is not None and right.code != code:
            self.problem(
                f"{folder}/right.yaml", "code", f"is '{right.code}', the folder is '{code}'"
            )
        if len(self.problems) == before:
            content["rights"].append(right)
            content["words"][code] = words
            if cases:
                content["cases"][code] = cases

    def words(self, name: str, right: schema.Right | None) -> schema.Words | None:
        words = self.record(name, schema.Words)
        if words is None or right is None:
            return words
        for field, ids in word_ids(right).items():
            for key in getattr(words, field):
                if key not in ids:
                    hint = did_you_mean(key, ids)
                    self.problem(name, f"{field}.{key}", f"right.yaml has no such id{hint}")
        return in_order(words, right)

    def cases(self, name: str) -> dict[str, schema.Case]:
        data = self.data(name) or {}
        if not isinstance(data, dict):
            self.problem(name, "", "must be sentences, each with its situation")
            return {}
        found = {key: self.check(name, key, value, schema.Case) for key, value in data.items()}
        return {key: case for key, case in found.items() if case is not None}

    def entries(self, name: str, type_: type[BaseModel], key: str) -> list:
        """The entries of one list file; wrong and repeated entries are left out."""
        data = self.data(name) or []
        if not isinstance(data, list):
            self.problem(name, "", "must be a list: every entry starts with '- '")
            return []
        found: dict[str, BaseModel] = {}
        for index, item in enumerate(data, 1):
            place = (
                str(item.get(key, f"entry {index}")) if isinstance(item, dict) else f"entry {index}"
            )
            if place in found:
                self.problem(name, place, f"this {key} is there twice")
            elif (entry := self.check(name, place, item, type_)) is not None:
                found[place] = entry
        return list(found.values())

    def record(self, name: str, type_: type[BaseModel]):
        if not (self.root / name).exists():
            return self.problem(name, "", "this file is missing")
        data = self.data(name)
        return None if data is None else self.check(name, "", data, type_)

    def check(self, name: str, place: str, data: object, type_: type[BaseModel]):
        try:
            return type_.model_validate(data)
        except ValidationError as error:
            for key, reason in reasons(error, type_):
                self.problem(name, ".".join(filter(None, (place, key))), reason)

    def data(self, name: str) -> object:
        path = self.root / name
        if not path.exists():
            return None
        try:
            return canonical.load(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            return self.problem(name, "", "is not UTF-8 text")
        except canonical.NotCanonical as error:
            return self.problem(name, error.key, error.reason)

    def problem(self, file: str, key: str, reason: str) -> None:
        self.problems.append(Problem(file, key, reason))


def reasons(error: ValidationError, type_: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """What pydantic refused, as (key, plain reason)."""
    for item in error.errors():
        path = [str(part) for part in item["loc"]]
        reason = item["msg"].removeprefix("Value error, ")
        if item["type"] == "extra_forbidden":
            known = [field.alias or name for name, field in type_.model_fields.items()]
            reason = "this key is not known" + (
                did_you_mean(path[-1], known) if len(path) == 1 else ""
            )
        elif item["type"] == "missing":
            reason = "is missing"
        yield ".".join(path), reason[:1].lower() + reason[1:]


def did_you_mean(word: str, known: list[str]) -> str:
    """', did you mean …?' for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, known, n=1)
    return f", did you mean '{near[0]}'?" if near else ""
