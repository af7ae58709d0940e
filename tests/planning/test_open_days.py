"""Which days are open, and where an event goes whose day is not."""

from __future__ import annotations

import datetime

import pytest

from generator.model.schedule_preferences import ClosedPeriod, SchedulePreferences
from generator.planning.open_days import NoOpenDayError, OpenDays, Placed, changeover_day
from tests.planning import cohort

WEDNESDAY = datetime.date(2027, 1, 13)


def day(month: int, day: int, year: int = 2027) -> datetime.date:
    return datetime.date(year, month, day)


def days(*closed: ClosedPeriod) -> OpenDays:
    library = cohort.library()
    return OpenDays.of(library.calendar, library.bank_holidays, SchedulePreferences(closed=list(closed)))


def until(last: datetime.date, first: datetime.date = WEDNESDAY) -> ClosedPeriod:
    return ClosedPeriod(first=first, last=last, reason="move")


@pytest.mark.parametrize(
    ("closed", "reason"),
    [
        (day(1, 15), None),
        (day(1, 16), "at the weekend"),
        (day(1, 17), "at the weekend"),
        (day(3, 26), "a bank holiday (Good Friday)"),
        (day(8, 4), "the August changeover"),
        (day(8, 3), None),
        (day(2, 1), "closed (move)"),
        (day(2, 3), "closed (move)"),
        (day(2, 4), None),
    ],
)
def test_why_a_day_is_closed(closed: datetime.date, reason: str | None) -> None:
    assert days(until(day(2, 3), day(2, 1))).closed(closed) == reason


@pytest.mark.parametrize(("year", "first_wednesday"), [(2027, 4), (2028, 2), (2029, 1), (2030, 7)])
def test_a_changeover_is_on_the_first_wednesday(year: int, first_wednesday: int) -> None:
    assert changeover_day(cohort.changeover(8), year) == day(8, first_wednesday, year)


def test_a_changeover_that_closes_no_day_leaves_it_open() -> None:
    calendar = cohort.calendar().model_copy(update={"changeovers": {"february": cohort.changeover(2, closed=False)}})
    open_days = OpenDays.of(calendar, cohort.library().bank_holidays, SchedulePreferences())

    assert open_days.closed(day(2, 3)) is None


def test_the_open_day_before_and_after_easter() -> None:
    """Good Friday is 26 March, Easter Monday is the 29th."""
    assert days().on_or_before(day(3, 29)) == Placed(day(3, 25), "a bank holiday (Easter Monday)")
    assert days().on_or_after(day(3, 27)) == Placed(day(3, 30), "at the weekend")
    assert days().on_or_after(day(3, 25)) == Placed(day(3, 25), None)


def test_a_search_gives_up_after_400_days() -> None:
    """57 weeks from Wednesday 13 January 2027 is 16 February 2028: the 400th day that is tried."""
    opened, closed = day(2, 15, 2028), day(2, 16, 2028)

    assert days(until(opened)).on_or_after(WEDNESDAY) == Placed(closed, "closed (move)")
    assert days(until(opened, day(12, 1, 2026))).event(WEDNESDAY, [2]) == Placed(closed, "closed (move)")
    with pytest.raises(NoOpenDayError, match=r"^no day is open for 400 days around 13 January 2027$"):
        days(until(closed)).on_or_after(WEDNESDAY)
    with pytest.raises(NoOpenDayError, match=r"^no day is open for an event in the year after 13 January 2027$"):
        days(until(closed, day(12, 1, 2026))).event(WEDNESDAY, [2])


def test_an_event_is_on_the_best_weekday_of_the_planned_week() -> None:
    assert days().event(WEDNESDAY, [3, 1]) == Placed(day(1, 14), None)
    assert days().event(WEDNESDAY, [1, 2]) == Placed(day(1, 13), None)
    assert days().event(WEDNESDAY, []) == Placed(WEDNESDAY, None)


def test_an_event_takes_the_next_best_weekday_before_another_week() -> None:
    assert days().event(WEDNESDAY, [3, 1], taken=[day(1, 14)]) == Placed(day(1, 12), "taken by another event")


def test_an_event_is_later_than_the_one_before() -> None:
    """All Wednesdays up to 17 February are too early or more than four weeks away: any day from there on is right."""
    assert days().event(WEDNESDAY, [2], after=WEDNESDAY) == Placed(day(1, 20), "no later than 13 January 2027")
    assert days().event(WEDNESDAY, [2], after=day(2, 17)) == Placed(day(2, 18), "no later than 17 February 2027")


@pytest.mark.parametrize(
    ("weeks_taken", "placed"),
    [
        ((0,), day(1, 20)),
        ((0, 1), day(1, 6)),
        ((0, 1, -1), day(1, 27)),
        ((0, 1, -1, 2), day(12, 30, 2026)),
        ((0, 1, -1, 2, -2), day(2, 3)),
        ((0, 1, -1, 2, -2, 3), day(12, 23, 2026)),
        ((0, 1, -1, 2, -2, 3, -3), day(2, 10)),
        ((0, 1, -1, 2, -2, 3, -3, 4), day(1, 14)),
    ],
)
def test_the_nearest_free_week_is_taken(weeks_taken: tuple[int, ...], placed: datetime.date) -> None:
    """The later of two equally near ones first; with no free week within reach, any day from the planned one on."""
    taken = [WEDNESDAY + datetime.timedelta(weeks=week) for week in weeks_taken]

    assert days().event(WEDNESDAY, [2], taken).day == placed
