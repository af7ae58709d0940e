"""A trust's preferences for its dates: weekdays, times, closed days, notice."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Clock, Day, Line, Noun, Weeks


class Weekday(StrEnum):
    """A day of the working week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"

    @property
    def number(self) -> int:
        """As `date.weekday` counts: Monday is 0."""
        return list(Weekday).index(self)


class ClosedPeriod(Noun):
    """Days on which nothing is planned."""

    first: Day
    """First day."""
    last: Day
    """Last day; the same as the first for a single day."""
    reason: Line
    """Why, such as electronic patient record goes live."""


class SchedulePreferences(Noun):
    """A trust's preferences for its dates."""

    weekdays: list[Weekday] = []
    """Days for workshops and surgeries, the best first. None: the weekday of the first workshop."""
    start_time: Clock | None = None
    """Start of every workshop, as 09:30; each workshop's own usual start when left out."""
    workshop_spacing_weeks: Annotated[int, Field(ge=1, le=26)] | None = None
    """Weeks from one workshop to the next; spread evenly over the programme when left out."""
    surgery_spacing_weeks: Annotated[int, Field(ge=1, le=26)] = 4
    """Weeks from one design surgery to the next."""
    closed: list[ClosedPeriod] = []
    """The trust's own days without events."""
    avoid_school_holidays: bool = False
    """true: nothing is planned in the days of `school_holidays`."""
    school_holidays: list[ClosedPeriod] = []
    """School holidays and half-terms of the council, whose dates differ from place to place."""
    notice: dict[str, Weeks] = {}
    """Weeks of notice that differ from the calendar rules, by the rule's id, such as study-leave."""
