"""Search over the published sheets: one tantivy index per language, in the bundle.

A sheet is found by its names, by what people say, by the terms of the glossary
and by its text. Words are stemmed and stripped of accents. Typing errors and
compounds (nl, de) are met by a second field that holds pieces of four letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy
from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from eligibility.schema import LANGUAGES, Lang
from rights import bundle as bundles
from rights.gates.readability import citizen_text

if TYPE_CHECKING:
    from rights.bundle import Bundle
    from rights.schema import Catalogue, Words

STEMMER = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
# How much a word counts by where it stands.
BOOSTS = {"names": 6.0, "said": 5.0, "terms": 2.0, "body": 1.0}
TYPOS = {"names": (False, 1, True), "said": (False, 1, True)}  # prefix, distance, transposition
PIECES = 4  # letters
FOLDER = "search"
LONGEST_QUERY = 200  # characters; a longer one is cut
PUNCTUATION = re.compile(r"[^\w\s]+|_")


def build(catalogue: Catalogue, directory: Path) -> None:
    """Write the four indexes of `catalogue` into `directory`."""
    for lang in LANGUAGES:
        folder = directory / FOLDER / lang
        folder.mkdir(parents=True)
        index = tantivy.Index(_schema(), path=str(folder))
        _register(index, lang)
        writer = index.writer(heap_size=15_000_000, num_threads=1)
        for right in catalogue.rights:
            writer.add_document(_document(catalogue, right.code, lang))
        writer.commit()
        writer.wait_merging_threads()


def search(lang: Lang, words: str, limit: int = 20, bundle: Bundle | None = None) -> list[str]:
    """Codes of the rights that fit `words` best, best first; empty when nothing fits.

    Searches in `bundle`, the current one when it is not given.
    """
    typed = PUNCTUATION.sub(" ", words[:LONGEST_QUERY]).strip()
    if not typed:
        return []
    index = _open(str((bundle or bundles.current()).directory), lang)
    searcher = index.searcher()
    hits = searcher.search(_query(index, typed), limit).hits
    return [searcher.doc(address)["code"][0] for _score, address in hits]


def _query(index: tantivy.Index, typed: str) -> tantivy.Query:
    """Whole words count most, then words with one wrong letter, then pieces."""
    fields = list(BOOSTS)
    exact, _ = index.parse_query_lenient(typed.lower(), fields, field_boosts=BOOSTS)
    fuzzy, _ = index.parse_query_lenient(typed.lower(), list(TYPOS), fuzzy_fields=TYPOS)
    pieces, _ = index.parse_query_lenient(_in_pieces(typed), ["pieces"])
    should = tantivy.Occur.Should
    return tantivy.Query.boolean_query(
        [
            (should, exact),
            (should, tantivy.Query.boost_query(fuzzy, 0.4)),
            (should, tantivy.Query.boost_query(pieces, 0.6)),
        ]
    )


def _in_pieces(typed: str) -> str:
    """The words cut in pieces here, so that the parser takes each piece by itself."""
    cut = {
        word[start : start + PIECES]
        for word in typed.lower().split()
        for start in range(max(len(word) - PIECES + 1, 1))
        if len(word) >= PIECES
    }
    return " ".join(sorted(cut)) or typed.lower()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, tokenizer_name="raw")
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="words")
    builder.add_text_field("pieces", tokenizer_name="pieces")
    return builder.build()


def _register(index: tantivy.Index, lang: Lang) -> None:
    words = (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(60))
        .filter(Filter.lowercase())
        .filter(Filter.stopword(STEMMER[lang]))
        .filter(Filter.stemmer(STEMMER[lang]))
        .filter(Filter.ascii_fold())
        .build()
    )
    pieces = (
        TextAnalyzerBuilder(Tokenizer.ngram(PIECES, PIECES, False))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .build()
    )
    index.register_tokenizer("words", words)
    index.register_tokenizer("pieces", pieces)


def _document(catalogue: Catalogue, code: str, lang: Lang) -> tantivy.Document:
    words = catalogue.words[code][lang]
    names = [words.name, *words.also_called]
    return tantivy.Document(
        code=code,
        names=names,
        said=words.people_say,
        terms=_terms(catalogue, words, lang) + _groups(catalogue, code, lang),
        body=citizen_text(words),
        pieces=[*names, *words.people_say],
    )


def _terms(catalogue: Catalogue, words: Words, lang: Lang) -> list[str]:
    """Other names of the glossary terms that the sheet uses."""
    text = " ".join([words.name, words.in_short, *words.also_called]).lower()
    return [
        synonym
        for term in catalogue.glossary
        if term.term.get(lang, "\0").lower() in text
        for synonym in term.also.get(lang, [])
    ]


def _groups(catalogue: Catalogue, code: str, lang: Lang) -> list[str]:
    """Names of the themes and life events of the right."""
    right = next(right for right in catalogue.rights if right.code == code)
    wanted = {*right.themes, *right.life_events}
    groups = [*catalogue.themes, *catalogue.life_events]
    return [group.name[lang] for group in groups if group.code in wanted]


@lru_cache(maxsize=16)
def _open(directory: str, lang: Lang) -> tantivy.Index:
    index = tantivy.Index.open(str(Path(directory) / FOLDER / lang))
    _register(index, lang)
    return index
