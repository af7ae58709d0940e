"""Exact tests of paired answers: the Wilcoxon signed-rank test with ties, and the sign test.

If nothing changed, each difference is as likely to be up as down, given its size. So every way to sign the ranks is
equally likely, and a p value is a count of signings divided by their number: an exact fraction, with ties and without.
F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (1945), 80-83; J. W. Pratt, "Remarks on
zeros and ties in the Wilcoxon signed rank procedures", Journal of the American Statistical Association 54 (1959),
655-667. Ranks are doubled while counting, so that the mean rank of tied sizes is an integer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import comb, lcm
from typing import NamedTuple

Number = int | Fraction

FEWEST = 6
"""With five differences that are not zero no two-sided p value can be below 2/32, so no result could be a finding."""


class PValues(NamedTuple):
    """How likely figures at least this far out are, if nothing changed."""

    two_sided: Fraction
    """Twice the smaller of the two others, at most 1."""
    greater: Fraction
    """The chance of a W+ at least this large: small if answers went up."""
    less: Fraction
    """The chance of a W+ at most this large: small if answers went down."""


class TooFew(NamedTuple):
    """The reason for not giving a p value: fewer differences than needed are other than zero."""

    pairs: int
    needed: int


class SignedRank(NamedTuple):
    """A Wilcoxon signed-rank test under one rule for zeros."""

    positive: Fraction
    """W+: the sum of the ranks of the differences above zero."""
    negative: Fraction
    """W-: the sum of the ranks of the differences below zero."""
    used: int
    """The number of differences that are not zero."""
    zeros: int
    p: PValues | TooFew

    @property
    def rank_biserial(self) -> Fraction | None:
        """The matched-pairs rank-biserial correlation, (W+ - W-) / (W+ + W-): from -1 (all down) to 1 (all up).

        D. S. Kerby, "The simple difference formula", Comprehensive Psychology 3 (2014). None if every difference is
        zero.
        """
        total = self.positive + self.negative
        return (self.positive - self.negative) / total if total else None


class SignedRanks(NamedTuple):
    """The same test under both rules for zeros, on which programs disagree."""

    wilcoxon: SignedRank
    """Zeros are dropped before ranking."""
    pratt: SignedRank
    """Zeros are ranked, and their ranks are then left out."""


class SignTest(NamedTuple):
    """The exact sign test: an even binomial of the differences that are not zero."""

    up: int
    down: int
    zeros: int
    p: PValues | TooFew


def signed_ranks(differences: Sequence[Number]) -> SignedRanks:
    """Test paired differences, after minus before, by both rules for zeros."""
    return SignedRanks(_signed_rank(differences, rank_zeros=False), _signed_rank(differences, rank_zeros=True))


def sign_test(differences: Sequence[Number]) -> SignTest:
    """Test whether more differences are up than down, whatever their sizes."""
    up, down = sum(value > 0 for value in differences), sum(value < 0 for value in differences)
    pairs = up + down
    if pairs < FEWEST:
        return SignTest(up, down, len(differences) - pairs, TooFew(pairs, FEWEST))
    greater = sum(comb(pairs, count) for count in range(up, pairs + 1))
    less = sum(comb(pairs, count) for count in range(up + 1))
    return SignTest(up, down, len(differences) - pairs, _p_values(greater, less, pairs))


def doubled_rank_sums(counts: Counter[int], rank_zeros: bool = False) -> tuple[int, int, list[int]]:
    """W+ and W- doubled, and the doubled rank of each difference that is not zero, from counts of integer differences.

    Equal sizes share the mean of their ranks.
    """
    positive = negative = 0
    ranks: list[int] = []
    before = counts[0] if rank_zeros else 0
    for size in sorted({abs(value) for value in counts} - {0}):
        up, down = counts[size], counts[-size]
        rank = 2 * before + up + down + 1
        positive, negative = positive + up * rank, negative + down * rank
        ranks += [rank] * (up + down)
        before += up + down
    return positive, negative, ranks


def signings_up_to(ranks: Iterable[int], most: int) -> int:
    """The number of signings with a W+ of at most `most`: of subsets of the ranks with a sum of at most that.

    All counts are held in one integer, each in a field wide enough for all subsets: another rank adds the number to
    itself, shifted by that many fields.
    """
    ranks = list(ranks)
    if most < 0:
        return 0
    field = len(ranks) + 1
    within = (1 << field * (most + 1)) - 1
    counts = 1
    for rank in ranks:
        counts += (counts << field * rank) & within
    # The sum of the fields: a field's weight is 1 modulo this number, which is larger than the sum unless there is
    # no rank, and then the sum is 1.
    return counts % ((1 << field) - 1) if ranks else 1


def scaled(values: Iterable[Number]) -> tuple[list[int], int]:
    """Numbers as integers over their common denominator, and that denominator."""
    fractions = [Fraction(value) for value in values]
    denominator = lcm(*(value.denominator for value in fractions))
    return [int(value * denominator) for value in fractions], denominator


def _signed_rank(differences: Sequence[Number], rank_zeros: bool) -> SignedRank:
    counts = Counter(scaled(differences)[0])
    positive, negative, ranks = doubled_rank_sums(counts, rank_zeros)
    used = len(ranks)
    p: PValues | TooFew = TooFew(used, FEWEST)
    if used >= FEWEST:
        # W+ at least this large is W- at most this small, and both have the same distribution.
        p = _p_values(signings_up_to(ranks, negative), signings_up_to(ranks, positive), used)
    return SignedRank(Fraction(positive, 2), Fraction(negative, 2), used, counts[0], p)


def _p_values(greater: int, less: int, pairs: int) -> PValues:
    signings = 1 << pairs
    return PValues(
        min(Fraction(1), Fraction(2 * min(greater, less), signings)),
        Fraction(greater, signings),
        Fraction(less, signings),
    )
