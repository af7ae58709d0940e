"""The cheapest pairs of two sides, and of several equally cheap ones the first."""

from __future__ import annotations

import itertools

import numpy
import pytest
import scipy

from generator.pairing.assignment import assign
from generator.pairing.certificate import check
from tests.pairing.drawn_costs import LARGE, Instance, leave_out, small_instance, total_cost

DEAR = [100, 100, 100]


def test_the_cheapest_pairs_are_not_the_favourites_of_each_person() -> None:
    pairs = assign([[1, 2], [1, 9]], DEAR[:2], DEAR[:2])

    assert pairs.partners == (1, 0)
    assert pairs.cost == 2 + 1


def test_those_who_must_not_be_together_are_not() -> None:
    pairs = assign([[None, 50], [60, 1]], DEAR[:2], DEAR[:2])

    assert pairs.partners == (1, 0)
    assert pairs.cost == 50 + 60


def test_nobody_is_left_out_for_cheaper_pairs_of_others() -> None:
    """Row 1 has only column 0, which suits row 0 so well."""
    pairs = assign([[0, 99], [0, None]], DEAR[:2], DEAR[:2])

    assert pairs.partners == (1, 0)
    assert pairs.cost == 99


def test_of_the_larger_side_those_are_left_out_whose_pairs_would_cost_most() -> None:
    assert assign([[5, 5], [1, 2], [2, 9]], DEAR, DEAR[:2]).partners == (None, 1, 0)
    assert assign([[5, 1, 2], [5, 2, 9]], DEAR[:2], DEAR).partners == (2, 1)


def test_who_is_dearer_to_leave_out_comes_first() -> None:
    last_time_without_a_partner = 103

    assert assign([[1], [3]], [100, 100], [100]).partners == (0, None)
    assert assign([[1], [3]], [100, last_time_without_a_partner], [100]).partners == (None, 0)


def test_leaving_out_costs_each_row_and_column_that_is_in_no_pair() -> None:
    pairs = assign([[None, None], [None, 4], [None, 5]], [10, 20, 40], [300, 600])

    assert pairs.partners == (None, None, 1)
    assert pairs.cost == 10 + 20 + 5 + 300


def test_a_pair_that_costs_more_than_leaving_both_out_is_not_made() -> None:
    assert assign([[31]], [10], [20]).partners == (None,)
    assert assign([[31]], [10], [20]).cost == 30


def test_a_pair_that_costs_as_much_as_leaving_both_out_is_made() -> None:
    assert assign([[30]], [10], [20]).partners == (0,)


def test_costs_may_be_negative() -> None:
    assert assign([[-5, -9], [0, -5]], DEAR[:2], DEAR[:2]).partners == (0, 1)
    assert assign([[-5, -9], [0, -5]], DEAR[:2], DEAR[:2]).cost == -10


def test_a_side_may_be_empty() -> None:
    assert assign([], [], []).partners == ()
    assert assign([], [], [3, 4]).cost == 7
    assert assign([[], []], [3, 4], []).partners == (None, None)


def test_of_equally_cheap_assignments_the_first_rows_get_the_first_columns() -> None:
    equal = [[7, 7, 7]] * 3

    assert assign(equal, DEAR, DEAR).partners == (0, 1, 2)
    assert assign(equal[:2], DEAR[:2], DEAR).partners == (0, 1)
    assert assign([[7, 7]] * 3, DEAR, DEAR[:2]).partners == (0, 1, None)


def test_a_first_row_gets_its_first_column_even_where_others_have_to_move_for_it() -> None:
    """Without the tie rule each row could have kept the one column where nobody else would be."""
    costs = [[1, 1, 9], [1, 9, 1], [9, 1, 1]]

    assert assign(costs, DEAR, DEAR).partners == (0, 2, 1)


def test_a_row_that_is_left_out_stays_so_while_later_rows_are_settled() -> None:
    assert assign([[None, None], [5, 5], [5, 5]], DEAR, DEAR[:2]).partners == (None, 0, 1)


@pytest.mark.parametrize("thousand", range(10))
def test_as_good_as_brute_force_and_the_first_of_its_kind(thousand: int) -> None:
    for seed in range(100 * thousand, 100 * (thousand + 1)):
        costs, rows, columns = instance = small_instance(seed)
        pairs = assign(costs, rows, columns)

        assert (pairs.cost, pairs.partners) == brute_force(instance), seed
        assert check(costs, rows, columns, pairs) == [], seed


def brute_force(instance: Instance) -> tuple[int, tuple[int | None, ...]]:
    """Every assignment is tried, in the order of the tie rule."""
    _, rows, columns = instance
    best: tuple[int, tuple[int | None, ...]] | None = None
    for partners in itertools.product([*range(len(columns)), None], repeat=len(rows)):
        cost = total_cost(instance, partners)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, partners
    assert best
    return best


@pytest.mark.parametrize("kind", LARGE)
@pytest.mark.parametrize("size", [50, 100, pytest.param(250, marks=pytest.mark.slow)])
def test_as_good_as_scipy(kind: str, size: int) -> None:
    costs = LARGE[kind](size)
    out = leave_out(costs)
    pairs = assign(costs, [out] * size, [out] * size)
    square = numpy.array([[2 * out if cost is None else cost for cost in line] for line in costs])

    assert pairs.cost == square[scipy.optimize.linear_sum_assignment(square)].sum()
    assert check(costs, [out] * size, [out] * size, pairs) == []


@pytest.mark.parametrize(("rows", "columns"), [(100, 60), (60, 100)])
def test_as_good_as_scipy_where_sides_are_unequal(rows: int, columns: int) -> None:
    costs = [line[:columns] for line in LARGE["wide"](100)[:rows]]
    pairs = assign(costs, [0] * rows, [10**9] * columns)
    table = numpy.array(costs)

    assert pairs.cost == table[scipy.optimize.linear_sum_assignment(table)].sum() + 10**9 * max(columns - rows, 0)
    assert check(costs, [0] * rows, [10**9] * columns, pairs) == []
