"""The actions of the guidance in order of time, grouped by the milestone that they lead to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ..model.calendar_rules import CalendarRules, Milestone
from ..model.guidance import Action, GuidanceTopic
from . import dates
from .weeks import PlanWeeks, week_in_words

if TYPE_CHECKING:
    from .schedule import Schedule


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """An action and when it is due; there is no day while the cohort has no start."""

    action: Action
    topic: GuidanceTopic
    week: int
    """Weeks from the first workshop; negative before it."""
    when: str
    """The timing in words, such as 4 weeks before: applications open."""
    due: datetime.date | None = None
    moved: str | None = None
    """Why it is due on another day than planned, in words that follow `moved`; None where it is not."""


@dataclass(frozen=True, slots=True)
class ChecklistSection:
    """The actions due after the previous milestone and by this one."""

    milestone: Milestone | None
    """None for what comes after the last milestone."""
    items: tuple[ChecklistItem, ...]
    when: str | None
    """The milestone's day in words, or its week while the cohort has no start; None after the last milestone."""


def checklist(
    actions: Iterable[tuple[GuidanceTopic, Action]],
    calendar: CalendarRules,
    weeks: PlanWeeks,
    schedule: Schedule | None = None,
) -> tuple[ChecklistSection, ...]:
    """Actions as a checklist, earliest first; milestones without actions are left out.

    Actions due in the same week keep the order of the guidance.
    """
    days = schedule.milestones if schedule else {}

    def item(topic: GuidanceTopic, action: Action) -> ChecklistItem:
        timing = action.timing
        placed = schedule.placed(timing) if schedule else None
        due, moved = (placed.day, placed.moved) if placed else (None, None)
        return ChecklistItem(action, topic, weeks.week(timing), weeks.in_words(timing), due, moved)

    def milestone_of(item: ChecklistItem) -> str:
        for id in calendar.milestones:
            if item.due <= days[id] if item.due else item.week <= weeks.milestones[id]:
                return id
        return ""

    # Dates before weeks: an event may have been moved to another week.
    items = sorted(
        (item(topic, action) for topic, action in actions),
        key=lambda item: (item.due or datetime.date.min, item.week),
    )
    when = {id: week_in_words(week) for id, week in weeks.milestones.items()}
    when |= {id: dates.date(day) for id, day in days.items()}
    return tuple(
        ChecklistSection(calendar.milestones.get(id), tuple(group), when.get(id))
        for id, group in groupby(items, milestone_of)
    )
