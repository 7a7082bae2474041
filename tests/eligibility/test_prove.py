"""The formulas of the solver say the same as the engine, and find what can never be."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import z3

from eligibility import Engine, population
from eligibility.batch.flat import Flattener
from eligibility.batch.lower import HERE
from eligibility.checks.proofs import Terms
from tests.eligibility.audit import Audit
from tests.eligibility.batch_helpers import catalogue, frame
from tests.eligibility.helpers import TODAY, engine

pytestmark = pytest.mark.once


def outcomes_by_solver(of: Engine, terms: Terms, answers: dict[str, Any]) -> dict[str, str]:
    """The outcome of each right in the one model that fits full answers."""
    truths = {code: terms.low.truth(code, HERE) for code in of.rules}
    both = {code: [terms.term(end) for end in truth] for code, truth in truths.items()}
    row = Flattener(of).read(frame(of, [answers])).flat.row(0, named=True)
    solver = z3.Solver()
    solver.add(*terms.given(row), *terms.bounds.values())
    assert solver.check() == z3.sat
    model = solver.model()
    names = {(True, True): "likely", (False, True): "possible", (False, False): "unlikely"}
    return {
        code: names[tuple(z3.is_true(model.eval(end, True)) for end in ends)]
        for code, ends in both.items()
    }


def test_the_solver_and_the_engine_agree_on_fully_answered_situations() -> None:
    of = catalogue()
    terms, differ = Terms(of, TODAY), []
    for seed in range(12):
        answers = population.sample(of.facts, TODAY.toordinal(), Random(seed))
        situation, found = of.read(answers, TODAY), outcomes_by_solver(of, terms, answers)
        expected = {code: of.quick_outcome(code, situation, TODAY) for code in found}
        differ += [(seed, c, found[c], expected[c]) for c in found if found[c] != expected[c]]
    assert differ == []


def test_a_question_that_changes_nothing_is_found() -> None:
    audit = Audit(engine())
    single = {"holds": [], "has_partner": False}
    assert not audit.can_matter(single, "partner.income_month")
    assert audit.can_matter({"holds": []}, "birth_date")
