"""Whether an improvement project fits into a cohort's weeks, and why or why not."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ..model.english import counted
from ..model.project import RUN_CHART_POINTS, ImprovementProject, Measurement

SLACK_WEEKS = 4
"""Weeks to spare that a project needs: holidays and late answers take about that many."""


class Verdict(StrEnum):
    """How well a project fits, from best to worst."""

    FITS = "fits"
    TIGHT = "tight"
    DOES_NOT_FIT = "does not fit"

    @property
    def rank(self) -> int:
        """0 for the best verdict."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}

_VERBS = {
    Verdict.FITS: ("fits", "fit"),
    Verdict.TIGHT: ("is tight", "are tight"),
    Verdict.DOES_NOT_FIT: ("does not fit", "do not fit"),
}
"""What one project does and what several do."""


@dataclass(frozen=True, slots=True)
class ProjectWeeks:
    """The time that a cohort has for projects: from its charter day to its presentation day."""

    weeks: int
    """Whole weeks from the charter day to the presentation day."""
    charter_week: int
    """Whole weeks from the first workshop to the charter day, before holidays move it."""
    charter_day: datetime.date | None = None
    """None while the cohort has no dates."""
    data_first: bool = False
    """Whether the programme asks for data before the first workshop, so that no project waits for it."""


@dataclass(frozen=True, slots=True)
class Feasibility:
    """A project compared with a cohort's weeks.

    Points before the change cannot be cut without losing the baseline; points after it can, down to what a run chart
    needs.
    """

    measurement: Measurement
    weeks_available: int
    """From the charter day to the presentation day."""
    data_weeks: int
    """From the charter day until the data is there."""
    work_weeks: int
    """From then to the last point."""
    data_first: bool = False
    """Whether `data_weeks` is 0 because the programme asks for data before the first workshop."""

    @property
    def weeks_needed(self) -> int:
        """From the charter day to the last point."""
        return self.data_weeks + self.work_weeks

    @property
    def spare(self) -> int:
        """Weeks to spare; negative where weeks are missing."""
        return self.weeks_available - self.weeks_needed

    @property
    def points_before(self) -> int:
        """Points that can be measured before the change; at most those planned."""
        weeks = max(0, self.weeks_available - self.data_weeks)
        return min(self.measurement.points_before, weeks * 7 // self.measurement.interval.days)

    @property
    def points_after(self) -> int:
        """Points that can be measured after the change; at most those planned."""
        # Cutting points does not shorten the work between the two measurements.
        left = max(0, self.spare * 7 // self.measurement.interval.days + self.measurement.points_after)
        return min(self.measurement.points_after, left)

    @property
    def verdict(self) -> Verdict:
        spare = self.spare
        if spare >= SLACK_WEEKS:
            return Verdict.FITS
        timing, after = self.measurement, self.points_after
        enough = after >= 1 and timing.points_before + after >= min(timing.points, RUN_CHART_POINTS)
        if spare >= 0 or (enough and spare > -SLACK_WEEKS * 2):
            return Verdict.TIGHT
        return Verdict.DOES_NOT_FIT

    @property
    def helped(self) -> Feasibility:
        """The same project where the data is there on the charter day, because it was asked for earlier."""
        return replace(self, data_weeks=0)

    @property
    def order(self) -> tuple[int, int]:
        """Sorts projects by fit: the best verdict first, and the most weeks to spare first within it."""
        return self.verdict.rank, -self.spare

    @property
    def reason(self) -> str:
        """A clause that says why, such as needs 20 of the 22 weeks after the charter."""
        needed, available = self.weeks_needed, self.weeks_available
        within = f"needs {needed} of the {available} weeks after the charter"
        beyond = f"needs {needed} weeks after the charter"
        if self.verdict is Verdict.DOES_NOT_FIT:
            return f"{beyond}{self._data()}, and the cohort has {available}{self._hint()}"
        if self.spare < 0:
            points = f"plan {counted(self.points_after, 'point')} after the change, not {self.measurement.points_after}"
            return f"{beyond}{self._data()}, and the cohort has {available}: {points}"
        if self.verdict is Verdict.FITS or self.data_first:
            return f"{within}{self._data() if self.data_first else ''}"
        return f"{within}: " + ("ask for data before it" if self.data_weeks else "no week may be lost")

    def _data(self) -> str:
        if self.data_first:
            return ", with data asked for before the first workshop"
        return f", {self.data_weeks} of them to get data" if self.data_weeks else ""

    def _hint(self) -> str:
        verdict = self.helped.verdict
        if verdict is Verdict.DOES_NOT_FIT:
            return ""
        return f"; if you ask for data now, it would {'fit' if verdict is Verdict.FITS else 'be tight'}"


def feasibility(project: ImprovementProject, weeks_available: int, *, data_first: bool = False) -> Feasibility:
    """Compare a project with the whole weeks from the charter day to the presentation day.

    The sponsor is found before the charter, so only the wait for data counts, and not even that in a programme that
    asks for data before the first workshop (`data_first`).
    """
    return feasibilities(project, {0: ProjectWeeks(weeks_available, 0, data_first=data_first)})[0]


def feasibilities(project: ImprovementProject, cohorts: Mapping[int, ProjectWeeks]) -> dict[int, Feasibility]:
    """The same for cohorts of several lengths, by their months."""
    timing, waiting, work = project.measurement, project.data.lead_weeks, project.work_weeks
    return {
        months: Feasibility(timing, cohort.weeks, 0 if cohort.data_first else waiting, work, cohort.data_first)
        for months, cohort in cohorts.items()
    }


def counts(verdicts: Iterable[Verdict]) -> str:
    """How many projects get each verdict, such as 17 fit, 8 are tight, 23 do not fit."""
    numbers = Counter(verdicts)
    return ", ".join(f"{numbers[verdict]} {_VERBS[verdict][numbers[verdict] != 1]}" for verdict in Verdict)
