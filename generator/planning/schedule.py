"""A cohort's dates: events, windows and deadlines, each with its reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ..model.base import Timing
from ..model.calendar_rules import CalendarRules
from ..model.required import Milestone
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
    """One event, window or deadline; an event's first day is also its last."""

    id: str
    """Stable and unique within the schedule, such as workshop-powerlab."""
    kind: EntryKind
    title: str
    first: datetime.date
    last: datetime.date
    roles: tuple[str, ...]
    """Ids of the roles that have it in their calendar."""
    reason: str
    subject: str = ""
    """Id of the workshop, milestone, form or agenda that it is about; empty where it is about none of these."""
    starts: datetime.time | None = None
    """None for all day."""
    ends: datetime.time | None = None
    place: str = ""
    """Room or other place; empty where not known."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """All dates of a cohort, from the first workshop on."""

    start: datetime.date
    entries: tuple[ScheduleEntry, ...]
    """Sorted by date, then by id."""
    milestones: dict[str, datetime.date]
    """The day of each milestone by its id."""
    days: OpenDays

    @property
    def end(self) -> datetime.date:
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
    with the cohort's length; the calendar's own are for a cohort of `usual_months`. Milestones after the end keep their
    distance from it.
    """
    stretch = Fraction(months, usual_months)
    usual = {id: milestone.weeks_from_launch for id, milestone in calendar.milestones.items()}
    end = usual[Milestone.PROGRAMME_END]
    return {
        id: week if week <= 0 else round(week * stretch) if week <= end else round(end * stretch) + week - end
        for id, week in usual.items()
    }
