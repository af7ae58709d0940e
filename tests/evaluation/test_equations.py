"""Elimination and bounds: cases by hand, and every solution of small systems."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evaluation.equations import Range, Row, bounds, follows, groups_that_follow
from tests.examples import examples

TOTAL_AND_SIDES = ((1, 1, 1), (1, 0, 0), (0, 1, 0))
"""A total of three groups, and the first two of them."""


def test_a_total_minus_its_terms_follows() -> None:
    assert follows(TOTAL_AND_SIDES, (0, 0, 1))
    assert not follows(TOTAL_AND_SIDES[:2], (0, 0, 1))
    assert follows(TOTAL_AND_SIDES[:2], (0, 1, 1))


def test_every_group_that_follows_comes_with_its_sum() -> None:
    """Of twelve people of whom seven are in the first group, five are in the two others together."""
    assert [(group, 12 * total + 7 * first) for (total, first), group in groups_that_follow(TOTAL_AND_SIDES[:2])] == [
        ((0,), 7),
        ((1, 2), 5),
        ((0, 1, 2), 12),
    ]


def test_equations_can_be_added_up_to_a_group_that_none_of_them_shows() -> None:
    """x + y, y + z and x + z: each unknown is half of two of them minus the third."""
    groups = {group: weights for weights, group in groups_that_follow(((1, 1, 0), (0, 1, 1), (1, 0, 1)))}

    assert sorted(groups) == [(0,), (0, 1), (0, 1, 2), (0, 2), (1,), (1, 2), (2,)]
    assert [float(weight) for weight in groups[0,]] == [0.5, -0.5, 0.5]


def test_numbers_are_not_negative_so_a_sum_of_zero_tells_all_its_terms() -> None:
    assert bounds(((1, 1, 0), (0, 1, 1)), (0, 4)) == (Range(0, 0), Range(0, 0), Range(4, 4))


def test_numbers_are_whole() -> None:
    """If 2x + y is 5, x is at most 2, so y is at least 1. If 2x + 3y is 5, both are 1."""
    assert bounds(((2, 1),), (5,)) == (Range(0, 2), Range(1, 5))
    assert bounds(((2, 3),), (5,)) == (Range(1, 1), Range(1, 1))


def test_a_total_can_leave_a_group_no_room() -> None:
    """Eleven answered, of one side with ten people and another with one."""
    sides = ((1, 1, 0, 0), (1, 0, 1, 0), (0, 1, 0, 1))

    assert bounds(sides, (11, 10, 1)) == (Range(10, 10), Range(1, 1), Range(0, 0), Range(0, 0))


def test_equations_that_contradict_each_other_tell_nothing() -> None:
    assert bounds(((1, 0), (1, 0)), (3, 4)) == (Range(0, None), Range(0, None))


ROWS = st.lists(st.tuples(*[st.integers(-1, 2)] * 3), min_size=1, max_size=3)


@settings(max_examples=examples(100))
@given(ROWS, st.tuples(*[st.integers(0, 3)] * 3))
def test_every_solution_is_within_the_bounds(rows: list[Row], solution: Row) -> None:
    totals = values(rows, solution)
    ranges = bounds(tuple(rows), totals)

    for other in product(range(7), repeat=3):
        if values(rows, other) == totals:
            assert all(
                low <= number and (high is None or number <= high)
                for number, (low, high) in zip(other, ranges, strict=True)
            )


@settings(max_examples=examples(100))
@given(ROWS, st.tuples(*[st.integers(0, 3)] * 3))
def test_a_group_that_follows_is_the_same_in_every_solution(rows: list[Row], solution: Row) -> None:
    totals = values(rows, solution)
    alike = [other for other in product(range(7), repeat=3) if values(rows, other) == totals]

    for weights, group in groups_that_follow(tuple(rows)):
        number = sum(weight * total for weight, total in zip(weights, totals, strict=True))
        assert {sum(other[index] for index in group) for other in alike} == {number}
        assert follows(tuple(rows), tuple(int(index in group) for index in range(3)))


def values(rows: Sequence[Row], solution: Sequence[int]) -> Row:
    return tuple(sum(weight * number for weight, number in zip(row, solution, strict=True)) for row in rows)
