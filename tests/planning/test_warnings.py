"""What a planner should look at first."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.library import Library
from generator.planning import dates
from generator.planning.warnings import PlanWarning
from tests.planning.profiles import playbook, profile


def warnings(library: Library, **values: Any) -> dict[str, PlanWarning]:
    """The warnings of a profile by their code."""
    return {warning.code: warning for warning in playbook(library, profile(**values)).warnings}


def runs(*ids: str, **values: Any) -> dict[str, Any]:
    """Choices of a profile that runs these workshops."""
    return {"workshops": [{"workshop": id, **values} for id in ids]}


def test_a_cohort_across_august_says_who_may_move(library: Library) -> None:
    message = warnings(library, start=datetime.date(2027, 4, 14))["straddles-changeover"].message

    assert "4 August 2027" in message
    assert "ST3 to ST8" in message


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
        (runs("self-awareness"), "one-workshop"),
        (runs("self-awareness", "sharing-learning"), "workshops-left-out"),
        (runs("sharing-learning", "self-awareness"), "workshops-reordered"),
        ({"services": ["no-such-service"]}, "no-projects"),
        ({"months": 2}, "projects-do-not-fit"),
        ({"size": 3}, "letters-speak-of-pairs"),
    ],
)
def test_what_does_not_work_out_is_said(library: Library, values: dict[str, Any], code: str) -> None:
    assert code in warnings(library, **values)
    assert code not in warnings(library)


def test_a_day_in_a_message_is_written_out(library: Library) -> None:
    book = playbook(library, profile(schedule={"workshop_spacing_weeks": 12}))
    (message,) = [warning.message for warning in book.warnings if warning.code == "workshops-too-long"]

    assert message == "The last workshop is on 8 March 2028, after the programme ends on 22 September 2027."


def test_a_workshop_at_night_says_its_hours(library: Library) -> None:
    message = warnings(library, **runs("powerlab", start=datetime.time(23, 30)))["unusual-hours"].message

    assert message.startswith(f"The workshop {library.workshops['powerlab'].title} runs from 23:30 to 0")


def test_one_staff_group_is_named(library: Library) -> None:
    assert warnings(library, staff=("managers", "managers"))["one-staff-group"].message == (
        "All participants are from one staff group: managers."
    )


def test_projects_that_do_not_fit_are_counted(library: Library) -> None:
    projects = list(library.menu)

    def message(count: int) -> str:
        return warnings(library, months=2, menu={"projects": projects[:count]})["projects-do-not-fit"].message

    assert message(1) == "No project fits the cohort's weeks."
    assert message(len(projects)).endswith(f" of {len(projects)} projects do not fit the cohort's weeks.")


def test_a_single_date_after_the_known_bank_holidays_is_one_date(library: Library) -> None:
    last = library.bank_holidays.until
    book = playbook(library, profile(start=datetime.date(last, 7, 5), months=2))
    assert book.schedule is not None
    late = [entry for entry in book.schedule.entries if entry.last.year > last]

    assert [warning.message for warning in book.warnings if warning.code == "calendar-ends"] == [
        f"Bank holidays are known until {last}; 1 date is later, from {dates.date(late[0].first)}."
    ]


def test_the_shared_order_and_all_workshops_need_no_warning(library: Library) -> None:
    assert warnings(library, **runs(*library.workshops)).keys() == warnings(library).keys()


def test_a_trust_of_groups_is_told_which_letters_speak_of_pairs(library: Library) -> None:
    message = warnings(library, size=4)["letters-speak-of-pairs"].message

    assert message.startswith("The cohort learns in groups of four, but these templates speak of pairs: ")
    assert "Place offer" not in message
