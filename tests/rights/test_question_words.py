"""Questions are asked in everyday words: no legal notion, no name of a right or a statute."""

import re

import pytest
import yaml

from tests.rights.conftest import CATALOGUE

pytestmark = pytest.mark.once

# Terms of the glossary that everybody uses, or that the question explains in brackets.
EVERYDAY = {
    "career", "care-needs", "cohabiting", "gross", "health-insurance-fund", "household",
    "job-seeker", "judgment", "maintenance", "net", "ocmw", "official-address", "rental-deposit",
    "residence-permit", "social-housing", "status", "waiting-list",
}  # fmt: skip
# Words that stand like this on the one paper that the question is about.
ON_THE_PAPER = {
    "cadastral_income": {"cadastral-income"},
    "population_register": {"population-register"},
    "priority_titles": {"priority-title"},
}
ON_THE_DOOR = {
    "OCMW",
    "CPAS",
    "ÖSHZ",
    "FOD",
    "SPF",
    "FÖD",
    "FPS",
}  # of an office; everybody calls it so
ABBREVIATION = re.compile(r"\b[A-Z]\w*[A-Z]\w*\b")


def questions():
    facts = yaml.safe_load((CATALOGUE / "facts.yaml").read_text())
    for fact in facts:
        for part in [fact, *(fact.get("record") or [])]:
            for lang, text in part["question"].items():
                yield part["key"], lang, text


def abbreviations():
    """Those by which rights are also called, such as IGO or GRAPA."""
    sheets = [yaml.safe_load(path.read_text()) for path in CATALOGUE.glob("rights/*/??.yaml")]
    rights = " ".join(name for sheet in sheets for name in sheet.get("also_called") or [])
    return set(ABBREVIATION.findall(rights)) - ON_THE_DOOR


def holds(text, words):
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)


def test_no_question_uses_a_legal_notion_of_the_glossary():
    glossary = yaml.safe_load((CATALOGUE / "glossary.yaml").read_text())
    found = [
        (key, lang, term["code"])
        for key, lang, text in questions()
        for term in glossary
        if term["code"] not in EVERYDAY | ON_THE_PAPER.get(key, set())
        and holds(text, term["term"][lang])
    ]
    assert found == []


def test_no_question_names_a_right_or_a_statute():
    names = [
        (lang, yaml.safe_load(path.read_text())["name"])
        for lang in ("nl", "fr", "de", "en")
        for path in CATALOGUE.glob(f"rights/*/{lang}.yaml")
    ]
    short = abbreviations()
    assert {"GRAPA", "BIM", "EGB", "DAVO", "SECAL"} <= short
    found = [
        (key, lang, text)
        for key, lang, text in questions()
        if short & set(ABBREVIATION.findall(text))
        or any(lang == of and holds(text, name) for of, name in names)
    ]
    assert found == []


# Words that speak to the reader, and words that the reader says.
YOU = {
    "nl": r"\b(u|uw|uzelf|jou|jouw|je)\b", "fr": r"\b(vous|votre|vos)\b",
    "de": r"\b(Sie|Ihr|Ihre[nmrs]?|Ihnen|sich selbst)\b", "en": r"\b(you|your|yours|yourself)\b",
}  # fmt: skip
MINE = {
    "nl": r"\b([Ii]k|mij|[Mm]ijn|[Ww]ij|[Ww]e|ons)\b",
    "fr": r"\b([Jj]e|[Mm]oi|[Mm]on|[Mm]a|[Mm]es|[Nn]ous|m)\b|\b[Jj]’",
    "de": r"\b([Ii]ch|mir|mich|[Mm]ein(e[nmrs]?)?|[Ww]ir|uns)\b",
    "en": r"\b(I|me|[Mm]y|[Ww]e|us)\b",
}  # fmt: skip


def spoken():
    """Each question and option: its key, its language, its own words and those for another."""
    for fact in yaml.safe_load((CATALOGUE / "facts.yaml").read_text()):
        for part in [fact, *(fact.get("record") or [])]:
            for lang, text in part["question"].items():
                yield part["key"], text, part.get("question_other", {}).get(lang), YOU[lang]
            for option in part.get("options") or []:
                for lang, text in option["label"].items():
                    other = option.get("label_other", {}).get(lang)
                    yield f"{part['key']}={option['code']}", text, other, MINE[lang]


def test_what_speaks_to_the_reader_has_words_for_who_answers_for_another():
    missing = [
        (key, text) for key, text, other, us in spoken() if re.search(us, text) and not other
    ]
    assert missing == []


def test_the_words_for_another_never_speak_to_the_reader():
    wrong = [(key, other) for key, _text, other, us in spoken() if other and re.search(us, other)]
    assert wrong == []


def beside():
    """What stands beside a question and its answers for everybody: for oneself or for another."""
    for fact in yaml.safe_load((CATALOGUE / "facts.yaml").read_text()):
        for part in [fact, *(fact.get("record") or [])]:
            yield part["key"], part.get("why")
            yield part["key"], part.get("help_other") or part.get("help")
            for option in part.get("options") or []:
                yield f"{part['key']}={option['code']}", option.get("hint")


def test_reasons_and_hints_are_true_for_oneself_and_for_another():
    # German asks with "Sie", also a helper: "Schreiben Sie 0."
    yours = YOU | {"de": r"\b(Ihr|Ihre[nmrs]?|Ihnen)\b"}
    wrong = [
        (key, text)
        for key, words in beside()
        for lang, text in (words or {}).items()
        if re.search(yours[lang], text)
    ]
    assert wrong == []
