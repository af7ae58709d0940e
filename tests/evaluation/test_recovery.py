"""The check that tries to work out hidden figures: it never can from what is published, and can wherever a rule is
missing."""

from __future__ import annotations

import pytest

from generator.evaluation.recovery import How, recovered
from tests.evaluation.drawn_answers import FORMS, drawn

USUAL = range(40)


def ways(seed: int) -> set[How]:
    """In which ways something hidden of a drawn cohort can be worked out."""
    cohort = drawn(seed)
    return {each.how for each in recovered(cohort.published(), FORMS, cohort.taking_part)}


@pytest.mark.parametrize(
    "seeds", [USUAL, pytest.param(range(40, 500), marks=pytest.mark.slow)], ids=["40 cohorts", "460 more"]
)
def test_nothing_hidden_can_be_worked_out(seeds: range) -> None:
    assert {seed: how for seed in seeds if (how := ways(seed))} == {}
