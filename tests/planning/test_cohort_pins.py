"""Days of the trust's own, times and rooms of events, and the days of an earlier plan, in the small cohort.

Workshops are on 13 January, 24 March and 2 June 2027, surgeries on 31 March, 14 April and 5 May, the pairing event on
30 December 2026.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.base import EvidenceLabel, Timing
from generator.model.calendar_rules import EventRule, QuietRule, QuietScope
from generator.model.library import Library, Trust
from generator.model.recorded_plan import RecordedPlan
from generator.planning.moves import recorded
from generator.planning.playbook import Playbook, plan
from generator.planning.schedule import Schedule, ScheduleEntry
from tests.planning import cohort, profiles

ASKING, EVENT = "workshop-asking", "milestone-pairing-event"
SPACING: dict[str, Any] = {"surgery_spacing_weeks": 3}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def closed(first: str, last: str) -> dict[str, Any]:
    return {"closed": [{"first": day(first), "last": day(last), "reason": "move"}]}


def pins(**days: str) -> dict[str, Any]:
    """Pins by the id of what they pin, with `_` for a hyphen."""
    return {"pins": [{"what": id.replace("_", "-"), "day": day(text)} for id, text in days.items()]}


def library(**changes: Any) -> Library:
    return cohort.library().model_copy(update=changes)


def with_charter() -> Library:
    """Charters are signed three weeks after the second workshop, on 14 April."""
    charter = Timing(workshop="asking", weeks_after=3)
    return library(programme=cohort.library().programme.model_copy(update={"charter": charter}))


def with_quiet_days(scope: QuietScope) -> Library:
    """Nothing of a kind in the last week of March."""
    rule = QuietRule(
        id="spring",
        source="test",
        title="Spring",
        reason="Because",
        holds_for=scope,
        first="03-22",
        last="04-02",
        evidence=EvidenceLabel.SUGGESTED,
    )
    return library(calendar=cohort.calendar().model_copy(update={"quiet": {"spring": rule}}))


def entries(schedule: Schedule, *ids: str) -> list[str]:
    return [f"{cohort.entry(schedule, id).first}" for id in ids]


def broken(of: Library | None = None, *, what: str = "", choices: dict[str, Any], **values: Any) -> list[str]:
    """What the warnings say of the day of each pin, or of one of them, after `but that day`."""
    book = cohort.book(of, schedule={**SPACING, **choices}, **values)
    messages = [warning.message for warning in book.warnings if warning.code == "pin-breaks-a-rule"]
    return [text.partition(", but that day ")[2].removesuffix(".") for text in messages if text.startswith(what)]


# --- pins -----------------------------------------------------------------------------------------------------------


def test_a_pinned_workshop_is_on_its_day_and_the_others_go_around_it() -> None:
    """On 8 June the second workshop is later than the third should be, which follows in the next week."""
    choices = {**SPACING, **pins(workshop_asking="2027-06-08")}
    schedule = cohort.dated(schedule=choices)

    assert entries(schedule, ASKING, "workshop-presenting") == ["2027-06-08", "2027-06-09"]
    assert cohort.entry(schedule, ASKING).reason == "The day the trust chose"
    assert cohort.entry(schedule, "workshop-presenting").reason == (
        "20 weeks after the first workshop; moved to be after 8 June 2027"
    )


def test_nothing_else_is_on_the_day_of_a_pinned_workshop_surgery_or_pairing_event() -> None:
    """Each pin is on the day on which something else is planned: a surgery, a workshop and the first surgery."""
    by_workshop = cohort.dated(schedule={**SPACING, **pins(workshop_asking="2027-04-14")})
    by_surgery = cohort.dated(schedule={**SPACING, **pins(surgery_1="2027-03-24")})
    by_event = cohort.dated(schedule={**SPACING, **pins(milestone_pairing_event="2027-03-24")})
    by_report = cohort.dated(schedule={**SPACING, **pins(milestone_board_report="2027-03-24")})

    assert "2027-04-14" not in entries(by_workshop, "surgery-1", "surgery-2", "surgery-3")
    assert entries(by_surgery, ASKING, "surgery-1") == ["2027-03-31", "2027-03-24"]
    assert entries(by_event, ASKING, EVENT) == ["2027-03-31", "2027-03-24"]
    assert entries(by_report, ASKING) == ["2027-03-24"]


def test_a_pinned_milestone_moves_those_after_it() -> None:
    """Applications close four weeks after they open, and no sooner than two: 7 November is a Saturday."""
    schedule = cohort.dated(schedule=pins(milestone_applications_open="2026-10-24"))

    assert entries(schedule, "milestone-applications-open", "milestone-applications-close") == [
        "2026-10-24",
        "2026-11-09",
    ]
    assert cohort.entry(schedule, "milestone-applications-open").reason == "The day the trust chose"
    assert cohort.entry(schedule, "milestone-applications-close").reason == (
        "12 weeks before the first workshop; moved to be after 24 October 2026"
    )


def test_what_follows_a_pin_years_away_is_planned_out_of_order() -> None:
    """The last workshop stays where the rules put it; the warning of the pin says that the order is broken."""
    choices = {**SPACING, **pins(workshop_asking="2029-05-16")}

    assert entries(cohort.dated(schedule=choices), "workshop-asking", "workshop-presenting") == [
        "2029-05-16",
        entries(cohort.dated(schedule=SPACING), "workshop-presenting")[0],
    ]


def test_a_pinned_surgery_may_be_later_than_surgeries_are_otherwise() -> None:
    schedule = cohort.dated(schedule={**SPACING, **pins(surgery_3="2027-06-01")})

    assert entries(schedule, "surgery-1", "surgery-2", "surgery-3") == ["2027-03-31", "2027-04-14", "2027-06-01"]


@pytest.mark.parametrize(
    ("choices", "clauses"),
    [
        (pins(workshop_asking="2027-03-25"), []),
        (pins(workshop_asking="2027-03-27"), ["is at the weekend"]),
        (pins(workshop_asking="2027-03-26"), ["is a bank holiday (Good Friday)"]),
        (
            pins(workshop_asking="2027-01-13"),
            ["is also the day of Workshop 1: Listening and should come after the workshop Listening"],
        ),
        (
            pins(workshop_asking="2027-06-09", workshop_presenting="2027-06-08"),
            ["should come before the workshop Presenting", "should come after the workshop Asking"],
        ),
        (
            pins(workshop_asking="2027-06-08", workshop_presenting="2027-06-08"),
            [
                "is also the day of Workshop 3: Presenting and should come before the workshop Presenting",
                "is also the day of Workshop 2: Asking and should come after the workshop Asking",
            ],
        ),
        (pins(surgery_3="2027-05-19"), []),
        (pins(surgery_3="2027-05-20"), ["is less than 2 weeks before the last workshop"]),
        (pins(surgery_1="2027-06-02"), ["is less than 2 weeks before the last workshop"]),
        (pins(milestone_pairing_event="2027-01-13"), ["is also the day of Workshop 1: Listening"]),
        (pins(milestone_pairing_event="2026-11-18"), []),
        (pins(milestone_applications_close="2026-10-24"), ["is at the weekend"]),
        (
            pins(milestone_decision="2026-10-01", milestone_applications_open="2026-09-30"),
            [
                "is after the milestone Applications open, on 30 September 2026",
                "is before the milestone Decision, on 1 October 2026",
            ],
        ),
        (pins(milestone_decision="2026-09-23", milestone_applications_open="2026-09-23"), []),
    ],
)
def test_the_rules_that_a_pin_breaks(choices: dict[str, Any], clauses: list[str]) -> None:
    assert broken(choices=choices) == clauses


def test_a_surgery_on_the_day_of_the_charter_is_too_early() -> None:
    """Charters are signed by 14 April."""
    assert broken(with_charter(), choices=pins(surgery_1="2027-04-14")) == [
        "should come after charters are signed, on 14 April 2027"
    ]
    assert broken(with_charter(), choices=pins(surgery_1="2027-04-15")) == []


def test_a_pin_before_planning_starts() -> None:
    choices = pins(milestone_decision="2026-05-20")

    assert broken(choices=choices, planning_from=day("2026-05-21")) == ["is before planning starts on 21 May 2026"]
    assert broken(choices=choices, planning_from=day("2026-05-20")) == []


@pytest.mark.parametrize(
    ("end", "minutes", "message", "advice"),
    [
        ("10:00", 60, None, None),
        (None, 60, None, None),
        (
            "12:15",
            195,
            "The workshop Asking is pinned to end at 12:15, but its agenda takes only until 10:00.",
            "Decide what the rest of the time is for, or pin another end.",
        ),
        (
            "09:40",
            40,
            "The workshop Asking is pinned to end at 09:40, but its agenda needs 20 minutes more, until 10:00.",
            "Decide which activities to shorten or leave out, or pin another end.",
        ),
        (
            "09:59",
            59,
            "The workshop Asking is pinned to end at 09:59, but its agenda needs 1 minute more, until 10:00.",
            "Decide which activities to shorten or leave out, or pin another end.",
        ),
    ],
)
def test_a_pinned_workshop_ends_when_the_trust_says(
    end: str | None, minutes: int, message: str | None, advice: str | None
) -> None:
    """The agenda takes an hour. A warning says what the pin does not leave, or leaves over."""
    pin = {"what": ASKING, "day": day("2027-03-24"), "start": "09:00", "end": end}
    book = cohort.book(schedule={**SPACING, "pins": [pin]})
    assert book.schedule is not None
    warnings = [(warning.message, warning.advice) for warning in book.warnings if warning.code.startswith("pin-")]

    assert f"{cohort.entry(book.schedule, ASKING).ends:%H:%M}" == (end or "10:00")
    assert [each.minutes for each in book.workshops] == [60, minutes, 60]
    assert warnings == ([(message, advice)] if message else [])


@pytest.mark.parametrize(
    ("what", "pinned", "held_for", "is_quiet"),
    [
        ("Workshop 2", {"workshop_asking": "2027-03-24"}, QuietScope.WORKSHOPS, True),
        ("Design surgery 1", {"surgery_1": "2027-03-31"}, QuietScope.WORKSHOPS, False),
        ("Design surgery 1", {"surgery_1": "2027-03-31"}, QuietScope.EVENTS, True),
        ("Pairing event", {"milestone_pairing_event": "2027-03-31"}, QuietScope.EVENTS, True),
        ("Board report", {"milestone_board_report": "2027-03-31"}, QuietScope.EVENTS, False),
        ("Board report", {"milestone_board_report": "2027-03-31"}, QuietScope.ALL, True),
    ],
)
def test_a_pin_in_a_quiet_period(what: str, pinned: dict[str, str], held_for: QuietScope, is_quiet: bool) -> None:
    clauses = broken(with_quiet_days(held_for), what=what, choices=pins(**pinned))

    assert any(clause.startswith("is in a quiet period (Spring)") for clause in clauses) == is_quiet


def test_a_pin_of_nothing_moves_nothing_and_names_what_can_be_pinned() -> None:
    (warning,) = [
        warning
        for warning in cohort.book(schedule={**SPACING, **pins(workshop_singing="2027-03-24")}).warnings
        if warning.code == "pin-unused"
    ]

    assert warning.message == (
        "`workshop-singing` is pinned to a day, but the plan has no workshop, surgery or milestone with that id."
    )
    assert warning.advice == (
        "Take the pin away, or pin one of these: milestone-decision, milestone-applications-open, milestone-"
        "applications-close, milestone-places-confirmed, milestone-pairing-event, workshop-listening, workshop-"
        "asking, surgery-1, surgery-2, surgery-3, workshop-presenting, milestone-programme-end, milestone-board-"
        "report, milestone-six-months-after."
    )


def test_a_pin_that_breaks_a_rule_is_named_with_its_day() -> None:
    (warning,) = [
        warning
        for warning in cohort.book(schedule=pins(workshop_asking="2027-03-27")).warnings
        if warning.code == "pin-breaks-a-rule"
    ]

    assert (warning.message, warning.advice) == (
        "Workshop 2: Asking is pinned to 27 March 2027, but that day is at the weekend.",
        "Pin it to another day if you can; the plan keeps this one.",
    )


def test_a_start_that_a_pin_moves_is_no_surprise() -> None:
    codes = [warning.code for warning in cohort.book(schedule=pins(workshop_listening="2027-01-14")).warnings]

    assert "start-moved" not in codes


# --- times and rooms ------------------------------------------------------------------------------------------------


def at(event: str, entry: str, *, usual: bool = True, **choices: Any) -> tuple[str, str, str]:
    """Start, end and room of an entry; usually the event is from 12:30 to 13:30."""
    rule = EventRule(
        id=event,
        source="test",
        title=event,
        start=datetime.time(12, 30),
        minutes=60,
        evidence=EvidenceLabel.SUGGESTED,
    )
    calendar = cohort.calendar().model_copy(update={"events": {event: rule} if usual else {}})
    schedule = cohort.dated(library(calendar=calendar), schedule={**SPACING, **choices})
    of = cohort.entry(schedule, entry)
    return f"{of.starts:%H:%M}" if of.starts else "", f"{of.ends:%H:%M}" if of.ends else "", of.place


@pytest.mark.parametrize(
    ("own", "pin", "expected"),
    [
        ({}, {}, ("12:30", "13:30", "")),
        ({"minutes": 45}, {}, ("12:30", "13:15", "")),
        ({"start": "14:00", "room": "Room 1"}, {}, ("14:00", "15:00", "Room 1")),
        ({"start": "14:00"}, {"start": "10:00"}, ("10:00", "11:00", "")),
        ({"start": "14:00", "minutes": 30}, {"room": "Room 2"}, ("14:00", "14:30", "Room 2")),
        ({"room": "Room 1"}, {"end": "14:30"}, ("12:30", "14:30", "Room 1")),
        ({"room": "Room 1"}, {"start": "10:00", "end": "12:00", "room": "Room 2"}, ("10:00", "12:00", "Room 2")),
    ],
)
def test_the_time_and_room_of_an_event(
    own: dict[str, Any], pin: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    """A pin's comes before the trust's, and the trust's before the usual one."""

    def choices(event: str, entry: str, when: str) -> dict[str, Any]:
        pinned = [{"what": entry, "day": day(when), **pin}] if pin else []
        return {"events": {event: own} if own else {}, "pins": pinned}

    assert at("surgery", "surgery-1", **choices("surgery", "surgery-1", "2027-03-31")) == expected
    assert at("pairing-event", EVENT, **choices("pairing-event", EVENT, "2026-12-30")) == expected


def test_a_start_without_a_length_is_no_time() -> None:
    own: dict[str, Any] = {"events": {"surgery": {"start": "14:00", "room": "Room 1"}}}
    pinned: dict[str, Any] = {"pins": [{"what": "surgery-1", "day": day("2027-03-31"), "end": "15:00"}]}
    length: dict[str, Any] = {"events": {"surgery": {"minutes": 30}}}

    assert at("surgery", "surgery-1", usual=False) == ("", "", "")
    assert at("surgery", "surgery-1", usual=False, **own) == ("", "", "Room 1")
    assert at("surgery", "surgery-1", usual=False, **pinned) == ("", "", "")
    assert at("surgery", "surgery-1", usual=False, **length) == ("", "", "")
    assert at("surgery", "milestone-programme-end") == ("", "", "")


# --- an earlier plan ------------------------------------------------------------------------------------------------


def planned(previous: RecordedPlan | None = None, of: Library | None = None, **values: Any) -> Playbook:
    shape = {"months": 6, "groups": 2, "pairing": {"method": "meet-first"}, **values}
    profile = profiles.profile(**{"schedule": SPACING, **shape})
    return plan(
        (of or library()).model_copy(update={"trusts": {"test": Trust(profile=profile)}}), "test", previous=previous
    )


def earlier(**days: str) -> RecordedPlan:
    """The record of a plan in which some entries were on other days."""
    record = recorded(planned())
    moved = {id.replace("_", "-"): day(text) for id, text in days.items()}
    changed = [
        entry.model_copy(update={"first": moved[entry.id], "last": moved[entry.id]}) if entry.id in moved else entry
        for entry in record.entries
    ]
    return record.model_copy(update={"entries": changed})


def again(id: str, previous: RecordedPlan, **values: Any) -> ScheduleEntry:
    schedule = planned(previous, **values).schedule
    assert schedule is not None
    return cohort.entry(schedule, id)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("2027-04-21", "2027-04-21"),
        ("2027-04-22", "2027-03-24"),
        ("2027-02-24", "2027-02-24"),
        ("2027-02-23", "2027-03-24"),
        ("2027-03-23", "2027-03-23"),
        ("2027-03-27", "2027-03-24"),
    ],
)
def test_a_workshop_stays_on_its_earlier_day_where_it_can(before: str, now: str) -> None:
    """Up to four weeks from 24 March, on an open day; the 27th is a Saturday."""
    assert f"{again(ASKING, earlier(workshop_asking=before)).first}" == now


def test_a_day_that_stays_says_so() -> None:
    assert again(ASKING, earlier(workshop_asking="2027-03-31")).reason == (
        "10 weeks after the first workshop; kept on its day in the earlier plan"
    )
    assert again("milestone-programme-end", earlier(milestone_programme_end="2027-07-01")).reason == (
        "24 weeks after the first workshop; kept on its day in the earlier plan"
    )
    assert again(ASKING, earlier()).reason == "10 weeks after the first workshop"


@pytest.mark.parametrize(
    ("choices", "now"),
    [
        ({"weekdays": ["wednesday"]}, "2027-03-31"),
        ({"weekdays": ["tuesday"]}, "2027-03-23"),
        (closed("2027-03-31", "2027-03-31"), "2027-03-24"),
        (pins(workshop_asking="2027-04-07"), "2027-04-07"),
        (pins(surgery_1="2027-03-31"), "2027-03-24"),
    ],
)
def test_an_earlier_day_gives_way_to_the_trusts_choices(choices: dict[str, Any], now: str) -> None:
    entry = again(ASKING, earlier(workshop_asking="2027-03-31"), schedule={**SPACING, **choices})

    assert f"{entry.first}" == now


@pytest.mark.parametrize(
    ("id", "before", "now"),
    [
        ("milestone-applications-close", "2026-10-28", "2026-10-28"),
        ("milestone-applications-close", "2026-09-23", "2026-09-23"),
        ("milestone-applications-open", "2026-08-26", "2026-08-26"),
        ("milestone-applications-open", "2026-08-25", "2026-09-23"),
        ("milestone-pairing-event", "2027-01-12", "2027-01-12"),
        ("milestone-pairing-event", "2027-01-13", "2026-12-30"),
        ("milestone-pairing-event", "2026-12-28", "2026-12-28"),
    ],
)
def test_a_milestone_stays_on_its_earlier_day_in_its_order(id: str, before: str, now: str) -> None:
    assert f"{again(id, earlier(**{id: before})).first}" == now


def test_a_milestone_does_not_come_before_the_one_before_it() -> None:
    """Applications open on 14 October now, so they cannot close on the 13th as they did, but two weeks later."""
    choices = {**SPACING, **pins(milestone_applications_open="2026-10-14")}
    previous = earlier(milestone_applications_close="2026-10-13")

    assert f"{again('milestone-applications-close', previous, schedule=choices).first}" == "2026-10-28"


def test_the_pairing_event_does_not_stay_on_a_day_that_a_workshop_has_now() -> None:
    calendar = cohort.calendar(pairing_event=11)
    entry = again(EVENT, earlier(milestone_pairing_event="2027-03-24"), of=library(calendar=calendar))

    assert f"{entry.first}" == "2027-03-31"


def test_a_running_cohort_keeps_every_day_that_is_past() -> None:
    """The second workshop was on Saturday 9 January 2027 for a reason of its own; what is to come is planned."""
    previous = earlier(workshop_asking="2027-02-06", milestone_decision="2026-03-01", workshop_presenting="2027-06-05")
    book = planned(previous, cohort={"running": True}, planning_from=day("2027-03-01"))

    assert book.schedule is not None
    assert entries(book.schedule, ASKING, "milestone-decision", "workshop-presenting") == [
        "2027-02-06",
        "2026-03-01",
        "2027-06-02",
    ]


def test_a_deadline_that_is_past_stays_only_while_the_cohort_starts_on_the_same_day() -> None:
    """The rota for 24 March was due on 18 January; the rules say 20 January. Pairs began to meet on 13 January."""

    def rota(**days: str) -> str:
        previous = earlier(generic_rota_workshop_asking="2027-01-18", **days)
        running: dict[str, Any] = {"cohort": {"running": True}, "planning_from": day("2027-03-01")}
        return f"{again('generic-rota-workshop-asking', previous, **running).first}"

    assert rota() == "2027-01-18"
    assert rota(workshop_listening="2027-01-06") == "2027-01-20"


def test_a_workshop_of_today_moves_if_today_is_closed() -> None:
    """Planning goes on from the day of the second workshop, when everything is closed now; the next Wednesday has
    a surgery."""
    choices = {**SPACING, **closed("2027-03-24", "2027-03-24")}
    entry = again(ASKING, earlier(), schedule=choices, cohort={"running": True}, planning_from=day("2027-03-24"))

    assert f"{entry.first}" == "2027-04-07"


def test_an_earlier_day_in_a_quiet_week_of_workshops_does_not_stay() -> None:
    entry = again(ASKING, earlier(workshop_asking="2027-03-31"), of=with_quiet_days(QuietScope.WORKSHOPS))

    assert f"{entry.first}" == "2027-03-17"


def test_a_past_day_exactly_four_weeks_from_its_rule_stays() -> None:
    previous = earlier(milestone_decision="2026-05-20")

    assert f"{again('milestone-decision', previous, planning_from=day('2026-10-01')).first}" == "2026-05-20"


def test_a_cohort_that_is_prepared_keeps_past_days_up_to_four_weeks_from_their_rule() -> None:
    """Planning goes on from 1 October 2026: the decision was on a Saturday, and applications opened too early."""
    previous = earlier(milestone_decision="2026-06-20", milestone_applications_open="2026-08-25")
    book = planned(previous, planning_from=day("2026-10-01"))

    assert book.schedule is not None
    assert entries(book.schedule, "milestone-decision", "milestone-applications-open") == ["2026-06-20", "2026-09-23"]


def test_the_record_of_an_earlier_plan_says_when_preparation_began() -> None:
    """So a plan made in October counts the weeks of preparation from June."""
    first = recorded(planned(planning_from=day("2026-06-10")))
    second = recorded(planned(first, planning_from=day("2026-10-01")))
    third = recorded(planned(second, planning_from=day("2026-11-01")))

    assert [f"{each.begun}" for each in (first, second, third)] == ["2026-06-10"] * 3
    assert f"{third.planning_from}" == "2026-11-01"


# --- milestones that meet -------------------------------------------------------------------------------------------


def test_milestones_that_closed_days_push_together_stay_in_order() -> None:
    """From 14 September to 6 November everything is closed: applications open on the Friday before, and close on the
    Monday after."""
    schedule = cohort.dated(schedule=closed("2026-09-14", "2026-11-06"))

    assert entries(schedule, "milestone-applications-open", "milestone-applications-close") == [
        "2026-09-11",
        "2026-11-09",
    ]
    assert cohort.entry(schedule, "milestone-applications-close").reason == (
        "12 weeks before the first workshop; moved because that day is closed (move)"
    )


def test_a_milestone_before_planning_starts_is_on_its_first_open_day() -> None:
    """The decision is planned for 17 June; planning starts on Saturday 20 June."""
    schedule = cohort.dated(planning_from=day("2026-06-20"))

    assert entries(schedule, "milestone-decision", "milestone-applications-open") == ["2026-06-22", "2026-09-23"]
    assert cohort.entry(schedule, "milestone-decision").reason == (
        "30 weeks before the first workshop; moved because planning starts later"
    )


def test_any_milestone_can_have_a_time() -> None:
    pin = {
        "what": "milestone-board-report",
        "day": day("2027-09-01"),
        "start": "10:00",
        "end": "11:00",
        "room": "Annexe",
    }
    report = cohort.entry(cohort.dated(schedule={**SPACING, "pins": [pin]}), "milestone-board-report")

    assert (f"{report.first}", f"{report.starts:%H:%M}", f"{report.ends:%H:%M}", report.place) == (
        "2027-09-01",
        "10:00",
        "11:00",
        "Annexe",
    )
