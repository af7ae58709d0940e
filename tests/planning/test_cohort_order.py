"""Milestones, surgeries and forms of the small cohort where closed days, pins or a late start push them together."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.base import Timing
from generator.model.library import Library
from generator.model.recorded_plan import RecordedPlan
from generator.planning.schedule import EntryKind, Schedule
from tests.planning import cohort
from tests.planning.test_cohort_pins import SPACING, again, closed, day, earlier, entries, library, pins, with_charter


def surgeries(schedule: Schedule) -> list[str]:
    return [f"{entry.first:%m-%d}" for entry in schedule.of(EntryKind.SURGERY)]


def with_form(**timing: Any) -> Library:
    base = cohort.library()
    log = base.instruments["log"].model_copy(update={"timing": [Timing.model_validate(timing)]})
    return library(instruments={"log": log})


# --- the pairing event ----------------------------------------------------------------------------------------------


def without(id: str) -> RecordedPlan:
    """The record of a plan that lacked one entry."""
    record = earlier()
    return record.model_copy(update={"entries": [entry for entry in record.entries if entry.id != id]})


@pytest.mark.parametrize(("planning_from", "event"), [("2026-12-30", "2026-12-30"), ("2027-01-04", "2027-01-06")])
def test_the_pairing_event_is_not_before_today(planning_from: str, event: str) -> None:
    entry = again("milestone-pairing-event", without("milestone-pairing-event"), planning_from=day(planning_from))

    assert f"{entry.first}" == event


def test_a_pairing_event_without_a_day_before_the_start_comes_after_it() -> None:
    """Planning starts on 4 January, and everything is closed until the day before the start, on the 13th."""
    schedule = cohort.dated(planning_from=day("2027-01-04"), schedule=closed("2027-01-05", "2027-01-12"))

    assert entries(schedule, "milestone-pairing-event") == ["2027-01-20"]


def test_a_pairing_event_in_the_week_of_the_first_workshop_follows_it() -> None:
    """The Wednesday of that week is the day of the workshop."""
    schedule = cohort.dated(library(calendar=cohort.calendar(pairing_event=0)))

    assert entries(schedule, "milestone-pairing-event") == ["2027-01-20"]


# --- other milestones -----------------------------------------------------------------------------------------------


def test_milestones_of_one_week_may_be_on_one_day() -> None:
    """Applications open in the week of the decision, which the trust has moved to 24 June."""
    of = library(calendar=cohort.calendar(applications_open=-30))
    schedule = cohort.dated(of, schedule=pins(milestone_decision="2026-06-24"))

    assert entries(schedule, "milestone-applications-open") == ["2026-06-24"]


@pytest.mark.parametrize(("close", "confirmed"), [("2027-01-11", "2027-01-12"), ("2027-01-12", "2027-01-12")])
def test_a_milestone_of_the_preparation_stays_before_the_first_workshop(close: str, confirmed: str) -> None:
    schedule = cohort.dated(schedule=pins(milestone_applications_close=close))

    assert entries(schedule, "milestone-places-confirmed") == [confirmed]


def test_the_programme_ends_a_week_after_the_presentations_at_the_earliest() -> None:
    """A pin has the last workshop on 28 June, two days before the end; 5 July is a week later."""
    schedule = cohort.dated(schedule=pins(workshop_presenting="2027-06-28"))

    assert entries(schedule, "milestone-programme-end") == ["2027-07-05"]
    assert cohort.entry(schedule, "milestone-programme-end").reason == (
        "24 weeks after the first workshop; moved to be a week after 28 June 2027"
    )
    in_time = cohort.dated(schedule=pins(workshop_presenting="2027-06-23"))
    assert entries(in_time, "milestone-programme-end") == ["2027-06-30"]
    assert cohort.entry(in_time, "milestone-programme-end").reason == "24 weeks after the first workshop"


def test_a_programme_may_end_with_its_last_workshop_where_the_calendar_says_so() -> None:
    of = library(calendar=cohort.calendar(programme_end=20))

    assert f"{cohort.dated(of).end}" == "2027-06-02"


@pytest.mark.parametrize(("first", "end"), [("2027-06-25", "2027-06-24"), ("2027-06-24", "2027-07-05")])
def test_a_milestone_after_the_start_is_brought_forward_by_less_than_a_week(first: str, end: str) -> None:
    """The end is planned for Wednesday 30 June; everything is closed until Friday 2 July."""
    assert f"{cohort.dated(schedule=closed(first, '2027-07-02')).end}" == end


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        ("2026-06-08", "2026-06-19", "2026-06-22"),
        ("2026-06-10", "2026-06-30", "2026-06-09"),
        ("2026-06-15", "2026-06-17", "2026-06-12"),
    ],
)
def test_a_milestone_before_the_start_is_on_the_nearer_side_of_a_week_and_more(first: str, last: str, day: str) -> None:
    """The decision is planned for Wednesday 17 June; Friday the 12th is less than a week before it."""
    assert entries(cohort.dated(schedule=closed(first, last)), "milestone-decision") == [day]


@pytest.mark.parametrize(("was", "now"), [("2026-09-30", "2026-09-30"), ("2026-10-01", "2026-10-01")])
def test_a_milestone_that_was_done_before_today_stays(was: str, now: str) -> None:
    """Planning goes on from 1 October; applications open on 23 September by the rule."""
    entry = again(
        "milestone-applications-open", earlier(milestone_applications_open=was), planning_from=day("2026-10-01")
    )

    assert f"{entry.first}" == now


def test_a_milestone_that_the_earlier_plan_did_not_have_is_not_before_today() -> None:
    id = "milestone-applications-open"
    entry = again(id, without(id), planning_from=day("2026-10-01"))

    assert (f"{entry.first}", entry.reason) == (
        "2026-10-01",
        "16 weeks before the first workshop; moved because planning starts later",
    )


@pytest.mark.parametrize(
    ("id", "was", "now"),
    [
        ("milestone-pairing-event", "2026-12-29", "2026-12-30"),
        ("milestone-applications-close", "2026-10-20", "2026-10-20"),
    ],
)
def test_the_weekdays_of_the_trust_are_for_its_pairing_event_and_not_for_deadlines(id: str, was: str, now: str) -> None:
    """In the earlier plan both were on a Tuesday."""
    entry = again(id, earlier(**{id: was}), schedule={**SPACING, "weekdays": ["wednesday"]})

    assert f"{entry.first}" == now


@pytest.mark.parametrize(
    ("planning_from", "decision", "moved"),
    [
        ("2026-06-15", "2026-06-15", "because that day is closed (move)"),
        ("2026-06-16", "2026-06-18", "because that day is closed (move)"),
        ("2026-06-17", "2026-06-18", "because that day is closed (move)"),
        ("2026-06-18", "2026-06-18", "because planning starts later"),
    ],
)
def test_a_milestone_on_closed_days_may_be_brought_forward_to_the_first_day_of_planning(
    planning_from: str, decision: str, moved: str
) -> None:
    """The decision is planned for 17 June, which is closed, and so is the 16th."""
    schedule = cohort.dated(planning_from=day(planning_from), schedule=closed("2026-06-16", "2026-06-17"))
    entry = cohort.entry(schedule, "milestone-decision")

    assert (f"{entry.first}", entry.reason) == (
        decision,
        f"30 weeks before the first workshop; moved {moved}",
    )


@pytest.mark.parametrize(
    ("opening", "closing", "moved"),
    [
        ("2026-10-07", "2026-10-21", ""),
        ("2026-10-16", "2026-10-30", "; moved to leave time after 16 October 2026"),
        ("2026-10-21", "2026-11-04", "; moved to be after 21 October 2026"),
    ],
)
def test_applications_are_open_for_two_weeks_at_least(opening: str, closing: str, moved: str) -> None:
    """Half of the four weeks that are planned, to 21 October."""
    schedule = cohort.dated(schedule=pins(milestone_applications_open=opening))
    entry = cohort.entry(schedule, "milestone-applications-close")

    assert (f"{entry.first}", entry.reason) == (closing, f"12 weeks before the first workshop{moved}")


@pytest.mark.parametrize(
    ("end", "report", "moved"),
    [
        ("2027-08-10", "2027-08-11", ""),
        ("2027-08-11", "2027-08-12", "; moved to be after 11 August 2027"),
    ],
)
def test_after_the_first_workshop_a_day_between_two_milestones_is_enough(end: str, report: str, moved: str) -> None:
    entry = cohort.entry(cohort.dated(schedule=pins(milestone_programme_end=end)), "milestone-board-report")

    assert (f"{entry.first}", entry.reason) == (report, f"30 weeks after the first workshop{moved}")


@pytest.mark.parametrize(("close", "confirmed"), [("2026-12-02", "2027-01-06"), ("2026-12-03", "2026-12-30")])
def test_half_of_the_planned_time_stays_only_where_it_ends_a_week_before_the_first_workshop(
    close: str, confirmed: str
) -> None:
    """Places are confirmed ten weeks after applications close, on 30 December: half is five weeks."""
    of = library(calendar=cohort.calendar(places_confirmed=-2))

    assert entries(
        cohort.dated(of, schedule=pins(milestone_applications_close=close)), "milestone-places-confirmed"
    ) == [confirmed]


def test_a_milestone_that_would_be_on_the_day_of_the_first_workshop_is_the_day_before() -> None:
    """Applications close on 30 December, and places would be confirmed two weeks later."""
    entry = cohort.entry(
        cohort.dated(schedule=pins(milestone_applications_close="2026-12-30")), "milestone-places-confirmed"
    )

    assert (f"{entry.first}", entry.reason) == (
        "2027-01-12",
        "8 weeks before the first workshop; moved to be after 30 December 2026",
    )


# --- workshops and surgeries ----------------------------------------------------------------------------------------


def test_a_workshop_that_moves_leaves_the_surgeries_of_the_earlier_plan_where_they_are() -> None:
    """From 8 March to 9 April everything is closed. The nearest Wednesday is 14 April, which a surgery has; 3 March is
    as near."""
    choices = {**SPACING, **closed("2027-03-08", "2027-04-09")}

    assert entries(cohort.dated(schedule=choices), "workshop-asking") == ["2027-04-14"]
    assert f"{again('workshop-asking', earlier(), schedule=choices).first}" == "2027-03-03"


@pytest.mark.parametrize(
    ("spacing", "last", "expected"),
    [
        (3, "", ["04-21", "05-12"]),
        (4, "", ["04-21", "05-19"]),
        (3, "2027-04-30", ["05-05", "05-12"]),
        (3, "2027-05-07", ["05-12"]),
        (4, "2027-04-30", ["05-05", "05-19"]),
        (4, "2027-05-07", ["05-12"]),
    ],
)
def test_a_surgery_that_would_follow_too_soon_is_left_out(spacing: int, last: str, expected: list[str]) -> None:
    """Charters are signed on 14 April; surgeries every three weeks are planned for 21 April and 12 May. Where closed
    days move the first to 5 May, the second follows a week later, which is enough. On 12 May itself it is left out.
    Every four weeks, the second follows on 19 May if two weeks lie between."""
    choices = {"surgery_spacing_weeks": spacing, **(closed("2027-04-19", last) if last else {})}

    assert surgeries(cohort.dated(with_charter(), schedule=choices)) == expected


# --- forms and deadlines --------------------------------------------------------------------------------------------


def test_a_form_for_a_workshop_that_is_not_run_has_its_usual_week() -> None:
    """The second workshop would be on 24 March, which is closed."""
    chosen = [{"workshop": "listening"}, {"workshop": "presenting"}]
    schedule = cohort.dated(with_form(workshop="asking"), workshops=chosen, schedule=closed("2027-03-24", "2027-03-24"))

    assert entries(schedule, "form-log-1") == ["2027-03-23"]


def test_a_form_for_a_first_workshop_that_is_not_run_is_not_before_the_start() -> None:
    """The trust starts with the second workshop, on a Saturday."""
    chosen = [{"workshop": "asking"}, {"workshop": "presenting"}]
    schedule = cohort.dated(
        with_form(workshop="listening"), workshops=chosen, schedule=pins(workshop_asking="2027-01-16")
    )

    assert entries(schedule, "workshop-asking", "form-log-1") == ["2027-01-16", "2027-01-16"]
    assert cohort.entry(schedule, "form-log-1").reason == "The form is due on the day of the workshop Listening"


@pytest.mark.parametrize(
    ("timing", "choices", "due"),
    [
        ({"workshop": "asking", "weeks_after": 15}, {}, "2027-06-01"),
        ({"workshop": "asking", "weeks_after": 1}, {}, "2027-03-31"),
        ({"workshop": "asking", "weeks_after": 1}, closed("2027-03-25", "2027-04-02"), "2027-04-05"),
        ({"workshop": "asking", "weeks_after": 1}, closed("2027-03-25", "2027-05-31"), "2027-06-01"),
        ({"workshop": "asking", "weeks_after": 1}, closed("2027-03-25", "2027-06-01"), "2027-03-24"),
        ({"workshop": "asking", "weeks_before": 1}, closed("2027-03-17", "2027-03-17"), "2027-03-16"),
        ({"workshop": "asking", "weeks_before": 15}, {}, "2027-01-14"),
        ({"workshop": "asking", "weeks_before": 1}, {}, "2027-03-17"),
        ({"workshop": "asking", "weeks_before": 9}, closed("2027-01-14", "2027-01-25"), "2027-01-26"),
        ({"workshop": "asking", "weeks_before": 15}, closed("2027-01-14", "2027-03-23"), "2027-03-24"),
        ({"workshop": "presenting", "weeks_after": 2}, {}, "2027-06-16"),
        ({"workshop": "listening", "weeks_before": 2}, {}, "2026-12-30"),
    ],
)
def test_what_is_due_from_a_workshop_stays_between_its_neighbours(
    timing: dict[str, Any], choices: dict[str, Any], due: str
) -> None:
    """Workshops are on 13 January, 24 March and 2 June."""
    schedule = cohort.dated(with_form(**timing), schedule={**SPACING, **choices})

    assert entries(schedule, "form-log-1") == [due]


@pytest.mark.parametrize(
    ("timing", "first", "last", "due"),
    [
        ({"weeks_after": 1}, "2027-03-25", "2027-04-02", "1 week after"),
        ({"weeks_before": 1}, "2027-03-17", "2027-03-17", "1 week before"),
    ],
)
def test_a_form_says_why_it_is_not_on_its_planned_day(timing: dict[str, int], first: str, last: str, due: str) -> None:
    schedule = cohort.dated(with_form(workshop="asking", **timing), schedule={**SPACING, **closed(first, last)})

    assert cohort.entry(schedule, "form-log-1").reason == (
        f"The form is due {due} the workshop Asking; moved because that day is closed (move)"
    )


def test_a_form_on_the_first_day_of_planning_has_not_moved() -> None:
    schedule = cohort.dated(with_form(milestone="decision"), planning_from=day("2026-06-17"))
    entry = cohort.entry(schedule, "form-log-1")

    assert (f"{entry.first}", entry.reason) == ("2026-06-17", "The form is due at the milestone Decision")


def test_a_notice_for_all_workshops_together_is_given_once() -> None:
    together = cohort.rule("rooms", 12, "Book the rooms", None).model_copy(update={"together": True})
    of = library(calendar=cohort.calendar().model_copy(update={"notice": {"rooms": together}}))
    schedule, on_the_day = cohort.dated(of), cohort.dated(of, schedule={"notice": {"rooms": 0}})

    (entry,) = schedule.of(EntryKind.DEADLINE)
    assert (entry.id, f"{entry.first}", entry.title, entry.subject, entry.roles, entry.reason) == (
        "rooms",
        "2026-10-21",
        "Book the rooms",
        "",
        ("programme-lead",),
        "12 weeks before the first workshop (notice for rooms)",
    )
    assert on_the_day.of(EntryKind.DEADLINE)[0].reason == "The day of the first workshop (notice for rooms)"


def test_who_has_what_in_the_calendar() -> None:
    """The sponsor opens the programme and hears the presentations."""
    everybody = ("participant", "facilitator", "programme-lead", "administrator")
    roles = {entry.id: entry.roles for entry in cohort.dated().entries}

    assert roles["workshop-listening"] == roles["workshop-presenting"] == (*everybody, "executive-sponsor")
    assert roles["workshop-asking"] == everybody
    assert roles["milestone-decision"] == ("programme-lead", "executive-sponsor", "administrator")
    assert roles["surgery-1"] == ("participant", "coach", "quality-improvement-team")
    assert roles["applications"] == ("programme-lead", "administrator", "participant")
    assert roles["pair-meeting-1"] == roles["shadowing-1"] == ("participant",)
    assert roles["generic-rota-workshop-asking"] == ("administrator",)
