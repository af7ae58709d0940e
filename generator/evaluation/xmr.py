"""XmR chart (individual values and their moving ranges) by the rules of NHS England's Making Data Count. Exact.

Limits are 2.66 mean moving ranges from the mean. Moving ranges above 3.267 times their mean may be screened out before
(Nelson, Journal of Quality Technology 1982;14:172-173); the Excel tools of Making Data Count do not, the R package
NHSRplotthedots does unless asked not to. Limits are never calculated again by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from .runs import Direction, Finding, Number, Rule, direction, exact, runs, sides, trends

LIMIT = Fraction(266, 100)
"""Distance of a limit from the mean, in mean moving ranges: 3 standard deviations, as 3 / 1.128."""
SCREEN = Fraction(3267, 1000)
"""Above this many times the mean moving range, a moving range is outlying."""
NEAR = LIMIT * 2 / 3
"""Where the outer third begins, next to the limit."""
FEWEST_POINTS = 12
"""Fewest points that limits may be calculated from and then used to judge."""
RUN_LENGTHS = (6, 7)
"""Points of a run or trend: 6 in earlier guidance of Making Data Count, now 7."""


class NoRules(StrEnum):
    """Why no rule was applied to an XmR chart."""

    FEW_POINTS = "few-points"
    """Its limits come from fewer than twelve points, so they are provisional."""
    BASELINE_INCOMPLETE = "baseline-incomplete"
    """It has fewer points than its baseline should have."""


class Assurance(StrEnum):
    """Whether the process, as long as it stays as it is, reaches its target. A value on the target reaches it."""

    ALWAYS = "always"
    NEVER = "never"
    BY_CHANCE = "by-chance"


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines of a chart."""

    mean: Fraction
    mean_moving_range: Fraction
    """After screening, if moving ranges were screened."""

    @property
    def upper(self) -> Fraction:
        return self.mean + LIMIT * self.mean_moving_range

    @property
    def lower(self) -> Fraction:
        """May be below 0 where no value can be."""
        return self.mean - LIMIT * self.mean_moving_range

    def outside(self, value: Fraction) -> bool:
        return not self.lower <= value <= self.upper

    def near(self, value: Fraction) -> bool:
        """In the outer third, inside the limits."""
        return not self.outside(value) and abs(value - self.mean) > NEAR * self.mean_moving_range


@dataclass(frozen=True, slots=True)
class XmrChart:
    """What a drawing of the chart needs, and what its rules say."""

    values: tuple[Fraction, ...]
    """The points, in order of time."""
    moving_ranges: tuple[Fraction, ...]
    """Distance of each point but the first from the one before."""
    screened: tuple[int, ...]
    """Positions of the later point of each moving range that was screened out."""
    baseline: int | None
    """How many first points the limits were frozen from, if a planner asked for it."""
    limits: Limits | None
    """None with fewer than two points."""
    better: Direction | None
    """Which direction is better, if known: what `Finding.meaning` needs."""
    findings: tuple[Finding, ...]
    target: Fraction | None
    assurance: Assurance | None
    """None without a target, without a better direction, or where no rule was applied."""
    no_rules: NoRules | None
    """Why no rule was applied, if none was: then no finding means nothing."""


def xmr_chart(
    values: Iterable[Number],
    *,
    screen: bool = False,
    run: int = 7,
    baseline: int | None = None,
    better: Direction | None = None,
    target: Number | None = None,
) -> XmrChart:
    """The chart of the values in order of time.

    `screen` leaves outlying moving ranges out of their mean, once. `baseline` freezes the limits of so many first
    points; all points are then judged by them. Raises ValueError for a run of other than 6 or 7 points or a
    baseline below 2.
    """
    if run not in RUN_LENGTHS:
        raise ValueError(f"a run must have 6 or 7 points, not {run}")
    if baseline is not None and baseline < 2:
        raise ValueError(f"a baseline must have at least 2 points, not {baseline}")
    points = tuple(exact(value) for value in values)
    goal = None if target is None else exact(target)
    moving_ranges = tuple(abs(after - before) for before, after in pairwise(points))
    basis = points[:baseline]
    limits, screened = _limits(basis, moving_ranges[: len(basis) - 1], screen=screen)
    no_rules = _no_rules(len(points), baseline)
    judged = limits if no_rules is None else None
    return XmrChart(
        values=points,
        moving_ranges=moving_ranges,
        screened=screened,
        baseline=baseline,
        limits=limits,
        better=better,
        findings=tuple(_findings(points, judged, run)) if judged else (),
        target=goal,
        assurance=_assurance(judged, goal, better) if judged and goal is not None and better else None,
        no_rules=no_rules,
    )


def _no_rules(points: int, baseline: int | None) -> NoRules | None:
    if baseline is not None and points < baseline:
        return NoRules.BASELINE_INCOMPLETE
    return NoRules.FEW_POINTS if (baseline or points) < FEWEST_POINTS else None


def _limits(
    points: Sequence[Fraction], moving_ranges: Sequence[Fraction], *, screen: bool
) -> tuple[Limits | None, tuple[int, ...]]:
    """The lines, and the positions of the points whose moving ranges were screened out."""
    if not moving_ranges:
        return None, ()
    most = SCREEN * _mean(moving_ranges)
    outlying = tuple(number for number, size in enumerate(moving_ranges, 1) if screen and size > most)
    usual = [size for number, size in enumerate(moving_ranges, 1) if number not in outlying]
    return Limits(_mean(points), _mean(usual)), outlying


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _findings(points: Sequence[Fraction], limits: Limits, run: int) -> Iterator[Finding]:
    side = sides(points, limits.mean)
    for position, value in enumerate(points):
        if limits.outside(value):
            yield Finding(Rule.OUTSIDE_LIMITS, (position,), direction(side[position]))
    for stretch in runs(range(len(points)), side):
        # A point on the mean ends a run here, unlike on a run chart.
        if side[stretch[0]] and len(stretch) >= run:
            yield Finding(Rule.ONE_SIDE, stretch, direction(side[stretch[0]]))
    yield from trends(range(len(points)), points, run)
    for each in (1, -1):
        near = [position for position, value in enumerate(points) if side[position] == each and limits.near(value)]
        for stretch in _close_together(near):
            if len(stretch) > 1:
                yield Finding(Rule.NEAR_LIMIT, stretch, direction(each))


def _close_together(positions: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The positions, split wherever two neighbours do not fit in three points in a row."""
    group: list[int] = []
    for position in positions:
        if group and position - group[-1] > 2:
            yield tuple(group)
            group = []
        group.append(position)
    if group:
        yield tuple(group)


def _assurance(limits: Limits, target: Fraction, better: Direction) -> Assurance:
    if better is Direction.UP:
        always, never = limits.lower >= target, limits.upper < target
    else:
        always, never = limits.upper <= target, limits.lower > target
    return Assurance.ALWAYS if always else Assurance.NEVER if never else Assurance.BY_CHANCE
