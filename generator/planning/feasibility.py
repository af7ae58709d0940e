"""Whether an improvement project fits into a cohort's weeks, and why or why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..model.english import counted
from ..model.project import RUN_CHART_POINTS, ImprovementProject

SLACK_WEEKS = 4
"""Weeks to spare that a project needs: holidays and late answers take about that many."""


class Verdict(StrEnum):
    """How well a project fits."""

    FITS = "fits"
    TIGHT = "tight"
    DOES_NOT_FIT = "does not fit"


@dataclass(frozen=True, slots=True)
class Feasibility:
    """A project compared with a cohort's weeks."""

    verdict: Verdict
    reason: str
    """A clause that says why, such as needs 20 of 30 weeks."""
    weeks_available: int
    """From the first workshop to the presentation day."""
    weeks_needed: int
    """From asking for data and a sponsor to the last measurement."""
    points_before: int
    """Points that can be measured before the change; at most those planned, as for those after it."""
    points_after: int


def feasibility(project: ImprovementProject, weeks_available: int) -> Feasibility:
    """Compare a project with the whole weeks from the first workshop to the presentation day.

    Data and sponsor are requested at the same time, so the longer wait counts. Points before the change cannot be cut
    without losing the baseline; points after it can, down to what a run chart needs.
    """
    timing = project.measurement
    lead = max(project.data.lead_weeks, project.sponsor_lead_weeks)
    days = timing.interval.days
    needed = lead + max(project.duration_weeks, timing.weeks)
    spare = weeks_available - needed
    # Cutting points does not shorten the work between the two measurements.
    left = max(0, spare * 7 // days + timing.points_after)
    after = min(timing.points_after, left)
    enough = after >= 1 and timing.points_before + after >= min(timing.points, RUN_CHART_POINTS)
    if spare >= SLACK_WEEKS:
        verdict, reason = Verdict.FITS, f"needs {needed} of {weeks_available} weeks"
    elif spare >= 0:
        verdict, reason = Verdict.TIGHT, f"needs {needed} of {weeks_available} weeks: start asking for data at once"
    elif enough and spare > -SLACK_WEEKS * 2:
        verdict = Verdict.TIGHT
        reason = (
            f"needs {needed} weeks, the cohort has {weeks_available}: "
            f"plan {counted(after, 'point')} after the change, not {timing.points_after}"
        )
    else:
        what = "data" if project.data.lead_weeks >= project.sponsor_lead_weeks else "a sponsor"
        verdict = Verdict.DOES_NOT_FIT
        reason = f"needs {needed} weeks, {lead} of them to get {what}; the cohort has {weeks_available}"
    before = min(timing.points_before, max(0, (weeks_available - lead) * 7 // days))
    return Feasibility(verdict, reason, weeks_available, needed, before, after)
