"""Every warning about a small cohort in full: the code, what is said and what to do about it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.library import Library
from generator.model.programme import ShortForm
from generator.planning.selection import Choice
from generator.planning.warnings import PlanWarning
from tests.planning import cohort


def of(library: Library | None = None, **values: Any) -> dict[str, PlanWarning]:
    return {warning.code: warning for warning in cohort.book(library or with_room(), **values).warnings}


def with_room() -> Library:
    """The library with a project that needs 16 of the 20 weeks: 2 to get data, 14 of work."""
    data = cohort.project().data.model_copy(update={"lead_weeks": 2})
    project = cohort.project(data=data, duration_weeks=14)
    return cohort.library().model_copy(update={"projects": {project.id: project}})


def day(month: int, day: int, year: int = 2027) -> datetime.date:
    return datetime.date(year, month, day)


def closed_on(weekday: int) -> list[dict[str, Any]]:
    """A closed day in each week of the cohort."""
    first = day(1, 4) + datetime.timedelta(days=weekday)
    days = [first + datetime.timedelta(weeks=week) for week in range(40)]
    return [{"first": closed, "last": closed, "reason": "clinic"} for closed in days]


def workshops(*ids: str) -> dict[str, Any]:
    return {"workshops": [{"workshop": id} for id in ids]}


def test_nothing_is_wrong_with_the_cohort_itself() -> None:
    assert of() == {}


@pytest.mark.parametrize(
    ("values", "warning"),
    [
        (
            {"start": None},
            PlanWarning(
                "no-start",
                "The cohort has no start yet, so this plan counts in weeks.",
                "Give the day of the first workshop, and every date follows.",
            ),
        ),
        (
            {"start": day(3, 26)},
            PlanWarning(
                "start-moved",
                "The first workshop is on 30 March 2027, because 26 March 2027 is a bank holiday (Good Friday).",
                "Choose another start if that day does not suit.",
            ),
        ),
        (
            {"start": day(4, 14)},
            PlanWarning(
                "straddles-changeover",
                "Some doctors may change post or trust during the programme: August changeover, 4 August 2027 "
                "(every grade).",
                "Ask each applicant where they will work after that day, and agree release with the next post too.",
            ),
        ),
        (
            {"start": day(7, 19, 2028)},
            PlanWarning(
                "calendar-ends",
                "Bank holidays are known until 2028; 5 dates are later, from 3 January 2029.",
                "Check these dates by hand until a release has the bank holidays of the year after.",
            ),
        ),
        (
            {"start": day(3, 27, 2028)},
            PlanWarning(
                "calendar-ends",
                "Bank holidays are known until 2028; 1 date is later, from 12 March 2029.",
                "Check these dates by hand until a release has the bank holidays of the year after.",
            ),
        ),
        (
            {"schedule": {"notice": {"study-leave": 9}}},
            PlanWarning(
                "too-little-time",
                "Apply for study leave: Workshop 1: Listening is due on 11 November 2026, before places are confirmed "
                "on 18 November 2026.",
                "Choose participants earlier, start later, or ask for the day before the choice is made.",
            ),
        ),
        (
            {"schedule": {"workshop_spacing_weeks": 1}},
            PlanWarning(
                "workshops-close",
                "3 workshops are less than two weeks apart, from 13 January 2027.",
                "Give the cohort more months, or run fewer workshops.",
            ),
        ),
        (
            {"schedule": {"workshop_spacing_weeks": 13}},
            PlanWarning(
                "workshops-too-long",
                "The last workshop is on 14 July 2027, after the programme ends on 30 June 2027.",
                "Bring the workshops closer together, or give the cohort more months.",
            ),
        ),
        (
            {"schedule": {"weekdays": ["thursday", "friday"], "closed": [*closed_on(3), *closed_on(4)]}},
            PlanWarning(
                "weekdays-unused",
                "After the first workshop nothing is on a Thursday or a Friday, although you asked for it.",
                "Check the closed days, or choose other weekdays of workshops.",
            ),
        ),
        (
            {"schedule": {"avoid_school_holidays": True}},
            PlanWarning(
                "school-holidays-unknown",
                "School holidays are to be avoided, but their dates are missing.",
                "Add the school holidays of your council to the closed days.",
            ),
        ),
        (
            {"staff": ("managers", "managers")},
            PlanWarning(
                "one-staff-group",
                "All participants are from one staff group: managers.",
                "Pair clinicians with managers: choose participants from at least two staff groups.",
            ),
        ),
        (
            workshops("asking"),
            PlanWarning(
                "one-workshop",
                "There is only one workshop, so the first day is also the presentation day and no week is left for a "
                "project.",
                "Choose at least two workshops.",
            ),
        ),
        (
            workshops("listening", "asking"),
            PlanWarning(
                "workshops-left-out",
                "The cohort runs two of the three workshops, but the guidance and the letters are written for all of "
                "them.",
                "Check the numbers in each letter before you send it.",
            ),
        ),
        (
            workshops("presenting", "asking", "listening"),
            PlanWarning(
                "workshops-reordered",
                "The workshops are not in the programme's order: Presenting comes before Asking.",
                "Check that no workshop builds on one that now comes later.",
            ),
        ),
        (
            {"schedule": {"start_time": datetime.time(20, 30)}, **workshops("asking")},
            PlanWarning(
                "unusual-hours",
                "The workshop Asking runs from 20:30 to 21:30.",
                "Change the start of every workshop, or of this one.",
            ),
        ),
        (
            {"menu": {"omit": ["discharge"]}},
            PlanWarning(
                "no-projects",
                "No project is left on the menu.",
                "Offer more projects, themes or services, or add projects of the trust's own.",
            ),
        ),
        (
            {"months": 2},
            PlanWarning(
                "few-projects-fit",
                "No project fits with time to spare: of 1, 0 fit, 0 are tight, 1 does not fit.",
                "Run 4 months longer (1 fit, 0 tight).",
            ),
        ),
    ],
    ids=lambda value: value.code if isinstance(value, PlanWarning) else "",
)
def test_a_warning_in_full(values: dict[str, Any], warning: PlanWarning) -> None:
    assert of(**values)[warning.code] == warning


def test_the_last_workshop_may_be_on_the_last_day() -> None:
    """Twice 12 weeks from 13 January is 30 June, the day on which the programme ends."""
    assert "workshops-too-long" not in of(schedule={"workshop_spacing_weeks": 12})


def test_a_notice_on_the_day_on_which_places_are_confirmed_is_in_time() -> None:
    assert "too-little-time" not in of(schedule={"notice": {"study-leave": 8}})


def test_two_weeks_apart_is_far_enough() -> None:
    assert "workshops-close" not in of(schedule={"workshop_spacing_weeks": 2})


def test_workshops_out_of_order_are_named_once() -> None:
    codes = [warning.code for warning in cohort.book(**workshops("presenting", "asking", "listening")).warnings]

    assert codes.count("workshops-reordered") == 1


def test_thirteen_days_apart_is_far_enough() -> None:
    """Wednesday 13 January to Tuesday 26 January."""
    assert "workshops-close" not in of(schedule={"weekdays": ["tuesday"], "workshop_spacing_weeks": 2})


def test_one_workshop_on_a_day_that_the_trust_wants_is_enough() -> None:
    """Every Thursday is closed but 25 March, the day of the second workshop."""
    closed = [period for period in closed_on(3) if period["first"] != day(3, 25)]

    assert "weekdays-unused" not in of(schedule={"weekdays": ["thursday"], "closed": closed})


def test_a_short_preparation_says_what_it_gives_up() -> None:
    library = with_room().model_copy(update={"calendar": cohort.calendar_with_least(cohort.LEAST)})

    assert of(library, planning_from=day(6, 18, 2026))["short-preparation"] == PlanWarning(
        "short-preparation",
        "Planning starts on 18 June 2026, so there is less time than usual to prepare. "
        "The preparation takes 29 weeks, not 30.",
        "Start later if you can. If not, start at once with the sponsor and the release dates.",
    )


def with_short_form() -> Library:
    """Cohorts of fewer than five months run the first and the last workshop."""
    form = ShortForm(months_below=5, workshops=["listening", "presenting"], advice="Choose starter projects.")
    base = with_room()
    return base.model_copy(update={"programme": base.programme.model_copy(update={"short_form": form})})


def test_a_short_cohort_runs_the_short_form() -> None:
    warnings = of(with_short_form(), months=4)

    assert warnings["short-form"] == PlanWarning(
        "short-form",
        "Cohorts of less than five months follow the short programme, with two workshops.",
        "Choose starter projects.",
    )
    assert "workshops-left-out" not in warnings
    assert "short-form" not in of(with_short_form(), months=5)
    assert "short-form" not in of(with_short_form(), months=4, **workshops("listening", "asking"))


def test_a_short_form_leaves_the_other_workshops_out_with_its_reason() -> None:
    book = cohort.book(with_short_form(), months=4)

    assert [plan.workshop.id for plan in book.workshops] == ["listening", "presenting"]
    assert [choice for choice in book.omissions if choice.what.startswith("Workshop")] == [
        Choice("Workshop: Asking", "the cohort is shorter than five months")
    ]
    assert book.project_weeks.data_first
    assert not cohort.book(with_short_form(), months=5).project_weeks.data_first


@pytest.mark.parametrize(
    ("groups", "a_room", "rooms"),
    [(2, 2, ""), (3, 2, "two rooms"), (4, 2, "two rooms"), (5, 2, "three rooms"), (9, None, "")],
)
def test_presentations_need_a_room_for_every_few_groups(groups: int, a_room: int | None, rooms: str) -> None:
    base = with_room()
    last = base.workshops["presenting"].model_copy(update={"groups_a_room": a_room})
    library = base.model_copy(update={"workshops": {**base.workshops, "presenting": last}})
    warning = of(library, groups=groups).get("presentations-need-rooms")

    assert warning == (
        PlanWarning(
            "presentations-need-rooms",
            f"{groups} pairs present in the workshop Presenting, and one room can hear 2 in its time.",
            f"Book {rooms} for it, with a chair and a panel for each.",
        )
        if rooms
        else None
    )


def of_projects(*weeks: int, **values: Any) -> PlanWarning:
    """The warning about a menu of projects that take so many weeks, with their data at hand."""
    data = cohort.project().data.model_copy(update={"lead_weeks": 0})
    projects = {f"p{number}": cohort.project(id=f"p{number}", data=data, duration_weeks=number) for number in weeks}
    return of(cohort.library().model_copy(update={"projects": projects}), **values)["few-projects-fit"]


def test_the_longest_cohort_that_helps_has_two_years() -> None:
    """24 months have 80 weeks, four more than the project needs; 23 months have 77."""
    assert of_projects(76).advice == "Run 18 months longer (1 fit, 0 tight)."
    assert of_projects(77).advice == "Choose shorter projects, or add projects of the trust's own."


def test_more_months_do_not_help_where_half_of_the_menu_fits() -> None:
    """One of two projects fits, but two pairs need four to choose from."""
    assert of_projects(14, 40) == PlanWarning(
        "few-projects-fit",
        "Few projects fit with time to spare: of 2, 1 fits, 0 are tight, 1 does not fit.",
        "Choose shorter projects, or add projects of the trust's own.",
    )


def test_only_longer_cohorts_can_help() -> None:
    """Three workshops in three weeks: the twelve months of the trust have less time than six usually have."""
    advice = of_projects(14, months=12, schedule={"workshop_spacing_weeks": 1}).advice

    assert advice == "Run 1 month longer (1 fit, 0 tight)."
