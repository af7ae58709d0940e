"""Charts of what the groups measured in their projects, and what each run chart allows to say.

A median is frozen from the rows that the planner marked as baseline, and never from others. Whatever a chart shows, it
does not say what caused it. Only a shift after the baseline is called an improvement or a concern: of 3,000 drawn
charts that varied by chance alone, with a baseline of 10 values and 14 after it, 6 in 100 were, and 14 in 100 had a
trend or too few crossings without a shift.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import takewhile
from statistics import median
from typing import NamedTuple

from ..model.answers import EvaluationChoices
from ..model.case_study import Better
from ..model.project import MeasureKind
from ..model.scheme import CohortProject, Measurement, Records
from .run_chart import FEWEST_POINTS, NoRules, RunChart, run_chart
from .runs import Direction, Finding, Rule, exact
from .xmr import XmrChart, xmr_chart

FEWEST_BASELINE = FEWEST_POINTS
"""Later values are judged by the median of at least so many baseline values, as a run chart needs as many points."""
_DIRECTIONS = {Better.HIGHER: Direction.UP, Better.LOWER: Direction.DOWN}


class Allows(StrEnum):
    """What the run chart of a measure allows to say. The first that applies, in this order."""

    FEW_POINTS = "few-points"
    """Nothing: it has fewer than ten values."""
    FEW_USEFUL = "few-useful"
    """Nothing: fewer than ten of its values are off the median."""
    NO_BASELINE = "no-baseline"
    """Nothing of a change: no values from before are marked, so its median is that of all values."""
    SHORT_BASELINE = "short-baseline"
    """Nothing of a change: fewer than ten values are marked as baseline."""
    UNSETTLED_BASELINE = "unsettled-baseline"
    """Nothing of a change: the baseline has a shift or a trend of its own."""
    NO_SIGNAL = "no-signal"
    """The values vary as by chance: after the baseline there is no shift, no trend, and no want of crossings."""
    NO_SHIFT = "no-shift"
    """A trend or too few crossings, but no shift. Chance alone makes trends of five values too often to say more."""
    NO_DIRECTION = "no-direction"
    """A shift, but nobody said whether higher or lower is better."""
    IMPROVEMENT = "improvement"
    """A shift in the better direction after the baseline, and none in the other."""
    CONCERN = "concern"
    """A shift in the worse direction after the baseline, and none in the other."""
    MIXED = "mixed"
    """Shifts in both directions after the baseline."""


class NotedChange(NamedTuple):
    """What somebody changed."""

    point: int
    """Position of the value on whose day the change began, from 0."""
    words: str


class Medians(NamedTuple):
    """Of the baseline, and of all values after it, so that nobody chose which values count."""

    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """A measure of a project: its values, its charts and what they allow to say."""

    project: str
    """Id of the cohort's project."""
    title: str
    """The project's title."""
    measure: str
    """The measure's name as its first row has it."""
    kind: MeasureKind | None
    better: Direction | None
    target: Fraction | None
    days: tuple[datetime.date, ...]
    """Ascending, one for each value."""
    changes: tuple[NotedChange, ...]
    run: RunChart
    xmr: XmrChart
    allows: Allows

    @property
    def values(self) -> tuple[Fraction, ...]:
        return self.run.values

    @property
    def baseline(self) -> int:
        """How many of its first values are the baseline; 0 without one."""
        return self.run.baseline or 0

    @property
    def signals(self) -> tuple[Finding, ...]:
        """What the run chart shows after the baseline; without a baseline, all that it shows."""
        return tuple(finding for finding in self.run.findings if not _in_baseline(finding, self.baseline))

    @property
    def medians(self) -> Medians | None:
        """Before and after, only where a baseline was frozen and the values have shifted since."""
        if self.allows not in (Allows.NO_DIRECTION, Allows.IMPROVEMENT, Allows.CONCERN, Allows.MIXED):
            return None
        return Medians(median(self.values[: self.baseline]), median(self.values[self.baseline :]))


def charts(records: Records, choices: EvaluationChoices) -> tuple[MeasureChart, ...]:
    """A chart for each measure, by project in the order of the sheet, then in the order of the measures' first rows."""
    series: dict[tuple[str, str], list[Measurement]] = {}
    for measurement in records.measurements:
        series.setdefault(measurement.series, []).append(measurement)
    return tuple(
        _chart(project, rows, choices)
        for project in records.projects
        for (id, _), rows in series.items()
        if id == project.id
    )


def _chart(project: CohortProject, rows: Sequence[Measurement], choices: EvaluationChoices) -> MeasureChart:
    """The chart of a measure from its rows as they are typed. Of two for one day, the first counts."""
    better = next((_DIRECTIONS[row.better] for row in rows if row.better), None)
    target = next((exact(row.target) for row in rows if row.target is not None), None)
    by_day: dict[datetime.date, Measurement] = {}
    for row in rows:
        by_day.setdefault(row.day, row)
    points = [by_day[day] for day in sorted(by_day)]
    marked = sum(1 for _ in takewhile(lambda point: point.baseline, points))
    # A moving range needs two values, and one value is no baseline.
    baseline = marked if marked > 1 else None
    values = [exact(point.value) for point in points]
    run = run_chart(values, baseline)
    return MeasureChart(
        project=project.id,
        title=project.title,
        measure=rows[0].measure,
        kind=next((row.kind for row in rows if row.kind), None),
        better=better,
        target=target,
        days=tuple(sorted(by_day)),
        changes=tuple(_noted(rows, sorted(by_day))),
        run=run,
        xmr=xmr_chart(
            values, screen=choices.screen, run=choices.run_length, baseline=baseline, better=better, target=target
        ),
        allows=_allows(run, better),
    )


def _noted(rows: Sequence[Measurement], days: Sequence[datetime.date]) -> Iterator[NotedChange]:
    """Changes in the order of their days."""
    for row in sorted(rows, key=lambda row: row.day):
        if row.change:
            yield NotedChange(days.index(row.day), row.change)


def _allows(run: RunChart, better: Direction | None) -> Allows:
    if run.no_rules:
        return Allows.FEW_USEFUL if run.no_rules is NoRules.FEW_USEFUL else Allows.FEW_POINTS
    if run.baseline is None:
        return Allows.NO_BASELINE
    if run.baseline < FEWEST_BASELINE:
        return Allows.SHORT_BASELINE
    if any(_in_baseline(finding, run.baseline) for finding in run.findings):
        return Allows.UNSETTLED_BASELINE
    if not run.findings:
        return Allows.NO_SIGNAL
    directions = {finding.direction for finding in run.findings if finding.rule is Rule.SHIFT}
    if not directions:
        return Allows.NO_SHIFT
    if better is None:
        return Allows.NO_DIRECTION
    if len(directions) > 1:
        return Allows.MIXED
    return Allows.IMPROVEMENT if better in directions else Allows.CONCERN


def _in_baseline(finding: Finding, baseline: int) -> bool:
    """Whether at least half the points of a shift or trend are in the baseline. Crossings are those of all values."""
    return finding.direction is not None and 2 * sum(point < baseline for point in finding.points) >= len(
        finding.points
    )
