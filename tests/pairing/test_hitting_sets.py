"""The smallest set that has a number of each of some sets, and the smallest conflict found with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pairing import hitting_sets
from generator.pairing.hitting_sets import Core, Numbers, Undecided, minimum_hitting_set, smallest

SETS = st.lists(st.frozensets(st.integers(0, 6), min_size=1, max_size=4), max_size=8)


def subsets(number: int) -> Iterator[Numbers]:
    """All sets of the numbers below `number`, the smallest first, and then in order."""
    return map(frozenset, chain.from_iterable(combinations(range(number), size) for size in range(number + 1)))


class Conflicts:
    """Numbers that cannot hold together if all of one of these sets are among them."""

    def __init__(self, cores: Iterable[Numbers], *, generous: bool = False) -> None:
        self.cores, self.generous, self.asked = list(cores), generous, 0

    def __call__(self, numbers: Numbers) -> Numbers | None:
        self.asked += 1
        if any(core <= numbers for core in self.cores):
            return None
        harmless = frozenset(range(7)) - frozenset(chain.from_iterable(self.cores))
        return numbers | harmless if self.generous else numbers


@given(SETS)
def test_a_hitting_set_is_the_first_of_the_smallest(sets: list[Numbers]) -> None:
    first = next(numbers for numbers in subsets(7) if all(numbers & each for each in sets))

    assert minimum_hitting_set(sets, 7) == first


@given(SETS, st.booleans())
def test_a_conflict_is_the_first_of_the_smallest(cores: list[Numbers], generous: bool) -> None:
    ask = Conflicts(cores, generous=generous)

    core = smallest(7, ask, limit=1000)

    first = next((numbers for numbers in subsets(7) if ask(numbers) is None), None)
    assert core == (first and Core(tuple(sorted(first)), smallest=True))


@given(SETS.filter(bool), st.integers(0, 12))
def test_beyond_the_limit_a_conflict_is_irreducible(cores: list[Numbers], limit: int) -> None:
    ask = Conflicts(cores)

    core = smallest(7, ask, limit)

    assert core is not None
    numbers = frozenset(core.constraints)
    assert ask(numbers) is None
    assert all(ask(numbers - {number}) is not None for number in numbers)


def test_no_more_questions_are_asked_than_the_limit_and_one_for_each_number() -> None:
    ask = Conflicts([frozenset({0, 1, 2}), frozenset({3, 4})])

    core = smallest(7, ask, limit=2)

    assert core == Core((0, 1, 2), smallest=False)
    assert ask.asked == 1 + 2 + 7


def test_a_question_that_cannot_be_answered_leaves_its_number_in_the_conflict() -> None:
    conflicts = Conflicts([frozenset({1, 3})])

    def ask(numbers: Numbers) -> Numbers | None:
        if 5 not in numbers:
            raise Undecided
        return conflicts(numbers)

    assert smallest(7, ask, limit=50) == Core((1, 3, 5), smallest=False)


def test_nobody_can_say_what_is_in_the_way_if_not_even_all_together_are_decided() -> None:
    def ask(_: Numbers) -> Numbers | None:
        raise Undecided

    with pytest.raises(Undecided):
        smallest(3, ask, limit=50)


def test_where_the_search_for_a_hitting_set_is_too_long_a_conflict_is_irreducible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hitting_sets, "NODES", 1)

    core = smallest(7, Conflicts([frozenset({0, 1, 2}), frozenset({3, 4})]), limit=1000)

    assert core == Core((0, 1, 2), smallest=False)
