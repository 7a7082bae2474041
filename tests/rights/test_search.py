"""Search as people do it: everyday words, typing errors, compounds, and nonsense."""

import shutil
import time
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from rights import bundle
from rights.search import search

pytestmark = pytest.mark.once
QUERIES = yaml.safe_load((Path(__file__).parent / "search_queries.yaml").read_text("utf-8"))
FIRST = 3  # places
ENOUGH, ENOUGH_PER_LANGUAGE = 0.9, 0.8


def missed(lang, published):
    """The queries of `lang` that do not show a right that helps among the first."""
    return [
        query["q"]
        for query in QUERIES[lang]
        if not any(
            fnmatch(code, right)
            for code in search(lang, query["q"], FIRST, published)
            for right in query["fits"]
        )
    ]


def test_everyday_words_lead_to_a_right_that_helps(published):
    asked = sum(len(queries) for queries in QUERIES.values())
    misses = {lang: missed(lang, published) for lang in QUERIES}
    assert asked >= 220
    assert all(len(queries) >= 50 for queries in QUERIES.values())
    assert sum(map(len, misses.values())) <= (1 - ENOUGH) * asked, misses
    for lang, queries in QUERIES.items():
        assert len(misses[lang]) <= (1 - ENOUGH_PER_LANGUAGE) * len(queries), misses[lang]


@pytest.mark.parametrize("lang", list(QUERIES))
def test_each_right_is_found_by_its_own_name(published, lang):
    for code, words in published.catalogue.words.items():
        assert code in search(lang, words[lang].name, FIRST, published), words[lang].name


@pytest.mark.parametrize("lang", list(QUERIES))
@pytest.mark.parametrize(
    "words",
    ["", "   ", "???", "%%%", '"', "+-*", "\0", "é", "xqzwv kjhgf", "qqqq", "123456", "foo:qux"],
)
def test_nothing_and_nonsense_find_nothing(published, lang, words):
    assert search(lang, words, bundle=published) == []


def test_words_of_a_query_language_are_only_words(published):
    for words in ("names:[a TO z]", "huur AND NOT (", "*", "a^9 ~2", "\\", "/.*/", "huur" * 200):
        search("nl", words, bundle=published)
    found = search("nl", "huur", bundle=published)
    assert search("nl", "+huur)) ~^", bundle=published) == found


def same(published, lang, *spellings):
    firsts = [search(lang, words, 1, published) for words in spellings]
    return firsts[0] and all(first == firsts[0] for first in firsts)


def test_one_need_may_be_written_in_many_ways(published):
    assert same(published, "nl", "werkloosheidsuitkering", "werkloosheids uitkering", "dopgeld")
    assert same(published, "nl", "kinderbijslag in Brussel", "kinderbijslach brussel")
    assert same(published, "fr", "électricité", "electricite", "ELECTRICITÉ", "l’électricité")
    assert same(published, "de", "Heizöl", "Heizoel", "heizol")
    assert same(published, "de", "Arbeitslosengeld", "Arbeitslosen Geld")
    assert same(published, "en", "parking card", "parkingcard", "Parking Cards")
    assert "unemployment-benefit" in search("de", "Arbeitslosengelt", FIRST, published)


def test_a_query_takes_less_than_twenty_milliseconds(published):
    for lang in QUERIES:
        search(lang, "huur", bundle=published)
    start = time.perf_counter()
    for lang, queries in QUERIES.items():
        for query in queries:
            search(lang, query["q"], bundle=published)
    asked = sum(len(queries) for queries in QUERIES.values())
    assert (time.perf_counter() - start) / asked < 0.020


@pytest.mark.parametrize("damage", ["gone", "corrupt", "older"])
def test_a_damaged_index_is_made_again(some, tmp_path, damage):
    bundle.build_search(some, tmp_path)
    folder = tmp_path / "search" / "fr"
    if damage == "gone":
        shutil.rmtree(folder)
    elif damage == "corrupt":
        (folder / "meta.json").write_text("{")
    else:
        shutil.rmtree(folder)
        folder.mkdir()
        old_index(folder)
    code = some.rights[0].code
    found = search("fr", some.words[code]["fr"].name, FIRST, bundle.Bundle(tmp_path, some))
    assert code in found


def old_index(folder):
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("code", stored=True).build()
    tantivy.Index(schema, path=str(folder)).writer().commit()


def test_the_command_prints_codes_best_first(online, capsys):
    call_command("search", "fr", "je n'arrive plus à payer mon loyer")
    assert capsys.readouterr().out.splitlines()[0] == "rent-allowance-brussels"
    call_command("search", "de", "xqzwv")
    assert capsys.readouterr().out.strip() == ""
