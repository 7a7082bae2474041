"""A tree of rights as boxes and lines, one below the other: readable on a narrow screen.

Only places and sizes are calculated here, in units of the picture; the template
draws them, and colours and type are in `static/css/opens.css`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap

WIDE = 320  # units; about the width of a small telephone, so that type keeps its size there
INDENT = 26
GAP = 12
PADDING = 12
LINE = 21
LETTER = 9.4  # width of a bold letter of 15 units, in a wide font
LOWEST = 50  # so that a box is large enough to press


@dataclass
class Branch:
    """A right and what it opens."""

    name: str
    url: str
    lang: str
    opens: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class Box:
    """A right in the picture: its lines of text with their place, and the line that leads to it."""

    name: str
    url: str
    lang: str
    depth: int
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple[int, int, str]]
    path: str  # from the box that opens it; empty for the first


@dataclass(frozen=True)
class Picture:
    boxes: list[Box]
    width: int
    height: int


def picture(tree: Branch) -> Picture:
    """The boxes of a tree from top to bottom, each below the one that opens it."""
    boxes: list[Box] = []
    _place(tree, 0, None, boxes)
    last = boxes[-1]
    return Picture(boxes, WIDE, last.y + last.height + 2)


def _place(branch: Branch, depth: int, parent: Box | None, boxes: list[Box]) -> None:
    x = depth * INDENT + 2
    y = boxes[-1].y + boxes[-1].height + GAP if boxes else 2
    box = _box(branch, depth, x, y, parent)
    boxes.append(box)
    for child in branch.opens:
        _place(child, depth + 1, box, boxes)


def _box(branch: Branch, depth: int, x: int, y: int, parent: Box | None) -> Box:
    width = WIDE - x - 2
    words = wrap(branch.name, max(12, int((width - 2 * PADDING) / LETTER)))
    height = max(LOWEST, len(words) * LINE + PADDING)
    top = y + (height - len(words) * LINE) // 2 + LINE - 6
    lines = [(x + PADDING, top + n * LINE, text) for n, text in enumerate(words)]
    path = ""
    if parent:
        from_x = parent.x + INDENT // 2
        path = f"M{from_x} {parent.y + parent.height}V{y + height // 2}H{x}"
    return Box(branch.name, branch.url, branch.lang, depth, x, y, width, height, lines, path)
