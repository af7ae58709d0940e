"""An assignment is believed only with prices that prove it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from generator.pairing.assignment import Assignment, assign
from generator.pairing.certificate import check
from tests.pairing.drawn_costs import realistic, small_instance, total_cost

COSTS = [[1, 2, None], [1, 9, 4]]
ROWS, COLUMNS = [100, 100], [50, 50, 50]
PAIRS = Assignment(partners=(1, 0), cost=53, row_prices=(2, 2, 48), column_prices=(-1, 0, 2))


def test_an_optimum_is_accepted() -> None:
    assert check(COSTS, ROWS, COLUMNS, PAIRS) == []


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"partners": (1,)}, ["expected 2 partners, 3 prices of rows and 3 of columns but got [1, 3, 3]"]),
        ({"row_prices": (2, 2)}, ["expected 2 partners, 3 prices of rows and 3 of columns but got [2, 2, 3]"]),
        ({"column_prices": (-1, 0)}, ["expected 2 partners, 3 prices of rows and 3 of columns but got [2, 3, 2]"]),
        ({"partners": (1, 3)}, ["row 1: there are 3 columns, so column 3 does not exist"]),
        ({"partners": (-1, 0)}, ["row 0: there are 3 columns, so column -1 does not exist"]),
        ({"partners": (2, 0)}, ["row 0: column 2 is forbidden"]),
        ({"partners": (0, 0)}, ["row 1: row 0 has column 0 too"]),
        ({"cost": 52}, ["the assignment costs 53, not 52"]),
        ({"partners": (0, 2), "cost": 55}, ["the prices add up to 53, and the assignment costs 55"]),
        ({"partners": (None, 0), "cost": 201}, ["the prices add up to 53, and the assignment costs 201"]),
        ({"row_prices": (2, 2, 47)}, ["the prices add up to 52, and the assignment costs 53"]),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], faults: list[str]) -> None:
    assert check(COSTS, ROWS, COLUMNS, replace(PAIRS, **change)) == faults


def test_prices_that_prove_too_much_are_refused() -> None:
    """With higher prices a worse assignment would look like an optimum."""
    worse = replace(PAIRS, partners=(0, 2), cost=55, row_prices=(2, 4, 48))

    assert check(COSTS, ROWS, COLUMNS, worse) == [
        "row 1 and column 0 cost 1, but their prices add up to 3",
        "row 1 and column 2 cost 4, but their prices add up to 6",
    ]


def test_prices_of_those_left_out_are_checked_too() -> None:
    dear = replace(PAIRS, row_prices=(2, 2, 51), column_prices=(-1, 0, -1))

    assert check(COSTS, ROWS, COLUMNS, dear) == ["row 2 and column 1 cost 50, but their prices add up to 51"]


def test_a_pair_that_is_forbidden_or_dear_costs_what_leaving_both_out_costs() -> None:
    for cost in (None, 31):
        assert check([[cost]], [10], [20], Assignment((None,), 30, (10,), (20,))) == []
        assert check([[cost]], [10], [20], Assignment((None,), 30, (11,), (20,))) == [
            "the prices add up to 31, and the assignment costs 30",
            "row 0 and column 0 cost 30, but their prices add up to 31",
        ]


def test_nothing_dearer_than_the_optimum_is_accepted_whatever_the_prices() -> None:
    refused = 0
    for seed in range(300):
        costs, rows, columns = instance = small_instance(seed)
        pairs, draw = assign(costs, rows, columns), random.Random(seed)
        partners = list(pairs.partners)
        draw.shuffle(partners)
        cost = total_cost(instance, partners)
        if cost is None or cost == pairs.cost:
            continue
        row_prices, column_prices = list(pairs.row_prices), list(pairs.column_prices)
        for _ in range(cost - pairs.cost):
            prices = draw.choice([row_prices, column_prices])
            prices[draw.randrange(len(prices))] += 1
        wrong = Assignment(tuple(partners), cost, tuple(row_prices), tuple(column_prices))
        refused += 1

        assert all("but their prices add up to" in fault for fault in check(costs, rows, columns, wrong))
        assert check(costs, rows, columns, wrong)
    assert refused > 50


def test_each_price_of_a_real_certificate_matters() -> None:
    costs, out = realistic(20), [10_000] * 20
    pairs = assign(costs, out, out)
    for side in ("row_prices", "column_prices"):
        for person in range(20):
            for change in (-1, 1):
                prices = list(getattr(pairs, side))
                prices[person] += change

                assert check(costs, out, out, replace(pairs, **{side: tuple(prices)}))
