"""A trust's preferences for its dates: weekdays, times, closed days, notice."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Clock, Day, Line, Minutes, Noun, Slug, Weeks
from .calendar_rules import DayOfYear


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


class Spacing(StrEnum):
    """How the workshops are spread over the programme."""

    PROGRAMME = "programme"
    EVEN = "even"


class Pin(Noun):
    """A day of the trust's own for one entry of its plan."""

    what: Slug
    """Id of the entry, such as workshop-powerlab, surgery-1 or milestone-pairing-event."""
    day: Day
    """The day. It is kept even where it breaks a rule; the plan then warns of it."""
    start: Clock | None = None
    """Start time, as 09:30; the usual one when left out."""
    end: Clock | None = None
    """End time; the usual length when left out."""
    room: Line | None = None
    """Where it is held."""
    reason: Line | None = None
    """Why that day; shown in the plan."""


class QuietChoice(Noun):
    """A quiet period as this trust has it."""

    off: bool = False
    """true: the trust plans as on other days."""
    first: DayOfYear | None = None
    """Its own first day, such as 12-14."""
    last: DayOfYear | None = None
    """Its own last day, such as 01-05."""
    changeover_weeks: Annotated[int, Field(ge=1, le=8)] | None = None
    """Its own number of weeks from a changeover."""


class EventChoice(Noun):
    """Time and room of an event of this trust."""

    start: Clock | None = None
    """Start time, as 12:30; the usual one when left out."""
    minutes: Minutes | None = None
    """How long it takes; as usual when left out."""
    room: Line | None = None
    """Where it is held."""


class SchedulePreferences(Noun):
    """A trust's preferences for its dates."""

    weekdays: list[Weekday] = []
    """Days for workshops and surgeries, the best first. None: the weekday of the first workshop."""
    start_time: Clock | None = None
    """Start of every workshop, as 09:30; each workshop's own usual start when left out."""
    workshop_spacing_weeks: Annotated[int, Field(ge=1, le=26)] | None = None
    """The same number of weeks from each workshop to the next, instead of `workshop_spacing`."""
    workshop_spacing: Spacing = Spacing.PROGRAMME
    """programme: in the programme's own weeks, stretched to the cohort's length; even: the same time between all."""
    workshop_weeks: list[Weeks] = []
    """The trust's own weeks of its workshops, in their order, counted from the first, which is at 0."""
    surgery_spacing_weeks: Annotated[int, Field(ge=1, le=26)] = 4
    """Weeks from one design surgery to the next."""
    events: dict[str, EventChoice] = {}
    """Times and rooms of events by name: `surgery` and `pairing-event`."""
    pins: list[Pin] = []
    """Days of the trust's own; everything else is planned around them."""
    quiet: dict[str, QuietChoice] = {}
    """Quiet periods that the trust has differently, by the rule's id, such as christmas."""
    closed: list[ClosedPeriod] = []
    """The trust's own days without events."""
    avoid_school_holidays: bool = False
    """true: nothing is planned in the days of `school_holidays`."""
    school_holidays: list[ClosedPeriod] = []
    """School holidays and half-terms of the council, whose dates differ from place to place."""
    notice: dict[str, Weeks] = {}
    """Weeks of notice that differ from the calendar rules, by the rule's id, such as study-leave."""
