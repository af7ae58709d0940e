"""A plan as its playbook's `plan.json` records it: what the next plan and its calendars are compared with."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from .base import Clock, ComposedLine, Day, Noun, Slug

FORMAT = 1
"""Version of the file's fields."""
FIRST_STAMP, LAST_STAMP = (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) for year in (2000, 2101))


class RecordedEntry(Noun):
    """An event, window or deadline of an earlier plan."""

    id: ComposedLine
    """The id of the schedule's entry, such as workshop-powerlab."""
    uid: ComposedLine
    """Identity of the entry in calendar programs."""
    kind: ComposedLine
    """Kind of the entry, such as workshop."""
    title: ComposedLine
    """What it was called."""
    first: Day
    """First day."""
    last: Day
    """Last day; the same as the first for an event."""
    starts: Clock | None = None
    """Start time; empty for all day."""
    ends: Clock | None = None
    """End time; empty for all day."""
    place: ComposedLine | None = None
    """Room or other place; empty where not known."""
    roles: list[Slug] = []
    """Ids of the roles that had it in their calendar."""
    reason: ComposedLine
    """Why it was on this day."""
    sequence: Annotated[int, Field(ge=0, le=100_000)] = 0
    """How often its day, time, place or title has changed (SEQUENCE of RFC 5545)."""
    stamp: Annotated[AwareDatetime, Field(ge=FIRST_STAMP, le=LAST_STAMP)]
    """When the entry last changed, in UTC (DTSTAMP of RFC 5545). It never comes from a clock."""
    cancelled: bool = False
    """true: the plan no longer has it. It stays here so that its sequence goes on rising if it comes back."""


class RecordedPlan(Noun):
    """An earlier plan of a cohort."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = FORMAT
    """Version of the file's fields."""
    trust: Slug
    """Id of the trust."""
    cohort: Annotated[int, Field(ge=1, le=50)]
    """Number of the cohort."""
    planning_from: Day
    """The day on which this plan was made."""
    begun: Day | None = None
    """The day on which the first plan of the cohort was made; as `planning_from` when left out."""
    entries: list[RecordedEntry]
    """All entries, sorted by date, then by id."""

    @property
    def events(self) -> dict[str, RecordedEntry]:
        """The entries that the plan had, without those cancelled, by id."""
        return {entry.id: entry for entry in self.entries if not entry.cancelled}
