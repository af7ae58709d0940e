"""The signed-rank test and the sign test: cases by hand, every signing tried, scipy, and what must hold always."""

from __future__ import annotations

import itertools
from fractions import Fraction
from random import Random

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evaluation.signed_rank import (
    PValues,
    SignedRank,
    TooFew,
    sign_test,
    signed_ranks,
    signings_up_to,
)
from tests.examples import examples

ANSWERS = st.lists(st.integers(-4, 4), min_size=6, max_size=12)
"""Changes on a scale of five points: many ties and zeros."""


def test_six_who_all_went_up_have_one_signing_of_64_on_their_side() -> None:
    test = signed_ranks([1, 2, 3, 4, 5, 6]).wilcoxon

    assert test == SignedRank(
        positive=Fraction(21),
        negative=Fraction(0),
        used=6,
        zeros=0,
        p=PValues(two_sided=Fraction(1, 32), greater=Fraction(1, 64), less=Fraction(1)),
    )


def test_equal_sizes_share_the_mean_of_their_ranks() -> None:
    """Sizes 1, 1, 2, 2, 2, 3 have ranks 1.5, 1.5, 4, 4, 4, 6."""
    test = signed_ranks([1, -1, 2, 2, -2, 3]).wilcoxon

    assert test.positive == Fraction("1.5") + 4 + 4 + 6
    assert test.negative == Fraction("1.5") + 4


def test_pratt_ranks_zeros_before_leaving_them_out() -> None:
    """Two zeros have ranks 1 and 2, so the six others have 3 to 8."""
    tests = signed_ranks([0, 0, -1, 2, 3, 4, 5, 6])

    assert (tests.wilcoxon.negative, tests.pratt.negative) == (1, 3)
    assert (tests.wilcoxon.positive, tests.pratt.positive) == (20, 30)
    assert tests.wilcoxon.used == tests.pratt.used == 6
    assert tests.wilcoxon.zeros == tests.pratt.zeros == 2


def test_without_zeros_both_rules_are_one() -> None:
    tests = signed_ranks([3, -1, 2, 2, 5, -4, 1])

    assert tests.wilcoxon == tests.pratt


def test_a_zero_can_lead_the_two_rules_to_different_p_values() -> None:
    """Dropping the zeros leaves ranks 1 to 6, and W- is 3: of no rank, 1, 2, 3, and 1 + 2. Ranking them leaves 3 to 8,
    and W- is 5: of no rank, 3, 4 and 5."""
    tests = signed_ranks([0, 0, 1, 2, -3, 4, 5, 6])

    assert isinstance(tests.wilcoxon.p, PValues)
    assert isinstance(tests.pratt.p, PValues)
    assert tests.wilcoxon.p.greater == Fraction(5, 64)
    assert tests.pratt.p.greater == Fraction(4, 64)


def test_under_six_differences_there_is_no_p_value_and_the_reason_is_given() -> None:
    tests = signed_ranks([1, 2, 3, 4, 5, 0, 0])

    assert tests.wilcoxon.p == tests.pratt.p == TooFew(pairs=5, needed=6)
    assert tests.wilcoxon.positive == 15
    assert sign_test([1, 2, 3, 4, 5, 0, 0]).p == TooFew(pairs=5, needed=6)


@pytest.mark.parametrize("differences", [[], [0, 0, 0]])
def test_without_a_change_there_is_no_correlation(differences: list[int]) -> None:
    assert signed_ranks(differences).wilcoxon.rank_biserial is None
    assert signed_ranks(differences).wilcoxon.p == TooFew(pairs=0, needed=6)


def test_the_correlation_is_the_share_of_ranks_up_less_the_share_down() -> None:
    assert signed_ranks([1, 2, 3, 4]).wilcoxon.rank_biserial == 1
    assert signed_ranks([-1, -2, -3]).wilcoxon.rank_biserial == -1
    assert signed_ranks([1, 2, 3, -4]).wilcoxon.rank_biserial == Fraction(6 - 4, 10)


def test_the_sign_test_counts_directions_only() -> None:
    test = sign_test([1, 1, 4, 2, 1, 3, -4, 0])

    assert (test.up, test.down, test.zeros) == (6, 1, 1)
    assert test.p == PValues(two_sided=Fraction(16, 128), greater=Fraction(8, 128), less=Fraction(127, 128))


def test_half_up_and_half_down_is_no_evidence_at_all() -> None:
    assert isinstance(p := sign_test([1, 1, 1, -1, -1, -1]).p, PValues)
    assert p.two_sided == 1
    assert isinstance(p := signed_ranks([1, 1, 1, -1, -1, -1]).wilcoxon.p, PValues)
    assert p.two_sided == 1


def test_counting_signings() -> None:
    assert [signings_up_to([2, 3, 3], most) for most in range(-1, 9)] == [0, 1, 1, 2, 4, 4, 6, 7, 7, 8]
    assert signings_up_to([], 0) == 1


def test_sixty_people_are_counted_exactly() -> None:
    """All up but the one with the smallest change: the signings up to that are none down, and that one down."""
    assert isinstance(p := signed_ranks([-1, *range(2, 61)]).wilcoxon.p, PValues)
    assert p.greater == Fraction(2, 1 << 60)


def by_signing(differences: list[int], rank_zeros: bool) -> PValues:
    """Every way to sign the ranks, one by one."""
    sizes = [abs(value) for value in differences if value or rank_zeros]
    ranks = [
        (sum(other < abs(value) for other in sizes) + Fraction(sizes.count(abs(value)) + 1, 2))
        for value in differences
        if value
    ]
    observed = sum(rank for rank, value in zip(ranks, (d for d in differences if d), strict=True) if value > 0)
    sums = [sum(itertools.compress(ranks, signs)) for signs in itertools.product([0, 1], repeat=len(ranks))]
    greater = Fraction(sum(total >= observed for total in sums), len(sums))
    less = Fraction(sum(total <= observed for total in sums), len(sums))
    return PValues(min(Fraction(1), 2 * min(greater, less)), greater, less)


@settings(max_examples=examples(40))
@given(st.lists(st.integers(-4, 4), min_size=6, max_size=9))
def test_p_values_are_the_shares_of_all_signings(differences: list[int]) -> None:
    tests = signed_ranks(differences)
    if isinstance(tests.wilcoxon.p, TooFew):
        assert sum(value != 0 for value in differences) < 6
        return

    assert tests.wilcoxon.p == by_signing(differences, rank_zeros=False)
    assert tests.pratt.p == by_signing(differences, rank_zeros=True)


def positive_sum(signed: numpy.ndarray, axis: int) -> numpy.ndarray:
    return numpy.where(signed > 0, signed, 0).sum(axis=axis)


def agrees_with_scipy(seed: int) -> None:
    # It takes half a second to load, which each process of `make test` would wait for while it collects the tests.
    from scipy import stats

    random = Random(seed)
    steps = random.choice([1, 2, 4, 9])
    # At most twelve pairs, of which six or more are not zero.
    changed = [random.choice([-1, 1]) * random.randint(1, steps) for _ in range(random.randint(6, 12))]
    differences = [*changed, *[0] * random.randint(0, 12 - len(changed))]
    random.shuffle(differences)
    tests = signed_ranks(differences)
    for test, sizes in ((tests.wilcoxon, changed), (tests.pratt, [*changed, *[0] * (len(differences) - len(changed))])):
        signed = numpy.sign(changed) * stats.rankdata(numpy.abs(sizes))[: len(changed)]
        theirs = stats.permutation_test(
            (signed,), positive_sum, permutation_type="samples", vectorized=True, n_resamples=1 << 12
        )
        assert test.positive == theirs.statistic
        greater = float(numpy.mean(theirs.null_distribution >= theirs.statistic))
        less = float(numpy.mean(theirs.null_distribution <= theirs.statistic))
        assert tuple(map(float, test.p)) == (theirs.pvalue, greater, less)
    up, pairs = sum(value > 0 for value in differences), len(changed)
    for alternative, p in zip(("two-sided", "greater", "less"), sign_test(differences).p, strict=True):
        assert float(p) == pytest.approx(stats.binomtest(up, pairs, alternative=alternative).pvalue, rel=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_scipy_tries_every_signing_and_agrees(seed: int) -> None:
    agrees_with_scipy(seed)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(20))
def test_scipy_agrees_on_two_thousand_drawn_sets(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        agrees_with_scipy(seed)


@settings(max_examples=examples(60))
@given(st.lists(st.integers(1, 10**6), min_size=6, max_size=40, unique=True), st.randoms(use_true_random=False))
def test_scipy_agrees_without_ties_however_many_pairs(sizes: list[int], random: Random) -> None:
    from scipy import stats

    differences = [random.choice([-1, 1]) * size for size in sizes]
    p = signed_ranks(differences).wilcoxon.p

    assert float(p[0]) == pytest.approx(stats.wilcoxon(differences, method="exact").pvalue, rel=1e-9)


@settings(max_examples=examples(100))
@given(ANSWERS)
def test_before_and_after_swapped_is_the_mirror_image(differences: list[int]) -> None:
    for ours, mirrored in zip(signed_ranks(differences), signed_ranks([-value for value in differences]), strict=True):
        assert (mirrored.positive, mirrored.negative) == (ours.negative, ours.positive)
        if isinstance(ours.p, PValues):
            assert mirrored.p == PValues(ours.p.two_sided, ours.p.less, ours.p.greater)
        else:
            assert mirrored.p == ours.p


@settings(max_examples=examples(100))
@given(ANSWERS, st.fractions(min_value="1/7", max_value=20, max_denominator=12))
def test_the_length_of_the_scale_changes_nothing(differences: list[int], length: Fraction) -> None:
    assert signed_ranks([value * length for value in differences]) == signed_ranks(differences)


@settings(max_examples=examples(100))
@given(ANSWERS, st.data())
def test_a_larger_change_up_is_never_less_evidence_of_one(differences: list[int], data: st.DataObject) -> None:
    """With the largest size of all turned from down to up; growing among ties may split them, which is another test."""
    index = data.draw(st.sampled_from(range(len(differences))))
    down, up = list(differences), list(differences)
    down[index], up[index] = -5, 5
    before, after = signed_ranks(down).wilcoxon, signed_ranks(up).wilcoxon

    assert after.positive > before.positive
    if isinstance(after.p, PValues) and isinstance(before.p, PValues):
        assert after.p.greater < before.p.greater
        assert after.p.less > before.p.less


@settings(max_examples=examples(100))
@given(ANSWERS)
def test_the_rank_sums_add_up_and_the_p_values_cover_all(differences: list[int]) -> None:
    for test in signed_ranks(differences):
        assert test.used + test.zeros == len(differences)
        if isinstance(test.p, PValues):
            assert test.p.greater + test.p.less > 1
            assert 0 < test.p.two_sided <= 1
        assert test.positive + test.negative >= Fraction(test.used * (test.used + 1), 2)
