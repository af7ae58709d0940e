"""Late starts, quiet weeks, pins and four months. late_and_quiet.md shows the working."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.calendar_rules import CalendarRules
from generator.model.diagnostics import Diagnostic, InputFault
from generator.model.library import Library, Trust
from generator.model.programme import ShortForm
from generator.model.recorded_plan import RecordedPlan
from generator.model.trust import TrustProfile
from generator.planning.moves import recorded
from generator.planning.playbook import Playbook, plan
from generator.planning.schedule import EntryKind
from tests.worked.cohorts import actions, chosen, day, days, lines, printed_of, section
from tests.worked.content import library

LEAST = {
    "decision": -14,
    "sponsor-agreed": -14,
    "plan-approved": -13,
    "applications-open": -12,
    "applications-close": -10,
    "selection": -9,
    "places-confirmed": -8,
    "pairing-event": -2,
    "baseline": -1,
}
QUIET: dict[str, dict[str, Any]] = {
    "christmas": {"title": "Christmas", "holds_for": "all", "first": "12-18", "last": "01-02"},
    "long-weekends": {"title": "Long weekends", "holds_for": "events", "bank_holiday_weekends": True},
    "changeovers": {"title": "Changeovers", "holds_for": "workshops", "changeover_weeks": 2},
}
AFTER = "after the first workshop"
OWN_WEEKS = [0, 4, 11, 20, 29, 35]


def rules() -> Library:
    """The small library with the rules that the page names."""
    base = library()
    values = base.calendar.model_dump(exclude_unset=True)
    for id, weeks in LEAST.items():
        values["milestones"][id]["least_weeks"] = weeks
    suggested = {"source": "test", "reason": "Because", "evidence": "suggested"}
    values["quiet"] = {id: {"id": id, **rule, **suggested} for id, rule in QUIET.items()}
    surgery = {"title": "Surgery", "start": datetime.time(12, 30), "minutes": 90, "evidence": "suggested"}
    values["events"] = {"surgery": {"id": "surgery", "source": "test", **surgery}}
    short = ShortForm(months_below=5, workshops=["meeting", "systems", "presenting"], advice="Start small.")
    weeks = {"workshop_weeks": [0, 5, 9, 16, 25, 35], "short_form": short}
    return base.model_copy(
        update={
            "calendar": CalendarRules.model_validate(values, strict=False),
            "programme": base.programme.model_copy(update=weeks),
        }
    )


def planned(
    cohort: dict[str, Any],
    schedule: dict[str, Any] | None = None,
    previous: RecordedPlan | None = None,
    **changes: Any,
) -> Playbook:
    """The playbook of the six pairs with another cohort, schedule or day of planning."""
    values = library().trusts["westbrook"].profile.model_dump(exclude_unset=True)
    values["cohort"] |= cohort
    values |= {"workshops": [], "schedule": schedule or {}, **changes}
    trust = Trust(profile=TrustProfile.model_validate(values, strict=False))
    return plan(rules().model_copy(update={"trusts": {"westbrook": trust}}), "westbrook", previous=previous)


def dated(book: Playbook, kind: EntryKind) -> list[str]:
    """The days of a kind of entry."""
    assert book.schedule is not None
    return [day(entry.first) for entry in book.schedule.of(kind)]


# --- a late start ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def late() -> Playbook:
    return planned({}, planning_from=datetime.date(2026, 9, 16))


def test_each_milestone_of_a_late_start_lies_between_its_usual_and_its_least_weeks(late: Playbook) -> None:
    assert late.schedule is not None
    assert [(id, day(date)) for id, date in late.schedule.milestones.items()][:10] == [
        ("decision", "Wed 16 Sep 2026"),
        ("sponsor-agreed", "Wed 16 Sep 2026"),
        ("plan-approved", "Wed 23 Sep 2026"),
        ("applications-open", "Wed 7 Oct 2026"),
        ("applications-close", "Wed 21 Oct 2026"),
        ("selection", "Wed 28 Oct 2026"),
        ("places-confirmed", "Wed 4 Nov 2026"),
        ("pairing-event", "Wed 6 Jan 2027"),
        ("baseline", "Wed 13 Jan 2027"),
        ("launch", "Wed 20 Jan 2027"),
    ]


def test_a_late_start_says_why_each_day_and_what_it_gives_up(late: Playbook) -> None:
    reasons = {id: reason for id, (_, *_, reason) in days(late, EntryKind.MILESTONE).items()}

    assert reasons["milestone-plan-approved"] == (
        "17 weeks before the first workshop (14 without the quiet period) instead of 25, because planning starts on "
        "16 September 2026"
    )
    assert reasons["milestone-pairing-event"] == (
        "2 weeks before the first workshop instead of 5, because planning starts on 16 September 2026"
    )
    assert late.given_up == (
        "The preparation takes 16 weeks (not counting quiet periods), not 32.",
        "Applications are open for two weeks, not four.",
        "From the end of applications to confirmed places there are two weeks, not four.",
        "Places are confirmed, and release agreed, nine weeks before the first workshop, not eleven.",
        "Partners meet two weeks before the first workshop, not five.",
    )
    assert "short-preparation" in [warning.code for warning in late.warnings]


def test_places_are_confirmed_in_time_for_the_notice_of_study_leave() -> None:
    notice = {"notice": {"study-leave": 9}}
    april = {"start": datetime.date(2027, 4, 21)}
    book = planned(april, notice, planning_from=datetime.date(2027, 1, 6))
    assert book.schedule is not None
    leave = next(entry for entry in book.schedule.of(EntryKind.DEADLINE) if entry.id.startswith("study-leave"))

    assert [(id, day(date)) for id, date in book.schedule.milestones.items()][:7] == [
        ("decision", "Wed 6 Jan 2027"),
        ("sponsor-agreed", "Wed 6 Jan 2027"),
        ("plan-approved", "Wed 13 Jan 2027"),
        ("applications-open", "Wed 20 Jan 2027"),
        ("applications-close", "Wed 3 Feb 2027"),
        ("selection", "Wed 10 Feb 2027"),
        ("places-confirmed", "Wed 17 Feb 2027"),
    ]
    assert day(leave.first) == "Wed 17 Feb 2027"
    assert "too-little-time" not in [warning.code for warning in book.warnings]

    shortest = planned(april, notice, planning_from=datetime.date(2027, 1, 13))
    assert shortest.schedule is not None
    assert day(shortest.schedule.milestones["places-confirmed"]) == "Wed 24 Feb 2027"
    assert "too-little-time" in [warning.code for warning in shortest.warnings]


def test_no_action_is_due_before_planning_starts(late: Playbook) -> None:
    (first, *_) = actions(late)
    (item,) = late.checklist[0].items

    assert first == ("Decision to explore", "16 September 2026", "Ask for a sponsor", "Wed 16 Sep 2026", first[4])
    assert item.moved == "because planning starts later"


def fault(planning_from: str, **cohort: Any) -> Diagnostic:
    """The only fault of a cohort that cannot start on its day."""
    with pytest.raises(InputFault) as caught:
        planned(cohort, planning_from=datetime.date.fromisoformat(planning_from))
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def test_a_start_that_is_too_soon_names_the_earliest_that_works() -> None:
    diagnostic = fault("2026-11-01")

    assert (diagnostic.code, diagnostic.message, diagnostic.help) == (
        "start-too-soon",
        "the first workshop is on 20 January 2027, 11 weeks after planning starts on 1 November 2026, "
        "9 without quiet periods; preparing a cohort takes at least 14 weeks",
        "the earliest first workshop that works is Wednesday 24 February 2027",
    )


@pytest.mark.parametrize(
    ("planning_from", "earliest", "milestones"),
    [
        (
            datetime.date(2026, 12, 1),
            datetime.date(2027, 3, 24),
            {
                "decision": "Tue 1 Dec 2026",
                "sponsor-agreed": "Tue 1 Dec 2026",
                "plan-approved": "Fri 4 Dec 2026",
                "applications-open": "Wed 9 Dec 2026",
                "applications-close": "Wed 13 Jan 2027",
                "selection": "Wed 20 Jan 2027",
                "places-confirmed": "Wed 27 Jan 2027",
                "pairing-event": "Wed 10 Mar 2027",
                "baseline": "Wed 17 Mar 2027",
            },
        ),
        (
            datetime.date(2026, 12, 14),
            datetime.date(2027, 4, 7),
            {
                "decision": "Mon 14 Dec 2026",
                "sponsor-agreed": "Mon 14 Dec 2026",
                "plan-approved": "Wed 6 Jan 2027",
                "applications-open": "Wed 13 Jan 2027",
                "applications-close": "Wed 27 Jan 2027",
                "selection": "Wed 3 Feb 2027",
                "places-confirmed": "Wed 10 Feb 2027",
                "pairing-event": "Wed 24 Mar 2027",
                "baseline": "Wed 31 Mar 2027",
            },
        ),
    ],
)
def test_christmas_is_no_time_to_prepare(
    planning_from: datetime.date, earliest: datetime.date, milestones: dict[str, str]
) -> None:
    book = planned({"start": earliest}, planning_from=planning_from)
    assert book.schedule is not None

    assert {id: day(date) for id, date in list(book.schedule.milestones.items())[:9]} == milestones
    assert book.given_up[:2] == (
        "The preparation takes 14 weeks (not counting quiet periods), not 32.",
        f"Applications are open for {'three' if planning_from.day == 1 else 'two'} weeks, not four.",
    )
    with pytest.raises(InputFault) as caught:
        planned({"start": earliest - datetime.timedelta(weeks=1)}, planning_from=planning_from)
    assert caught.value.diagnostics[0].help == (
        f"the earliest first workshop that works is Wednesday {earliest.day} {earliest:%B} 2027"
    )


def test_a_start_in_the_past_is_a_fault_unless_the_cohort_is_running() -> None:
    diagnostic = fault("2027-03-01")

    assert (diagnostic.code, diagnostic.message, diagnostic.help) == (
        "start-in-the-past",
        "the first workshop is on 20 January 2027, before planning starts on 1 March 2027",
        "the earliest first workshop that works is Wednesday 9 June 2027; "
        "if the cohort has begun, say so: `running: true`, or Yes beside Has the cohort begun?",
    )
    running = planned({"running": True}, planning_from=datetime.date(2027, 3, 1))
    assert running.schedule is not None
    assert day(running.schedule.start) == "Wed 20 Jan 2027"
    assert day(running.schedule.milestones["decision"]) == "Wed 10 Jun 2026"
    assert dated(running, EntryKind.WORKSHOP)[1:3] == ["Wed 24 Feb 2027", "Wed 24 Mar 2027"]


# --- quiet weeks -----------------------------------------------------------------------------------------------

START = {"start": datetime.date(2027, 1, 12)}


@pytest.fixture(scope="module")
def quiet() -> Playbook:
    return planned(START, {"workshop_weeks": OWN_WEEKS})


def test_no_workshop_is_in_a_quiet_week_and_each_says_why_it_moved(quiet: Playbook) -> None:
    moved = f"weeks {AFTER}; moved because that day is"

    assert list(days(quiet, EntryKind.WORKSHOP).values()) == [
        ("Tue 12 Jan 2027", "The day chosen for the first workshop"),
        ("Tue 16 Feb 2027", f"4 {moved} in the week after the February changeover"),
        ("Tue 6 Apr 2027", f"11 {moved} the Tuesday after a bank holiday (Easter Monday)"),
        ("Tue 8 Jun 2027", f"20 {moved} the Tuesday after a bank holiday (Spring bank holiday)"),
        ("Tue 27 Jul 2027", f"29 {moved} in the week of the August changeover"),
        ("Tue 14 Sep 2027", f"35 weeks {AFTER}"),
    ]


def test_a_start_in_a_quiet_week_moves_to_the_same_weekday_after_it() -> None:
    """Thursday 5 August 2027 is the day after the changeover; the weeks of 2 and 9 August are quiet."""
    book = planned({"start": datetime.date(2027, 8, 5)})

    assert days(book, EntryKind.WORKSHOP)["workshop-meeting"] == (
        "Thu 19 Aug 2027",
        "The day chosen for the first workshop; moved because that day is in the week of the August changeover",
    )
    assert "start-moved" in [warning.code for warning in book.warnings]


def test_a_midpoint_at_christmas_is_taken_stock_of_after_it() -> None:
    """Week 18 from Tuesday 17 August 2027 is 21 December; four days earlier is open. From the 24th it is the 28th."""
    before, after = (planned({"start": datetime.date(2027, 8, start)}) for start in (17, 24))

    assert days(before, EntryKind.MILESTONE)["milestone-midpoint"][0] == "Fri 17 Dec 2027"
    assert days(after, EntryKind.MILESTONE)["milestone-midpoint"][0] == "Mon 3 Jan 2028"


def test_no_deadline_is_at_christmas(quiet: Playbook) -> None:
    assert days(quiet, EntryKind.MILESTONE)["milestone-baseline"] == (
        "Thu 17 Dec 2026",
        "3 weeks before the first workshop; moved because that day is in a quiet period (Christmas)",
    )


def test_a_trust_can_change_a_quiet_period_or_switch_it_off() -> None:
    own = {"christmas": {"first": "12-24", "last": "12-26"}, "changeovers": {"off": True}}
    book = planned(START, {"workshop_weeks": OWN_WEEKS, "quiet": own})

    assert dated(book, EntryKind.WORKSHOP)[1] == "Tue 9 Feb 2027"
    assert days(book, EntryKind.MILESTONE)["milestone-baseline"][0] == "Tue 22 Dec 2026"


def test_surgeries_follow_the_charter_and_have_clock_times(quiet: Playbook) -> None:
    assert quiet.schedule is not None
    assert quiet.schedule.charter_day is not None
    assert day(quiet.schedule.charter_day) == "Tue 2 Mar 2027"
    surgeries = quiet.schedule.of(EntryKind.SURGERY)
    assert [(day(entry.first), f"{entry.starts:%H:%M}", f"{entry.ends:%H:%M}") for entry in surgeries] == [
        (date, "12:30", "14:00")
        for date in (
            "Tue 23 Mar 2027",
            "Tue 20 Apr 2027",
            "Tue 18 May 2027",
            "Tue 15 Jun 2027",
            "Tue 13 Jul 2027",
            "Tue 10 Aug 2027",
        )
    ]


def test_a_charter_that_christmas_would_bring_forward_by_a_week_or_more_is_due_after_it() -> None:
    """Workshop 2 is on Tuesday 14 December 2027. Two weeks later is quiet; Friday the 17th is only three days later."""
    book = planned({"start": datetime.date(2027, 11, 9)})

    assert book.schedule is not None
    assert book.schedule.charter_day is not None
    assert dated(book, EntryKind.WORKSHOP)[1:3] == ["Tue 14 Dec 2027", "Tue 11 Jan 2028"]
    assert day(book.schedule.charter_day) == "Mon 3 Jan 2028"


# --- another plan of a cohort that is running ---------------------------------------------------------------------


def test_only_the_workshop_whose_week_closes_moves_and_it_leaves_the_surgeries_where_they_are() -> None:
    """Workshop 5 is on 14 July, week 25, and surgery 5 on 21 July. With 12 to 16 July closed it goes to 7 July."""
    first = planned({}, planning_from=datetime.date(2026, 6, 1))
    closed = {"first": datetime.date(2027, 7, 12), "last": datetime.date(2027, 7, 16), "reason": "an inspection"}
    may = datetime.date(2027, 5, 17)
    second = planned({"running": True}, {"closed": [closed]}, previous=recorded(first), planning_from=may)

    assert first.schedule is not None
    assert second.schedule is not None
    before, after = ({entry.id: entry for entry in book.schedule.entries} for book in (first, second) if book.schedule)
    events = [id for id in before if id.startswith(("workshop", "surgery", "milestone"))]
    assert [day(before[id].first) for id in ("workshop-changing", "surgery-5")] == [
        "Wed 14 Jul 2027",
        "Wed 21 Jul 2027",
    ]
    assert {id: day(after[id].first) for id in events if after[id].first != before[id].first} == {
        "workshop-changing": "Wed 7 Jul 2027"
    }
    assert after["workshop-changing"].reason == (
        "25 weeks after the first workshop; moved because that day is closed (an inspection)"
    )


def test_weeks_that_close_afterwards_move_nothing_that_is_over() -> None:
    """The cohort began on 20 January 2027. On 17 May somebody closes all of February and March."""
    first = planned({}, planning_from=datetime.date(2026, 6, 1))
    closed = {"first": datetime.date(2027, 2, 1), "last": datetime.date(2027, 3, 31), "reason": "flood"}
    may = datetime.date(2027, 5, 17)
    second = planned({"running": True}, {"closed": [closed]}, previous=recorded(first), planning_from=may)

    def over(book: Playbook) -> dict[str, tuple[str, str]]:
        assert book.schedule is not None
        return {
            entry.id: (day(entry.first), day(entry.last))
            for entry in book.schedule.entries
            if entry.last < may and entry.kind is not EntryKind.SURGERY
        }

    assert over(second) == over(first)
    assert over(second)["pair-meeting-2"] == ("Thu 18 Feb 2027", "Fri 19 Mar 2027")


# --- pins ------------------------------------------------------------------------------------------------------

PINS = [
    {
        "what": "workshop-systems",
        "day": datetime.date(2027, 4, 1),
        "start": datetime.time(10, 15),
        "room": "Town hall",
        "reason": "The town hall is free",
    },
    {"what": "surgery-1", "day": datetime.date(2027, 3, 30)},
    {
        "what": "milestone-pairing-event",
        "day": datetime.date(2026, 12, 18),
        "start": datetime.time(12),
        "end": datetime.time(13, 30),
    },
    {"what": "surgery-9", "day": datetime.date(2027, 6, 1)},
]


@pytest.fixture(scope="module")
def pinned() -> Playbook:
    return planned(START, {"workshop_weeks": OWN_WEEKS, "pins": PINS, "events": {"surgery": {"room": "Library"}}})


def test_pins_are_kept_and_the_rest_stays_where_it_was(pinned: Playbook, quiet: Playbook) -> None:
    assert pinned.schedule is not None
    assert quiet.schedule is not None
    entries = {entry.id: entry for entry in pinned.schedule.entries}
    systems, surgery = entries["workshop-systems"], entries["surgery-1"]
    pairing = entries["milestone-pairing-event"]

    assert (day(systems.first), systems.reason) == (
        "Thu 1 Apr 2027",
        "The day the trust chose: The town hall is free",
    )
    assert (f"{systems.starts:%H:%M}", f"{systems.ends:%H:%M}", systems.place) == ("10:15", "13:15", "Town hall")
    assert (day(surgery.first), f"{surgery.starts:%H:%M}", surgery.place) == ("Tue 30 Mar 2027", "12:30", "Library")
    assert (day(pairing.first), f"{pairing.starts:%H:%M}", f"{pairing.ends:%H:%M}") == (
        "Fri 18 Dec 2026",
        "12:00",
        "13:30",
    )
    others = {entry.id: entry.first for entry in quiet.schedule.entries if entry.kind is not EntryKind.DEADLINE}
    moved = {id for id, first in others.items() if entries[id].first != first}
    assert moved == {*(pin["what"] for pin in PINS[:3]), "milestone-baseline", "form-self-assessment-1"}
    assert day(entries["milestone-baseline"].first) == "Mon 4 Jan 2027"


def test_a_workshop_and_its_agenda_start_at_the_time_of_the_pin(pinned: Playbook) -> None:
    systems = next(each for each in pinned.workshops if each.id == "systems")

    assert (f"{systems.starts:%H:%M}", systems.choice.room) == ("10:15", "Town hall")


def test_pins_that_break_a_rule_or_name_nothing_are_warned_of(pinned: Playbook) -> None:
    warnings = [warning.message for warning in pinned.warnings if warning.code.startswith("pin-")]

    assert warnings == [
        "Design surgery 1 is pinned to 30 March 2027, but that day is the Tuesday after a bank holiday "
        "(Easter Monday).",
        "Pairing event is pinned to 18 December 2026, but that day is in a quiet period (Christmas).",
        "`surgery-9` is pinned to a day, but the plan has no workshop, surgery or milestone with that id.",
    ]


# --- four months -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def short() -> Playbook:
    return planned({"start": datetime.date(2027, 4, 13), "months": 4})


def test_a_short_cohort_runs_the_short_form_and_says_so(short: Playbook) -> None:
    assert dated(short, EntryKind.WORKSHOP) == ["Tue 13 Apr 2027", "Tue 11 May 2027", "Tue 27 Jul 2027"]
    assert [choice for choice in chosen(short.omissions) if choice[0].startswith("Workshop")] == [
        ("Workshop: Listening", "the cohort is shorter than five months"),
        ("Workshop: Measuring", "the cohort is shorter than five months"),
        ("Workshop: Changing things", "the cohort is shorter than five months"),
    ]
    (warning,) = [warning for warning in short.warnings if warning.code == "short-form"]
    assert (warning.message, warning.advice) == (
        "Cohorts of less than five months follow the short programme, with three workshops.",
        "Start small.",
    )


def test_charter_and_surgeries_of_a_short_cohort_are_in_order(short: Playbook) -> None:
    assert short.schedule is not None
    assert short.schedule.charter_day is not None
    assert day(short.schedule.charter_day) == "Tue 4 May 2027"
    assert dated(short, EntryKind.SURGERY) == ["Tue 18 May 2027", "Tue 8 Jun 2027", "Tue 6 Jul 2027"]


def test_the_timeline_says_which_periods_are_quiet(quiet: Playbook) -> None:
    (text, *_) = lines(section(printed_of(quiet), "every-date"))

    assert (
        "Quiet periods: Christmas (nothing at all), Long weekends (no events with many people) and "
        "Changeovers (no workshops)."
    ) in text
