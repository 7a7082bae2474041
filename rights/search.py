"""Search over the published sheets: one tantivy index per language, in the bundle.

A sheet is found by its names, by what people say, by the terms of the glossary
and by its text. Each word that is typed counts once, where it fits best: whole,
without accents, with a wrong letter, or in pieces (compounds of Dutch and
German, words that are written together or apart).
"""

from __future__ import annotations

import logging
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy
from tantivy import Occur, Query

from eligibility.schema import Lang
from rights import bundle as bundles
from rights.search_index import FOLDER, build, fill, register, schema, vocabulary
from rights.search_synonyms import synonyms
from rights.search_urgent import NO_SHEETS, urgent_need
from rights.search_words import (
    SHORTEST_PART,
    as_one,
    bare_stems,
    content_words,
    folded,
    pieces,
    stems,
    weak_words,
)

if TYPE_CHECKING:
    from rights.bundle import Bundle

__all__ = ["build", "ranked", "search", "suggest"]
log = logging.getLogger(__name__)

# How much a word counts by where it stands.
BOOSTS = {"names": 6.0, "said": 5.0, "terms": 2.5, "body": 1.0}
WHOLE = 20.0  # the whole of a name or need
BARE = 4.0  # without accents, in names and in what people say
TYPO = 4.0  # with a wrong letter there
TOGETHER = 2.0  # two words that stand close together in what people say
GAP = 2  # words between them
SYNONYM = 0.6  # of the word itself
CORRECTED = 0.8  # of the word itself
PIECE = 3.0  # all pieces of a word there
ELSEWHERE = 0.2  # of a place where the word fits less well
SHORTEST_TYPO = 5  # letters; in a shorter word a wrong letter gives another word
PART_OF_PIECES = 0.55  # that must fit, so that nonsense finds nothing
WEAK_WORD = 0.4  # of what names a subject
MOST_OPEN = 16  # indexes in one process
LONGEST_QUERY = 200  # characters; a longer one is cut
MOST_WORDS = 15
SHORTEST_START = 3  # letters of a word that is still being typed
MOST_COMPLETED = 4


def search(lang: Lang, words: str, limit: int = 20, bundle: Bundle | None = None) -> list[str]:
    """Codes of the rights that fit `words` best, best first; empty when nothing fits.

    Searches in `bundle`, the current one when it is not given.
    """
    return [code for code, _fit in ranked(lang, words, limit, bundle)]


def ranked(
    lang: Lang, words: str, limit: int, bundle: Bundle | None = None
) -> list[tuple[str, float]]:
    """The same, each with how well it fits: 1 is the best of this search."""
    typed = content_words(words[:LONGEST_QUERY], lang)[:MOST_WORDS]
    if not typed:
        return []
    index = _open(bundle or bundles.current(), lang)
    hits = index.searcher.search(_query(index, typed), limit).hits
    return [(index.searcher.doc(address)["code"][0], score / hits[0][0]) for score, address in hits]


def suggest(lang: Lang, words: str, limit: int, bundle: Bundle | None = None) -> list[str]:
    """The same while somebody still types: the last word may lack its end."""
    if urgent_need(lang, words) == NO_SHEETS:
        return []
    bundle = bundle or bundles.current()
    found = search(lang, words, limit, bundle)
    typed = content_words(words[:LONGEST_QUERY], lang)
    for whole in _completed(bundle, lang, typed[-1]) if typed else []:
        for code in search(lang, " ".join([*typed[:-1], whole]), limit, bundle):
            if code not in found:
                found.append(code)
    return found[:limit]


def _completed(bundle: Bundle, lang: Lang, begun: str) -> list[str]:
    """The shortest known words that begin so."""
    start = folded(begun, lang)
    if len(start) < SHORTEST_START:
        return []
    known = [word for word in _open(bundle, lang).vocabulary if word.startswith(start)]
    return sorted(known, key=lambda word: (len(word), word))[:MOST_COMPLETED]


# ── what is asked ────────────────────────────────────────────────────────────


def _query(index: _Index, typed: list[str]) -> Query:
    parts = [_word(index, word) for word in typed]
    mended = [(index.meant_by(folded(word, index.lang)) or [word])[0] for word in typed]
    for said in {as_one(" ".join(said), index.lang) for said in (typed, mended)}:
        whole = Query.term_query(index.schema, "whole", said)
        parts.append(Query.boost_query(whole, WHOLE))
    parts += [_best(_whole(index, "".join(pair))) for pair in pairwise(typed)]
    parts += [_together(index, pair) for pair in pairwise(typed)]
    for word in typed:
        parts += [_best(_whole(index, part)) for part in _compound(index, word)]
    return Query.boolean_query([(Occur.Should, query) for query in parts if query])


def _word(index: _Index, word: str) -> Query | None:
    """The best of all ways in which this word can fit."""
    ways = _whole(index, word)
    bare = folded(word, index.lang)
    if len(bare) >= SHORTEST_TYPO and (stem := _stem(bare_stems(index.lang), bare)):
        typos = Query.fuzzy_term_query(index.schema, "bare", stem, 1)
        ways.append(Query.boost_query(typos, TYPO))
    if cut := pieces(word, index.lang):
        ways.append(_in_pieces(index, cut))
    others = [(other, SYNONYM) for other in synonyms(index.lang).get(bare, ())]
    others += [(other, CORRECTED) for other in index.meant_by(bare)]
    for other, boost in others:
        if meant := _best(_whole(index, other)):
            ways.append(Query.boost_query(meant, boost))
    best = _best(ways)
    if best and bare in weak_words(index.lang):
        return Query.boost_query(best, WEAK_WORD)
    return best


def _whole(index: _Index, word: str) -> list[Query]:
    ways = []
    if stem := _stem(stems(index.lang), word):
        for field, boost in BOOSTS.items():
            ways.append(Query.boost_query(Query.term_query(index.schema, field, stem), boost))
    if stem := _stem(bare_stems(index.lang), folded(word, index.lang)):
        ways.append(Query.boost_query(Query.term_query(index.schema, "bare", stem), BARE))
    return ways


def _together(index: _Index, pair: tuple[str, str]) -> Query | None:
    """`weniger arbeiten` is more than a `weniger` here and an `arbeiten` there."""
    both = [_stem(stems(index.lang), word) for word in pair]
    if not all(both) or both[0] == both[1]:
        return None
    close = Query.phrase_query(index.schema, "said", both, GAP)
    return Query.boost_query(close, TOGETHER)


def _stem(analyzer: tantivy.TextAnalyzer, word: str) -> str:
    found = analyzer.analyze(word)
    return found[0] if found else ""


def _compound(index: _Index, word: str) -> list[str]:
    """`waterfactuur` → water, factuur: the two halves when the index knows one of them."""
    bare = folded(word, index.lang)
    for cut in range(len(bare) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        halves = [bare[:cut], bare[cut:]]
        known = [half for half in halves if half in index.vocabulary]
        if known and (len(known) == 2 or halves[0] in known):
            return known
    return []


def _in_pieces(index: _Index, cut: list[str]) -> Query:
    """Most pieces must fit; together they count as one word."""
    each = [(Occur.Should, Query.term_query(index.schema, "pieces", piece)) for piece in cut]
    most = Query.boolean_query(each, max(2, round(len(cut) * PART_OF_PIECES)))
    return Query.boost_query(most, PIECE / len(cut))


def _best(ways: list[Query]) -> Query | None:
    return Query.disjunction_max_query(ways, ELSEWHERE) if ways else None


# ── what is open ─────────────────────────────────────────────────────────────


class _Index:
    """The index of a bundle in one language; made in memory when the one on disk is no good."""

    def __init__(self, bundle: Bundle, lang: Lang):
        self.lang = lang
        try:
            index = tantivy.Index.open(str(bundle.directory / FOLDER / lang))
            register(index, lang)
            Query.term_query(index.schema, "whole", "an older index has no such field")
        except (OSError, ValueError):
            log.warning("The search index %s of bundle %s is made again", lang, bundle.hash)
            index = fill(tantivy.Index(schema()), bundle.catalogue, lang)
        self.schema = index.schema
        self.searcher = index.searcher()
        self.vocabulary = vocabulary(bundle.catalogue, lang)
        self._stems = {_stem(bare_stems(lang), word) for word in self.vocabulary}
        self._shortened: dict[str, set[str]] = defaultdict(set)
        for word in self.vocabulary:
            for short in _shortened(word) if len(word) >= SHORTEST_TYPO else ():
                self._shortened[short].add(word)

    def meant_by(self, word: str) -> list[str]:
        """Known words that an unknown one becomes with one letter more, less, other or moved."""
        if len(word) < SHORTEST_TYPO or _stem(bare_stems(self.lang), word) in self._stems:
            return []
        found = {known for short in _shortened(word) for known in self._shortened.get(short, ())}
        return sorted(known for known in found if known[0] == word[0])


def _shortened(word: str) -> set[str]:
    """The word, and the word without any one of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


_opened: dict[tuple[Path, Lang], _Index] = {}


def _open(bundle: Bundle, lang: Lang) -> _Index:
    key = bundle.directory, lang
    if key not in _opened:
        if len(_opened) >= MOST_OPEN:
            _opened.clear()
        _opened[key] = _Index(bundle, lang)
    return _opened[key]
