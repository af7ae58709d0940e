"""What run charts and XmR charts share: exact values, runs on one side of a line, trends, and findings.

Points are named by their position in the series, from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

Number = int | float | Decimal | Fraction


class Rule(StrEnum):
    """The rules that a finding can come from."""

    SHIFT = "shift"
    """Run chart: a run on one side of the median longer than its limit (Anhøj)."""
    FEW_CROSSINGS = "few-crossings"
    """Run chart: the median is crossed fewer times than its limit (Anhøj)."""
    TREND = "trend"
    """Either chart: points that all rise or all fall."""
    OUTSIDE_LIMITS = "outside-limits"
    """XmR chart: a point above the upper or below the lower limit."""
    ONE_SIDE = "one-side"
    """XmR chart: a run of a fixed length on one side of the mean."""
    NEAR_LIMIT = "near-limit"
    """XmR chart: two of three points in the outer third, near the same limit."""


class Direction(StrEnum):
    """Higher or lower values: of a finding, or which of them are better."""

    UP = "up"
    DOWN = "down"


class Meaning(StrEnum):
    """What a finding means where it is known which direction is better."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"


class Finding(NamedTuple):
    """A pattern that chance alone seldom makes. It does not say what caused it."""

    rule: Rule
    points: tuple[int, ...]
    """Positions of its points, ascending; for few crossings, of the first point after each crossing, if any."""
    direction: Direction | None
    """Where the points are (above or below the line) or go (up or down); None for few crossings."""

    def meaning(self, better: Direction | None) -> Meaning | None:
        """Improvement or concern, or None where the direction that is better, or that of the finding, is unknown."""
        if better is None or self.direction is None:
            return None
        return Meaning.IMPROVEMENT if self.direction is better else Meaning.CONCERN


def exact(value: Number) -> Fraction:
    """The value as people write it: the float 0.1 is one tenth. Raises ValueError for what is not finite."""
    return Fraction(str(value))


def sides(values: Iterable[Fraction], line: Fraction) -> tuple[int, ...]:
    """For each value 1 above the line, -1 below it, 0 on it."""
    return tuple((value > line) - (value < line) for value in values)


def direction(side: int) -> Direction:
    """The direction of a side or a step: 1 is up, -1 down."""
    return Direction.UP if side > 0 else Direction.DOWN


def runs(positions: Iterable[int], side: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The positions, split wherever the side changes."""
    run: list[int] = []
    for position in positions:
        if run and side[position] != side[run[-1]]:
            yield tuple(run)
            run = []
        run.append(position)
    if run:
        yield tuple(run)


def trends(positions: Iterable[int], values: Sequence[Fraction], fewest: int) -> Iterator[Finding]:
    """Stretches of at least `fewest` points that all rise or all fall, the point they start from included.

    An equal value ends a trend. Two trends share the point where the values turn.
    """
    stretch: list[int] = []
    heading = 0
    for position in positions:
        step = 0
        if stretch:
            step = (values[position] > values[stretch[-1]]) - (values[position] < values[stretch[-1]])
            if step != heading:
                yield from _trend(stretch, heading, fewest)
                stretch = stretch[-1:] if step else []
        stretch.append(position)
        heading = step
    yield from _trend(stretch, heading, fewest)


def _trend(stretch: Sequence[int], heading: int, fewest: int) -> Iterator[Finding]:
    if heading and len(stretch) >= fewest:
        yield Finding(Rule.TREND, tuple(stretch), direction(heading))
