"""Prices, odd sets and the simplex method, each against what it stands for."""

from __future__ import annotations

from itertools import combinations

import pytest

from generator.pairing.group_bound import Bound
from generator.pairing.group_cuts import odd_sets
from generator.pairing.group_problem import NEVER, GroupProblem, Pricing, grouping
from generator.pairing.group_relaxation import Columns, Relaxation, Steps, safe
from generator.pairing.group_seating import Draw, Seating
from generator.pairing.group_table import SCALE, GroupTable
from tests.pairing.drawn_groups import drawn
from tests.pairing.test_groups import SHAPES, cost_of, drawn_with_rules


def bound_of(problem: GroupProblem) -> Bound:
    pricing = Pricing(problem)
    seating = Seating(pricing, Steps(100_000))
    return Bound(GroupTable(pricing), seating.improve(), len(seating.tables), Steps(10_000_000))


@pytest.mark.parametrize("seed", range(2 * len(SHAPES)))
def test_the_table_holds_each_group_that_can_be_at_its_cost(seed: int) -> None:
    problem = drawn_with_rules(seed)
    table = GroupTable(Pricing(problem))
    costs = {
        tuple(sorted(head + tail)): cost // SCALE
        for head, row in zip(table.heads, table.rows, strict=True)
        for tail, cost in zip(table.tails, row, strict=True)
        if cost < NEVER
    }
    every = combinations(range(len(problem.sides)), sum(problem.make_up))

    assert costs == {members: cost for members in every if (cost := cost_of(problem, members)) is not None}


def test_no_group_is_cheaper_than_the_prices_of_its_people_and_odd_sets() -> None:
    bound = bound_of(drawn((9, 9), (2, 2), 3))
    table, people = bound.table, bound.people

    assert bound.cuts
    assert all(price <= 0 for price in bound.prices[people:])
    assert all(price <= cost for price, cost in zip(bound.prices, bound.slack, strict=True))
    for head, row in zip(table.heads, table.rows, strict=True):
        for tail, cost in zip(table.tails, row, strict=True):
            rows = [*head, *tail, people]
            rows += [people + 1 + number for number, cut in enumerate(bound.cuts) if len(cut & {*head, *tail}) > 1]
            assert sum(bound.prices[row] for row in rows) <= cost


def test_the_bound_is_the_sum_of_all_prices_for_as_often_as_a_row_is_there() -> None:
    bound = bound_of(drawn((9, 9), (2, 2), 3))
    numbers = [1] * 18 + [4] + [len(cut) // 2 for cut in bound.cuts]

    assert bound.value == sum(price * number for price, number in zip(bound.prices, numbers, strict=True))


def test_all_groups_of_a_better_answer_are_among_the_columns() -> None:
    problem = drawn((6, 6), (2, 2), 4)
    bound = bound_of(problem)
    columns = bound.columns(int(bound.value))

    assert all(
        sum(bound.prices[row] for row in rows) == its for rows, its in zip(columns.members, columns.costs, strict=True)
    )
    assert len(bound.columns(int(bound.value) + 50 * SCALE).costs) > len(columns.costs) > 0


def test_three_people_of_a_side_have_one_pair_at_most() -> None:
    halves = [((0, 1, 7), 0.5), ((1, 2, 8), 0.5), ((0, 2, 9), 0.5), ((3, 4, 7), 1.0), ((5,), 1.0)]

    assert odd_sets(halves, range(6)) == [frozenset({0, 1, 2})]
    assert odd_sets(halves[1:], range(6)) == []
    assert odd_sets(halves, range(1, 6)) == []


def test_two_groups_at_once_are_dearer_than_both_in_halves() -> None:
    """Three people, each two of whom could be a pair for 2: half of each pair would cost 3."""
    columns = Columns([(0, 1), (1, 2), (0, 2), (0,), (1,), (2,)], [2, 2, 2, 9, 9, 9])
    relaxation = Relaxation([9, 9, 9], [1, 1, 1], Steps(100_000))

    assert relaxation.solve(columns)
    assert sum(relaxation.prices) == pytest.approx(3)
    relaxation.add_row(1, frozenset({0, 1, 2}))
    cut = Columns([(0, 1, 3), (1, 2, 3), (0, 2, 3), (0,), (1,), (2,), (3,)], [2, 2, 2, 9, 9, 9, 0])
    assert relaxation.solve(cut)
    assert sum(relaxation.prices) == pytest.approx(11)


def test_prices_that_are_too_high_are_lowered_until_no_column_is_cheaper() -> None:
    columns = Columns([(0, 1), (1, 2), (0,)], [10, 10, 4])
    prices, reduced = safe([7.9, 6.5, 6.0], columns)

    assert all(type(price) is int for price in prices)
    assert (prices, reduced) == ([4, 4, 6], [2, 0, 0])


def test_steps_run_out() -> None:
    steps = Steps(10)

    assert [steps.spend(4), steps.spend(4), steps.spend(4)] == [True, True, False]


def test_the_same_numbers_are_drawn_each_time() -> None:
    draw = Draw()

    assert [draw.below(10) for _ in range(6)] == [4, 3, 6, 0, 4, 5]


def test_a_group_that_cannot_be_is_no_answer() -> None:
    pricing = Pricing(drawn((2, 2), (1, 1), 1, forbidden=1))

    with pytest.raises(ValueError, match="cannot be together"):
        grouping(pricing, [(0, 2)], 0)
