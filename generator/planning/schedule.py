"""A cohort's dates: events, windows and deadlines, each with its reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from ..model.base import FIRST_DAY, LAST_DAY, Timing
from ..model.programme import SHADOWING_VISITS
from ..model.recorded_plan import RecordedPlan
from ..model.required import Milestone
from .open_days import DAY, WEEK, OpenDays, Placed
from .weeks import PlanWeeks

WEEKS_A_MONTH = Fraction(52, 12)


def shadowing_visits(months: int) -> int:
    """Visits each way in a cohort of some months."""
    return min(SHADOWING_VISITS, max(1, months // 2))


BEFORE_PLANNING = "because planning starts later"
"""Why a day was moved to the first open one of the planning; follows `moved`."""


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


def on_day(
    day: datetime.date, id: str, kind: EntryKind, title: str, roles: tuple[str, ...], reason: str, subject: str = ""
) -> ScheduleEntry:
    """An event or deadline."""
    return ScheduleEntry(id, kind, title, day, day, roles, reason, subject)


@dataclass(frozen=True, slots=True)
class Schedule:
    """All dates of a cohort, from the first workshop on."""

    start: datetime.date
    entries: tuple[ScheduleEntry, ...]
    """Sorted by date, then by id."""
    milestones: dict[str, datetime.date]
    """The day of each milestone by its id."""
    days: OpenDays
    weeks: PlanWeeks
    workshop_days: dict[str, datetime.date]
    """The day of each workshop by its id; a workshop that is not run has the day of its usual week."""
    planning_from: datetime.date = FIRST_DAY
    """Nothing is planned before this day."""
    given_up: tuple[str, ...] = ()
    """What a shorter preparation than usual gives up, a sentence each."""
    charter_day: datetime.date | None = None
    """The last day on which project charters are signed; None where the programme does not say."""

    @property
    def end(self) -> datetime.date:
        return self.milestones[Milestone.PROGRAMME_END]

    @property
    def after_known_holidays(self) -> tuple[ScheduleEntry, ...]:
        """The entries in years whose bank holidays are not known yet."""
        return tuple(entry for entry in self.entries if entry.last.year > self.days.known_until)

    def due(self, timing: Timing) -> datetime.date:
        """The last open day by which something is due."""
        return self.placed(timing).day

    def placed(self, timing: Timing) -> Placed:
        """The last open day by which something is due, and why it is not the planned one.

        What is timed after a workshop falls before the next workshop, and what is timed before one falls after the
        workshop before it. Nothing falls before planning starts.
        """
        weeks = self.weeks.offset(timing)
        if timing.milestone is not None:
            planned = self.milestones[timing.milestone] + weeks * WEEK
            return self.not_too_early(self.days.on_or_before(planned))
        anchor = self.workshop_days[timing.workshop or ""]
        run = sorted(self.workshop_days[id] for id in self.weeks.run)
        planned = anchor + weeks * WEEK
        if weeks > 0:
            latest = min((day - DAY for day in run if day > anchor), default=LAST_DAY)
            planned = min(planned, latest)
            placed = self.days.on_or_before(planned)
            if planned - placed.day >= WEEK and (later := self.days.on_or_after(planned)).day <= latest:
                # A week or more would be lost, so it is due after the closed days.
                placed = later
            # A closed period may leave no day between the two.
            return self.not_too_early(Placed(max(placed.day, anchor), placed.moved))
        if weeks < 0:
            planned = max([planned, *(day + DAY for day in run if day < anchor)])
            placed = self.days.on_or_before(planned)
            if any(placed.day <= day < anchor for day in run):
                placed = self.days.on_or_after(planned)
            return self.not_too_early(Placed(min(placed.day, anchor), placed.moved))
        return self.not_too_early(Placed(anchor))

    def not_too_early(self, placed: Placed) -> Placed:
        """The day itself, or the first open day of planning where that is later."""
        if placed.day >= self.planning_from:
            return placed
        return Placed(self.days.on_or_after(self.planning_from).day, BEFORE_PLANNING)

    def workshop(self, id: str) -> ScheduleEntry | None:
        """The entry for a workshop; None where the trust does not run it."""
        return next((entry for entry in self.of(EntryKind.WORKSHOP) if entry.subject == id), None)

    def of(self, kind: EntryKind) -> tuple[ScheduleEntry, ...]:
        return tuple(entry for entry in self.entries if entry.kind is kind)


def with_past(plan: Schedule, previous: RecordedPlan, now: datetime.date) -> Schedule:
    """A running cohort's plan with everything that was over by a day where an earlier plan of the same start had it.

    What has happened does not move, even where a closed period is typed in afterwards.
    """
    workshops = {entry.first for entry in previous.events.values() if entry.kind == EntryKind.WORKSHOP}
    if plan.start not in workshops:
        return plan
    over = {id: entry for id, entry in previous.events.items() if entry.last < now}
    entries = [
        replace(entry, first=over[entry.id].first, last=over[entry.id].last) if entry.id in over else entry
        for entry in plan.entries
    ]
    return replace(plan, entries=tuple(sorted(entries, key=lambda entry: (entry.first, entry.last, entry.id))))
