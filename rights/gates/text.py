"""Gates on the words: readable, and the same in four languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rights.gates.defects import Defect
from rights.gates.readability import LIMITS, citizen_text, measure
from rights.gates.structure import PLACEHOLDER, words_of
from rights.schema import Catalogue

TOO_HARD = {
    "mean": "the sentences have {} words on average, at most {}",
    "longest": "a sentence has {} words, at most {}",
    "lix": "long sentences and long words (LIX {}, at most {})",
    "flesch": "words with many syllables (Flesch {}, at least {})",
}
URL = re.compile(r"https?://[^\s)]+")
ORDINAL = "er|re|ère|e|è|ème|ième|de|ste|te|ten|ter|tes|st|nd|rd|th"  # 1er, 3rd, 2de
DIGITS = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)*)(?:{ORDINAL})?(?!\w)")
THOUSANDS = re.compile("(?<=\\d)[ \u00a0\u202f](?=\\d{3}(?!\\d))")  # 1 000 in French
MONEY = re.compile(r"€|\beuros?\b|\d\s?%", re.IGNORECASE)


def readable(catalogue: Catalogue, whole: Catalogue | None = None) -> Iterator[Defect]:
    """Sentences and words within the limits of the language (DESIGN.md §5).

    Official names are those of the `whole` catalogue when only a part of it is looked at.
    """
    found = official_names(whole or catalogue)
    names = {lang: frozenset(of_lang) for lang, of_lang in found.items()}
    for code, lang, words in words_of(catalogue):
        figures = measure(citizen_text(words), lang, names[lang])
        for limit in figures.blocks(lang):
            said = TOO_HARD[limit].format(getattr(figures, limit), LIMITS[lang][limit][0])
            more = f": {figures.worst}" if limit == "longest" else ""
            yield Defect(f"rights/{code}/{lang}.yaml", "readability", f"{said}{more}")


def official_names(catalogue: Catalogue) -> dict[str, set[str]]:
    """Names that readability does not count: institutions, papers, rights, terms."""
    names: dict[str, set[str]] = {lang: set() for lang in ("nl", "fr", "de", "en")}
    for item in catalogue.institutions:
        for text in (item.name, item.short or {}):
            for lang, name in text.items():
                names[lang].add(name)
    for lang_names in [d.name for d in catalogue.documents] + [t.term for t in catalogue.glossary]:
        for lang, name in lang_names.items():
            names[lang].add(name)
    for _code, lang, words in words_of(catalogue):
        names[lang].add(words.name)
    return names


def same_figures(catalogue: Catalogue) -> Iterator[Defect]:
    """The same parameters, numbers and links in all languages."""
    for code, languages in catalogue.words.items():
        first, *others = languages or [""]
        if not others:
            continue
        for kind, found in (("parameters", _parameters), ("links", _links), ("numbers", _numbers)):
            expected = found(languages[first])
            for lang in others:
                given = found(languages[lang])
                if given != expected:
                    less = ", ".join((expected - given).elements()) or "nothing"
                    more = ", ".join((given - expected).elements()) or "nothing"
                    yield Defect(
                        f"rights/{code}/{lang}.yaml",
                        "parity",
                        f"{kind} differ from {first}: less {less}; more {more}",
                    )


def _text(words) -> str:
    left_out = {"slug", "also_called", "people_say", "name"}
    return "\n".join(_flat(words.model_dump(exclude=left_out, exclude_none=True)))


def _flat(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _flat(item)


def _parameters(words) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(_text(words)))


def _links(words) -> Counter[str]:
    return Counter(URL.findall(_text(words)))


def _numbers(words) -> Counter[str]:
    text = URL.sub(" ", PLACEHOLDER.sub(" ", "\n".join(citizen_text(words))))
    text = THOUSANDS.sub(".", text)
    return Counter(number.replace(",", ".") for number in DIGITS.findall(text))


def figures_in_parameters(catalogue: Catalogue) -> Iterator[Defect]:
    """An amount or a percentage stands in a parameter, with its date, not in the text."""
    for code, lang, words in words_of(catalogue):
        for block in citizen_text(words):
            if MONEY.search(PLACEHOLDER.sub(" ", URL.sub(" ", block))) and re.search(
                r"\d", PLACEHOLDER.sub(" ", block)
            ):
                yield Defect(
                    f"rights/{code}/{lang}.yaml", "figures", f"an amount as text: {block[:80]}"
                )
