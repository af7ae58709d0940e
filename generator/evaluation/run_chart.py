"""Run chart of a measure: its median, and whether it shifts, crosses its median too seldom, or trends. Exact.

Shift and crossings are the rules of Anhøj and Olesen (Run charts revisited, PLoS ONE 2014;9(11):e113825). The trend
rule is that of Perla, Provost and Murray (BMJ Quality & Safety 2011;20:46-51); Anhøj and Olesen found in simulations
that it detects almost no drift. A chart never gets a new median by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb
from statistics import median

from .runs import Finding, Number, Rule, direction, exact, runs, sides, trends

FEWEST_POINTS = 10
"""Fewest points, and fewest points off the median, for any rule."""
TREND = 5
"""Fewest points of a trend by Perla, Provost and Murray."""


class NoRules(StrEnum):
    """Why no rule was applied to a run chart."""

    FEW_POINTS = "few-points"
    """It has fewer than ten points."""
    BASELINE_INCOMPLETE = "baseline-incomplete"
    """It has fewer points than its baseline should have; its median is provisional."""
    FEW_USEFUL = "few-useful"
    """Fewer than ten of its points are off the median."""


@dataclass(frozen=True, slots=True)
class RunChart:
    """What a drawing of the chart needs, and what its rules say."""

    values: tuple[Fraction, ...]
    """The points, in order of time."""
    median: Fraction | None
    """Median of the baseline, or of all points where there is none; None without points."""
    baseline: int | None
    """How many first points the median was frozen from, if a planner asked for it."""
    sides: tuple[int, ...]
    """For each point 1 above the median, -1 below it, 0 on it."""
    longest_run: int
    """Length of the longest run on one side. Points on the median neither add to a run nor end it."""
    longest_run_limit: int | None
    """Longer than this is a shift; None where no rule was applied."""
    crossings: int
    """How often the line crosses the median."""
    crossings_limit: int | None
    """Fewer than this is a finding; None where no rule was applied."""
    findings: tuple[Finding, ...]
    no_rules: NoRules | None
    """Why no rule was applied, if none was: then no finding means nothing."""

    @property
    def useful(self) -> int:
        """Number of points off the median."""
        return sum(side != 0 for side in self.sides)


def run_chart(values: Iterable[Number], baseline: int | None = None, trend: int | None = TREND) -> RunChart:
    """The chart of the values in order of time.

    `baseline` freezes the median of so many first points; all points are then judged by it. `trend` is the fewest
    points of a trend, or None for no such rule. Raises ValueError for a baseline below 1 or a trend below 3.
    """
    if baseline is not None and baseline < 1:
        raise ValueError(f"a baseline must have at least 1 point, not {baseline}")
    if trend is not None and trend < 3:
        raise ValueError(f"a trend must have at least 3 points, not {trend}")
    points = tuple(exact(value) for value in values)
    centre = median(points[:baseline]) if points else None
    side = sides(points, centre) if centre is not None else ()
    useful = [position for position, where in enumerate(side) if where]
    stretches = tuple(runs(useful, side))
    no_rules = _no_rules(len(points), len(useful), baseline)
    longest_limit = crossings_limit = None
    findings: tuple[Finding, ...] = ()
    if no_rules is None:
        longest_limit, crossings_limit = longest_run_limit(len(useful)), fewest_crossings(len(useful))
        shifts = (run for run in stretches if len(run) > longest_limit)
        findings = tuple(Finding(Rule.SHIFT, run, direction(side[run[0]])) for run in shifts)
        if len(stretches) - 1 < crossings_limit:
            findings += (Finding(Rule.FEW_CROSSINGS, tuple(run[0] for run in stretches[1:]), None),)
        if trend is not None:
            findings += tuple(trends(_without_repeats(points), points, trend))
    return RunChart(
        values=points,
        median=centre,
        baseline=baseline,
        sides=side,
        longest_run=max(map(len, stretches), default=0),
        longest_run_limit=longest_limit,
        crossings=max(0, len(stretches) - 1),
        crossings_limit=crossings_limit,
        findings=findings,
        no_rules=no_rules,
    )


def longest_run_limit(useful: int) -> int:
    """log2(n) + 3, rounded to the nearest integer."""
    # In integers: log2(n) + 1/2 is half of log2(2n^2). No n is halfway between two limits.
    return ((2 * useful * useful).bit_length() - 1) // 2 + 3


def fewest_crossings(useful: int) -> int:
    """Lower 5 per cent point of a binomial (n - 1, 1/2): the least c with P(crossings <= c) of at least 1/20."""
    steps = useful - 1
    ways = crossings = 0
    while True:
        ways += comb(steps, crossings)
        if 20 * ways >= 1 << steps:
            return crossings
        crossings += 1


def _no_rules(points: int, useful: int, baseline: int | None) -> NoRules | None:
    if points < FEWEST_POINTS:
        return NoRules.FEW_POINTS
    if baseline is not None and points < baseline:
        return NoRules.BASELINE_INCOMPLETE
    return NoRules.FEW_USEFUL if useful < FEWEST_POINTS else None


def _without_repeats(points: tuple[Fraction, ...]) -> Iterator[int]:
    """Positions of the points that differ from the one before: in this trend rule repeats neither add nor break."""
    for position, value in enumerate(points):
        if not position or value != points[position - 1]:
            yield position
