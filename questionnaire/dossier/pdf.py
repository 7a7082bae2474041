"""Blocks of text as a tagged PDF (PDF/UA-1), made in memory.

The template is handed to typst as bytes and the words as JSON in `sys.inputs`: the only
file that is read is the template itself, and none is written. Fonts are the ones that
typst carries, so that the paper looks the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

TEMPLATE = Path(__file__).with_name("paper.typ")
Words = str | dict[str, str]  # a text, or a text with its own language
Block = dict[str, Any]


def pdf(
    title: str,
    blocks: Iterable[Block],
    lang: str | None = None,
    numbered: bool = True,
    size: int = 12,
) -> bytes:
    """A PDF of these blocks. `lang`: the main language, else the reader's. `size`: in points."""
    data = {
        "title": title,
        "lang": lang or get_language(),
        "footer": _("This site informs. The institutions decide."),
        "numbered": numbered,
        "colon": "\u00a0: " if (lang or get_language()) == "fr" else ": ",
        "size": size,
        "blocks": list(blocks),
    }
    source, fonts = _ready()
    compiler = typst.Compiler(
        source, font_paths=fonts, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    return compiler.compile(format="pdf", pdf_standards=["ua-1"])


@cache
def _ready() -> tuple[bytes, typst.Fonts]:
    """The template and the fonts, read once; neither knows anybody."""
    return TEMPLATE.read_bytes(), typst.Fonts(include_system_fonts=False)


# ── blocks ───────────────────────────────────────────────────────────────────


def in_lang(text: str, lang: str) -> Words:
    """A text that is not in the language of the paper."""
    return {"text": text, "lang": lang}


def heading(text: Words, level: int = 2) -> Block:
    return {"kind": "heading", "text": text, "level": level}


def text(words: Words) -> Block:
    return {"kind": "text", "text": words}


def small(words: Words) -> Block:
    return {"kind": "small", "text": words}


def say(words: Words) -> Block:
    """What to say: set apart from the rest."""
    return {"kind": "say", "text": words}


def entry(name: Words, *more: Words) -> dict[str, Any]:
    """One line of a list, with softer lines under it; empty ones are left out."""
    return {"name": name, "more": [line for line in more if line]}


def entries(items: Iterable[dict[str, Any]]) -> Block:
    return {"kind": "list", "items": list(items)}


def ticks(items: Iterable[dict[str, Any]]) -> Block:
    """A list with a box to tick before each line."""
    return {"kind": "tick", "items": list(items)}


def facts(pairs: Iterable[tuple[Words, Words]]) -> Block:
    return {"kind": "facts", "items": [list(pair) for pair in pairs]}


def fill(labels: Iterable[Words]) -> Block:
    """Lines to fill in by hand."""
    return {"kind": "fill", "items": list(labels)}


def new_page() -> Block:
    return {"kind": "page"}
