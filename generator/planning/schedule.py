"""A cohort's dates: events, windows and deadlines, each with its reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..model.base import Timing
from ..model.calendar_rules import CalendarRules
from ..model.required import Milestone
from .agenda import TimedActivity
from .open_days import WEEK, OpenDays

WEEKS_A_MONTH = Fraction(52, 12)


class EntryKind(StrEnum):
    """Kinds of schedule entry."""

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
    """What the schedule needs to know about a workshop that a trust runs."""

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
    """Sorted by date, then by id."""
    milestones: dict[str, datetime.date]
    """The day of each milestone by its id."""
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


def milestone_weeks(calendar: CalendarRules, usual_months: int, months: int) -> dict[str, int]:
    """Whole weeks from the first workshop to each milestone, by the milestone's id.

    Weeks before the first workshop are the same for every cohort. Those between it and the end of the programme stretch
    with the cohort's length. Milestones after the end keep their distance from it.

    Args:
        calendar: milestones for a cohort of the usual length.
        usual_months: the length that the calendar's weeks are for.
        months: length of this cohort.
    """
    stretch = Fraction(months, usual_months)
    milestones = calendar.milestones
    end = milestones[Milestone.PROGRAMME_END].weeks_from_launch
    own_end = round(end * stretch)
    weeks = {}
    for id, milestone in milestones.items():
        week = milestone.weeks_from_launch
        weeks[id] = week if week <= 0 else round(week * stretch) if week <= end else own_end + week - end
    return weeks
