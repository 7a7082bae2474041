"""The page of a list question, and what one press of a button on it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from eligibility.schema import Fact, Field_
from questionnaire import records as rec
from questionnaire.fields import MAX_RECORDS, Posted
from questionnaire.records import Record, RecordForm
from rights.bundle import Bundle


@dataclass(frozen=True)
class ListPage:
    """The groups of controls to show, and the message on top when something is wrong."""

    forms: list[RecordForm]
    error: str = ""

    @property
    def count(self) -> int:
        return len(self.forms)

    @property
    def full(self) -> bool:
        return self.count >= MAX_RECORDS

    @property
    def names(self) -> str:
        """The names of the fields shown, so that a field that opens later is shown once."""
        return " ".join(control.name for form in self.forms for control in form.controls)

    @classmethod
    def of_value(cls, bundle: Bundle, fact: Fact, value: Any, lang: str) -> ListPage:
        return cls(rec.forms_of_value(fact, value, lang, _applies(bundle, fact)))


def read_list(
    bundle: Bundle, fact: Fact, posted: Posted, lang: str, today: date
) -> ListPage | list[Record] | None:
    """The answer (None for "don't know"), or the page to show again."""
    action = str(posted.get("action", ""))
    if action == "unknown":
        return None
    if action == "none":
        return []
    applies = _applies(bundle, fact)
    if action == "add":
        posted = rec.with_record(posted, fact)
    elif action.startswith("remove-") and action[7:].isdigit():
        posted = rec.without_record(posted, fact, int(action[7:]))
    errors: dict[str, str] = {}
    count = rec.count_posted(fact, posted)
    found = [rec.read_record(fact, index, posted, today, errors) for index in range(count)]
    opened = rec.missing_fields(fact, posted, found, applies)
    going_on = action in ("", "continue")
    if going_on and found == [{}] and not errors:  # nobody, or somebody of whom nothing is known?
        errors[rec.first_name(fact)] = _("Fill in what you know, or press “Nobody”.")
    if going_on and not errors and not opened:
        return [_without_closed(fact, record, applies) for record in found]
    forms = rec.forms_of_posted(fact, posted, lang, today, applies, errors)
    return ListPage(forms, _("Check what you typed.") if errors else "")


def _without_closed(fact: Fact, record: Record, applies: rec.Applies) -> Record:
    open_keys = {part.key for part in fact.record or [] if applies(part, record)}
    return {key: value for key, value in record.items() if key in open_keys}


def _applies(bundle: Bundle, fact: Fact) -> rec.Applies:
    """May this field be asked for this record? Not when its `ask_if` is false or unknown."""

    def applies(part: Field_, record: Record) -> bool:
        return part.ask_if is None or bundle.engine.record_gate(fact.key, part.key, record) is True

    return applies
