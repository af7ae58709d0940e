"""Rounds of a meet-first event: who meets whom, and when."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

from generator.pairing.rounds import rounds
from tests.pairing.drawn_costs import LARGE, Table


def test_in_each_round_everybody_meets_another_person() -> None:
    assert rounds([[0, 0, 0]] * 3, 3) == ((0, 2, 1), (1, 0, 2), (2, 1, 0))


def test_everybody_meets_those_who_suit_best() -> None:
    costs = [[1, 1, 9, 9], [1, 1, 9, 9], [9, 9, 1, 1], [9, 9, 1, 1]]

    assert meetings(costs, 2) == {(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3)}


def test_two_who_must_not_be_together_do_not_meet() -> None:
    assert rounds([[None, 5], [5, 5]], 2) == ((1, 0), (None, 1))


def test_there_are_as_many_meetings_as_possible_even_where_fewer_would_suit_better() -> None:
    """Row 1 can meet column 0 only, whom row 0 would rather meet."""
    assert rounds([[0, 99], [0, None]], 1) == ((1, 0),)


def test_those_of_the_larger_side_rest_equally_often_even_where_some_suit_everybody() -> None:
    popular, others = [0, 0], [50, 50]
    plan = rounds([popular, others, others], 3)

    assert [sum(turn[row] is not None for turn in plan) for row in range(3)] == [2, 2, 2]
    assert [sum(column in turn for turn in plan) for column in range(2)] == [3, 3]


def test_with_more_rounds_than_people_to_meet_the_last_are_empty() -> None:
    assert rounds([[3]], 3) == ((0,), (None,), (None,))


def test_a_side_may_be_empty_and_so_may_the_event() -> None:
    assert rounds([], 2) == ((), ())
    assert rounds([[], []], 1) == ((None, None),)
    assert rounds([[None]], 1) == ((None,),)
    assert rounds([[1]], 0) == ()


def test_costs_may_be_negative() -> None:
    assert rounds([[-1, -3], [0, -1]], 1) == ((1, 0),)


def test_meetings_are_as_good_as_brute_force() -> None:
    for seed in range(300):
        draw = random.Random(seed)
        rows, columns, number = draw.randint(1, 4), draw.randint(1, 3), draw.randint(1, 4)
        costs: Table = [
            [None if draw.random() < 0.3 else draw.randint(-3, 9) for _ in range(columns)] for _ in range(rows)
        ]

        assert worth(costs, meetings(costs, number)) == brute_force(costs, number), seed


@pytest.mark.parametrize("kind", LARGE)
@pytest.mark.parametrize(("rows", "columns"), [(30, 30), (30, 24), (17, 30)])
def test_a_whole_cohort_meets_in_six_rounds(kind: str, rows: int, columns: int) -> None:
    costs = [line[:columns] for line in LARGE[kind](30)[:rows]]

    assert len(meetings(costs, 6)) == 6 * min(rows, columns if kind != "forbidden" else columns // 2)


def meetings(costs: Table, number: int) -> set[tuple[int, int]]:
    """All meetings of an event, which is checked on the way: nobody is in two places, and no two meet twice."""
    plan = rounds(costs, number)
    assert len(plan) == number
    met: list[tuple[int, int]] = []
    for turn in plan:
        assert len(turn) == len(costs)
        pairs = [(row, column) for row, column in enumerate(turn) if column is not None]
        assert len({column for _, column in pairs}) == len(pairs)
        met += pairs
    assert len(set(met)) == len(met)
    assert all(costs[row][column] is not None for row, column in met)
    return set(met)


def worth(costs: Table, met: set[tuple[int, int]]) -> tuple[int, int, int]:
    """What is compared, least first: meetings fewer than none, squares of each person's meetings, cost."""
    counts = [*Counter(row for row, _ in met).values(), *Counter(column for _, column in met).values()]
    return -len(met), sum(count * count for count in counts), sum(costs[row][column] or 0 for row, column in met)


def brute_force(costs: Table, number: int) -> tuple[int, int, int]:
    """The best worth of all sets of allowed meetings with at most `number` a person."""
    allowed = [(row, column) for row, line in enumerate(costs) for column, cost in enumerate(line) if cost is not None]
    return min(
        worth(costs, set(met))
        for size in range(len(allowed) + 1)
        for met in itertools.combinations(allowed, size)
        if all(count <= number for side in (0, 1) for count in Counter(pair[side] for pair in met).values())
    )
