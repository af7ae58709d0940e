"""A project in cohorts of different lengths: its phases week by week, the lengths it fits, the themes of the menu.

The project takes 3 weeks to get data, 6 weekly points before the change and 8 after it, 16 weeks of work in all. A
cohort of 6 months has 20 weeks to the presentation day, so one of another length has 20 / 6 times its months.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator.model.base import Applicability
from generator.model.library import Library
from generator.model.vocabulary import Term
from generator.planning.feasibility import feasibility
from generator.planning.menu import CohortWeeks, MenuEntry, grouped, shared_menu
from generator.planning.project_plan import ProjectPlan, own_plan, project_plan, sponsor_search, usual_plans
from tests.planning import cohort

Phases = list[tuple[str, int, int, int]]


def phases(plan: ProjectPlan) -> Phases:
    return [(phase.kind.value, phase.first, phase.last, phase.points) for phase in plan.phases]


def only_for(**rule: int) -> Library:
    """The library with its project for cohorts of some lengths alone."""
    project = cohort.project(only_for=Applicability(**rule))  # type: ignore[arg-type]
    return cohort.library().model_copy(update={"projects": {project.id: project}})


def on_the_menu(library: Library) -> MenuEntry:
    (entry,) = shared_menu(library)
    return entry


@pytest.mark.parametrize(
    ("weeks", "expected", "beyond"),
    [
        (
            20,
            [
                ("prepare", 1, 3, 0),
                ("baseline", 4, 9, 6),
                ("change", 10, 11, 0),
                ("follow-up", 12, 19, 8),
                ("spare", 20, 20, 0),
            ],
            0,
        ),
        (19, [("prepare", 1, 3, 0), ("baseline", 4, 9, 6), ("change", 10, 11, 0), ("follow-up", 12, 19, 8)], 0),
        (17, [("prepare", 1, 3, 0), ("baseline", 4, 9, 6), ("change", 10, 11, 0), ("follow-up", 12, 17, 6)], 0),
        (14, [("prepare", 1, 3, 0), ("baseline", 4, 9, 6), ("change", 10, 11, 0), ("follow-up", 12, 19, 8)], 5),
    ],
)
def test_a_project_week_by_week(weeks: int, expected: Phases, beyond: int) -> None:
    """At 17 weeks the last two points are cut; at 14 it does not fit, and nothing is cut."""
    plan = project_plan(6, feasibility(cohort.project(), weeks))

    assert phases(plan) == expected
    assert plan.end_of_work == expected[-1 if expected[-1][0] != "spare" else -2][2]
    assert (plan.months, plan.last_week, plan.beyond) == (6, max(weeks, plan.end_of_work), beyond)


def test_work_that_needs_no_lead_and_no_extra_weeks_has_two_phases() -> None:
    data = cohort.project().data.model_copy(update={"lead_weeks": 0})
    project = cohort.project(data=data, sponsor_lead_weeks=0, duration_weeks=14)

    assert phases(project_plan(6, feasibility(project, 14))) == [("baseline", 1, 6, 6), ("follow-up", 7, 14, 8)]


def test_the_days_of_a_phase() -> None:
    """Weeks count from Wednesday 13 January 2027 and end on a Tuesday."""
    plan = own_plan(cohort.project(), cohort.book())
    start = datetime.date(2027, 1, 13)

    assert [[f"{day}" for day in phase.days(start)] for phase in plan.phases[:2]] == [
        ["2027-01-13", "2027-02-02"],
        ["2027-02-03", "2027-03-16"],
    ]
    assert [phase.title for phase in plan.phases[:2]] == ["Get the data", "Measure as it is"]
    assert [phase.weeks for phase in plan.phases[:2]] == [3, 6]
    assert (plan.months, plan.presentation) == (6, 20)


@pytest.mark.parametrize(
    ("rule", "months"),
    [
        ({}, [6, 9, 12]),
        ({"months_at_least": 9}, [9, 12]),
        ({"months_at_most": 9}, [6, 9]),
        ({"months_at_least": 7, "months_at_most": 8}, [7]),
        ({"months_at_least": 13}, [13]),
        ({"months_at_most": 5}, [5]),
        ({"months_at_most": 6}, [6]),
    ],
)
def test_plans_are_for_the_usual_lengths_that_the_project_is_for(rule: dict[str, int], months: list[int]) -> None:
    library = only_for(**rule)
    plans = usual_plans(library.projects["discharge"], CohortWeeks(library))

    assert [plan.months for plan in plans] == months
    assert [plan.presentation for plan in plans] == [round(20 * number / 6) for number in months]


@pytest.mark.parametrize(
    ("rule", "tight_from", "fits_from"),
    [
        ({}, 5, 7),
        ({"months_at_least": 6}, 6, 7),
        ({"months_at_least": 8}, 8, 8),
        ({"months_at_most": 6}, 5, None),
        ({"months_at_most": 7}, 5, 7),
        ({"months_at_most": 4}, None, None),
    ],
)
def test_the_shortest_cohort_that_a_project_fits(
    rule: dict[str, int], tight_from: int | None, fits_from: int | None
) -> None:
    """It needs 15 weeks to be tight and 23 to fit: 4 months have 13, 5 have 17, 6 have 20 and 7 have 23."""
    entry = on_the_menu(only_for(**rule))

    assert (entry.tight_from, entry.fits_from) == (tight_from, fits_from)


def test_themes_of_the_menu_are_in_the_order_of_the_vocabulary() -> None:
    themes = {
        id: Term(id=id, source="test", title=id.capitalize(), description="A theme.")
        for id in ("rest", "safety", "flow")
    }
    projects = {
        id: cohort.project(id=id, theme=theme)
        for id, theme in (("a", "flow"), ("b", "safety"), ("c", "flow"), ("d", "safety"))
    }
    base = cohort.library()
    vocabulary = base.vocabulary.model_copy(update={"themes": themes})
    menu = shared_menu(base.model_copy(update={"projects": projects, "vocabulary": vocabulary}))

    assert [entry.project.id for entry in menu] == ["b", "d", "a", "c"]
    assert [(theme.title, [entry.project.id for entry in entries]) for theme, entries in grouped(menu, themes)] == [
        ("Safety", ["b", "d"]),
        ("Flow", ["a", "c"]),
    ]


@pytest.mark.parametrize(
    ("charter", "lead", "search"),
    [
        (13, 3, ""),
        (13, 4, "start looking at workshop 1"),
        (13, 13, "start looking at workshop 1"),
        (13, 14, "start looking before the first workshop"),
        (10, 10, ""),
        (10, 11, "start looking before the first workshop"),
        (None, 4, ""),
    ],
)
def test_when_to_start_looking_for_a_sponsor(charter: int | None, lead: int, search: str) -> None:
    """Workshops are in weeks 0, 10 and 20. The last one before the charter is early enough for most."""
    weeks = replace(cohort.book().weeks, charter=charter)

    assert sponsor_search(cohort.project(sponsor_lead_weeks=lead), weeks) == search
