"""Calendar rules: the milestones of a cohort and the notice that things need."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Evidenced, Item, Line, Noun, Weeks


class Milestone(Item):
    """A point in a cohort's life that timings are counted from."""

    title: Line
    """Name of the milestone."""
    description: Line
    """What happens then."""
    weeks_from_launch: Annotated[int, Field(ge=-104, le=156)]
    """Whole weeks from the first workshop; a negative number is before it."""


class NoticeRule(Item, Evidenced):
    """How much notice something needs."""

    title: Line
    """What needs notice."""
    weeks: Weeks
    """Weeks of notice; a trust can set its own."""
    reason: Line
    """Why."""


class CalendarRules(Noun):
    """Milestones in their order, and notice periods."""

    milestones: dict[str, Milestone]
    """The milestones, in their order. `launch` is the first workshop and stands at week 0."""
    notice: dict[str, NoticeRule] = {}
    """Notice periods by name."""
