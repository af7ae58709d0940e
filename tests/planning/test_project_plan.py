"""A project's plan on a page: phases without gaps, which end in time exactly when the project fits."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.library import Library
from generator.model.project import ImprovementProject, Interval, Measurement
from generator.planning.feasibility import Verdict, feasibility
from generator.planning.menu import FEWEST_MONTHS, MOST_MONTHS, USUAL_MONTHS, CohortWeeks
from generator.planning.project_plan import PhaseKind, ProjectPlan, project_plan, sponsor_search
from generator.planning.weeks import PlanWeeks

ORDER = [PhaseKind.PREPARE, PhaseKind.BASELINE, PhaseKind.CHANGE, PhaseKind.FOLLOW_UP, PhaseKind.SPARE]

MEASUREMENTS = st.builds(
    Measurement,
    interval=st.sampled_from(Interval),
    points_before=st.integers(0, 60),
    points_after=st.integers(1, 60),
)


@st.composite
def projects(draw: st.DrawFn, library: Library) -> ImprovementProject:
    """A project of the library with any times."""
    project = draw(st.sampled_from(list(library.projects.values())))
    return project.model_copy(
        update={
            "measurement": draw(MEASUREMENTS),
            "duration_weeks": draw(st.integers(2, 60)),
            "sponsor_lead_weeks": draw(st.integers(0, 12)),
            "data": project.data.model_copy(update={"lead_weeks": draw(st.integers(0, 12))}),
        }
    )


def last_week_of_work(plan: ProjectPlan) -> int:
    return max(phase.last for phase in plan.phases if phase.kind is not PhaseKind.SPARE)


@given(st.data(), st.integers(FEWEST_MONTHS, MOST_MONTHS))
def test_phases_follow_each_other_without_a_gap_and_add_up(library: Library, data: st.DataObject, months: int) -> None:
    project = data.draw(projects(library))
    weeks = CohortWeeks(library).weeks(months)
    plan = project_plan(months, feasibility(project, weeks))

    assert plan.phases[0].first == 1
    assert all(before.last + 1 == after.first for before, after in itertools.pairwise(plan.phases))
    assert [phase.kind for phase in plan.phases] == [kind for kind in ORDER if kind in {p.kind for p in plan.phases}]
    assert all(phase.weeks >= 1 for phase in plan.phases)
    assert sum(phase.weeks for phase in plan.phases) == plan.last_week
    assert plan.months == months
    assert plan.presentation == weeks


@given(st.data(), st.integers(FEWEST_MONTHS, MOST_MONTHS))
def test_it_ends_before_the_presentation_day_exactly_when_it_fits(
    library: Library, data: st.DataObject, months: int
) -> None:
    plan = project_plan(months, CohortWeeks(library).fit(data.draw(projects(library)), months))

    assert (last_week_of_work(plan) <= plan.presentation) == (plan.fit.verdict is not Verdict.DOES_NOT_FIT)


@given(st.data(), st.integers(0, 100))
def test_a_phase_is_long_enough_for_its_points(library: Library, data: st.DataObject, weeks: int) -> None:
    project = data.draw(projects(library))
    timing = project.measurement
    plan = project_plan(6, feasibility(project, weeks))
    phases = {phase.kind: phase for phase in plan.phases}

    for phase in plan.phases:
        assert phase.points * timing.interval.days <= phase.weeks * 7
        assert bool(phase.points) == (phase.kind in (PhaseKind.BASELINE, PhaseKind.FOLLOW_UP))
    assert (phases[PhaseKind.BASELINE].points if PhaseKind.BASELINE in phases else 0) == timing.points_before
    cut = plan.fit.verdict is Verdict.TIGHT and plan.fit.points_after < timing.points_after
    assert phases[PhaseKind.FOLLOW_UP].points == (plan.fit.points_after if cut else timing.points_after)


@given(st.data(), st.integers(0, 100))
def test_a_plan_that_is_not_cut_takes_the_weeks_that_are_needed(
    library: Library, data: st.DataObject, weeks: int
) -> None:
    project = data.draw(projects(library))
    plan = project_plan(6, feasibility(project, weeks))

    if plan.fit.points_after == project.measurement.points_after or plan.fit.verdict is Verdict.DOES_NOT_FIT:
        assert last_week_of_work(plan) == plan.fit.weeks_needed
    else:
        assert last_week_of_work(plan) < plan.fit.weeks_needed
    assert plan.fit == feasibility(project, weeks)


def test_every_project_of_the_library_has_a_plan_for_usual_cohorts(library: Library) -> None:
    cohorts = CohortWeeks(library)
    for project in library.projects.values():
        for months in USUAL_MONTHS:
            plan = project_plan(months, cohorts.fit(project, months))
            assert {PhaseKind.PREPARE, PhaseKind.BASELINE, PhaseKind.FOLLOW_UP} <= {p.kind for p in plan.phases}


@pytest.mark.parametrize(
    ("lead", "hint"),
    [
        (2, ""),
        (3, "start looking at workshop 1"),
        (9, "start looking at workshop 1"),
        (10, "start looking before the first workshop"),
    ],
)
def test_a_sponsor_who_takes_long_is_looked_for_at_an_earlier_workshop(
    worked_library: Library, lead: int, hint: str
) -> None:
    """Workshops 1 and 2 are in weeks 0 and 7, and charters are signed in week 9."""
    project = worked_library.projects["ward-round"].model_copy(update={"sponsor_lead_weeks": lead})

    assert sponsor_search(project, PlanWeeks.of(worked_library)) == hint


def test_a_programme_without_a_charter_says_nothing_of_the_search(worked_library: Library) -> None:
    programme = worked_library.programme.model_copy(update={"charter": None})
    changed = worked_library.model_copy(update={"programme": programme})
    project = changed.projects["first-case"]

    assert sponsor_search(project, PlanWeeks.of(changed)) == ""
