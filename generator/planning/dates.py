"""Dates and times in British words, without any locale."""

from __future__ import annotations

import datetime

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
    parts = []
    if hours:
        parts.append(counted(hours, "hour"))
    if rest or not hours:
        parts.append(counted(rest, "minute") if rest else "0 minutes")
    return " ".join(parts)


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
    """A window in few words, such as 13 Jan to 9 Feb 2027."""

    def of(day: datetime.date, year: bool) -> str:
        return f"{day.day} {MONTHS[day.month - 1][:3]}{f' {day.year}' if year else ''}"

    return of(last, True) if first == last else f"{of(first, first.year != last.year)} to {of(last, True)}"


def month(name: str) -> str:
    """A month of a plan in words: 2027-01 is January 2027, `month 3` is Month 3, `before` is Before the start."""
    if name == "before":
        return "Before the start"
    if name.startswith("month "):
        return name.capitalize()
    year, number = name.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"
