"""A cohort's dates: never on a closed day, always in order, always for a reason."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.calendar_rules import BankHoliday, BankHolidays
from generator.model.diagnostics import InputFault
from generator.model.library import Library
from generator.planning.open_days import changeover_day
from generator.planning.schedule import EntryKind, Schedule
from tests.examples import examples
from tests.planning.profiles import planned_again, playbook, profile

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]
STARTS = st.dates(datetime.date(2025, 1, 1), datetime.date(2027, 6, 30))


def dated(library: Library, **values: Any) -> Schedule:
    """The schedule of a profile that has a start."""
    schedule = playbook(library, profile(**values)).schedule
    assert schedule is not None
    return schedule


def closed_period(day: datetime.date, days: int, reason: str = "system goes live") -> dict[str, Any]:
    return {"first": day, "last": day + (days - 1) * DAY, "reason": reason}


@settings(max_examples=examples(12))
@given(
    start=STARTS,
    months=st.integers(3, 14),
    weekdays=st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True),
    closed=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 20)), max_size=3),
)
def test_nothing_falls_on_a_closed_day(
    library: Library, start: datetime.date, months: int, weekdays: list[str], closed: list[tuple[int, int]]
) -> None:
    periods = [closed_period(start + offset * DAY, length) for offset, length in closed]
    schedule = dated(library, start=start, months=months, schedule={"weekdays": weekdays, "closed": periods})
    holidays = {holiday.date for holiday in library.bank_holidays.days}
    august = library.calendar.changeovers["august"]

    assert schedule.entries
    for entry in schedule.entries:
        for day in (entry.first, entry.last):
            assert day.weekday() < 5, entry
            assert day not in holidays, entry
            assert day != changeover_day(august, day.year), entry
            assert not any(period["first"] <= day <= period["last"] for period in periods), entry


@settings(max_examples=examples(12))
@given(start=STARTS, months=st.integers(3, 14), spacing=st.none() | st.integers(2, 6))
def test_dates_are_in_order(library: Library, start: datetime.date, months: int, spacing: int | None) -> None:
    schedule = dated(library, start=start, months=months, schedule={"workshop_spacing_weeks": spacing})

    for kind in (EntryKind.WORKSHOP, EntryKind.SURGERY, EntryKind.PAIR_MEETING, EntryKind.SHADOWING):
        days = [entry.first for entry in schedule.of(kind)]
        assert all(before < after for before, after in pairwise(days)), kind
    order = list(library.calendar.milestones)
    before_launch = [schedule.milestones[id] for id in order[: order.index("launch") + 1]]
    assert before_launch == sorted(before_launch)
    assert all(entry.first <= entry.last for entry in schedule.entries)
    events = [entry.first for kind in (EntryKind.WORKSHOP, EntryKind.SURGERY) for entry in schedule.of(kind)]
    assert len(set(events)) == len(events), "two events on one day"


@settings(max_examples=examples(8))
@given(start=STARTS, months=st.integers(3, 14), weeks=st.integers(1, 60))
def test_a_later_start_moves_every_date_equally(
    library: Library, start: datetime.date, months: int, weeks: int
) -> None:
    """Where no holiday is in the way; the working week itself moves with the start."""
    never = BankHolidays(division="x", until=2040, days=[BankHoliday(date=datetime.date(2000, 1, 1), name="x")])
    calendar = library.calendar.model_copy(update={"changeovers": {}, "quiet": {}})
    free = library.model_copy(update={"bank_holidays": never, "calendar": calendar})
    first, later = (dated(free, start=day, months=months) for day in (start, start + weeks * WEEK))

    assert [entry.id for entry in first.entries] == [entry.id for entry in later.entries]
    for before, after in zip(first.entries, later.entries, strict=True):
        assert (after.first - before.first, after.last - before.last) == (weeks * WEEK, weeks * WEEK), before


def test_the_same_profile_always_has_the_same_dates(library: Library) -> None:
    first, again = (planned_again(library, profile()).schedule for _ in range(2))

    assert first and again
    assert first.entries == again.entries


def test_every_date_says_why_it_is_there(library: Library) -> None:
    schedule = dated(library)

    assert all(len(entry.reason) > 10 for entry in schedule.entries)
    assert len({entry.id for entry in schedule.entries}) == len(schedule.entries)


def test_a_workshop_in_a_closed_week_moves_to_the_next_and_says_so(library: Library) -> None:
    second = dated(library).of(EntryKind.WORKSHOP)[1]
    period = closed_period(second.first - 2 * DAY, 5, "inspection")
    moved = dated(library, schedule={"closed": [period]}).of(EntryKind.WORKSHOP)[1]

    assert moved.first == second.first + WEEK
    assert moved.reason.endswith("moved because that day is closed (inspection)")


def test_workshops_are_on_the_days_that_the_trust_wants(library: Library) -> None:
    schedule = dated(library, schedule={"weekdays": ["thursday", "tuesday"]})

    assert {entry.first.weekday() for entry in schedule.of(EntryKind.WORKSHOP)[1:]} <= {1, 3}


def test_the_last_workshop_is_the_presentation_day(library: Library) -> None:
    schedule = dated(library)

    assert schedule.milestones["launch"] == schedule.start == schedule.of(EntryKind.WORKSHOP)[0].first
    assert schedule.milestones["presentation-day"] == schedule.of(EntryKind.WORKSHOP)[-1].first


def test_a_cohort_can_start_after_the_august_changeover(worked_library: Library) -> None:
    schedule = dated(
        worked_library, start=None, cohort={"starts_after_changeover": 2027}, schedule={"weekdays": ["tuesday"]}
    )
    changeover = changeover_day(worked_library.calendar.changeovers["august"], 2027)

    assert changeover == datetime.date(2027, 8, 4)
    assert schedule.start.weekday() == 1
    assert changeover + 4 * WEEK <= schedule.start <= changeover + 6 * WEEK


def test_a_start_on_a_bank_holiday_moves_and_warns(worked_library: Library) -> None:
    book = playbook(worked_library, profile(start=datetime.date(2026, 12, 25)))

    assert book.schedule is not None
    assert book.schedule.start == datetime.date(2026, 12, 29)
    assert "start-moved" in [warning.code for warning in book.warnings]


def test_release_is_asked_for_in_time(worked_library: Library) -> None:
    schedule = dated(worked_library, schedule={"notice": {"study-leave": 8}})

    deadlines = {entry.id: entry for entry in schedule.of(EntryKind.DEADLINE)}
    for workshop in schedule.of(EntryKind.WORKSHOP):
        for rule in ("study-leave", "generic-rota"):
            deadline = deadlines[f"{rule}-{workshop.id}"]
            assert workshop.first - deadline.first >= 8 * WEEK
            assert deadline.subject == workshop.subject


def test_a_cohort_without_doctors_needs_no_study_leave(worked_library: Library) -> None:
    schedule = dated(worked_library, staff=("nurses", "managers"))

    assert not [entry for entry in schedule.entries if entry.id.startswith("study-leave")]


def test_school_holidays_stay_free_where_asked(worked_library: Library) -> None:
    workshop = dated(worked_library).of(EntryKind.WORKSHOP)[2]
    holidays = [closed_period(workshop.first - 3 * DAY, 7, "half-term")]
    avoided, ignored = (
        dated(worked_library, schedule={"school_holidays": holidays, "avoid_school_holidays": avoid})
        for avoid in (True, False)
    )

    assert avoided.of(EntryKind.WORKSHOP)[2].first != workshop.first
    assert ignored.of(EntryKind.WORKSHOP)[2].first == workshop.first


def test_a_short_cohort_has_a_short_plan(worked_library: Library) -> None:
    schedule = dated(worked_library, months=3)

    assert (schedule.end - schedule.start).days < 100
    assert len(schedule.of(EntryKind.PAIR_MEETING)) == 3
    assert len(schedule.of(EntryKind.WORKSHOP)) == 6
    assert schedule.of(EntryKind.PAIR_MEETING)[-1].title == "Pair meeting 3: Staying in touch"


def test_the_agendas_of_a_long_cohort_stretch_with_it(worked_library: Library) -> None:
    """The six agendas are for months 1 to 6 of nine; in eighteen months they come every second month."""
    schedule = dated(worked_library, months=18)

    titles = [entry.title for entry in schedule.of(EntryKind.PAIR_MEETING)]
    assert titles[:4] == [
        "Pair meeting 1",
        "Pair meeting 2: Getting to know each other",
        "Pair meeting 3",
        "Pair meeting 4: What we saw",
    ]
    assert titles[11:] == ["Pair meeting 12: Staying in touch", *(f"Pair meeting {month}" for month in range(13, 19))]


def test_a_trust_that_is_closed_for_years_has_no_plan(worked_library: Library) -> None:
    forever = {"first": datetime.date(2026, 1, 1), "last": datetime.date(2030, 1, 1), "reason": "move"}

    with pytest.raises(InputFault) as caught:
        playbook(worked_library, profile(schedule={"closed": [forever]}))
    assert [fault.code for fault in caught.value.diagnostics] == ["no-open-day"]


def test_without_a_start_there_are_weeks_and_no_dates(worked_library: Library) -> None:
    book = playbook(worked_library, profile(start=None))

    assert book.schedule is None
    assert [warning.code for warning in book.warnings] == ["no-start", "few-projects-fit"]
    assert book.checklist[0].items[0].due is None
    assert book.effort.hours > 0


def test_reasons_are_plain_english_where_a_number_is_none_or_one(library: Library) -> None:
    schedule = dated(library, schedule={"notice": {"generic-rota": 0}, "surgery_spacing_weeks": 1})
    rota = next(entry for entry in schedule.of(EntryKind.DEADLINE) if entry.id.startswith("generic-rota"))

    assert rota.reason.startswith("The day of the workshop (")
    assert schedule.of(EntryKind.SURGERY)[0].reason.startswith("Every week from week ")
