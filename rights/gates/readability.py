"""Readability of the citizen text of a sheet, per language.

Limits: DESIGN.md §5, calibrated on administrative and plain texts. Formulas:
LIX (Björnsson), Flesch in its Dutch (Douma), French (Kandel-Moles), German
(Amstad) and English form, all with syllables from hyphenation patterns.

Run `python -m rights.gates.readability CODE…` for a table of one or more sheets.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyphen

from rights.schema import Words

# (block, aim) per language; every figure but Flesch is an upper limit.
LIMITS = {
    "nl": {"mean": (13, 10), "longest": (25, 18), "lix": (40, 32), "flesch": (60, 75)},
    "fr": {"mean": (14, 11), "longest": (25, 18), "lix": (40, 33), "flesch": (65, 78)},
    "de": {"mean": (12, 10), "longest": (22, 16), "lix": (42, 35), "flesch": (58, 66)},
    "en": {"mean": (14, 11), "longest": (25, 18), "lix": (38, 30), "flesch": (70, 80)},
}
# constant, per word of a sentence, per syllable of a word
FLESCH = {
    "nl": (206.835, 0.93, 77.0),
    "fr": (207.0, 1.015, 73.6),
    "de": (180.0, 1.0, 58.5),
    "en": (206.835, 1.015, 84.6),
}
HYPHENATION = {"nl": "nl_NL", "fr": "fr_FR", "de": "de_DE", "en": "en_GB"}
NAME = {"nl": "dit", "fr": "ceci", "de": "dies", "en": "this"}  # stands in for an official name
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
PLACEHOLDER = re.compile(r"\{[\w.-]+\}")
SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+(?=[\"«„(]?\w)|\n+")


@dataclass(frozen=True)
class Readability:
    """Figures of one text; `longest` in words, `worst` is that sentence."""

    words: int
    mean: float
    longest: int
    lix: float
    flesch: float
    worst: str

    def blocks(self, lang: str) -> list[str]:
        """Names of the limits that stop publication."""
        limits = LIMITS[lang]
        found = [
            name for name in ("mean", "longest", "lix") if getattr(self, name) > limits[name][0]
        ]
        return found + (["flesch"] if self.flesch < limits["flesch"][0] else [])


def citizen_text(words: Words) -> list[str]:
    """The blocks of a sheet that a citizen reads, without names and the professional note."""
    left_out = {"name", "slug", "also_called", "people_say", "professional"}
    blocks: list[str] = []
    for value in words.model_dump(exclude=left_out, exclude_none=True).values():
        blocks += _strings(value)
    return blocks


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value
    return [text for item in items for text in _strings(item)]  # type: ignore[union-attr]


def sentences(blocks: Iterable[str], lang: str, names: Iterable[str] = ()) -> list[list[str]]:
    """The blocks as sentences of words; official names count as one short word."""
    text = "\n".join(blocks)
    text = PLACEHOLDER.sub("100", LINK.sub(r"\1", text))
    if names := frozenset(names):
        text = _any_of(names).sub(NAME[lang], text)
    split = (WORD.findall(sentence) for sentence in SENTENCE_END.split(text))
    return [found for found in split if found]


@cache
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@cache
def syllables(word: str, lang: str) -> int:
    """Number of syllables, at least one, by hyphenation patterns."""
    return len(_hyphens(lang).positions(word)) + 1


@cache
def _hyphens(lang: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=HYPHENATION[lang])


def measure(blocks: Iterable[str], lang: str, names: Iterable[str] = ()) -> Readability:
    """Measure the text in `blocks`, written in `lang`, leaving out `names`."""
    found = sentences(blocks, lang, names)
    words = [word for sentence in found for word in sentence]
    if not words:
        return Readability(0, 0, 0, 0, 100, "")
    mean = len(words) / len(found)
    worst = max(found, key=len)
    long_words = sum(len(word) > 6 for word in words)
    constant, per_word, per_syllable = FLESCH[lang]
    syllables_per_word = sum(syllables(word, lang) for word in words) / len(words)
    return Readability(
        words=len(words),
        mean=round(mean, 1),
        longest=len(worst),
        lix=round(mean + 100 * long_words / len(words), 1),
        flesch=round(constant - per_word * mean - per_syllable * syllables_per_word, 1),
        worst=" ".join(worst),
    )


def main(codes: list[str]) -> int:
    """Print a line per sheet and language; exit 1 when a limit blocks."""
    from pathlib import Path

    import yaml

    catalogue = Path(__file__).resolve().parents[2] / "catalogue"
    names = _official_names(catalogue)
    failed = False
    for code in codes or sorted(path.name for path in (catalogue / "rights").iterdir()):
        for lang in LIMITS:
            path = catalogue / "rights" / code / f"{lang}.yaml"
            if not path.exists():
                continue
            words = Words.model_validate(yaml.safe_load(path.read_text("utf-8")))
            figures = measure(citizen_text(words), lang, names[lang] | {words.name})
            blocks = figures.blocks(lang)
            failed = failed or bool(blocks)
            print(
                f"{code:34} {lang}  words {figures.words:4}  mean {figures.mean:4}"
                f"  longest {figures.longest:2}  lix {figures.lix:4}  flesch {figures.flesch:5}"
                f"  {'BLOCKS ' + ' '.join(blocks) if blocks else 'ok'}"
            )
            if "longest" in blocks:
                print(f"    {figures.worst}")
    return int(failed)


def _official_names(catalogue: object) -> dict[str, set[str]]:
    """Names of institutions, documents and rights, and glossary terms, per language."""
    from pathlib import Path

    import yaml

    names: dict[str, set[str]] = {lang: set() for lang in LIMITS}
    root = Path(str(catalogue))
    for file, keys in (
        ("institutions.yaml", ("name", "short")),
        ("documents.yaml", ("name",)),
        ("glossary.yaml", ("term",)),
    ):
        entries = yaml.safe_load((root / file).read_text("utf-8")) if (root / file).exists() else []
        for entry in entries or []:
            for key in keys:
                for lang, name in (entry.get(key) or {}).items():
                    names[lang].add(name)
    for path in root.glob("rights/*/??.yaml"):
        data = yaml.safe_load(path.read_text("utf-8"))
        if isinstance(data, dict) and data.get("name"):
            names[path.stem].add(data["name"])
    return names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
