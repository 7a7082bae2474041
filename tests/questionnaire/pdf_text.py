"""The words of a PDF, page by page, from its fonts' own tables of letters (ToUnicode)."""

import io
import re

import pikepdf

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)


def pages(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        return [" ".join(_page(page).split()) for page in file.pages]


def _page(page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters, words = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            parts = operands[0] if name == "TJ" else operands
            texts = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
            words += [letters.get(code, "?") for text in texts for code in _codes(text)]
        elif name == "ET":
            words.append(" ")
    return "".join(words)


def _codes(text: bytes) -> list[int]:
    return [int.from_bytes(text[i : i + 2], "big") for i in range(0, len(text), 2)]


def _letters(font) -> dict[int, str]:
    found = {}
    for kind, body in SECTION.findall(font.ToUnicode.read_bytes()):
        if kind == b"char":
            found |= {int(a, 16): _text(b) for a, b in PAIR.findall(body)}
        else:
            for first, last, start in RANGE.findall(body):
                for step in range(int(last, 16) - int(first, 16) + 1):
                    found[int(first, 16) + step] = chr(int(start, 16) + step)
    return found


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")
