"""The cheapest pairing of two sides."""

from __future__ import annotations

from generator.pairing.assignment import assign


def test_the_cheapest_pairs_are_not_each_person_s_own_favourite() -> None:
    costs = [[1, 2], [1, 9]]

    pairs = assign(costs, [100, 100], [100, 100])

    assert pairs.partners == (1, 0)
    assert pairs.cost == 3
