"""Cohorts drawn at random: whatever the start, length, groups, closed weeks and pins, the dates keep their rules."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.calendar_rules import QuietScope
from generator.model.library import Library, Trust
from generator.model.recorded_plan import RecordedEntry, RecordedPlan
from generator.model.schedule_preferences import ClosedPeriod
from generator.model.trust import TrustProfile
from generator.planning.lead_in import StartError
from generator.planning.open_days import OpenDays
from generator.planning.pins import EVENT_KINDS, scope_of
from generator.planning.planner import schedule
from generator.planning.schedule import EntryKind, Schedule
from generator.planning.selection import Selection
from generator.planning.sequence import Request, place_in_order
from tests.examples import examples
from tests.planning.profiles import profile

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
TODAY = datetime.date(2026, 12, 1)
FIRST_START = datetime.date(2027, 3, 10)
"""The first day with twelve weeks before it, without Christmas: 13 weekdays of December and 47 from 4 January."""
LAST_START = datetime.date(2027, 12, 31)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]
PINNED = (
    "workshop-skills-for-change",
    "surgery-1",
    "surgery-2",
    "milestone-applications-open",
    "milestone-pairing-event",
)


@dataclass(frozen=True)
class Cohort:
    """A drawn cohort with its dates."""

    profile: TrustProfile
    dates: Schedule

    @property
    def pinned(self) -> dict[str, datetime.date]:
        return {pin.what: pin.day for pin in self.profile.schedule.pins}


def dated(library: Library, of: TrustProfile, previous: RecordedPlan | None = None) -> Schedule:
    """The dates of a profile; cheaper than its whole playbook."""
    assert of.planning_from is not None
    workshops = Selection(library, Trust(profile=of)).workshops()
    dates = schedule(library, of, workshops, list(library.instruments.values()), of.planning_from, previous)
    assert dates is not None
    return dates


@st.composite
def profiles(draw: st.DrawFn, pins: bool = True) -> TrustProfile:
    """A profile that can be planned, as its start leaves time to prepare."""
    start = draw(st.dates(FIRST_START, LAST_START))
    closed = draw(st.lists(st.tuples(st.integers(-200, 400), st.integers(0, 13)), max_size=3))
    days = draw(st.dictionaries(st.sampled_from(PINNED), st.integers(0, 60), max_size=2 if pins else 0))
    offsets = {"workshop": 7, "surgery": 60, "milestone": -90}
    return profile(
        start=start,
        months=draw(st.integers(3, 18)),
        size=draw(st.integers(2, 4)),
        groups=draw(st.integers(1, 20)),
        staff=draw(st.sampled_from([("resident-doctors", "managers"), ("nurses", "managers")])),
        planning_from=TODAY,
        schedule={
            "weekdays": draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True)),
            "surgery_spacing_weeks": draw(st.integers(2, 6)),
            "closed": [
                {"first": start + day * DAY, "last": start + (day + length) * DAY, "reason": "closed"}
                for day, length in closed
            ],
            "pins": [
                {"what": id, "day": start + (offsets[id.partition("-")[0]] + day) * DAY} for id, day in days.items()
            ],
        },
    )


def check(cohort: Cohort) -> None:
    """Order holds; nothing is in a quiet period or before today unless pinned; every date has a reason."""
    dates, pinned = cohort.dates, cohort.pinned
    for entry in dates.entries:
        assert len(entry.reason) > 10, entry
        if entry.id not in pinned:
            # What is due on the day of a pinned workshop is on that day too.
            for day in {entry.first, entry.last} - set(pinned.values()):
                assert dates.days.closed(day, scope_of(entry)) is None, entry
            assert entry.first >= TODAY or pinned, entry
    assert len({entry.id for entry in dates.entries}) == len(dates.entries)
    if not pinned and not cohort.profile.schedule.closed:
        # Two weeks at least, of which a long weekend can take two days.
        opening, closing = (dates.milestones[f"applications-{which}"] for which in ("open", "close"))
        assert dates.days.weekdays(opening, closing) >= 8, dates.milestones
    if not pinned:
        in_order(dates)


def in_order(dates: Schedule) -> None:
    """Milestones, workshops, charter and surgeries follow each other."""
    workshops = dates.of(EntryKind.WORKSHOP)
    for before, after in pairwise(workshops):
        assert before.first < after.first, after
    events = [entry.first for entry in dates.entries if scope_of(entry) is not QuietScope.ALL]
    assert len(set(events)) == len(events), "two events on one day"
    milestones = list(dates.milestones.values())
    assert milestones == sorted(milestones), dates.milestones
    assert dates.milestones["pairing-event"] < dates.start
    assert dates.milestones["presentation-day"] == workshops[-1].first
    skills, charter = dates.workshop_days["skills-for-change"], dates.charter_day
    assert charter is not None
    later = [entry.first for entry in workshops if entry.first > skills]
    assert skills <= charter < later[0]
    surgeries = dates.of(EntryKind.SURGERY)
    assert all(entry.first > charter for entry in surgeries)
    assert all(entry.first <= workshops[-1].first - 2 * WEEK for entry in surgeries)


@settings(max_examples=examples(20))
@given(of=profiles())
def test_a_drawn_cohort_keeps_the_rules(library: Library, of: TrustProfile) -> None:
    check(Cohort(of, dated(library, of)))


@pytest.mark.slow
@settings(max_examples=3000)
@given(of=profiles())
def test_very_many_drawn_cohorts_keep_the_rules(library: Library, of: TrustProfile) -> None:
    check(Cohort(of, dated(library, of)))


@settings(max_examples=examples(30))
@given(start=st.dates(TODAY, FIRST_START - DAY), closed=st.integers(-20, 100), length=st.integers(0, 20))
def test_the_start_that_is_offered_instead_of_one_too_soon_works(
    library: Library, start: datetime.date, closed: int, length: int
) -> None:
    period = {"first": TODAY + closed * DAY, "last": TODAY + (closed + length) * DAY, "reason": "closed"}
    choices: dict[str, Any] = {"planning_from": TODAY, "schedule": {"closed": [period]}}
    try:
        dated(library, profile(start=start, **choices))
    except StartError as error:
        assert error.code == "start-too-soon"
        offered = profile(start=error.earliest, **choices)
        check(Cohort(offered, dated(library, offered)))
        assert error.earliest >= FIRST_START
    else:
        # Closed days have moved the start to a day that leaves enough time.
        assert start + (length + 14) * DAY >= FIRST_START


def record(dates: Schedule) -> RecordedPlan:
    """A plan as a playbook records it."""
    stamp = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
    entries = [
        RecordedEntry(
            id=entry.id,
            uid=entry.id,
            kind=entry.kind.value,
            title=entry.title,
            first=entry.first,
            last=entry.last,
            reason=entry.reason,
            stamp=stamp,
        )
        for entry in dates.entries
    ]
    return RecordedPlan(trust="test", cohort=1, planning_from=TODAY, entries=entries)


def events(dates: Schedule) -> dict[str, datetime.date]:
    """The days of workshops and surgeries."""
    return {entry.id: entry.first for kind in EVENT_KINDS for entry in dates.of(kind)}


@settings(max_examples=examples(20))
@given(of=profiles())
def test_a_plan_made_again_moves_nothing(library: Library, of: TrustProfile) -> None:
    first = dated(library, of)

    assert dated(library, of, record(first)).entries == first.entries


@settings(max_examples=examples(20))
@given(of=profiles(pins=False), which=st.integers(0, 60), length=st.integers(0, 4))
def test_a_day_that_closes_moves_what_is_on_it_and_nothing_else(
    library: Library, of: TrustProfile, which: int, length: int
) -> None:
    first = dated(library, of)
    workshops = first.of(EntryKind.WORKSHOP)[1:]
    monday = workshops[which % len(workshops)].first
    monday -= monday.weekday() * DAY
    period = ClosedPeriod(first=monday, last=monday + (4 - length) * DAY, reason="an inspection")
    choices = of.schedule.model_copy(update={"closed": [*of.schedule.closed, period]})
    changed = dated(library, of.model_copy(update={"schedule": choices}), record(first))

    before, after = events(first), events(changed)
    # The surgeries follow the charter and end before the last workshop, so they may move with these.
    spans = {(plan.charter_day, plan.milestones["presentation-day"]) for plan in (first, changed)}
    taken = {entry.first for entry in changed.of(EntryKind.WORKSHOP)}
    for id, day in after.items():
        is_open = id in before and changed.days.closed(before[id], QuietScope.ALL) is None
        if is_open and (id.startswith("workshop") or (len(spans) == 1 and before[id] not in taken)):
            assert day == before[id], id
    in_order(changed)


@settings(max_examples=examples(20))
@given(
    recorded=st.lists(st.none() | st.integers(0, 90), min_size=1, max_size=6),
    pinned=st.dictionaries(st.integers(0, 5), st.integers(0, 90), max_size=1),
)
def test_no_other_choice_leaves_more_sessions_unmoved(recorded: list[int | None], pinned: dict[int, int]) -> None:
    """Compared with every choice of recorded days that are in order, with a week for each session between two."""
    start = TODAY + WEEK
    requests = [
        Request(
            start + (number + 1) * 4 * WEEK,
            start + pinned[number] * DAY if number in pinned else None,
            None if offset is None else start + offset * DAY,
        )
        for number, offset in enumerate(recorded)
    ]

    def fits(choice: tuple[int, ...]) -> bool:
        days = {-1: start} | {number: requests[number].pinned or requests[number].recorded for number in choice}
        days |= {number: request.pinned for number, request in enumerate(requests) if request.pinned}
        steps = [(number, day) for number, day in sorted(days.items()) if day]
        return all(
            later > day and (second - first == 1 or later - day >= (second - first) * WEEK)
            for (first, day), (second, later) in pairwise(steps)
        )

    free = [number for number, request in enumerate(requests) if request.recorded and not request.pinned]
    choices = [choice for size in range(len(free) + 1) for choice in combinations(free, size)]
    most = max((len(choice) for choice in choices if fits(choice)), default=0)
    assignments = place_in_order(requests, OpenDays(), [2], set(), start, QuietScope.ALL)
    unmoved = sum(assignments[number].placed.day == requests[number].recorded for number in free)

    assert unmoved >= most
    assert all(
        assignment.placed.day == request.pinned
        for assignment, request in zip(assignments, requests, strict=True)
        if request.pinned
    )
