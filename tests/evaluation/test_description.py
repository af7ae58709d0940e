"""Counts, quartiles and domain scores of answers, of which some are missing."""

from __future__ import annotations

from fractions import Fraction

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evaluation.description import (
    Changes,
    Description,
    Quartiles,
    changes,
    describe,
    domain_score,
    paired_differences,
)
from tests.examples import examples


def test_answers_are_described_with_those_that_are_missing() -> None:
    assert describe([4, None, 1, 2, 5, None]) == Description(
        n=4, missing=2, quartiles=Quartiles(lower=Fraction("1.75"), median=Fraction(3), upper=Fraction("4.25"))
    )


def test_without_answers_there_are_no_quartiles() -> None:
    assert describe([None, None]) == Description(n=0, missing=2, quartiles=None)
    assert describe([]) == Description(n=0, missing=0, quartiles=None)


def test_one_answer_is_all_its_quartiles() -> None:
    assert describe([3]).quartiles == Quartiles(Fraction(3), Fraction(3), Fraction(3))


@settings(max_examples=examples(100))
@given(st.lists(st.integers(1, 7), min_size=1, max_size=60))
def test_quartiles_are_those_that_numpy_interpolates_linearly(answers: list[int]) -> None:
    assert [float(value) for value in describe(answers).quartiles or ()] == [
        float(value) for value in numpy.quantile(answers, [0.25, 0.5, 0.75], method="linear")
    ]


def test_people_are_counted_who_went_up_stayed_and_went_down() -> None:
    before = [1, 2, 3, 4, None, 5, None]
    after = [2, 2, 5, 3, 4, None, None]

    assert changes(before, after) == Changes(up=2, same=1, down=1, incomplete=3)
    assert paired_differences(before, after) == (1, 0, 2, -1)


def test_before_and_after_must_be_of_the_same_people() -> None:
    with pytest.raises(ValueError, match="shorter"):
        changes([1, 2, 3], [1, 2])


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ([1, 2, 4], Fraction(7, 3)),
        ([5, None, 2, None], Fraction(7, 2)),
        ([5, None, 2, None, None], None),
        ([4, None], Fraction(4)),
        ([4, None, None], None),
        ([None], None),
        ([], None),
    ],
)
def test_a_domain_score_needs_at_least_half_of_the_items(answers: list[int | None], score: Fraction | None) -> None:
    assert domain_score(answers) == score


@settings(max_examples=examples(100))
@given(st.lists(st.none() | st.integers(1, 5), max_size=20))
def test_before_and_after_swapped_turns_up_into_down(before: list[int | None]) -> None:
    after = before[::-1]
    there, back = changes(before, after), changes(after, before)

    assert back == Changes(there.down, there.same, there.up, there.incomplete)
    assert sum(there) == len(before)
