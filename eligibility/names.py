"""What a test may speak of, and how a type or a misspelt name is put into words."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from eligibility import tree
from eligibility.tree import Node, Type


@dataclass(frozen=True)
class ListNames:
    """A list fact as a test sees it: how one record is called, and the fields' types."""

    key: str
    singular: str
    fields: Mapping[str, Type]


@dataclass(frozen=True)
class Names:
    """Everything a test can name. `record` is the list whose record is bound, if any.

    `read` keeps trees by text, list of the record and type: where the names stay the same, the
    next rule base need not read a text again.
    """

    facts: Mapping[str, Type]
    lists: Mapping[str, ListNames]
    notions: Mapping[str, Type]
    params: Mapping[str, Type]
    rights: frozenset[str]
    record: ListNames | None = None
    read: dict[tuple[str, str | None, Type], Node] = field(
        default_factory=dict, compare=False, repr=False
    )

    def bound(self, key: str | None) -> Names:
        return replace(self, record=self.lists[key]) if key else self


def did_you_mean(name: str, known: frozenset[str]) -> str:
    """The nearest known name as a question, or the whole list when it is short."""
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if near:
        return f' Did you mean "{near[0]}"?'
    return f" Known: {', '.join(sorted(known))}." if 0 < len(known) <= 8 else ""


def dotted(at: ast.expr) -> str | None:
    if isinstance(at, ast.Name):
        return at.id
    if isinstance(at, ast.Attribute) and (before := dotted(at.value)):
        return f"{before}.{at.attr}"
    return None


def is_text(at: ast.expr) -> bool:
    return isinstance(at, ast.Constant) and isinstance(at.value, str)


def say(found: Type) -> str:
    if found.unit == "count":
        return "a number"
    if found.kind == "number":
        return f"a number in {found.unit}" if found.unit else "a plain number"
    return {"bool": "a yes-or-no", "date": "a date", "choice": "a choice"}.get(
        found.kind, f"a {found.kind}"
    )


def wrong_kind(found: Type, wanted: Type) -> str:
    if found.kind == "set":
        return 'Several answers are possible here. Write one before "in": "rent" in hard_to_pay.'
    if found.kind == "list":
        return "This is a list. Write count(LIST) for how many, any(LIST, test) for one of them."
    advice = " Compare it with something, such as >= 2." if wanted.kind == "bool" else ""
    return f"Here {say(wanted)} is needed, not {say(found)}.{advice}"


def cannot_compare(a: Type, b: Type) -> str:
    """What to write instead of a comparison of two kinds."""
    advice = {
        "choice": " Write one of its options between quotes.",
        "date": ' Write date("2000-01-31"), or compare an age: years_between(birth_date, as_of).',
        "postcode": ' Write a postcode between quotes: "1000".',
    }
    kind = a.kind if a.kind in advice else b.kind
    return f"{say(a).capitalize()} cannot be compared with {say(b)}.{advice.get(kind, '')}"


def plain_beside_money(node: Node, unit: str | None) -> str:
    if isinstance(node, tree.Const):
        return (
            f"Put this amount ({unit}) in a parameter, with its date and source; "
            'here write param("…") with its name.'
        )
    return f"The units do not fit: {say(node.type)} beside {unit}. Both sides need one unit."
