"""Between records (pydantic) and rows (Django): one rule for every type of entry.

For each field of a record, in this order:
- a child relation of the same name holds a list of records, one row each;
- columns `name_nl … name_en` hold a text, or a list per language, one entry per line;
- a `LinesField` holds a list, a `YamlField` a structure;
- a nested record is spread over columns with its name in front: `box.get` → `box_get`;
- anything else is a column of the same name.
Python does not allow some names as columns; `COLUMNS` says what they are called.
"""

from __future__ import annotations

from decimal import Decimal
from typing import get_args, get_origin

from modelcluster.models import get_all_child_relations
from pydantic import BaseModel

from eligibility.schema import LANGUAGES
from rights import canonical

COLUMNS = {"id": "code", "from_": "start", "is_": "formula", "min": "minimum", "max": "maximum"}
EMPTY = (None, "", [], {})  # is left to the default of the record


def column(name: str) -> str:
    """The column of a record's field: `from_` → `start`."""
    return COLUMNS.get(name, name)


# ── rows to record ───────────────────────────────────────────────────────────


def read(row, type_: type[BaseModel]) -> BaseModel:
    """The row as a record of `type_`. What is empty takes the default of the record."""
    return type_.model_validate(values(row, type_))


def values(
    row, type_: type[BaseModel], prefix: str = "", skip: frozenset[str] = frozenset()
) -> dict:
    """What `read` validates: the fields of the record by name."""
    found = {}
    for name, field in type_.model_fields.items():
        if name in skip:
            continue
        place = prefix + column(name)
        value = _value(row, place, field.annotation)
        if value not in EMPTY or field.is_required() or _is_yaml(row, place):
            found[name] = value
    return found


def _is_yaml(row, name: str) -> bool:
    """Whether a structure was typed there: `[]` in it is not the same as nothing."""
    return _fields(type(row)).get(name) == "YamlField" and bool(getattr(row, name))


def _value(row, name: str, annotation: object) -> object:
    if name in child_relations(type(row)):
        return [read(child, _record_in(annotation)) for child in getattr(row, name).all()]
    fields = _fields(type(row))
    if f"{name}_nl" in fields:
        return _languages(row, name, annotation)
    if name not in fields:
        type_ = _record_in(annotation)
        inner = values(row, type_, f"{name}_") if type_ else {}
        return inner if any(value not in EMPTY for value in inner.values()) else None
    value = getattr(row, name)
    if fields[name] == "LinesField":
        return lines(value)
    if fields[name] == "YamlField":
        return canonical.load(value) if value else None
    if isinstance(value, Decimal):
        return Decimal(canonical.number(value))
    return canonical.clean(value) if isinstance(value, str) else value


def _languages(row, name: str, annotation: object) -> dict:
    texts = {lang: canonical.clean(getattr(row, f"{name}_{lang}") or "") for lang in LANGUAGES}
    if _is_list(annotation):
        return {lang: lines(text) for lang, text in texts.items() if text}
    return {lang: text for lang, text in texts.items() if text}


def lines(text: str | None) -> list[str]:
    """'a\\nb' → ['a', 'b']; empty lines do not count."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


# ── record to rows ───────────────────────────────────────────────────────────


def fill(row, record: BaseModel, prefix: str = "", skip: frozenset[str] = frozenset()) -> None:
    """Set the columns and child rows of `row` from a record. Does not save."""
    for name, field in type(record).model_fields.items():
        if name not in skip:
            _set(row, prefix + column(name), getattr(record, name), field.annotation)


def _set(row, name: str, value: object, annotation: object) -> None:
    fields = _fields(type(row))
    if name in child_relations(type(row)):
        set_rows(row, name, value or [])
    elif f"{name}_nl" in fields:
        for lang in LANGUAGES:
            text = (value or {}).get(lang) or ""
            setattr(row, f"{name}_{lang}", text if isinstance(text, str) else "\n".join(text))
    elif name not in fields:
        _spread(row, name, value, _record_in(annotation))
    elif fields[name] == "LinesField":
        setattr(row, name, "\n".join(value or []))
    elif fields[name] == "YamlField":
        setattr(row, name, "" if value is None else canonical.dump(value).strip())
    elif value is None and fields[name] not in NULLABLE:
        setattr(row, name, "")
    else:
        setattr(row, name, value)


NULLABLE = {
    f"{kind}Field" for kind in ("Boolean", "Date", "Decimal", "Float", "Integer", "PositiveInteger")
}


def _spread(row, name: str, value: BaseModel | None, type_: type[BaseModel] | None) -> None:
    if type_ is None:
        return
    if value is not None:
        return fill(row, value, f"{name}_")
    for inner, field in type_.model_fields.items():
        _set(row, f"{name}_{column(inner)}", None, field.annotation)


def set_rows(row, name: str, records: list[BaseModel]) -> None:
    """Replace the child rows of relation `name`."""
    model = child_relations(type(row))[name]
    children = []
    for order, record in enumerate(records):
        child = model(sort_order=order)
        fill(child, record)
        children.append(child)
    setattr(row, name, children)


# ── what a model and an annotation are made of ───────────────────────────────


def child_relations(model) -> dict[str, type]:
    """Relation name → model of its rows."""
    if "_child_models" not in model.__dict__:
        model._child_models = {
            relation.get_accessor_name(): relation.related_model
            for relation in (
                get_all_child_relations(model) if hasattr(model, "copy_cluster") else ()
            )
        }
    return model._child_models


def _fields(model) -> dict[str, str]:
    """Column name → name of its field class. A translated field counts as what it translates."""
    if "_field_classes" not in model.__dict__:
        model._field_classes = {
            field.name: type(getattr(field, "translated_field", field)).__name__
            for field in model._meta.concrete_fields
        }
    return model._field_classes


def _record_in(annotation: object) -> type[BaseModel] | None:
    """The record type inside `list[Route]`, `Amount | None` or `Box`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _record_in(inner):
            return found
    return None


def _is_list(annotation: object) -> bool:
    """Whether a list hides in the annotation: `dict[Lang, list[str]]`."""
    return get_origin(annotation) is list or any(_is_list(inner) for inner in get_args(annotation))
