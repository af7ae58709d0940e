"""Events that follow each other, around pins and the days of an earlier plan.

Three events are planned for 27 January, 10 February and 24 February 2027, all Wednesdays, after one on 13 January.
"""

from __future__ import annotations

import datetime

import pytest

from generator.model.base import FIRST_DAY, EvidenceLabel
from generator.model.calendar_rules import QuietRule, QuietScope
from generator.model.schedule_preferences import ClosedPeriod, SchedulePreferences
from generator.planning.open_days import OpenDays, Placed
from generator.planning.sequence import Assignment, Request, Source, place_in_order
from tests.planning import cohort

AFTER = datetime.date(2027, 1, 13)
PLANNED = ("01-27", "02-10", "02-24")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2027-{text}")


def assignments(
    pinned: dict[int, str] | None = None,
    recorded: dict[int, str] | None = None,
    *,
    planned: tuple[str, ...] = PLANNED,
    closed: str = "",
    taken: tuple[str, ...] = (),
    earliest: datetime.date = FIRST_DAY,
    now_taken: set[datetime.date] | None = None,
) -> list[Assignment]:
    """The events in their places; `closed` is one day on which nothing can be."""
    library = cohort.library()
    period = [ClosedPeriod(first=day(closed), last=day(closed), reason="move")] if closed else []
    days = OpenDays.of(library.calendar, library.bank_holidays, SchedulePreferences(closed=period))
    pins, earlier = pinned or {}, recorded or {}
    requests = [
        Request(
            day(text),
            day(pins[number]) if number in pins else None,
            day(earlier[number]) if number in earlier else None,
        )
        for number, text in enumerate(planned)
    ]
    used = {day(text) for text in taken} if now_taken is None else now_taken
    return place_in_order(requests, days, [2], used, AFTER, QuietScope.EVENTS, earliest)


def days(of: list[Assignment]) -> list[str]:
    return [f"{assignment.placed.day:%m-%d}" for assignment in of]


def test_events_without_pins_are_on_their_planned_days_and_take_them() -> None:
    taken: set[datetime.date] = set()

    assert assignments(now_taken=taken) == [Assignment(Placed(day(text)), Source.RULE) for text in PLANNED]
    assert taken == {day(text) for text in PLANNED}


@pytest.mark.parametrize(
    ("pinned", "expected"),
    [
        ({1: "01-20"}, ["01-19", "01-20", "02-24"]),
        ({1: "01-15"}, ["01-14", "01-15", "02-24"]),
        ({1: "01-14"}, ["01-27", "01-14", "02-24"]),
        ({0: "03-03"}, ["03-03", "03-10", "03-17"]),
        ({0: "02-13"}, ["02-13", "02-17", "02-24"]),
        ({0: "02-24", 1: "02-10"}, ["02-24", "02-10", "03-03"]),
        ({2: "02-10"}, ["01-27", "02-03", "02-10"]),
        ({1: "02-12", 2: "01-20"}, ["01-19", "02-12", "01-20"]),
        ({1: "01-14", 2: "01-20"}, ["01-19", "01-14", "01-20"]),
    ],
)
def test_pins_stay_and_the_others_go_between_them_where_there_is_room(
    pinned: dict[int, str], expected: list[str]
) -> None:
    """A pin on 14 January leaves no day between it and 13 January; a pin may be on a Saturday."""
    assert days(assignments(pinned)) == expected


def test_a_pin_that_leaves_no_open_day_before_it_leaves_the_others_on_theirs() -> None:
    assert days(assignments({1: "01-15"}, closed="01-14")) == ["01-27", "01-15", "02-24"]


REST = QuietRule(
    id="rest",
    source="test",
    title="Rest",
    reason="Because",
    holds_for=QuietScope.WORKSHOPS,
    first="01-18",
    last="01-22",
    evidence=EvidenceLabel.SUGGESTED,
)


def test_an_event_out_of_order_is_still_after_what_came_before_and_in_no_quiet_week() -> None:
    """A pin on Friday 15 January and a closed Thursday leave no day; the week of 20 January is quiet for workshops."""
    first, pinned = Request(AFTER), Request(day("02-10"), pinned=day("01-15"))
    closed = ClosedPeriod(first=day("01-14"), last=day("01-14"), reason="move")
    open_days = OpenDays(quiet=(REST,), periods=(closed,))

    placed = place_in_order([first, pinned], open_days, [2], set(), AFTER, QuietScope.WORKSHOPS)
    assert days(placed) == ["01-27", "01-15"]
    placed = place_in_order([first, pinned], open_days, [2], set(), AFTER, QuietScope.EVENTS)
    assert days(placed) == ["01-20", "01-15"]


@pytest.mark.parametrize(
    ("scope", "expected"), [(QuietScope.WORKSHOPS, day("01-27")), (QuietScope.EVENTS, day("01-20"))]
)
def test_an_event_more_than_a_year_before_a_pin_that_it_should_follow_is_still_not_before_the_earliest_day(
    scope: QuietScope, expected: datetime.date
) -> None:
    """It is planned for 13 January, and 20 January is the earliest day, in a week that is quiet for workshops."""
    requests = [Request(AFTER, pinned=datetime.date(2028, 6, 7)), Request(AFTER)]

    assignments = place_in_order(requests, OpenDays(quiet=(REST,)), [2], set(), AFTER, scope, day("01-20"))

    assert assignments[1].placed.day == expected


def test_where_each_day_comes_from() -> None:
    of = assignments({0: "01-28"}, {1: "02-12", 2: "02-24"})

    assert of == [
        Assignment(Placed(day("01-28")), Source.PIN),
        Assignment(Placed(day("02-12")), Source.EARLIER_PLAN),
        Assignment(Placed(day("02-24")), Source.RULE),
    ]


def test_the_day_of_an_earlier_plan_that_the_rules_give_again_keeps_their_reason() -> None:
    assert assignments(recorded={1: "02-17"}, closed="02-10")[1] == Assignment(
        Placed(day("02-17"), "because that day is closed (move)"), Source.RULE
    )
    assert assignments(recorded={0: "02-03"}, taken=("01-27",))[0] == Assignment(
        Placed(day("02-03"), "because another event has that day"), Source.RULE
    )


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ({1: "02-12"}, ["01-27", "02-12", "02-24"]),
        ({0: "02-12"}, ["02-12", "02-17", "02-24"]),
        ({0: "02-17", 1: "02-10", 2: "02-24"}, ["01-27", "02-10", "02-24"]),
        ({0: "02-12", 1: "02-12"}, ["02-12", "02-17", "02-24"]),
        ({0: "02-04", 1: "02-18", 2: "02-11"}, ["02-04", "02-18", "02-24"]),
        ({0: "02-11", 2: "02-24"}, ["02-11", "02-17", "02-24"]),
        ({0: "02-10", 2: "02-24"}, ["02-10", "02-17", "02-24"]),
        ({0: "01-13"}, ["01-27", "02-10", "02-24"]),
        ({0: "01-14"}, ["01-14", "02-10", "02-24"]),
        ({1: "01-27"}, ["01-20", "01-27", "02-24"]),
        ({1: "01-26"}, ["01-27", "02-10", "02-24"]),
    ],
)
def test_as_many_days_of_the_earlier_plan_as_possible_stay(recorded: dict[int, str], expected: list[str]) -> None:
    """They must be in order and leave a week for each event between two of them."""
    assert days(assignments(recorded=recorded)) == expected


def test_two_days_of_the_earlier_plan_stay_rather_than_the_last_that_could() -> None:
    """The fourth could follow the first two or the third, which is before them."""
    recorded = {0: "02-10", 1: "02-17", 2: "02-03", 3: "03-03"}

    placed = assignments(recorded=recorded, planned=(*PLANNED, "03-10"))
    assert days(placed) == ["02-10", "02-17", "02-24", "03-03"]


@pytest.mark.parametrize(
    ("pinned", "recorded", "expected"),
    [
        ({1: "02-10"}, {0: "02-11"}, ["01-27", "02-10", "02-24"]),
        ({1: "02-10"}, {0: "02-09"}, ["02-09", "02-10", "02-24"]),
        ({1: "02-10"}, {2: "02-09"}, ["01-27", "02-10", "02-24"]),
        ({1: "02-10"}, {2: "02-11"}, ["01-27", "02-10", "02-11"]),
        ({1: "02-10"}, {1: "02-12"}, ["01-27", "02-10", "02-24"]),
        ({2: "02-24"}, {0: "02-11"}, ["01-27", "02-10", "02-24"]),
        ({2: "02-24"}, {0: "02-09"}, ["02-09", "02-10", "02-24"]),
        ({0: "02-09"}, {2: "02-22"}, ["02-09", "02-10", "02-24"]),
        ({0: "02-09"}, {2: "02-23"}, ["02-09", "02-10", "02-23"]),
    ],
)
def test_days_of_the_earlier_plan_give_way_to_pins(
    pinned: dict[int, str], recorded: dict[int, str], expected: list[str]
) -> None:
    assert days(assignments(pinned, recorded)) == expected


def test_nothing_is_placed_before_the_earliest_day() -> None:
    """Wednesday 27 January itself, or else the next Wednesday."""
    assert days(assignments(earliest=day("01-27")))[0] == "01-27"
    assert days(assignments(earliest=day("01-28")))[0] == "02-03"


def test_days_that_are_taken_stay_so() -> None:
    assert days(assignments(taken=("01-27",))) == ["02-03", "02-10", "02-24"]
