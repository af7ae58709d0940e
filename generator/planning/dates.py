"""Dates and times in British words, whatever the locale."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..model.english import counted

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date(day: datetime.date) -> str:
    """A date, such as 13 January 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_and_date(day: datetime.date) -> str:
    """A date with its day of the week, such as Wednesday 13 January 2027."""
    return f"{DAYS[day.weekday()]} {date(day)}"


def clock(time: datetime.time) -> str:
    """A clock time, such as 13:05."""
    return f"{time.hour:02}:{time.minute:02}"


def duration(minutes: int) -> str:
    """A length of time, such as 3 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return counted(rest, "minute") if rest else "0 minutes"
    return counted(hours, "hour") + (f" {counted(rest, 'minute')}" if rest else "")


def weeks(number: int) -> str:
    """A number of weeks, such as 1 week or 3 weeks."""
    return counted(number, "week")


def short(day: datetime.date) -> str:
    """A date for a table, such as Wed 13 Jan 2027."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def span(first: datetime.date, last: datetime.date) -> str:
    """A day or a window for a table, such as Wed 13 Jan 2027 to Tue 9 Feb 2027."""
    return short(first) if first == last else f"{short(first)} to {short(last)}"


def days(first: datetime.date, last: datetime.date) -> str:
    """A window in short, such as 13 Jan to 9 Feb 2027."""

    def of(day: datetime.date, year: bool) -> str:
        return f"{day.day} {MONTHS[day.month - 1][:3]}{f' {day.year}' if year else ''}"

    return of(last, True) if first == last else f"{of(first, first.year != last.year)} to {of(last, True)}"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a plan: of the calendar, or counted from the first workshop while a cohort has no start."""

    year: int | None
    """None where months are counted; one plan never mixes the two."""
    number: int
    """1 to 12 in a year; counted months start at 1, and 0 is the time before the first workshop."""

    @classmethod
    def of(cls, day: datetime.date) -> Month:
        """The calendar month of a day."""
        return cls(day.year, day.month)

    @property
    def title(self) -> str:
        """Such as January 2027, Month 3 or Before the start."""
        return f"{MONTHS[self.number - 1]} {self.year}" if self.year else self._counted or "Before the start"

    @property
    def short_title(self) -> str:
        """Such as Jan 2027, Month 3 or Before."""
        return f"{MONTHS[self.number - 1][:3]} {self.year}" if self.year else self._counted or "Before"

    @property
    def _counted(self) -> str:
        return f"Month {self.number}" if self.number else ""
