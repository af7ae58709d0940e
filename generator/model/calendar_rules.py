"""Calendar rules: milestones of a cohort, notice periods, changeovers and bank holidays."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Applicability, Day, Evidenced, Item, Line, Noun, RoleId, Weeks


class Milestone(Item):
    """A point in a cohort's calendar that timings are counted from."""

    title: Line
    """Name of the milestone."""
    description: Line
    """What happens then."""
    weeks_from_launch: Annotated[int, Field(ge=-104, le=156)]
    """Whole weeks from the first workshop; a negative number is before it."""


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
    only_for: Applicability = Applicability()
    """Which cohorts it is for; every cohort when left out."""


class CalendarRules(Noun):
    """Milestones in their order, and notice periods."""

    milestones: dict[str, Milestone]
    """The milestones, in their order. `launch` is the first workshop, at week 0."""
    notice: dict[str, NoticeRule] = {}
    """Notice periods by name."""
    changeovers: dict[str, Changeover] = {}
    """Changeovers of resident doctors by name."""
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
