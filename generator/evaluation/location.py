"""By how much answers moved: the Hodges-Lehmann estimate and an interval from the exact signed-rank test.

A Walsh average is the mean of two differences, or of one with itself. The estimator is the median of all n(n + 1)/2 of
them, zeros included: "the same" is an answer, and leaving it out would overstate the change. (Some programs drop zeros
here as they do for the test.) J. L. Hodges and E. L. Lehmann, "Estimates of location based on rank tests", Annals of
Mathematical Statistics 34 (1963), 598-611.

The interval is the test turned round. For a shift, the signed-rank test is done on the differences minus that shift,
with their ties as they stand and zeros dropped; the shift is rejected if the two-sided p value is at most 0.05. The
interval is the smallest that holds the estimate and every shift not rejected. If differences are symmetric about the
true shift, that shift is rejected with a chance of at most 0.05 whatever the ties, so the interval covers it with at
least 95 per cent. If the test of no change has a p value above 0.05, the interval holds zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.evaluation.signed_rank import FEWEST, Number, TooFew, doubled_rank_sums, scaled, signings_up_to

REJECTED_AT = Fraction(1, 20)
"""The highest two-sided p value at which a shift is rejected."""

HOEFFDING = Fraction(738, 100)
"""At least 2 ln(2 / 0.05): if (W+ - W-) squared is at least this times the sum of the squared ranks, the two-sided p
value is at most 0.05, and nothing needs counting. W. Hoeffding, "Probability inequalities for sums of bounded random
variables", Journal of the American Statistical Association 58 (1963), 13-30."""


class Interval(NamedTuple):
    """An interval for the shift that covers it with at least 95 per cent."""

    lower: Fraction
    upper: Fraction
    lower_included: bool
    """False if the lower end itself is rejected, and only shifts above it are not."""
    upper_included: bool
    tied: bool
    """Whether two differences are equal."""
    coverage_without_ties: Fraction
    """The true coverage for this number of pairs when no two sizes are equal; never below 95 per cent. With ties the
    true coverage depends on the true shift, and is at least 95 per cent too."""
    every_shift_rejected: bool
    """The differences are not symmetric about any shift, for example if most people stayed and all the others went up.
    The interval then holds the estimate only: how many went up, stayed and went down says more."""


class Location(NamedTuple):
    """The Hodges-Lehmann estimate of the shift, and its interval or the reason for having none."""

    estimate: Fraction
    interval: Interval | TooFew
    """With fewer than six pairs even a shift beyond all differences has a p value of 2/32 or more, so there is no
    interval of 95 per cent."""


def hodges_lehmann(differences: Sequence[Number]) -> Location | None:
    """Estimate the shift of paired differences, after minus before; None without differences."""
    values, denominator = scaled(differences)
    if not values:
        return None
    pairs = len(values)
    # Differences are held as multiples of a quarter of their unit, so that Walsh averages and the middle of the gap
    # between two of them are integers too.
    unit = 4 * denominator
    walsh = sorted(2 * (first + second) for index, first in enumerate(values) for second in values[index:])
    middle = len(walsh) // 2
    estimate = Fraction(walsh[middle] + walsh[-middle - 1], 2 * unit)
    if pairs < FEWEST:
        return Location(estimate, TooFew(pairs, FEWEST))
    counts, averages = Counter(4 * value for value in values), Counter(walsh)
    lowest = _lowest(counts, averages)
    # The highest shift is the lowest of the differences mirrored at zero.
    highest = _lowest(_mirrored(counts), _mirrored(averages)) if lowest else None
    lower = min([(estimate, 0), *([(Fraction(lowest[0], unit), lowest[1])] if lowest else [])])
    upper = min([(-estimate, 0), *([(Fraction(highest[0], unit), highest[1])] if highest else [])])
    interval = Interval(
        lower[0],
        -upper[0],
        not lower[1],
        not upper[1],
        max(counts.values()) > 1,
        coverage_without_ties(pairs),
        lowest is None,
    )
    return Location(estimate, interval)


def coverage_without_ties(pairs: int) -> Fraction:
    """The coverage of the interval when no two sizes are equal: 1 less the largest two-sided p value up to 0.05.

    `pairs` is at least six.
    """
    signings, ranks = 1 << pairs, range(1, pairs + 1)
    rejected, accepted = 0, pairs * (pairs + 1) // 2
    while accepted - rejected > 1:
        rank_sum = (rejected + accepted) // 2
        if 2 * signings_up_to(ranks, rank_sum) <= REJECTED_AT * signings:
            rejected = rank_sum
        else:
            accepted = rank_sum
    return 1 - Fraction(2 * signings_up_to(ranks, rejected), signings)


def _mirrored(counts: Counter[int]) -> Counter[int]:
    return Counter({-value: count for value, count in counts.items()})


def _lowest(counts: Counter[int], averages: Counter[int]) -> tuple[int, int] | None:
    """The lower end of the shifts not rejected, and 1 if it is itself rejected, else 0; None if every shift is.

    The p value changes at Walsh averages only, so each average and the middle of each gap stand for all shifts. In a
    gap, W+ - W- is the number of Walsh averages above less that below; at an average that equals no difference it is
    the mean of those of the two gaps beside it.
    """
    pairs, total = sum(counts.values()), sum(averages.values())
    bound = HOEFFDING * Fraction(pairs * (pairs + 1) * (2 * pairs + 1), 6)
    shifts = sorted(averages)
    excess = total
    for shift, following in zip(shifts, [*shifts[1:], None], strict=True):
        excess_below, excess = excess, excess - 2 * averages[shift]
        far = min(excess_below**2, excess**2) >= bound and (excess_below > 0) == (excess > 0)
        if (shift in counts or not far) and not _rejected(counts, shift):
            return shift, 0
        if following is not None and excess**2 < bound and not _rejected(counts, (shift + following) // 2):
            return shift, 1
    return None


def _rejected(counts: Counter[int], shift: int) -> bool:
    positive, negative, ranks = doubled_rank_sums(Counter({value - shift: count for value, count in counts.items()}))
    return 2 * signings_up_to(ranks, min(positive, negative)) <= REJECTED_AT * (1 << len(ranks))
