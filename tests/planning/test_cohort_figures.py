"""Hours, warnings and the choice of projects for a small cohort, each figure worked out by hand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.library import Library
from generator.model.vocabulary import Term
from generator.planning.applicability import groups, participants
from generator.planning.feasibility import Verdict, feasibility
from generator.planning.selection import Choice
from tests.planning import cohort


def messages(**values: Any) -> list[str]:
    return [warning.message for warning in cohort.book(**values).warnings]


def with_clinics() -> Library:
    """The library with a second setting; its only project happens on wards."""
    library = cohort.library()
    clinics = Term(id="clinics", source="test", title="Clinics", description="Where people come for a day.")
    settings = {**library.vocabulary.settings, "clinics": clinics}
    return library.model_copy(update={"vocabulary": library.vocabulary.model_copy(update={"settings": settings})})


def test_hours_of_all_participants_and_of_each() -> None:
    """Four people meet for an hour and a half in each of six months: 36 hours, 9 for each of them."""
    roles = {role.role: (role.hours, role.a_person and role.a_person.usual) for role in cohort.book().effort.roles}

    assert roles == {"administrator": (24.0, None), "participant": (36.0, 9.0)}


def test_hours_by_month_follow_the_weeks_in_it() -> None:
    """24 weeks from 13 January: 3 of them in January, 5 in March, 4 in each of the others."""
    participant = cohort.book().effort.roles[1]

    assert {month.title: float(hours) for month, hours in participant.by_month.items()} == {
        "January 2027": 4.5,
        "February 2027": 6,
        "March 2027": 7.5,
        "April 2027": 6,
        "May 2027": 6,
        "June 2027": 6,
    }


def test_workshops_that_are_close_are_counted_with_the_first_of_them() -> None:
    assert "3 workshops are less than two weeks apart, from 13 January 2027." in messages(
        schedule={"workshop_spacing_weeks": 1}
    )


@pytest.mark.parametrize(
    ("last", "message"),
    [
        (datetime.date(2027, 3, 31), "are known only until 31 March 2027."),
        (datetime.date(2027, 4, 1), None),
    ],
)
def test_school_holidays_must_be_known_until_90_days_before_the_end(last: datetime.date, message: str | None) -> None:
    """The programme ends on 30 June 2027."""
    holiday = {"first": datetime.date(2027, 2, 15), "last": last, "reason": "school holiday"}
    avoided = messages(schedule={"avoid_school_holidays": True, "school_holidays": [holiday]})
    about_holidays = [text for text in avoided if text.startswith("School holidays")]

    assert about_holidays == ([f"School holidays are to be avoided, but their dates {message}"] if message else [])


def test_a_chosen_project_stays_though_the_trust_lacks_its_service() -> None:
    chosen = cohort.book(with_clinics(), services=["clinics"], menu={"projects": ["discharge"]})
    usual = cohort.book(with_clinics(), services=["clinics"])

    assert [project.id for project in chosen.projects] == ["discharge"]
    assert usual.projects == ()
    assert Choice("Project: Sooner home", "the trust has no service where it happens") in usual.omissions


@pytest.mark.parametrize(
    ("weeks", "verdict"),
    [
        (23, Verdict.FITS),
        (22, Verdict.TIGHT),
        (19, Verdict.TIGHT),
        (18, Verdict.TIGHT),
        (15, Verdict.TIGHT),
        (14, Verdict.DOES_NOT_FIT),
    ],
)
def test_how_well_a_project_of_19_weeks_fits(weeks: int, verdict: Verdict) -> None:
    """3 weeks to get the data and 16 of work. With 4 weeks to spare it fits; at most 4 of its 14 weekly points can be
    cut, since a run chart needs 10."""
    assert feasibility(cohort.project(), weeks).verdict is verdict


def test_a_project_without_a_week_to_spare_needs_its_data_early() -> None:
    assert feasibility(cohort.project(), 19).reason == (
        "needs 19 of the 19 weeks after the charter: ask for data before it"
    )
    assert feasibility(cohort.project(), 18).reason == (
        "needs 19 weeks after the charter, 3 of them to get data, and the cohort has 18: "
        "plan 7 points after the change, not 8"
    )


def test_a_project_that_would_fit_with_its_data_says_so() -> None:
    """12 weeks to get the data and 16 of work: without the wait it fits into 20 weeks with 4 to spare."""
    data = cohort.project().data.model_copy(update={"lead_weeks": 12})

    assert feasibility(cohort.project(data=data), 20).reason == (
        "needs 28 weeks after the charter, 12 of them to get data, and the cohort has 20; "
        "if you ask for data now, it would fit"
    )


@pytest.mark.parametrize(("weeks", "before", "after"), [(3, 0, 0), (2, 0, 0), (4, 1, 0), (9, 6, 0), (12, 6, 1)])
def test_points_that_can_be_measured_in_a_short_cohort(weeks: int, before: int, after: int) -> None:
    """3 weeks to get the data, 6 weekly points before the change, 2 weeks of change, 8 points after it."""
    fit = feasibility(cohort.project(), weeks)

    assert (fit.points_before, fit.points_after) == (before, after)


def test_one_point_after_the_change_is_enough_for_a_long_baseline() -> None:
    measurement = cohort.project().measurement.model_copy(update={"points_before": 10, "points_after": 3})
    fit = feasibility(cohort.project(measurement=measurement, duration_weeks=13), 14)

    assert (fit.verdict, fit.points_after) == (Verdict.TIGHT, 1)


@pytest.mark.parametrize(
    ("shape", "learning_groups", "people"),
    [
        ({"groups": 2}, "2 pairs", "2 resident doctors, 2 managers"),
        ({"groups": 1}, "1 pair", "resident doctors (1), managers (1)"),
        ({"groups": 1, "size": 3}, "1 group of three", "resident doctors (1), managers (2)"),
        ({"groups": 2, "size": 3}, "2 groups of three", "2 resident doctors, 4 managers"),
    ],
)
def test_a_single_group_and_a_single_person_are_no_plural(
    shape: dict[str, int], learning_groups: str, people: str
) -> None:
    cohort_of_one = cohort.book(**shape).profile.cohort

    assert groups(cohort_of_one) == learning_groups
    assert participants(cohort_of_one, cohort.library().vocabulary) == people
