"""Random walks: back, change, two tabs, stale forms, skipped steps, wrong input, four languages."""

import pytest

from tests.questionnaire.wanderer import Wanderer

pytestmark = pytest.mark.django_db
FEW, ALL, BLOCK = 150, 1000, 25


def wander(seed: int) -> None:
    wanderer = Wanderer(seed)
    wanderer.wander(steps=6 + seed % 12)
    page, fresh = wanderer.outcomes()
    assert page == fresh, seed


@pytest.mark.once
@pytest.mark.parametrize("block", range(FEW // BLOCK))
def test_however_people_wander_results_equal_a_fresh_evaluation(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        wander(seed)


@pytest.mark.full
@pytest.mark.parametrize("block", range(FEW // BLOCK, ALL // BLOCK))
def test_a_thousand_walks_end_the_same(block):
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        wander(seed)
