"""Every word of the interface exists in Dutch, French and German."""

import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from rights.text import unbroken

BASE = Path(settings.BASE_DIR)
OWN = [p for p in (BASE / "templates").rglob("*.html") if "questionnaire" not in p.parts]
CALL = re.compile(r"""\b_(?:\w+)?\(\s*(['"])(.*?)(?<!\\)\1|gettext\(u?(['"])(.*?)(?<!\\)\3""", re.S)


def words_of_templates() -> set[str]:
    found = set()
    for path in OWN:
        for hit in CALL.finditer(templatize(path.read_text(), origin=str(path))):
            found.add((hit[2] or hit[4]).replace("\\'", "'").replace('\\"', '"'))
    return found


def words_of_views() -> set[str]:
    text = "".join(path.read_text() for path in (BASE / "rights" / "views").glob("*.py"))
    return set(re.findall(r'\b_\("([^"]+)"\)', text))


def catalog(lang: str) -> dict:
    found: dict = {}
    for app in ("rights", "questionnaire"):
        path = BASE / app / "locale" / lang / "LC_MESSAGES" / "django.mo"
        with path.open("rb") as file:
            found |= gettext.GNUTranslations(file)._catalog
    return found


@pytest.mark.parametrize("lang", ["nl", "fr", "de"])
def test_every_interface_string_is_translated(lang):
    known = {key[0] if isinstance(key, tuple) else key for key in catalog(lang)}
    missing = sorted((words_of_templates() | words_of_views()) - known)
    assert not missing


def test_in_french_no_mark_stands_alone_on_a_line():
    pages = (BASE / "templates" / "rights" / "texts").glob("*.fr.html")
    said = [words for msgid, words in catalog("fr").items() if msgid]
    said += [re.sub(r"<[^>]*>|{.*?}", "", path.read_text()) for path in pages]
    assert not [words for words in said if words != unbroken(words, "fr")]


@pytest.mark.parametrize("name", ["about", "privacy", "accessibility"])
def test_the_long_pages_have_the_same_headings_in_each_language(name):
    folder = BASE / "templates" / "rights" / "texts"
    counts = {
        lang: (folder / f"{name}.{lang}.html").read_text().count("<h2>")
        for lang in ("nl", "fr", "de", "en")
    }
    assert len(set(counts.values())) == 1
