"""What the rules say about a cohort, whatever the words: its dates, the projects that fit, and its hours."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library, Trust
from ..model.recorded_plan import RecordedPlan
from ..model.trust import TrustProfile
from .effort import Effort, effort
from .feasibility import Feasibility, ProjectWeeks, Verdict, feasibility
from .forms import forms_of
from .lead_in import StartError
from .menu import project_weeks
from .open_days import NoOpenDayError
from .planner import schedule
from .schedule import Schedule
from .selection import Selection, WorkshopPlan, short_form
from .weeks import PlanWeeks


class CohortNumbers(NamedTuple):
    """The dates of a cohort, its weeks, how well projects fit them, and its hours."""

    planning_from: datetime.date
    """The day on which planning started; nothing is planned before it."""
    previous: RecordedPlan | None
    """The plan of the same cohort that is replaced, if any."""
    workshops: tuple[WorkshopPlan, ...]
    schedule: Schedule | None
    """None while the cohort has no start."""
    weeks: PlanWeeks
    project_weeks: ProjectWeeks
    """The weeks that the cohort has for projects."""
    feasibility: dict[str, Feasibility]
    """How well each project fits the cohort's weeks, by project id."""
    effort: Effort


def cohort_numbers(
    library: Library, trust: Trust, today: datetime.date | None, previous: RecordedPlan | None
) -> CohortNumbers:
    """The numbers of a trust's cohort. `today` and `previous` are as for `plan`.

    Dates stay on the days that the planner's own workbook has, if there is one; else on those of the previous plan.

    Raises:
        InputFault: there is no time to prepare, or the trust's closed periods leave no day for something.
    """
    profile = trust.profile
    record = trust.scheme_file.record if trust.scheme_file else None
    if record and record.profile == profile.fingerprint:
        today = record.planning_from
    planning_from = profile.planning_from or today or library.release.date
    previous = of_cohort(previous, profile)
    earlier = (record and of_cohort(record.plan, profile)) or previous
    workshops = Selection(library, trust).workshops()
    instruments = forms_of(library, profile)
    try:
        dates = schedule(library, profile, workshops, instruments, planning_from, earlier)
    except StartError as error:
        place = trust.start_place or Place(profile.source)
        raise InputFault([Diagnostic(error.code, str(error), place, error.help)]) from None
    except NoOpenDayError as error:
        advice = "shorten the closed periods"
        raise InputFault([Diagnostic("no-open-day", str(error), Place(profile.source), advice)]) from None
    run = [each.workshop.id for each in workshops]
    weeks = dates.weeks if dates else PlanWeeks.of(library, profile.cohort.months, run, profile.schedule)
    short = short_form(library.programme, profile)
    available = project_weeks(weeks, dates, data_first=short is not None)
    # Which projects there are can depend on the weeks to prepare, and these on the workshops.
    projects = Selection(library, trust, weeks.to_prepare).projects()
    fits = {project.id: feasibility(project, available.weeks, data_first=available.data_first) for project in projects}
    able = [project for project in projects if fits[project.id].verdict is not Verdict.DOES_NOT_FIT]
    hours = effort(library, profile, workshops, dates, able or projects, available.weeks)
    return CohortNumbers(planning_from, previous or earlier, workshops, dates, weeks, available, fits, hours)


def of_cohort(plan: RecordedPlan | None, profile: TrustProfile) -> RecordedPlan | None:
    """The plan, unless it is of another cohort."""
    return plan if plan and (plan.trust, plan.cohort) == (profile.id, profile.cohort.number) else None
