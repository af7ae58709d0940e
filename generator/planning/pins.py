"""Days of a trust's own: which entries of a plan can have one, and which rules such a day breaks."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.calendar_rules import QuietScope
from ..model.required import Milestone
from ..model.schedule_preferences import Pin
from . import dates
from .open_days import WEEK
from .schedule import EntryKind, Schedule, ScheduleEntry
from .weeks import LAST_SURGERY_WEEKS

EVENT_KINDS = (EntryKind.WORKSHOP, EntryKind.SURGERY)
_DERIVED = {f"milestone-{Milestone.LAUNCH}", f"milestone-{Milestone.PRESENTATION_DAY}"}
"""Milestones that are on the day of a workshop: it is the workshop that can be pinned."""


def can_be_pinned(entry: ScheduleEntry) -> bool:
    """Whether an entry can have a day of the trust's own: workshops, surgeries and milestones can."""
    return entry.kind in (*EVENT_KINDS, EntryKind.MILESTONE) and entry.id not in _DERIVED


def scope_of(entry: ScheduleEntry) -> QuietScope:
    """Which quiet periods an entry keeps free."""
    if entry.kind is EntryKind.WORKSHOP:
        return QuietScope.WORKSHOPS
    event = entry.kind is EntryKind.SURGERY or entry.subject == Milestone.PAIRING_EVENT
    return QuietScope.EVENTS if event else QuietScope.ALL


def broken_rules(schedule: Schedule, pin: Pin, entry: ScheduleEntry) -> Iterator[str]:
    """What is wrong with the day of a pin, in clauses that follow `that day`; nothing where it keeps all rules."""
    if closed := schedule.days.closed(pin.day, scope_of(entry)):
        yield f"is {closed}"
    if pin.day < schedule.planning_from:
        yield f"is before planning starts on {dates.date(schedule.planning_from)}"
    yield from _same_day(schedule, entry)
    yield from _order(schedule, entry)


def _same_day(schedule: Schedule, entry: ScheduleEntry) -> Iterator[str]:
    if scope_of(entry) is QuietScope.ALL:
        return
    for other in schedule.entries:
        if other.id != entry.id and other.first == entry.first and scope_of(other) is not QuietScope.ALL:
            yield f"is also the day of {other.title}"


def _order(schedule: Schedule, entry: ScheduleEntry) -> Iterator[str]:
    """Which entries should come before or after this one, but do not."""
    if entry.kind is EntryKind.MILESTONE:
        ids = [id for id, day in schedule.milestones.items() if id != entry.subject]
        place = list(schedule.milestones).index(entry.subject)
        titles = schedule.weeks.titles
        for number, id in enumerate(ids):
            day = schedule.milestones[id]
            if number < place and day > entry.first:
                yield f"is before the milestone {titles[id]}, on {dates.date(day)}"
            elif number >= place and day < entry.first:
                yield f"is after the milestone {titles[id]}, on {dates.date(day)}"
        return
    # The order of workshops is that of the cohort; surgeries are numbered in theirs.
    if entry.kind is EntryKind.WORKSHOP:
        days = {id: schedule.workshop_days[id] for id in schedule.weeks.run}
        place, titles = schedule.weeks.run.index(entry.subject), schedule.weeks.titles
        for number, (id, day) in enumerate(days.items()):
            if number < place and day >= entry.first:
                yield f"should come after the workshop {titles[id]}"
            elif number > place and day <= entry.first:
                yield f"should come before the workshop {titles[id]}"
        return
    if schedule.charter_day is not None and entry.first <= schedule.charter_day:
        yield f"should come after charters are signed, on {dates.date(schedule.charter_day)}"
    last = max(schedule.workshop_days[id] for id in schedule.weeks.run)
    if entry.first > last - LAST_SURGERY_WEEKS * WEEK:
        yield f"is less than {LAST_SURGERY_WEEKS} weeks before the last workshop"
