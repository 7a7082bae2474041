"""One list of papers over all requests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaire.items import Item
from rights.bundle import Bundle
from rights.schema import Document

ORDER = {"bring": 0, "maybe": 1, "office_has": 2}


@dataclass(frozen=True)
class Paper:
    """One document of the merged list; the names of the rights that need it."""

    document: Document
    need: str
    rights: list[str]


def merged(bundle: Bundle, items: Iterable[Item]) -> list[Paper]:
    """Each document once: what to bring first, then maybe, then what offices have.

    A paper that one office has and another asks for is to be brought.
    """
    needs: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for item in items:
        for entry in item.right.documents:
            code = entry.document
            names.setdefault(code, []).append(item.words.name)
            needs[code] = min(needs.get(code, entry.need), entry.need, key=ORDER.__getitem__)
    papers = [Paper(bundle.document(code), needs[code], names[code]) for code in needs]
    return sorted(papers, key=lambda paper: (ORDER[paper.need], -len(paper.rights)))
