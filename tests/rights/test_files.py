"""Catalogue files: canonical form, and errors that a policy person can act on."""

from pathlib import Path

import pytest

from rights import canonical
from rights.files import CatalogueError, read_catalogue, render_files, write_catalogue

THEME = "- code: {}\n  name: {{nl: Inkomen}}\n  slug: {{nl: inkomen}}\n  what: {{nl: Geld}}\n"


def write(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return directory


def problem(directory: Path) -> str:
    with pytest.raises(CatalogueError) as error:
        read_catalogue(directory)
    return str(error.value)


def test_the_real_catalogue_is_read_and_written_back_the_same(catalogue, canonical_files):
    again = read_catalogue(canonical_files)
    assert again == catalogue
    for name, text in render_files(again):
        assert (canonical_files / name).read_text() == text


def test_writing_twice_touches_no_file(tmp_path):
    catalogue = read_catalogue(write(tmp_path, "themes.yaml", THEME.format("income")))
    before = {path: path.stat().st_mtime_ns for path in write_catalogue(catalogue, tmp_path)}
    assert {
        path: path.stat().st_mtime_ns for path in write_catalogue(catalogue, tmp_path)
    } == before


def test_text_that_looks_like_something_else_stays_text():
    words = ["1000", "1.5", "2026-11-22", "null", "true", "yes", "off", "12:30", "a: b", "# c", ""]
    assert canonical.load(canonical.dump({"words": words})) == {"words": words}


def test_prose_is_a_block_and_short_records_are_one_line():
    text = canonical.dump([{"code": "a", "name": {"nl": "Eén", "fr": "Un"}, "what": "x\n\n- y"}])
    assert text == "- code: a\n  name: {nl: Eén, fr: Un}\n  what: |-\n    x\n\n    - y\n"


def test_numbers_are_written_short_and_dates_plain():
    assert canonical.dump({"a": 27550.860, "b": 20.0, "c": "2026-11-22"}) == (
        "a: 27550.86\nb: 20\nc: 2026-11-22\n"
    )


@pytest.mark.parametrize("word", ["yes", "No", "on", "OFF"])
def test_a_bare_switch_word_is_refused_as_value_and_as_key(word):
    with pytest.raises(canonical.NotCanonical, match=f"line 1: put '{word}' in quotes"):
        canonical.load(f"kind: {word}")
    with pytest.raises(canonical.NotCanonical, match=f"'{word}' cannot be a key"):
        canonical.load(f"{word}: 1")


def test_a_key_that_is_no_text_is_refused():
    with pytest.raises(canonical.NotCanonical, match="put the key 1000 in quotes"):
        canonical.load("1000: Brussel")


def test_a_repeated_key_is_named_with_its_line():
    with pytest.raises(canonical.NotCanonical, match=r"a\.b: line 3: this key is there twice"):
        canonical.load("a:\n  b: 1\n  b: 2\n")


def test_an_unknown_key_names_file_key_and_the_likely_one(tmp_path):
    text = THEME.format("income").replace("what:", "whta:")
    message = problem(write(tmp_path, "themes.yaml", text))
    assert "themes.yaml: income.whta: this key is not known, did you mean 'what'?" in message


def test_a_repeated_code_is_refused(tmp_path):
    text = THEME.format("income") * 2
    assert problem(write(tmp_path, "themes.yaml", text)) == (
        "themes.yaml: income: this code is there twice"
    )


def test_words_for_a_criterion_that_does_not_exist_are_refused(files, catalogue):
    path = files / "rights" / catalogue.rights[0].code / "nl.yaml"
    path.write_text(path.read_text().replace("criteria:\n", "criteria:\n  agee: Te jong.\n"))
    assert "criteria.agee: right.yaml has no such id" in problem(files)


def test_a_right_with_a_defect_is_left_out_when_the_reader_may_go_on(files, catalogue):
    code = catalogue.rights[0].code
    write(files, f"rights/{code}/right.yaml", "code: [")
    problems = []
    found = read_catalogue(files, problems)
    assert code not in [right.code for right in found.rights]
    assert [p.file for p in problems] == [f"rights/{code}/right.yaml"]
