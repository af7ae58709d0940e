"""The Hodges-Lehmann estimate and its interval: cases by hand, the test it turns round, and its true coverage."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evaluation import location as engine
from generator.evaluation.location import Interval, coverage_without_ties, hodges_lehmann
from generator.evaluation.signed_rank import PValues, TooFew, signed_ranks
from tests.examples import examples

ANSWERS = st.lists(st.integers(-4, 4), min_size=6, max_size=12)


def interval(differences: list[Fraction] | list[int]) -> Interval:
    location = hodges_lehmann(differences)
    assert location is not None
    assert isinstance(location.interval, Interval)
    return location.interval


def holds(interval: Interval, shift: Fraction) -> bool:
    above = interval.lower < shift or (interval.lower == shift and interval.lower_included)
    below = shift < interval.upper or (interval.upper == shift and interval.upper_included)
    return above and below


def test_the_estimate_is_the_median_of_all_means_of_two() -> None:
    """Of 1, 3 and 8 the Walsh averages are 1, 2, 3, 4.5, 5.5 and 8."""
    location = hodges_lehmann([1, 3, 8])

    assert location is not None
    assert location.estimate == Fraction(3 + Fraction("4.5"), 2)


def test_those_who_stayed_count_for_the_estimate() -> None:
    """Of 21 Walsh averages 15 are 0. Without the zeros the estimate would be 1."""
    location = hodges_lehmann([0, 0, 0, 0, 0, 1])

    assert location is not None
    assert location.estimate == 0


def test_without_differences_there_is_nothing_to_estimate() -> None:
    assert hodges_lehmann([]) is None


def test_under_six_pairs_there_is_an_estimate_but_no_interval() -> None:
    location = hodges_lehmann([1, 2, 3, 4, 5])

    assert location is not None
    assert location.estimate == 3
    assert location.interval == TooFew(pairs=5, needed=6)


def test_with_six_pairs_only_shifts_beyond_all_differences_are_rejected() -> None:
    """Six signs alike have a p value of 2/64, and any other signing at least 4/64. At an end one of them is a zero, and
    five signs alike are not rejected."""
    assert interval([1, 2, 4, 8, 16, 32]) == Interval(
        lower=Fraction(1),
        upper=Fraction(32),
        lower_included=True,
        upper_included=True,
        tied=False,
        coverage_without_ties=Fraction(62, 64),
        every_shift_rejected=False,
    )


@pytest.mark.parametrize(
    ("pairs", "coverage"), [(6, "0.96875"), (7, "0.953125"), (8, "0.9609375"), (10, "0.951171875")]
)
def test_true_coverage_without_ties(pairs: int, coverage: str) -> None:
    """Of 2 ** n signings those up to the largest sum that is rejected: 1, 3, 5 and 25 on each side."""
    assert coverage_without_ties(pairs) == Fraction(coverage)


def test_if_all_changed_alike_the_interval_is_that_change() -> None:
    assert interval([2] * 8)[:4] == (2, 2, True, True)
    assert not interval([2] * 8).every_shift_rejected


def test_if_most_stayed_and_the_others_went_up_every_shift_is_rejected_and_that_is_said() -> None:
    """No value is a centre of symmetry: not 0, from which all the others are on one side, and not one above, from which
    fifty are on one side."""
    differences = [0] * 50 + [1] * 10

    assert interval(differences)[:4] == (0, 0, True, True)
    assert interval(differences).every_shift_rejected
    assert isinstance(p := signed_ranks(differences).wilcoxon.p, PValues)
    assert p.two_sided < Fraction(1, 100)


def test_two_halves_far_apart_are_symmetric_about_their_middle_only() -> None:
    differences = [0] * 30 + [2] * 30

    assert interval(differences)[:4] == (1, 1, True, True)
    assert not interval(differences).every_shift_rejected


@settings(max_examples=examples(60))
@given(ANSWERS, st.fractions(-6, 6, max_denominator=4))
def test_the_interval_holds_every_shift_that_the_test_does_not_reject(differences: list[int], shift: Fraction) -> None:
    p = signed_ranks([value - shift for value in differences]).wilcoxon.p

    if isinstance(p, TooFew) or p.two_sided > Fraction(1, 20):
        assert holds(interval(differences), shift)


@settings(max_examples=examples(60))
@given(st.lists(st.integers(-40, 40), min_size=6, max_size=9))
def test_an_end_is_where_the_test_begins_to_reject(differences: list[int]) -> None:
    """Just outside every shift is rejected; at the end, or just inside, is one that is not."""
    ends, step = interval(differences), Fraction(1, 1000)

    def rejected(shift: Fraction) -> bool:
        p = signed_ranks([value - shift for value in differences]).wilcoxon.p
        return isinstance(p, PValues) and p.two_sided <= Fraction(1, 20)

    if not ends.every_shift_rejected:
        location = hodges_lehmann(differences)
        assert location is not None
        assert rejected(ends.lower - step)
        assert rejected(ends.upper + step)
        assert not rejected(ends.lower if ends.lower_included else ends.lower + step) or ends.lower == location.estimate
        assert not rejected(ends.upper if ends.upper_included else ends.upper - step) or ends.upper == location.estimate


@settings(max_examples=examples(6), deadline=None)
@given(st.lists(st.integers(0, 4), min_size=6, max_size=7))
def test_true_coverage_is_at_least_95_per_cent_with_ties_and_zeros(sizes: list[int]) -> None:
    """The differences are 3 plus or minus these sizes, and each choice of signs is as likely as any other."""
    signings = list(itertools.product([-1, 1], repeat=len(sizes)))
    covered = sum(
        holds(interval([3 + sign * size for sign, size in zip(signs, sizes, strict=True)]), Fraction(3))
        for signs in signings
    )

    assert Fraction(covered, len(signings)) >= Fraction(95, 100)


def test_true_coverage_without_ties_is_the_one_stated() -> None:
    sizes = [1, 2, 4, 8, 16, 32, 64]
    signings = list(itertools.product([-1, 1], repeat=len(sizes)))
    covered = sum(
        holds(interval([sign * size for sign, size in zip(signs, sizes, strict=True)]), Fraction(0))
        for signs in signings
    )

    assert Fraction(covered, len(signings)) == coverage_without_ties(7)


@settings(max_examples=examples(60))
@given(ANSWERS, st.integers(-3, 3), st.fractions(min_value="1/7", max_value=20, max_denominator=12))
def test_a_shift_and_the_length_of_the_scale_move_estimate_and_interval_alike(
    differences: list[int], shift: int, length: Fraction
) -> None:
    location, moved = hodges_lehmann(differences), hodges_lehmann([length * value + shift for value in differences])
    ours, theirs = interval(differences), interval([length * value + shift for value in differences])

    assert location is not None
    assert moved is not None
    assert moved.estimate == length * location.estimate + shift
    assert theirs == ours._replace(lower=length * ours.lower + shift, upper=length * ours.upper + shift)


@settings(max_examples=examples(60))
@given(ANSWERS)
def test_before_and_after_swapped_is_the_mirror_image(differences: list[int]) -> None:
    ours, mirrored = interval(differences), interval([-value for value in differences])

    assert (mirrored.lower, mirrored.upper) == (-ours.upper, -ours.lower)
    assert (mirrored.lower_included, mirrored.upper_included) == (ours.upper_included, ours.lower_included)


@settings(max_examples=examples(60))
@given(ANSWERS)
def test_the_estimate_is_within_the_interval(differences: list[int]) -> None:
    location = hodges_lehmann(differences)

    assert location is not None
    assert holds(interval(differences), location.estimate)


@pytest.mark.parametrize("seed", range(12))
def test_what_hoeffding_spares_from_counting_would_have_been_rejected(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    differences = [Fraction(random.randint(-8, 12), random.choice([1, 3])) for _ in range(random.randint(20, 45))]
    differences += [Fraction(0)] * random.randint(0, 9)
    spared = hodges_lehmann(differences)
    monkeypatch.setattr(engine, "HOEFFDING", Fraction(10**9))

    assert hodges_lehmann(differences) == spared


def test_the_bound_of_hoeffding_is_not_below_the_logarithm() -> None:
    assert math.exp(engine.HOEFFDING / 2) >= 2 / engine.REJECTED_AT
