"""Holm's correction by hand, and what must hold always."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evaluation.holm import holm
from tests.examples import examples

P_VALUES = st.lists(st.fractions(0, 1, max_denominator=1024), max_size=12)


def test_the_smallest_is_multiplied_by_all_and_the_next_by_one_less() -> None:
    result = holm([Fraction(1, 50), Fraction(1, 100), Fraction(1, 10)])

    assert result.adjusted == (Fraction(2, 50), Fraction(3, 100), Fraction(1, 10))
    assert result.tests == 3


def test_none_is_smaller_than_one_before_it_and_none_above_one() -> None:
    result = holm([Fraction(2, 100), Fraction(1, 100), Fraction(3, 4), Fraction(2, 4)])

    assert result.adjusted == (Fraction(6, 100), Fraction(4, 100), Fraction(1), Fraction(1))
    assert holm([Fraction(30, 1000), Fraction(31, 1000)]).adjusted == (Fraction(60, 1000), Fraction(60, 1000))


def test_no_test_and_one_test_need_no_correction() -> None:
    assert holm([]) == ((), 0)
    assert holm([Fraction(1, 30)]) == ((Fraction(1, 30),), 1)


@settings(max_examples=examples(100))
@given(P_VALUES, st.randoms(use_true_random=False))
def test_the_order_given_changes_nothing(p_values: list[Fraction], random: object) -> None:
    adjusted = dict(zip(p_values, holm(p_values).adjusted, strict=True))
    shuffled = sorted(p_values, key=lambda _: random.random())  # type: ignore[attr-defined]

    assert holm(shuffled).adjusted == tuple(adjusted[value] for value in shuffled)


@settings(max_examples=examples(100))
@given(P_VALUES)
def test_it_lies_between_no_correction_and_that_of_bonferroni(p_values: list[Fraction]) -> None:
    for value, adjusted in zip(p_values, holm(p_values).adjusted, strict=True):
        assert value <= adjusted <= min(Fraction(1), len(p_values) * value)
