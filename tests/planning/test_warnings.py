"""What a planner should look at first."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.library import Library
from generator.model.project import Difficulty
from generator.planning.warnings import PlanWarning
from tests.planning.profiles import playbook, profile


@pytest.fixture(scope="module")
def library(worked_library: Library) -> Library:
    """The worked library, with one more year of bank holidays: nothing is wrong with the usual profile."""
    known = worked_library.bank_holidays.model_copy(update={"until": 2028})
    return worked_library.model_copy(update={"bank_holidays": known})


def warnings(library: Library, **values: Any) -> dict[str, PlanWarning]:
    """The warnings of a profile by their code."""
    return {warning.code: warning for warning in playbook(library, profile(**values)).warnings}


def runs(*ids: str, **values: Any) -> dict[str, Any]:
    """Choices of a profile that runs these workshops."""
    return {"workshops": [{"workshop": id, **values} for id in ids]}


def test_a_cohort_across_august_says_who_may_move(library: Library) -> None:
    assert warnings(library, start=datetime.date(2027, 4, 14))["straddles-changeover"].message == (
        "Some doctors may change post or trust during the programme: August changeover, 4 August 2027 (most grades)."
    )


def test_changeovers_do_not_concern_managers_and_nurses(library: Library) -> None:
    assert "straddles-changeover" not in warnings(library, staff=("nurses", "managers"))


EVERY_MONDAY = [
    {"first": datetime.date(2027, 1, 4) + datetime.timedelta(weeks=week), "last": None, "reason": "clinic"}
    for week in range(80)
]
for _period in EVERY_MONDAY:
    _period["last"] = _period["first"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"start": datetime.date(2028, 9, 13)}, "calendar-ends"),
        ({"schedule": {"notice": {"study-leave": 12}}}, "too-little-time"),
        ({"months": 2}, "workshops-close"),
        ({"schedule": {"workshop_spacing_weeks": 12}}, "workshops-too-long"),
        ({"schedule": {"avoid_school_holidays": True}}, "school-holidays-unknown"),
        ({"schedule": {"weekdays": ["monday"], "closed": EVERY_MONDAY}}, "weekdays-unused"),
        ({"schedule": {"start_time": datetime.time(23, 30)}}, "unusual-hours"),
        ({"staff": ("managers", "managers")}, "one-staff-group"),
        (runs("meeting"), "one-workshop"),
        (runs("meeting", "presenting"), "workshops-left-out"),
        (runs("presenting", "meeting"), "workshops-reordered"),
        ({"services": ["no-such-service"]}, "no-projects"),
    ],
)
def test_an_unworkable_plan_has_a_warning(library: Library, values: dict[str, Any], code: str) -> None:
    assert code in warnings(library, **values)
    assert code not in warnings(library)


def test_a_day_in_a_message_is_written_out(library: Library) -> None:
    book = playbook(library, profile(schedule={"workshop_spacing_weeks": 12}))
    (message,) = [warning.message for warning in book.warnings if warning.code == "workshops-too-long"]

    assert message == "The last workshop is on 8 March 2028, after the programme ends on 6 October 2027."


def test_a_workshop_at_night_says_its_hours(library: Library) -> None:
    message = warnings(library, **runs("systems", start=datetime.time(23, 30)))["unusual-hours"].message

    assert message == "The workshop How systems work runs from 23:30 to 02:30."


def test_several_workshops_at_night_have_a_single_warning(library: Library) -> None:
    night = playbook(library, profile(**runs("systems", "meeting", start=datetime.time(23, 30)))).warnings

    assert [warning.message for warning in night if warning.code == "unusual-hours"] == [
        "The workshop How systems work runs from 23:30 to 02:30, and 1 other at unusual hours too."
    ]


def test_changeovers_are_in_the_order_of_their_days(library: Library) -> None:
    message = warnings(library, start=datetime.date(2027, 1, 13))["straddles-changeover"].message

    assert message.index("3 February 2027") < message.index("4 August 2027")


@pytest.mark.parametrize(
    ("start", "unusual"),
    [((6, 59), True), ((7, 0), False), ((18, 0), False), ((18, 1), True)],
)
def test_workshops_run_from_seven_to_nine_in_the_evening(
    library: Library, start: tuple[int, int], unusual: bool
) -> None:
    """This one takes three hours."""
    choices = runs("systems", start=datetime.time(*start))

    assert ("unusual-hours" in warnings(library, **choices)) is unusual


def test_one_staff_group_is_named(library: Library) -> None:
    assert warnings(library, staff=("managers", "managers"))["one-staff-group"].message == (
        "All participants are from one staff group: managers."
    )


def test_a_cohort_in_which_few_projects_fit_learns_what_would_help(library: Library) -> None:
    """Four months have 12 weeks from the charter, too few for Home visits (30), Ward round (26), Yearly review (54).

    First case on time (13) and Quick letters (14) are tight, and would be if the data were there at once (10 and 12).
    Safe handover is for cohorts of six months or more. Three of five fit from 30 weeks on, which 11 months have (32).
    """
    warning = warnings(library, months=4)["few-projects-fit"]

    assert warning.message == "No project fits with time to spare: of 5, 0 fit, 2 are tight, 3 do not fit."
    assert warning.advice == "Run 7 months longer (3 fit, 1 tight)."


@pytest.mark.parametrize(
    ("values", "few"),
    [
        ({"months": 9, "groups": 1}, False),
        ({"months": 9, "groups": 2}, True),
        ({"months": 9, "groups": 9, "menu": {"projects": ["quick-letters"]}}, False),
        ({"months": 4, "groups": 1, "menu": {"projects": ["quick-letters"]}}, True),
    ],
)
def test_few_are_fewer_than_two_for_each_group_unless_all_fit(
    library: Library, values: dict[str, Any], few: bool
) -> None:
    """Nine months have 26 weeks: First case on time and Quick letters fit, which is enough for one group.

    Where all projects of a short menu fit, the planner needs no other project.
    """
    assert ("few-projects-fit" in warnings(library, **values)) is few


@pytest.mark.parametrize(("more", "few"), [(2, False), (3, True)])
def test_few_are_fewer_than_a_quarter_of_the_menu(library: Library, more: int, few: bool) -> None:
    """Two projects fit nine months, enough for one group: a quarter of 8, but not of 9."""
    long = library.projects["yearly-review"]
    copies = {f"review-{number}": long.model_copy(update={"id": f"review-{number}"}) for number in range(more)}
    changed = library.model_copy(update={"projects": library.projects | copies})

    assert ("few-projects-fit" in warnings(changed, groups=1)) is few


def test_starter_projects_help_where_some_of_them_fit(library: Library) -> None:
    """First case on time and Quick letters are the starter projects: they need 13 and 14 of 12 weeks, and both are
    tight. None of the other three fits."""
    easy = ("first-case", "quick-letters")
    starters = {
        id: project if id in easy else project.model_copy(update={"difficulty": Difficulty.MODERATE})
        for id, project in library.projects.items()
    }
    changed = library.model_copy(update={"projects": starters})

    assert warnings(changed, months=4)["few-projects-fit"].advice == (
        "Choose starter projects (0 fit, 2 tight) or run 7 months longer (3 fit, 1 tight)."
    )


def test_nothing_helps_a_menu_of_one_project_that_no_cohort_is_long_enough_for(library: Library) -> None:
    """Yearly review for cohorts of up to four months needs 54 of 12 weeks, or 52 with the data there."""
    project = library.projects["yearly-review"]
    rule = project.only_for.model_copy(update={"months_at_most": 4})
    changed = library.model_copy(update={"projects": {"yearly-review": project.model_copy(update={"only_for": rule})}})

    assert warnings(changed, months=4)["few-projects-fit"].advice == (
        "Choose shorter projects, or add projects of the trust's own."
    )


def test_a_single_date_after_the_known_bank_holidays_is_one_date(library: Library) -> None:
    """Two months from 5 July 2028 end after 8 weeks; six months later are 26 weeks more, week 34."""
    message = warnings(library, start=datetime.date(2028, 7, 5), months=2)["calendar-ends"].message

    assert message == "Bank holidays are known until 2028; 1 date is later, from 28 February 2029."


def test_the_shared_order_and_all_workshops_need_no_warning(library: Library) -> None:
    assert warnings(library, **runs(*library.workshops)).keys() == warnings(library).keys()


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        (12, None),
        (13, "13 pairs present in the workshop {title}, and one room can hear 12 in its time. Book two rooms"),
        (25, "25 pairs present in the workshop {title}, and one room can hear 12 in its time. Book three rooms"),
    ],
)
def test_more_pairs_than_one_room_can_hear_need_more_rooms(library: Library, groups: int, message: str | None) -> None:
    id = library.programme.workshops[-1]
    last = library.workshops[id].model_copy(update={"groups_a_room": 12})
    known = library.model_copy(update={"workshops": {**library.workshops, id: last}})
    warning = warnings(known, groups=groups).get("presentations-need-rooms")
    text = f"{warning.message} {warning.advice}" if warning else None

    assert (text and text.partition(" for it")[0]) == (message and message.format(title=last.title))
