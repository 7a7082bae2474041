"""The formulas of the solver say the same as the engine, and find what can never be."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import z3

from eligibility import Engine, population
from eligibility.checks.proofs import Formulas
from tests.eligibility.audit import Audit
from tests.eligibility.helpers import TODAY, catalogue_engine, engine

pytestmark = pytest.mark.once


def outcomes_by_solver(of: Engine, f: Formulas, answers: dict[str, Any]) -> dict[str, str]:
    """The outcome of each right in the one model that fits full answers."""
    formulas = {code: (f.right(code, False), f.right(code, True)) for code in of.rules}
    solver = z3.Solver()
    solver.add(*f.given(of.read(answers, TODAY)), *f.rules.values())
    assert solver.check() == z3.sat
    model = solver.model()
    names = {(True, True): "likely", (False, True): "possible", (False, False): "unlikely"}
    return {
        code: names[tuple(z3.is_true(model.eval(t, True)) for t in both)]
        for code, both in formulas.items()
    }


def test_the_solver_and_the_engine_agree_on_fully_answered_situations() -> None:
    of = catalogue_engine()
    assert of is not None
    f, differ = Formulas(of, TODAY), []
    for seed in range(12):
        answers = population.sample(of.facts, TODAY.toordinal(), Random(seed))
        situation, found = of.read(answers, TODAY), outcomes_by_solver(of, f, answers)
        for code, outcome in found.items():
            expected = of.quick_outcome(code, situation, TODAY)
            # A figure that is not confirmed leaves the engine open; the solver chooses one end.
            if outcome != expected and expected != "possible":
                differ.append((seed, code, outcome, expected))
    assert differ == []


def test_a_question_that_changes_nothing_is_found() -> None:
    audit = Audit(engine())
    single = {"holds": [], "has_partner": False}
    assert not audit.can_matter(single, "partner.income_month")
    assert audit.can_matter({"holds": []}, "birth_date")
