"""A question with a list of people as answer: children, other adults.

The page works without scripts: "add" and "remove" send the form, which comes
back with one record more or less and with everything that was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from eligibility.schema import Fact, Field_
from questionnaire.fields import MAX_RECORDS, Control, Posted, control, read
from questionnaire.inputs import InputError

Record = dict[str, Any]
Applies = Callable[[Field_, Record], bool]  # may this field be asked for this record?


@dataclass(frozen=True)
class RecordForm:
    """One person of the list, as a group of controls."""

    number: int  # from 1, as people count
    controls: list[Control]


def forms_of_value(
    fact: Fact, value: list[Record] | None, lang: str, applies: Applies
) -> list[RecordForm]:
    """The groups for a stored answer; one empty group when there is none yet."""
    records = value or [{}]
    return [
        RecordForm(
            index + 1,
            [
                control(part, _name(fact, index, part), lang, record.get(part.key))
                for part in fact.record or []
                if applies(part, record)
            ],
        )
        for index, record in enumerate(records)
    ]


def forms_of_posted(
    fact: Fact, posted: Posted, lang: str, today: date, applies: Applies, errors: dict[str, str]
) -> list[RecordForm]:
    """The groups as they were just typed, with the errors beside the fields."""
    forms = []
    for index in range(count_posted(fact, posted)):
        record = read_record(fact, index, posted, today, {})
        controls = [
            control(part, name, lang, posted=posted, error=errors.get(name, ""))
            for part in fact.record or []
            if applies(part, record)
            for name in [_name(fact, index, part)]
        ]
        forms.append(RecordForm(index + 1, controls))
    return forms


def count_posted(fact: Fact, posted: Posted) -> int:
    text = str(posted.get(f"{fact.key}-count", "1"))
    return min(max(int(text), 1), MAX_RECORDS) if text.isascii() and text.isdigit() else 1


def read_record(
    fact: Fact, index: int, posted: Posted, today: date, errors: dict[str, str]
) -> Record:
    """One record; an empty field is unknown and left out, a wrong one goes to `errors`."""
    record: Record = {}
    for part in fact.record or []:
        name = _name(fact, index, part)
        if not str(posted.get(name, "")).strip():
            continue
        try:
            record[part.key] = read(part, name, posted, today)
        except InputError as error:
            errors[name] = str(error)
    return record


def missing_fields(fact: Fact, posted: Posted, records: list[Record], applies: Applies) -> bool:
    """True when an answer opened a field that was not on the page: it must be shown once."""
    return any(
        applies(part, record)
        and part.ask_if
        and _name(fact, index, part) not in shown_names(posted)
        for index, record in enumerate(records)
        for part in fact.record or []
    )


def shown_names(posted: Posted) -> set[str]:
    return set(str(posted.get("shown", "")).split())


def without_record(posted: Posted, fact: Fact, gone: int) -> Posted:
    """The posted data after record `gone` (from 0) is taken out; later ones move up."""
    data = posted.copy()  # type: ignore[attr-defined]
    count = count_posted(fact, posted)
    for part in fact.record or []:
        for index in range(gone, count - 1):
            data.setlist(_name(fact, index, part), data.getlist(_name(fact, index + 1, part)))
        data.pop(_name(fact, count - 1, part), None)
    data[f"{fact.key}-count"] = str(max(count - 1, 1))
    return data  # type: ignore[no-any-return]


def with_record(posted: Posted, fact: Fact) -> Posted:
    """The posted data with room for one record more, up to twelve."""
    data = posted.copy()  # type: ignore[attr-defined]
    data[f"{fact.key}-count"] = str(min(count_posted(fact, posted) + 1, MAX_RECORDS))
    return data  # type: ignore[no-any-return]


def first_name(fact: Fact) -> str:
    """The name of the first field of the first record."""
    return _name(fact, 0, (fact.record or [])[0])


def _name(fact: Fact, index: int, part: Field_) -> str:
    return f"{fact.key}-{index}-{part.key}"
