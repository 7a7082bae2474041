"""Raw answers are read strictly: every error at once, nothing partial, nothing guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eligibility import AnswerErrors
from tests.eligibility.helpers import TODAY, engine, evaluate

pytestmark = pytest.mark.once
CHILD = {"birth_date": "2020-03"}


@pytest.mark.parametrize(
    ("answers", "place", "code"),
    [
        ({"birth_dat": "1990-01-01"}, "birth_dat", "unknown_fact"),
        ({"has_partner": 1}, "has_partner", "wrong_type"),
        ({"has_partner": "yes"}, "has_partner", "wrong_type"),
        ({"savings": True}, "savings", "wrong_type"),
        ({"savings": "1500"}, "savings", "wrong_type"),
        ({"savings": float("nan")}, "savings", "not_finite"),
        ({"savings": float("-inf")}, "savings", "not_finite"),
        ({"savings": 10.005}, "savings", "too_precise"),
        ({"savings": -0.01}, "savings", "out_of_range"),
        ({"savings": 10**400}, "savings", "out_of_range"),
        ({"household_size": 2.5}, "household_size", "too_precise"),
        ({"household_size": 0}, "household_size", "out_of_range"),
        ({"birth_date": "1990-02-30"}, "birth_date", "impossible_date"),
        ({"birth_date": "1990-13"}, "birth_date", "impossible_date"),
        ({"birth_date": "01/05/1990"}, "birth_date", "wrong_type"),
        ({"birth_date": "٢٠٢٠-٠١-٠١"}, "birth_date", "wrong_type"),
        ({"birth_date": "1899-12-31"}, "birth_date", "out_of_range"),
        ({"postcode": "100"}, "postcode", "out_of_range"),
        ({"postcode": 12345}, "postcode", "out_of_range"),
        ({"postcode": 1000.0}, "postcode", "wrong_type"),
        ({"work_status": "retierd"}, "work_status", "unknown_option"),
        ({"work_status": ["retired"]}, "work_status", "wrong_type"),
        ({"holds": "living-wage"}, "holds", "wrong_type"),
        ({"holds": ["nothing"]}, "holds[0]", "unknown_option"),
        ({"children": [CHILD] * 13}, "children", "too_many_records"),
        ({"children": [CHILD, {"name": "x"}]}, "children[1].name", "unknown_fact"),
        ({"children": [{"care_points": 99}]}, "children[0].care_points", "out_of_range"),
        ({"children": ["2020-03"]}, "children[0]", "wrong_type"),
        ({"children": 2}, "children", "wrong_type"),
        ({3: True}, "3", "unknown_fact"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_place(answers: Any, place: str, code: str) -> None:
    with pytest.raises(AnswerErrors) as caught:
        engine().read(answers, TODAY)
    assert [(error.place, error.code) for error in caught.value.errors] == [(place, code)]


def test_all_errors_come_at_once_and_nothing_is_kept() -> None:
    with pytest.raises(AnswerErrors) as caught:
        engine().read({"savings": "x", "nope": 1, "postcode": "1000", "has_partner": 2}, TODAY)
    assert {error.place for error in caught.value.errors} == {"savings", "nope", "has_partner"}


def test_an_unknown_question_gets_a_suggestion() -> None:
    with pytest.raises(AnswerErrors, match='Did you mean "birth_date"'):
        engine().read({"birthdate": "1990-01-01"}, TODAY)


def test_answers_that_are_not_named_values_are_refused() -> None:
    with pytest.raises(AnswerErrors):
        engine().read(["1990"], TODAY)


def test_money_keeps_every_cent_of_large_amounts() -> None:
    known = engine().read({"savings": 167772.17}, TODAY).known["savings"]
    assert known == (16777217, 16777217)  # 32-bit floats give 16777216


def test_a_postcode_may_be_a_number_and_a_date_a_date() -> None:
    a = engine().read({"postcode": 1000, "birth_date": date(1990, 5, 1)}, TODAY).known
    b = engine().read({"postcode": "1000", "birth_date": "1990-05-01"}, TODAY).known
    assert a == b


def test_a_situation_does_not_change_and_does_not_print_answers() -> None:
    situation = engine().read({"savings": 123.45}, TODAY)
    assert "123" not in repr(situation)
    with pytest.raises(TypeError):
        situation.known["savings"] = 1  # type: ignore[index]


def test_a_month_of_birth_is_enough_away_from_a_birthday() -> None:
    """Born in November 2008, judged on 23 November 2026: 18 or not, we do not know."""
    adult = {"2008-11": "unknown", "2008-10": "met", "2008-12": "not_met", "2008-11-23": "met"}
    for born, outcome in adult.items():
        right = evaluate({"birth_date": born}).rights["living-wage"]
        assert right.routes[0].criteria[0].outcome == outcome, born


def test_who_is_born_on_29_february_has_a_birthday_on_1_march() -> None:
    right = [
        engine().evaluate({"birth_date": "2008-02-29"}, day).rights["living-wage"]
        for day in (date(2026, 2, 28), date(2026, 3, 1))
    ]
    assert [r.routes[0].criteria[0].outcome for r in right] == ["not_met", "met"]
