"""The search index of a bundle: what of each sheet can be found, in one language each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy
from tantivy import TextAnalyzerBuilder, Tokenizer

from eligibility.schema import LANGUAGES, Lang
from rights.gates.readability import citizen_text
from rights.search_words import (
    SHORTEST_PART,
    all_pieces,
    as_one,
    bare_stems,
    content_words,
    folded,
    stems,
)

if TYPE_CHECKING:
    from rights.schema import Catalogue, Words

FOLDER = "search"
FIELDS = ("names", "said", "terms", "body")  # stems, with accents taken off after the endings


def build(catalogue: Catalogue, directory: Path) -> None:
    """Write the four indexes of `catalogue` into `directory`."""
    for lang in LANGUAGES:
        folder = directory / FOLDER / lang
        folder.mkdir(parents=True)
        fill(tantivy.Index(schema(), path=str(folder)), catalogue, lang)


def schema() -> tantivy.Schema:
    """The fields of an index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, tokenizer_name="raw")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="stems")
    builder.add_text_field("whole", tokenizer_name="raw")
    builder.add_text_field("bare", tokenizer_name="bare_stems")
    builder.add_text_field("pieces", tokenizer_name="apart")
    return builder.build()


def fill(index: tantivy.Index, catalogue: Catalogue, lang: Lang) -> tantivy.Index:
    """Put every right of the catalogue in a new index; returns it, ready to search."""
    register(index, lang)
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for right in catalogue.rights:
        writer.add_document(_document(catalogue, right.code, lang))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def register(index: tantivy.Index, lang: Lang) -> None:
    """Tell an index how words are cut: needed each time that it is opened."""
    index.register_tokenizer("stems", stems(lang))
    index.register_tokenizer("bare_stems", bare_stems(lang))
    index.register_tokenizer("apart", TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def _document(catalogue: Catalogue, code: str, lang: Lang) -> tantivy.Document:
    words = catalogue.words[code][lang]
    names = [words.name, *words.also_called]
    terms, more = _terms(catalogue, words, lang)
    found = [*names, *words.people_say, *terms]
    return tantivy.Document(
        code=code,
        names=names,
        said=words.people_say,
        terms=terms + _groups(catalogue, code, lang),
        body=citizen_text(words) + more,
        whole=[as_one(text, lang) for text in [*names, *words.people_say]],
        bare=[folded(text, lang) for text in found],
        pieces=" ".join(all_pieces(found, lang)),
    )


def vocabulary(catalogue: Catalogue, lang: Lang) -> frozenset[str]:
    """Every word that says something in names and needs, without accents."""
    texts = []
    for languages in catalogue.words.values():
        texts += [languages[lang].name, *languages[lang].also_called, *languages[lang].people_say]
    found = {folded(word, lang) for text in texts for word in content_words(text, lang)}
    return frozenset(word for word in found if len(word) >= SHORTEST_PART)


def _terms(catalogue: Catalogue, words: Words, lang: Lang) -> tuple[list[str], list[str]]:
    """Other names of the glossary terms at the top of the sheet, and of those further down."""
    top = " ".join([words.name, words.in_short, *words.also_called]).lower()
    whole = " ".join(citizen_text(words)).lower()
    terms: list[str] = []
    more: list[str] = []
    for term in catalogue.glossary:
        name = term.term.get(lang, "\0").lower()
        if _stands_in(name, whole) or _stands_in(name, top):
            (terms if _stands_in(name, top) else more).extend(term.also.get(lang, []))
    return terms, more


def _stands_in(name: str, text: str) -> bool:
    """As a word, perhaps with an ending: `net` is not in `internet`."""
    if name not in text:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}\w{{0,3}}(?!\w)", text) is not None


def _groups(catalogue: Catalogue, code: str, lang: Lang) -> list[str]:
    """Names of the themes, life events and institutions of the right."""
    right = next(right for right in catalogue.rights if right.code == code)
    wanted = {*right.themes, *right.life_events}
    groups = [*catalogue.themes, *catalogue.life_events]
    names = [group.name[lang] for group in groups if group.code in wanted]
    for institution in catalogue.institutions:
        if institution.code == right.authority:
            names += [text[lang] for text in (institution.name, institution.short or {}) if text]
    return names
