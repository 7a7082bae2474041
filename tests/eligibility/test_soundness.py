"""What is settled stays settled, whatever the missing answers turn out to be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility import Engine, Result
from tests.eligibility.helpers import TODAY, catalogue_engine, engine, situations

pytestmark = pytest.mark.once
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def never_reversed(of: Engine, full: dict[str, Any], part: dict[str, Any]) -> None:
    """Compare each right on part of the answers with the same right on all of them."""
    before, after = of.evaluate(part, TODAY), of.evaluate(full, TODAY, next_question=False)
    for code, now in before.rights.items():
        then = after.rights[code]
        if "already_held" in then.flags or "error" in now.flags + then.flags:
            continue
        if now.outcome != "possible" or not now.deciding_facts:
            assert now.outcome == then.outcome, (code, part)
        _criteria_stay(code, before, after)
    changed = {c for c, r in before.rights.items() if after.rights[c].outcome != r.outcome}
    for code in changed - {c for c, r in after.rights.items() if "already_held" in r.flags}:
        unknown = {key for key in full if part.get(key) != full[key]}
        assert unknown & set(before.rights[code].deciding_facts), (code, part)


def _criteria_stay(code: str, before: Result, after: Result) -> None:
    if before.rights[code].records:
        return  # for a right per child the best child is shown, which may become another one
    then = {(r.id, c.id): c.outcome for r in after.rights[code].routes for c in r.criteria}
    for route in before.rights[code].routes:
        for criterion in route.criteria:
            if criterion.outcome != "unknown":
                assert then[route.id, criterion.id] == criterion.outcome, (code, criterion.id)


@settings(max_examples=1200, deadline=None, suppress_health_check=SLOW)
@given(pair=situations(engine()))
def test_a_settled_outcome_is_never_reversed_by_more_answers(pair: Any) -> None:
    never_reversed(engine(), *pair)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_no_outcome_of_the_shipped_catalogue_is_reversed_either(data: Any) -> None:
    of = catalogue_engine()
    if of is None:
        pytest.skip("the catalogue cannot be read")
    never_reversed(of, *data.draw(situations(of)))
