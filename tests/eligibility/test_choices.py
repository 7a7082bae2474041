"""Two rights that cannot be had together: the better one is named only when it is certain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eligibility import Engine
from tests.eligibility.helpers import TODAY, rule_base

pytestmark = pytest.mark.once


def pair(**answers: Any) -> list[tuple[str, str, str | None]]:
    amount = {"unit": "EUR/month", "is": "income.wage_month"}
    rights = [
        {"code": "one", "criteria": [{"id": "a", "test": "age >= 18"}], "amount": amount,
         "excludes": ["two"]},
        {"code": "two", "criteria": [{"id": "a", "test": "age >= 18"}],
         "amount": {"unit": "EUR/month", "is": "income.other_month"}, "excludes": ["one"]},
    ]  # fmt: skip
    result = Engine(rule_base(rights=rights)).evaluate(answers, TODAY)
    return [(choice.one, choice.other, choice.better) for choice in result.choices]


ADULT = {"birth_date": "1980-01-01", "holds": []}


def test_the_better_one_is_named_when_the_bounds_prove_it() -> None:
    [(_, _, better)] = pair(**ADULT, **{"income.wage_month": 900, "income.other_month": 500})
    assert better == "one"


def test_nothing_is_called_better_while_an_amount_is_open() -> None:
    [(_, _, better)] = pair(**ADULT, **{"income.wage_month": 900})
    assert better is None


def test_equal_amounts_are_no_reason_to_choose() -> None:
    [(_, _, better)] = pair(**ADULT, **{"income.wage_month": 500, "income.other_month": 500})
    assert better is None


def test_a_right_that_does_not_fit_is_no_choice() -> None:
    assert pair(birth_date="2015-01-01", holds=[]) == []


UNCONFIRMED: list[dict[str, Any]] = [
    {"from": "2024-01-01", "value": 800, "confidence": "official", "source": "https://example.org"},
    {"from": "2026-01-01", "value": 1200, "confidence": "derived"},
]


def estimated(values: list[dict[str, Any]]) -> Any:
    parameter = {"key": "a.month", "unit": "EUR/month", "values": values}
    right = {"code": "one", "criteria": [{"id": "a", "test": "age >= 18"}],
             "amount": {"unit": "EUR/month", "is": 'param("a.month")'}}  # fmt: skip
    engine = Engine(rule_base(rights=[right], parameters=[parameter]))
    return engine.evaluate(ADULT, TODAY).rights["one"].amount


def test_an_amount_is_made_of_confirmed_figures_only() -> None:
    """The derived 1,200 is not shown, and nothing is compared with the old 800."""
    amount = estimated(UNCONFIRMED)
    assert (amount.min, amount.max, amount.confirmed) == (800, 800, False)
    assert amount.since == date(2024, 1, 1)
    assert estimated(UNCONFIRMED[1:]) is None
