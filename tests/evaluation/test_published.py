"""Published data and figures, reproduced to the last digit that the source prints.

A figure that a source prints in full as a decimal fraction is compared as it stands; one that it rounds is rounded.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from generator.evaluation.description import describe
from generator.evaluation.holm import holm
from generator.evaluation.location import hodges_lehmann
from generator.evaluation.signed_rank import PValues, SignedRank, SignTest, sign_test, signed_ranks


def numbers(text: str) -> list[Fraction]:
    return [Fraction(number) for number in text.split()]


def minus(first: list[Fraction], second: list[Fraction]) -> list[Fraction]:
    return [one - other for one, other in zip(first, second, strict=True)]


def p(test: SignedRank | SignTest) -> PValues:
    assert isinstance(test.p, PValues)
    return test.p


def printed(value: Fraction, like: str) -> str:
    """A figure with as many significant digits as the printed one."""
    digits = len(Decimal(like).as_tuple().digits)
    return f"{float(value):.{digits}g}"


def same(value: Fraction, figure: str) -> bool:
    return Decimal(printed(value, figure)) == Decimal(figure)


DEPRESSION_BEFORE = numbers("1.83 0.50 1.62 2.48 1.68 1.88 1.55 3.06 1.30")
DEPRESSION_AFTER = numbers("0.878 0.647 0.598 2.05 1.06 1.29 1.06 3.14 1.29")
"""Hamilton depression scale of nine patients: M. Hollander and D. A. Wolfe, Nonparametric Statistical Methods (1973),
29; the example of R's help of wilcox.test."""

MAIZE = numbers("6 8 14 16 23 24 28 29 41 -48 49 56 60 -67 75")
"""Heights of cross-fertilised less those of self-fertilised maize: E. E. Cureton, "The normal approximation to the
signed-rank sampling distribution when zero differences are present" (1967); the example of scipy.stats.wilcoxon."""

FIFTEEN = numbers("-7.8 -6.9 -4.7 3.7 6.5 8.7 9.1 10.1 10.8 13.6 14.4 16.6 20.2 22.4 23.5")
TEN = minus(numbers("1.2 2.3 3.1 4.4 2.8 3.9 5.1 2.2 3.3 4.0"), [Fraction(3)] * 10)
TIED = minus(numbers("1 2 3 4 5 6 7 10 10 10 10 10 13 14 15"), [Fraction("10.1")] * 15)
TIED_WITH_ZEROS = numbers("0 0 0 0.5 0.5 1 -0.5 -1 1.5 -1.5 0.5 0 1 -0.5 2 0 0.5 -1 1 0.5")
"""Samples in test/wilcoxon.jl of JuliaStats/HypothesisTests.jl with the output of R's wilcox.test and, for the tied
ones, of wilcox.exact in exactRankTests."""

PINGOUIN = minus(numbers("20 22 19 20 22 18 24 20 19 24 26 13"), numbers("38 37 33 29 14 12 20 22 17 25 26 16"))
"""Two related samples with a zero and ties in the documentation of clementpoiret/Pingouin.jl."""

SEVEN_POINTS = minus(
    numbers("6 4 5 5 7 6 6 6 7 6 6 5 6 6 5 5 3 6 6 5 6 5 4 6 6 6 7 4 3 4 6 6 5 6 4 6 6 5 7 6 6 5 6 7 6 6 6 5 7 7"),
    numbers("5 3 5 3 5 3 6 2 3 6 2 5 5 6 4 6 4 5 5 3 7 5 6 6 4 3 4 3 2 4 5 4 4 6 2 6 7 4 4 5 5 5 5 7 4 5 3 2 6 7"),
)
"""Fifty pairs of answers on a scale of seven points, in the tests of a public Python package, `rtests`, with the output
of R's wilcox.test and of wilcoxsign_test in coin."""

MEDIAN_119 = minus(numbers("136 103 91 122 96 145 140 138 126 120 99 125 91 142 119 137"), [Fraction(119)] * 16)
"""Data with one zero and ties: D. Steele and P. Ehlers, R-help, 9 February 2010, "Wilcoxon signed-ranks test using
package coin", with the output of exactRankTests."""


def test_r_on_the_depression_scale() -> None:
    test = signed_ranks(minus(DEPRESSION_BEFORE, DEPRESSION_AFTER)).wilcoxon

    assert test.positive == 40
    assert same(p(test).greater, "0.01953")


def test_the_sign_test_of_the_depression_scale() -> None:
    """S. A. Sawyer, Washington University, course Math 408, spring 2009, output WcxSignRank."""
    test = sign_test(minus(DEPRESSION_AFTER, DEPRESSION_BEFORE))

    assert (test.up, test.up + test.down) == (2, 9)
    assert same(p(test).two_sided, "0.1797")


def test_scipy_on_maize() -> None:
    test = signed_ranks(MAIZE).wilcoxon

    assert (test.positive, test.negative) == (96, 24)
    assert p(test).two_sided == Fraction("0.041259765625")
    assert p(test).greater == Fraction("0.0206298828125")


def test_scipy_on_its_tests_that_r_checked() -> None:
    """`test_exact_pval` of scipy/stats/tests/test_morestats.py, computed with R 4.0.3."""
    ten = minus(
        numbers("1.81 0.82 1.56 -0.48 0.81 1.28 -1.04 0.23 -0.75 0.14"),
        numbers("0.71 0.65 -0.2 0.85 -1.1 -0.45 -0.84 -0.24 -0.68 -0.76"),
    )
    twenty = [Fraction(4 * index - 39, 2) for index in range(20)]

    assert p(signed_ranks(ten).wilcoxon).two_sided == Fraction("0.10546875")
    assert p(signed_ranks(ten).wilcoxon).greater == Fraction("0.052734375")
    assert same(p(signed_ranks(twenty).wilcoxon).two_sided, "0.8694877624511719")
    assert same(p(signed_ranks(twenty).wilcoxon).less, "0.4347438812255859")
    assert same(p(signed_ranks(twenty).wilcoxon).greater, "0.5795888900756836")


@pytest.mark.parametrize(
    ("differences", "statistic", "figure"),
    [
        (range(-5, 8), "27.5", "0.3955078125"),
        ([*range(-5, 0), 1, *range(1, 8)], "32", "0.3779296875"),
    ],
    ids=["a zero", "a tie"],
)
def test_scipy_on_a_zero_and_on_a_tie(differences: list[int], statistic: str, figure: str) -> None:
    """`test_auto_permutation_edge_case` of scipy/stats/tests/test_morestats.py. The statistic is the smaller sum."""
    test = signed_ranks(list(differences)).wilcoxon

    assert min(test.positive, test.negative) == Fraction(statistic)
    assert p(test).two_sided == Fraction(figure)


def test_r_on_fifteen_differences_without_ties() -> None:
    test, location = signed_ranks(FIFTEEN).wilcoxon, hodges_lehmann(FIFTEEN)

    assert same(p(test).less, "0.9986877441")
    assert same(p(test).greater, "0.001678466797")
    assert location is not None
    assert location.estimate == Fraction("9.675")
    assert location.interval[:2] == (Fraction("3.3"), Fraction("15.5"))


def test_r_on_the_interval_of_ten_differences() -> None:
    location = hodges_lehmann(TEN)

    assert location is not None
    assert location.interval[:2] == (Fraction("-0.7"), Fraction("1.1"))


def test_exactranktests_on_ties() -> None:
    """The lower end is that of exactRankTests' one-sided interval, which inverts the tied distribution too (-4.6); the
    upper end and the estimate are also R's."""
    test, location = signed_ranks(TIED).wilcoxon, hodges_lehmann(TIED)

    assert p(test).two_sided == Fraction("0.04052734375")
    assert same(p(test).less, "0.02026367188")
    assert same(p(test).greater, "0.9828491211")
    assert location is not None
    assert location.estimate == Fraction("-2.1")
    assert location.interval[:2] == (Fraction("-4.6"), Fraction("-0.1"))


def test_exactranktests_on_ties_and_zeros() -> None:
    test = signed_ranks(TIED_WITH_ZEROS).wilcoxon

    assert same(p(test).two_sided, "0.3071899414")
    assert same(p(test).less, "0.8592834473")
    assert same(p(test).greater, "0.1535949707")


def test_exactranktests_on_a_median_of_119() -> None:
    test = signed_ranks(MEDIAN_119).wilcoxon

    assert test.positive == Fraction("65.5")
    assert same(p(test).two_sided, "0.771")


def test_pingouin_on_the_rank_biserial_correlation() -> None:
    """W, p and the correlation are Pingouin's; the rank sums and interval are those of HypothesisTests.jl beside."""
    test, location = signed_ranks(PINGOUIN).wilcoxon, hodges_lehmann(PINGOUIN)

    assert (test.positive, test.negative) == (Fraction("20.5"), Fraction("45.5"))
    assert same(p(test).two_sided, "0.288086")
    assert test.rank_biserial is not None
    assert same(test.rank_biserial, "-0.378788")
    assert location is not None
    assert location.interval[:2] == (-9, Fraction("2.5"))


def test_coin_on_the_rule_of_pratt() -> None:
    """Fifty answers of seven points: V of wilcox.test drops the zeros, and the p value of coin ranks them."""
    tests = signed_ranks(SEVEN_POINTS)

    assert tests.wilcoxon.positive == Fraction("636.5")
    assert same(p(tests.pratt).two_sided, "1.474e-06")


def test_hyperstat_on_the_sign_test() -> None:
    """D. M. Lane, HyperStat Online, "Sign test": seven of eight. (The page doubles 0.03516 wrongly.)"""
    assert same(p(sign_test([1] * 7 + [-1])).greater, "0.03516")


@pytest.mark.parametrize(
    ("p_values", "adjusted"),
    [
        pytest.param(".50 .003 .32 .054 .0003", "0.64 0.012 0.64 0.162 0.0015", id="pingouin.holm"),
        pytest.param("0.319 0.201 0.4 0.374 0.113", "0.957 0.804 0.957 0.957 0.565", id="padjust of stdlib"),
    ],
)
def test_holm_in_the_documentation_of_programs(p_values: str, adjusted: str) -> None:
    assert holm(numbers(p_values)).adjusted == tuple(numbers(adjusted))


@pytest.mark.parametrize(
    ("values", "lower", "upper"),
    [
        pytest.param("11 21 42 27 18 29 32 52", "20.25", None, id="GrapeCity Spread"),
        pytest.param("1 2 3 4 5 6 7 8 9", None, "7", id="SoftMaker PlanMaker"),
    ],
)
def test_quartile_inc_in_the_manuals_of_spreadsheets(values: str, lower: str | None, upper: str | None) -> None:
    quartiles = describe(numbers(values)).quartiles

    assert quartiles is not None
    assert lower is None or quartiles.lower == Fraction(lower)
    assert upper is None or quartiles.upper == Fraction(upper)
