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
STATUTES = re.compile(
    r"\b(IGO|GRAPA|EGB|IVT|ARR|BEE|IT/AI|THAB|APA|BIM|RVV|OMNIO|MAF|DAVO|SECAL|RIS)\b"
)


def questions():
    facts = yaml.safe_load((CATALOGUE / "facts.yaml").read_text())
    for fact in facts:
        for part in [fact, *(fact.get("record") or [])]:
            for lang, text in part["question"].items():
                yield part["key"], lang, text


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
    found = [
        (key, lang, text)
        for key, lang, text in questions()
        if STATUTES.search(text) or any(lang == of and holds(text, name) for of, name in names)
    ]
    assert found == []
