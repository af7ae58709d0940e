"""Calendar rules: milestones of a cohort, notice periods, changeovers and bank holidays."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from .base import Applicability, Clock, Day, Evidenced, Item, Line, Minutes, Noun, RoleId, Weeks


def _day_of_year(value: str) -> str:
    try:
        # 2000 was a leap year, so that 02-29 passes.
        datetime.date.fromisoformat(f"2000-{value}")
    except ValueError:
        message = "`{value}` is not a day of the year: write the month and the day, such as 12-18"
        raise PydanticCustomError("bad-day-of-year", message, {"value": value[:20]}) from None
    return value


DayOfYear = Annotated[
    str, AfterValidator(_day_of_year), Field(json_schema_extra={"pattern": r"^(0[1-9]|1[0-2])-[0-3][0-9]$"})
]
"""A day of any year: month and day, such as 12-18."""


class Milestone(Item):
    """A point in a cohort's calendar that timings are counted from."""

    title: Line
    """Name of the milestone."""
    description: Line
    """What happens then."""
    weeks_from_launch: Annotated[int, Field(ge=-104, le=156)]
    """Whole weeks from the first workshop; a negative number is before it."""
    least_weeks: Annotated[int, Field(ge=-104, le=0)] | None = None
    """The same in the shortest preparation that works; for milestones before the first workshop."""
    reason: Line | None = None
    """Why it needs at least that time."""


class Changeover(Item, Evidenced):
    """A day on which resident doctors change posts: the first Wednesday of a month."""

    title: Line
    """Name of the changeover."""
    month: Annotated[int, Field(ge=1, le=12)]
    """The month, from 1."""
    closed: bool
    """true if nothing is planned on the day."""
    who: Line
    """Which grades may change posts."""
    only_for: Applicability = Applicability()
    """Which cohorts it concerns; every cohort when left out."""


class NoticeRule(Item, Evidenced):
    """How much notice something needs."""

    title: Line
    """What needs notice."""
    weeks: Weeks
    """Weeks of notice; a trust can set its own."""
    reason: Line
    """Why."""
    do: Line | None = None
    """What is done by then for each workshop, starting with a verb; leave out if the rule is for information only."""
    owner: RoleId | None = None
    """The role that does it."""
    together: bool = False
    """true: it is done once for all workshops, that many weeks before the first."""
    only_for: Applicability = Applicability()
    """Which cohorts it is for; every cohort when left out."""


class QuietScope(StrEnum):
    """What does not happen in a quiet period."""

    ALL = "all"
    EVENTS = "events"
    WORKSHOPS = "workshops"


class QuietRule(Item, Evidenced):
    """Days in every year on which some or all things are not planned.

    It sets one of three: `first` and `last`, `bank_holiday_weekends` or `changeover_weeks`.
    """

    title: Line
    """Name of the quiet period, as in the middle of a sentence."""
    reason: Line
    """Why nothing is planned then."""
    holds_for: QuietScope
    """all: no event, deadline, or letter that asks for an answer; events: no workshop, surgery or pairing event;
    workshops: no workshop."""
    first: DayOfYear | None = None
    """First day, such as 12-18."""
    last: DayOfYear | None = None
    """Last day, such as 01-02."""
    bank_holiday_weekends: bool = False
    """true: the Friday before and the Tuesday after a weekend with a bank holiday on the Monday."""
    changeover_weeks: Annotated[int, Field(ge=1, le=8)] | None = None
    """Weeks from each changeover that concerns the cohort: 1 for the week of the changeover, 2 for the next one too."""


class EventRule(Item, Evidenced):
    """The usual clock time of an event."""

    title: Line
    """Name of the event."""
    start: Clock
    """Usual start, as 12:30; local time."""
    minutes: Minutes
    """How long it takes."""


class CalendarRules(Noun):
    """Milestones in their order, and notice periods."""

    milestones: dict[str, Milestone]
    """The milestones, in their order. `launch` is the first workshop, at week 0."""
    notice: dict[str, NoticeRule] = {}
    """Notice periods by name."""
    changeovers: dict[str, Changeover] = {}
    """Changeovers of resident doctors by name."""
    quiet: dict[str, QuietRule] = {}
    """Quiet periods by name; a trust can switch each off or change its days."""
    events: dict[str, EventRule] = {}
    """Usual times of events by name: `surgery` and `pairing-event`."""
    settle_weeks: Weeks = 4
    """Weeks between the August changeover and the first workshop, where a cohort starts after it."""


class BankHoliday(Noun):
    """One bank holiday."""

    date: Day
    """The day."""
    name: Line
    """Its name."""


class BankHolidays(Noun):
    """All bank holidays that have been announced."""

    division: Line
    """Where they hold, such as England and Wales."""
    until: Annotated[int, Field(ge=2000, le=2100)]
    """The last year whose days are all known."""
    days: Annotated[list[BankHoliday], Field(min_length=1)]
    """The days, in their order."""
