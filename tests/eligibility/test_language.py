"""Typical mistakes in a test get a place and an advice; the texts are in messages.golden."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility import tree
from eligibility.checks import check
from eligibility.checks.calls import FUNCTIONS
from eligibility.errors import LanguageError
from eligibility.reading import names_of
from tests.eligibility.helpers import HERE, rule_base

pytestmark = pytest.mark.once
NAMES = names_of(rule_base())
ROOT = Path(__file__).parents[2]

MISTAKES = [
    "",
    "age >= 18 && has_partner",
    "has_partner || age > 65",
    "!has_partner",
    "age = 18",
    "age => 18",
    "age ≥ 18",
    "age <> 18",
    "age >= 18 AND has_partner",
    "has_partner == True",
    "has_partner == true",
    "savings is None",
    "coalesce(savings, 0) > 0",
    "ages >= 18",
    "work_status == 'retierd'",
    "work_status in ['retired', 'sick']",
    "work_status = “retired”",
    "work_status < 'retired'",
    "work_status == 5",
    "savings < 15000",
    "savings < param(savings.limit)",
    'savings < param("saving.limit")',
    'income.year < param("wage.alone")',
    'savings < param("wage.alone")',
    "age >= months_unemployed",
    "birth_date > 2000",
    'birth_date > date("2000-02-30")',
    "age >= 18 and",
    "(age >= 18 and has_partner",
    'tenure == "owner',
    "'é' == tenure and ages >= 18",
    "age >= 18\nand hasPartner",
    "age if has_partner",
    "1 if age > 1 else (2 if age > 2 else (3 if age > 3 else (4 if age > 4 else 5)))",
    "18 if has_partner else 'no'",
    "age / household_size > 2",
    "age / 0 > 2",
    "age ** 2 > 4",
    "age > 17,5",
    "savings > 10 %",
    "income.wage_month * savings > 0",
    'income.wage_month < savings * param("rent.share")',
    'income.wage_month * param("rent.share") < param("wage.alone")',
    "children > 2",
    "hard_to_pay == 'rent'",
    '"gas" in hard_to_pay',
    "count(child) > 2",
    "child.care_points > 3",
    "any(children, child.points > 3)",
    "any(children, any(children, child.care_points > 3))",
    "any(children)",
    'holds("living-wages")',
    'right("reduced-rates")',
    "years_between(birth_date) > 18",
    "years_between(age, as_of) > 18",
    "year(birth_date) > 1990",
    "household_size",
    "len(children) > 2",
    "today() > birth_date",
    "[c for c in children]",
    "postcode == '100'",
    "lambda: 1",
    "__import__('os').system('true')",
]


def message(text: str) -> str:
    try:
        check(text, NAMES)
    except LanguageError as error:
        return f"{error.line}:{error.column} {error.message}"
    return "accepted"


def test_typical_mistakes_get_exactly_the_written_messages() -> None:
    found = "".join(f"{text!r}\n    {message(text)}\n" for text in MISTAKES)
    assert found == (HERE / "messages.golden").read_text()


def test_every_mistake_is_refused() -> None:
    assert [text for text in MISTAKES if message(text) == "accepted"] == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 * income.wage_month", "EUR/year"),
        ('param("reduced.ceiling") / 12', "EUR/month"),
        ('income.wage_month * param("rent.share") / 100', "EUR/month"),
        ('param("reduced.extra") * dependants', "EUR/year"),
        ("age + 1", "years"),
        ("12 * age", "months"),
        ("count(children) + 1", "count"),
        ("savings * 2", "EUR"),
        ("(0 if has_partner else savings) + savings", "EUR"),
    ],
)
def test_units_combine_as_documented(text: str, unit: str) -> None:
    assert check(text, NAMES, None).type.unit == unit


def test_columns_count_characters_and_not_bytes() -> None:
    assert message('"é" == "é" and ages >= 18').startswith("1:16 ")
    text = '"rent" in hard_to_pay  # éééé\nand ages >= 18'
    assert message(text).startswith("2:5 ")


def test_a_chained_comparison_is_two_comparisons() -> None:
    node = check("18 <= age < 65", NAMES)
    assert isinstance(node, tree.And)
    assert [part.op for part in node.items if isinstance(part, tree.Compare)] == ["<=", "<"]


def test_every_function_is_explained_in_the_documentation() -> None:
    text = (ROOT / "docs" / "engine.md").read_text()
    assert [written for written, _, _ in FUNCTIONS.values() if written not in text] == []
