"""The days on which a cohort can meet, and the open day nearest to a planned one."""

from __future__ import annotations

import datetime
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import chain

from ..model.calendar_rules import BankHolidays, CalendarRules, Changeover
from ..model.schedule_preferences import ClosedPeriod, SchedulePreferences
from . import dates

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
NEAREST_WEEKS = (0, 1, -1, 2, -2, 3, -3, 4)
"""Offsets of the weeks to search around the planned one, the best first."""
LONGEST_CLOSURE = 400
"""Days to search: no trust is closed for longer."""


class NoOpenDayError(Exception):
    """The trust's closed periods leave no day for something."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The day chosen for something."""

    day: datetime.date
    moved: str | None = None
    """Why it is not the planned day, in words that follow `is`; None where it is."""


@dataclass(frozen=True, slots=True)
class OpenDays:
    """Working days without a bank holiday, changeover or closed period."""

    holidays: dict[datetime.date, str] = field(default_factory=dict)
    """Names of bank holidays by day."""
    changeovers: tuple[Changeover, ...] = ()
    """Those on which nothing is planned."""
    periods: tuple[ClosedPeriod, ...] = ()
    """The trust's own closed days, with school holidays where it avoids them."""
    known_until: int = datetime.MAXYEAR
    """The last year whose bank holidays are known."""

    @classmethod
    def of(cls, calendar: CalendarRules, holidays: BankHolidays, choices: SchedulePreferences) -> OpenDays:
        """The open days of a trust."""
        school_holidays = choices.school_holidays if choices.avoid_school_holidays else ()
        return cls(
            {holiday.date: holiday.name for holiday in holidays.days},
            tuple(changeover for changeover in calendar.changeovers.values() if changeover.closed),
            (*choices.closed, *school_holidays),
            holidays.until,
        )

    def closed(self, day: datetime.date) -> str | None:
        """Why a day is closed, in words that follow `is`; None where it is open."""
        if day.weekday() >= 5:
            return "at the weekend"
        if day in self.holidays:
            return f"a bank holiday ({self.holidays[day]})"
        for changeover in self.changeovers:
            if changeover_day(changeover, day.year) == day:
                return f"the {changeover.title}"
        for period in self.periods:
            if period.first <= day <= period.last:
                return f"closed ({period.reason})"
        return None

    def on_or_before(self, day: datetime.date) -> Placed:
        """The last open day up to a day, for deadlines."""
        return self._walk(day, -DAY)

    def on_or_after(self, day: datetime.date) -> Placed:
        """The first open day from a day on."""
        return self._walk(day, DAY)

    def _walk(self, planned: datetime.date, step: datetime.timedelta) -> Placed:
        day, reason = planned, self.closed(planned)
        for _ in range(LONGEST_CLOSURE):
            if self.closed(day) is None:
                return Placed(day, reason)
            day += step
        raise NoOpenDayError(f"no day is open for {LONGEST_CLOSURE} days around {dates.date(planned)}")

    def event(
        self,
        planned: datetime.date,
        weekdays: Sequence[int],
        taken: Container[datetime.date] = (),
        after: datetime.date | None = None,
    ) -> Placed:
        """An open day for an event: the best weekday in the planned week, else in the nearest week, else any day.

        The planned weekday is the best if it is among `weekdays`, or else the first of these (Monday is 0). The event
        must not be on a day that other events have taken, and must be later than the day `after`.

        Raises:
            NoOpenDayError: nothing is open in the year after the planned day.
        """
        best = planned.weekday() if planned.weekday() in weekdays or not weekdays else weekdays[0]
        monday = planned - planned.weekday() * DAY
        first = monday + best * DAY
        wanted = dict.fromkeys((best, *weekdays))
        near = (monday + weeks * WEEK + weekday * DAY for weeks in NEAREST_WEEKS for weekday in wanted)
        later = (first + number * DAY for number in range(LONGEST_CLOSURE))
        for day in chain(near, later):
            if self._obstacle(day, taken, after) is None:
                return Placed(day, self._obstacle(first, taken, after))
        raise NoOpenDayError(f"no day is open for an event in the year after {dates.date(planned)}")

    def _obstacle(self, day: datetime.date, taken: Container[datetime.date], after: datetime.date | None) -> str | None:
        if after is not None and day <= after:
            return f"no later than {dates.date(after)}"
        return "taken by another event" if day in taken else self.closed(day)


def changeover_day(changeover: Changeover, year: int) -> datetime.date:
    """The first Wednesday of the changeover's month, as for the August changeover of resident doctors."""
    first = datetime.date(year, changeover.month, 1)
    return first + (2 - first.weekday()) % 7 * DAY
