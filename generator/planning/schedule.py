"""A cohort's dates as values: events, windows and deadlines, each with its reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from ..model.base import Timing
from ..model.required import Milestone
from .agenda import TimedActivity
from .open_days import WEEK, OpenDays


class EntryKind(StrEnum):
    """What an entry of a schedule is."""

    MILESTONE = "milestone"
    WINDOW = "window"
    WORKSHOP = "workshop"
    SURGERY = "design surgery"
    PAIR_MEETING = "pair meeting"
    SHADOWING = "shadowing"
    EVALUATION = "evaluation"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """One event, window or deadline."""

    id: str
    """Stable and unique within the schedule, such as workshop-powerlab."""
    kind: EntryKind
    title: str
    first: datetime.date
    """The day, or the first day of a window."""
    last: datetime.date
    """The same day, or the last day of a window."""
    roles: tuple[str, ...]
    """Ids of the roles that have it in their calendar."""
    reason: str
    """Why it is on this day."""
    subject: str = ""
    """Id of the workshop, milestone, form or agenda that it is about; empty where it is about none of these."""
    starts: datetime.time | None = None
    """Clock time; None for all day."""
    ends: datetime.time | None = None
    place: str = ""
    """Room or other place; empty where not known."""


@dataclass(frozen=True, slots=True)
class WorkshopSlot:
    """What the schedule needs to know of a workshop that a trust runs."""

    id: str
    title: str
    activities: tuple[TimedActivity, ...]
    room: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """All dates of a cohort."""

    start: datetime.date
    """Day of the first workshop."""
    entries: tuple[ScheduleEntry, ...]
    """By date, then by id."""
    milestones: dict[str, datetime.date]
    """Day of each milestone by its id."""
    days: OpenDays

    @property
    def end(self) -> datetime.date:
        """The last day of the programme."""
        return self.milestones[Milestone.PROGRAMME_END]

    @property
    def after_known_holidays(self) -> tuple[ScheduleEntry, ...]:
        """The entries in years whose bank holidays are not known yet."""
        return tuple(entry for entry in self.entries if entry.last.year > self.days.known_until)

    def due(self, timing: Timing) -> datetime.date:
        """The last open day by which something timed from a milestone is due."""
        planned = self.milestones[timing.milestone] + (timing.weeks_after - timing.weeks_before) * WEEK
        return self.days.on_or_before(planned).day

    def workshop(self, id: str) -> ScheduleEntry | None:
        """The entry for a workshop; None where the trust does not run it."""
        return next((entry for entry in self.of(EntryKind.WORKSHOP) if entry.subject == id), None)

    def of(self, kind: EntryKind) -> tuple[ScheduleEntry, ...]:
        return tuple(entry for entry in self.entries if entry.kind is kind)
