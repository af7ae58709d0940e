"""The dates of a small cohort, each worked out by hand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import Timing
from generator.model.library import Library
from generator.model.programme import MeetingAgenda
from generator.planning.schedule import EntryKind, Schedule
from tests.planning import cohort

EVERY_DATE = """
2026-06-17 milestone-decision
2026-09-23 milestone-applications-open
2026-09-23 to 2026-10-21 applications
2026-10-21 milestone-applications-close
2026-11-11 generic-rota-workshop-listening
2026-11-18 milestone-places-confirmed
2026-12-02 study-leave-workshop-listening
2026-12-30 milestone-pairing-event
2027-01-13 workshop-listening
2027-01-13 to 2027-02-09 pair-meeting-1
2027-01-13 to 2027-03-09 shadowing-1
2027-01-20 generic-rota-workshop-asking
2027-02-10 study-leave-workshop-asking
2027-02-10 to 2027-03-09 pair-meeting-2
2027-03-10 to 2027-04-06 pair-meeting-3
2027-03-10 to 2027-05-04 shadowing-2
2027-03-24 workshop-asking
2027-03-31 generic-rota-workshop-presenting
2027-03-31 surgery-1
2027-04-07 to 2027-05-04 pair-meeting-4
2027-04-14 surgery-2
2027-04-21 study-leave-workshop-presenting
2027-05-05 surgery-3
2027-05-05 to 2027-06-01 pair-meeting-5
2027-05-05 to 2027-06-30 shadowing-3
2027-06-02 workshop-presenting
2027-06-02 to 2027-06-30 pair-meeting-6
2027-06-30 milestone-programme-end
2027-08-11 milestone-board-report
2027-12-29 milestone-six-months-after
"""


def listed(schedule: Schedule) -> str:
    lines = [
        f"{entry.first} {entry.id}" if entry.first == entry.last else f"{entry.first} to {entry.last} {entry.id}"
        for entry in schedule.entries
    ]
    return "\n".join(["", *lines, ""])


def days(schedule: Schedule, kind: EntryKind) -> list[str]:
    return [f"{entry.first}" for entry in schedule.of(kind)]


def closed(first: str, last: str, reason: str) -> dict[str, Any]:
    return {"first": datetime.date.fromisoformat(first), "last": datetime.date.fromisoformat(last), "reason": reason}


def test_every_date_of_the_cohort() -> None:
    assert listed(cohort.dated(schedule={"surgery_spacing_weeks": 3})) == EVERY_DATE


def test_surgeries_end_two_weeks_before_the_last_workshop() -> None:
    """The last workshop is on 2 June: a surgery on 19 May is in time, one on 26 May is too late."""
    assert days(cohort.dated(schedule={"surgery_spacing_weeks": 3}), EntryKind.SURGERY)[-1] == "2027-05-05"
    assert days(cohort.dated(schedule={"surgery_spacing_weeks": 4}), EntryKind.SURGERY)[-1] == "2027-05-19"


def test_milestones_before_the_first_workshop_keep_their_distance_in_a_short_cohort() -> None:
    """Half as long: what follows the first workshop comes in half the time, what comes before it does not."""
    schedule = cohort.dated(months=3)

    assert {id: f"{day}" for id, day in schedule.milestones.items()} == {
        "decision": "2026-06-17",
        "applications-open": "2026-09-23",
        "applications-close": "2026-10-21",
        "places-confirmed": "2026-11-18",
        "pairing-event": "2026-12-30",
        "launch": "2027-01-13",
        "presentation-day": "2027-03-24",
        "programme-end": "2027-04-07",
        "board-report": "2027-05-19",
        "six-months-after": "2027-10-06",
    }


def test_a_milestone_a_week_after_the_first_workshop_stretches_too() -> None:
    library = cohort.library().model_copy(update={"calendar": cohort.calendar(pairing_event=1)})

    assert f"{cohort.dated(library, months=12).milestones['pairing-event']}" == "2027-01-27"


def test_the_pairing_event_has_a_day_to_itself() -> None:
    """Planned for 24 March, the day of the second workshop; the first surgery is planned for that day too."""
    library = cohort.library().model_copy(update={"calendar": cohort.calendar(pairing_event=10)})
    schedule = cohort.dated(library)

    assert f"{schedule.milestones['pairing-event']}" == "2027-03-31"
    assert days(schedule, EntryKind.SURGERY)[0] == "2027-03-17"


def test_a_trust_can_ask_for_more_notice() -> None:
    schedule = cohort.dated(schedule={"notice": {"study-leave": 8}})
    deadlines = [entry for entry in schedule.of(EntryKind.DEADLINE) if entry.id.startswith("study-leave")]

    assert [f"{entry.first}" for entry in deadlines] == ["2026-11-18", "2027-01-27", "2027-04-07"]


def test_workshops_and_surgeries_are_on_the_best_of_the_wanted_weekdays() -> None:
    schedule = cohort.dated(schedule={"weekdays": ["thursday", "tuesday"], "surgery_spacing_weeks": 3})

    assert days(schedule, EntryKind.WORKSHOP) == ["2027-01-13", "2027-03-25", "2027-06-03"]
    assert days(schedule, EntryKind.SURGERY) == ["2027-03-23", "2027-04-15", "2027-05-06"]


@pytest.mark.parametrize(
    ("period", "day", "why"),
    [
        (closed("2027-03-22", "2027-03-26", "inspection"), "2027-03-31", "closed (inspection)"),
        (closed("2027-03-22", "2027-04-02", "inspection"), "2027-03-17", "closed (inspection)"),
        (closed("2027-03-10", "2027-04-02", "inspection"), "2027-04-07", "closed (inspection)"),
        (closed("2027-02-22", "2027-04-27", "inspection"), "2027-04-28", "closed (inspection)"),
    ],
)
def test_a_workshop_moves_to_the_nearest_open_week(period: dict[str, Any], day: str, why: str) -> None:
    schedule = cohort.dated(schedule={"closed": [period]})

    assert days(schedule, EntryKind.WORKSHOP)[1] == day
    assert cohort.entry(schedule, "workshop-asking").reason == (
        f"10 weeks after the first workshop; moved because that day is {why}"
    )


def test_a_deadline_on_a_closed_day_is_the_open_day_before() -> None:
    schedule = cohort.dated(schedule={"closed": [closed("2026-12-01", "2026-12-02", "move")]})
    entry = cohort.entry(schedule, "study-leave-workshop-listening")

    assert (f"{entry.first}", entry.reason) == (
        "2026-11-30",
        "6 weeks before the workshop (notice for study-leave); moved because that day is closed (move)",
    )


def test_a_start_after_the_changeover_leaves_weeks_to_settle_in() -> None:
    """The changeover is on Wednesday 4 August 2027; four weeks later is 1 September."""
    schedule = cohort.dated(start=None, cohort={"starts_after_changeover": 2027}, schedule={"weekdays": ["tuesday"]})

    assert f"{schedule.start}" == "2027-09-07"
    assert cohort.entry(schedule, "workshop-listening").reason == "4 weeks or more after the August changeover of 2027"


def test_a_start_after_the_changeover_may_be_on_the_very_day() -> None:
    choices = {"cohort": {"starts_after_changeover": 2027}, "schedule": {"weekdays": ["wednesday"]}}

    assert f"{cohort.dated(start=None, **choices).start}" == "2027-09-01"


def test_a_surgery_every_week_and_a_notice_on_the_day_read_well() -> None:
    schedule = cohort.dated(schedule={"surgery_spacing_weeks": 1, "notice": {"study-leave": 0, "generic-rota": 1}})

    assert cohort.entry(schedule, "surgery-2").reason == ("Every week from week 10; moved to be after 31 March 2027")
    assert cohort.entry(schedule, "study-leave-workshop-asking").reason == (
        "The day of the workshop (notice for study-leave)"
    )
    assert cohort.entry(schedule, "generic-rota-workshop-asking").reason == (
        "1 week before the workshop (notice for generic-rota)"
    )


def test_what_an_entry_is_about() -> None:
    """The small project has no agenda for a month of its own, so its pair meetings are about none."""
    schedule = cohort.dated()
    subjects = {entry.id: entry.subject for entry in schedule.entries}

    assert {id: subjects[id] for id in ("shadowing-1", "surgery-1", "pair-meeting-1", "applications")} == dict.fromkeys(
        ("shadowing-1", "surgery-1", "pair-meeting-1", "applications"), ""
    )
    assert subjects["workshop-asking"] == "asking"
    assert subjects["milestone-pairing-event"] == "pairing-event"


def test_titles_and_clock_times_of_events() -> None:
    schedule = cohort.dated(workshops=[{"workshop": "asking", "room": "Room 7"}, {"workshop": "listening"}])
    first, second = schedule.of(EntryKind.WORKSHOP)

    assert (first.title, f"{first.starts}", f"{first.ends}", first.place) == (
        "Workshop 1: Asking",
        "13:00:00",
        "14:00:00",
        "Room 7",
    )
    assert (second.title, second.place) == ("Workshop 2: Listening", "")
    assert cohort.entry(schedule, "surgery-1").title == "Design surgery 1"
    assert cohort.entry(schedule, "pair-meeting-2").title == "Pair meeting 2"
    assert cohort.entry(schedule, "study-leave-workshop-asking").title == "Apply for study leave: Workshop 1: Asking"


def test_no_surgery_is_planned_less_than_two_weeks_before_the_last_workshop() -> None:
    """Week 18 is planned for Wednesday 19 May, less than two weeks before the last workshop on Monday 31 May."""
    schedule = cohort.dated(schedule={"weekdays": ["monday"], "surgery_spacing_weeks": 2})

    assert f"{schedule.of(EntryKind.WORKSHOP)[-1].first}" == "2027-05-31"
    assert f"{schedule.of(EntryKind.SURGERY)[-1].first}" == "2027-05-03"


def with_agendas(months: dict[str, int | None]) -> Library:
    """The library with agendas of pair meetings, each by its title with its month."""
    components = cohort.library().components
    agendas = [
        MeetingAgenda(id=title.lower(), title=title, month=month, minutes=60, aim="Talk.", prompts=["How is it?"])
        for title, month in months.items()
    ]
    component = components["conversation"].model_copy(update={"agendas": agendas})
    return cohort.library().model_copy(update={"components": {**components, "conversation": component}})


def test_two_agendas_of_one_month_follow_each_other_in_a_shorter_cohort() -> None:
    meetings = cohort.dated(with_agendas({"Hello": 1, "Again": 1}), months=3).of(EntryKind.PAIR_MEETING)

    assert [entry.subject for entry in meetings] == ["hello", "again", ""]


@pytest.mark.parametrize(
    ("months", "titles"),
    [
        (2, ["First", "Fourth"]),
        (3, ["First", "Third", "Fourth"]),
        (4, ["First", "Second", "Third", "Fourth"]),
        (5, ["First", "Second", "Third", "Fourth", ""]),
        (6, ["First", "Second", "", "Third", "", "Fourth"]),
        (9, ["", "First", "Second", "", "", "Third", "", "", "Fourth"]),
    ],
)
def test_the_agenda_of_each_pair_meeting(months: int, titles: list[str]) -> None:
    """Agendas are for months 1, 2, 4 and 6 of six, and one for before the start. A longer cohort stretches them: months
    1.5 (2), 3, 6 and 9 of nine. A shorter one has them one after another, or the first, the last and some between."""
    agendas = {"Fourth": 6, "Before": 0, "First": 1, "Second": 2, "Any": None, "Third": 4}
    meetings = cohort.dated(with_agendas(agendas), months=months).of(EntryKind.PAIR_MEETING)

    assert [entry.title.partition(": ")[2] for entry in meetings] == titles
    assert [entry.subject for entry in meetings] == [title.lower() for title in titles]


@pytest.mark.parametrize(
    ("timing", "day", "reason"),
    [
        ({"workshop": "asking"}, "2027-03-24", "The form is due on the day of the workshop Asking"),
        ({"workshop": "asking", "weeks_after": 1}, "2027-03-31", "The form is due 1 week after the workshop Asking"),
        ({"milestone": "programme-end"}, "2027-06-30", "The form is due at the milestone Programme end"),
        (
            {"milestone": "programme-end", "weeks_before": 2},
            "2027-06-16",
            "The form is due 2 weeks before programme end",
        ),
    ],
)
def test_when_a_form_is_due(timing: dict[str, Any], day: str, reason: str) -> None:
    base = cohort.library()
    log = base.instruments["log"].model_copy(update={"timing": [Timing.model_validate(timing)]})
    entry = cohort.entry(cohort.dated(base.model_copy(update={"instruments": {"log": log}})), "form-log-1")

    assert (f"{entry.first}", entry.reason) == (day, reason)
    assert (entry.title, entry.subject, entry.roles) == ("Fill in: Log", "log", ("participant", "evaluation-lead"))
