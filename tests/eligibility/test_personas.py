"""Whole lives across the whole catalogue: what each is told, and how many questions it costs."""

from collections import Counter

import pytest

from eligibility import Engine
from tests.eligibility.helpers import catalogue_engine
from tests.personas import Persona, alone, personas, walk

pytestmark = pytest.mark.once

EVERY = 6  # of how many personas one is asked what each right asks alone
MOST_QUESTIONS = 56  # for anybody, to settle everything


@pytest.fixture(scope="module")
def engine() -> Engine:
    of = catalogue_engine()
    assert of is not None, "the catalogue cannot be read"
    return of


@pytest.fixture(scope="module")
def walks(engine):
    return {who.name: walk(engine, who) for who in personas()}


def test_there_are_many_lives_and_each_expects_rights_that_exist(engine) -> None:
    assert len(personas()) >= 44
    for who in personas():
        assert not who.likely & who.possible, who.name
        assert who.likely | who.possible <= set(engine.rights), who.name


@pytest.mark.parametrize("who", personas(), ids=lambda who: who.name)
def test_each_life_is_told_exactly_this(who: Persona, walks) -> None:
    """Likely and possible are listed; every other right of the catalogue is unlikely."""
    _, result = walks[who.name]
    wrong = {
        code: f"{found.outcome}, expected {who.expected(code)}"
        for code, found in result.rights.items()
        if found.outcome != who.expected(code)
    }
    assert wrong == {}


def test_all_answers_at_once_tell_the_same_as_one_question_after_the_other(engine, walks) -> None:
    for who in personas():
        at_once = engine.evaluate(who.answers, who.as_of, next_question=False)
        found = {code: right.outcome for code, right in walks[who.name][1].rights.items()}
        assert {c: right.outcome for c, right in at_once.rights.items()} == found, who.name


def test_all_rights_together_ask_at_most_a_third_of_what_they_ask_one_by_one(engine, walks) -> None:
    counts = sorted(len(asked) for asked, _ in walks.values())
    mean, p90 = sum(counts) / len(counts), counts[int(0.9 * len(counts))]
    some = personas()[::EVERY]
    one_by_one = sum(alone(engine, who, code) for who in some for code in engine.rights)
    together = sum(len(walks[who.name][0]) for who in some)
    print(f"\n{len(counts)} lives: {mean:.1f} questions, p90 {p90}, most {counts[-1]};", end=" ")
    print(f"one by one {one_by_one / len(some):.0f}, together {together / len(some):.1f}")
    assert together <= one_by_one / 3
    assert counts[-1] <= MOST_QUESTIONS


# Questions that would be absurd or hurtful

HOME = {"owns_home", "tenure", "heating", "energy_contract_home", "renovation_plan", "rent_month"}
BODY = {"arms_paralysed", "wheelchair_granted", "disability_points", "disability_percent",
        "mobility_points", "chronic_status", "earning_capacity_reduced"}  # fmt: skip
NEVER = [
    (lambda a: a["staying"] == "street", HOME | {"home_problem"}),
    (lambda a: a["staying"] == "abroad",
     HOME | {"rental_deposit_due", "social_housing_registered"}),
    (lambda a: a["staying"] == "institution" and a["birth_date"].year < 1950,
     {"rental_deposit_due", "social_housing_registered", "moving_from_homelessness", "heating",
      "childcare", "pregnancy_weeks", "studies_end"}),
    (lambda a: a["work_status"] == "student", {"childcare", "income.pension_gross_month",
     "renovation_plan", "career_years", "cadastral_income", "adopting", "leave_reason"}),
    (lambda a: a["work_status"] == "retired", {"studies_end", "art_work", "part_time_start",
     "job_end_reason", "pregnancy_weeks", "leave_reason"}),
    (lambda a: not a["children"], {"maintenance_title", "child_health_concern", "child_may_stay",
     "child_mobility_points"}),
    (lambda a: a["work_status"] == "employee" and not a["health_limits"] and not a["holds"], BODY),
    (lambda a: a["nationality_status"] == "belgian",
     {"residence_paper", "months_in_belgium", "reception_place", "treaty_nationality"}),
]  # fmt: skip


@pytest.mark.parametrize("rule", range(len(NEVER)))
def test_nobody_is_asked_what_makes_no_sense_in_their_life(rule: int, walks) -> None:
    concerns, questions = NEVER[rule]
    concerned = [who for who in personas() if concerns(who.answers)]
    asked = Counter(key for who in concerned for key in walks[who.name][0] if key in questions)
    assert concerned and not asked
