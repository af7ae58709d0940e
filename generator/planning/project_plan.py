"""A project's plan on a page: its phases in weeks from the charter day, and whether it ends in time."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import NamedTuple

from ..model.project import ImprovementProject
from .feasibility import Feasibility, Verdict
from .menu import FEWEST_MONTHS, USUAL_MONTHS, CohortWeeks, lengths
from .open_days import DAY, WEEK
from .playbook import Playbook
from .weeks import PlanWeeks


class PhaseKind(StrEnum):
    """What a phase of a project is for."""

    PREPARE = "prepare"
    BASELINE = "baseline"
    CHANGE = "change"
    FOLLOW_UP = "follow-up"
    SPARE = "spare"


PHASE_TITLES = {
    PhaseKind.PREPARE: "Get the data",
    PhaseKind.BASELINE: "Measure as it is",
    PhaseKind.CHANGE: "Prepare and try the change",
    PhaseKind.FOLLOW_UP: "Measure the change",
    PhaseKind.SPARE: "Weeks to spare",
}


class Phase(NamedTuple):
    """Consecutive weeks of a project."""

    kind: PhaseKind
    first: int
    """First week, counted from 1 at the charter day."""
    last: int
    points: int = 0
    """Points measured in these weeks."""

    @property
    def title(self) -> str:
        return PHASE_TITLES[self.kind]

    @property
    def weeks(self) -> int:
        return self.last - self.first + 1

    def days(self, charter: datetime.date) -> tuple[datetime.date, datetime.date]:
        """Its first and last day in a cohort with a charter day."""
        return charter + (self.first - 1) * WEEK, charter + self.last * WEEK - DAY


class ProjectPlan(NamedTuple):
    """A project in a cohort's weeks."""

    months: int
    phases: tuple[Phase, ...]
    """In order, without gaps; a project that does not fit goes on after the presentation day."""
    fit: Feasibility

    @property
    def presentation(self) -> int:
        """Weeks from the charter day to the presentation day."""
        return self.fit.weeks_available

    @property
    def last_week(self) -> int:
        return max(self.presentation, self.phases[-1].last)

    @property
    def end_of_work(self) -> int:
        return max(phase.last for phase in self.phases if phase.kind is not PhaseKind.SPARE)

    @property
    def beyond(self) -> int:
        """Weeks of work after the presentation day."""
        return self.last_week - self.presentation


def usual_plans(project: ImprovementProject, cohorts: CohortWeeks) -> tuple[ProjectPlan, ...]:
    """A project in cohorts of the usual lengths that it is for, or else of the nearest length that it is for."""
    suitable = lengths(project)
    longest = suitable.stop - 1
    nearest = max(longest, FEWEST_MONTHS) if longest < USUAL_MONTHS[0] else suitable.start
    months = [length for length in USUAL_MONTHS if length in suitable] or [nearest]
    return tuple(project_plan(length, cohorts.fit(project, length)) for length in months)


def own_plan(project: ImprovementProject, playbook: Playbook) -> ProjectPlan:
    """A project in a trust's own cohort."""
    return project_plan(playbook.profile.cohort.months, playbook.feasibility[project.id])


def sponsor_search(project: ImprovementProject, weeks: PlanWeeks) -> str:
    """When to start looking for a sponsor, such as start looking at workshop 2.

    Empty where the weeks from the last workshop before the charter are enough, or where the programme has no charter.
    """
    charter = weeks.charter or 0
    before = [weeks.workshops[id] for id in weeks.run if weeks.workshops[id] < charter]
    early_enough = sum(week <= charter - project.sponsor_lead_weeks for week in before)
    if early_enough == len(before):
        return ""
    return f"start looking at workshop {early_enough}" if early_enough else "start looking before the first workshop"


def project_plan(months: int, fit: Feasibility) -> ProjectPlan:
    """Lay a project out in the weeks from the charter day to the presentation day.

    The phases follow the rules of `feasibility`: the baseline keeps all its points, and where a cohort is a little
    short the points after the change are cut.
    """
    timing = fit.measurement
    points_after = fit.points_after if fit.verdict is Verdict.TIGHT else timing.points_after
    plan = (
        (PhaseKind.PREPARE, fit.data_weeks, 0),
        (PhaseKind.BASELINE, timing.weeks_before, timing.points_before),
        (PhaseKind.CHANGE, fit.work_weeks - timing.weeks, 0),
        (PhaseKind.FOLLOW_UP, timing.weeks_of(points_after), points_after),
    )
    phases: list[Phase] = []
    week = 1
    for kind, length, points in plan:
        if length > 0:
            phases.append(Phase(kind, week, week + length - 1, points))
            week += length
    if week <= fit.weeks_available:
        phases.append(Phase(PhaseKind.SPARE, week, fit.weeks_available))
    return ProjectPlan(months, tuple(phases), fit)
