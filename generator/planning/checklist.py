"""The actions of the guidance in order of time, grouped by the milestone that they lead to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.base import Timing
from ..model.calendar_rules import CalendarRules, Milestone
from ..model.english import counted
from ..model.guidance import Action, GuidanceTopic

if TYPE_CHECKING:
    from .schedule import Schedule


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """An action and when it is due."""

    action: Action
    topic: GuidanceTopic
    week: int
    """Weeks from the first workshop; negative before it."""
    when: str
    """The timing in words, such as 4 weeks before: applications open."""
    due: datetime.date | None = None
    """None while the cohort has no start."""


@dataclass(frozen=True, slots=True)
class ChecklistSection:
    """The actions due after the previous milestone and by this one."""

    milestone: Milestone | None
    """None for what comes after the last milestone."""
    items: tuple[ChecklistItem, ...]
    due: datetime.date | None = None
    """The milestone's day; None while the cohort has no start."""


def in_words(timing: Timing, calendar: CalendarRules) -> str:
    """A timing in words, such as 4 weeks before: applications open."""
    title = calendar.milestones[timing.milestone].title
    name = title if title[:2].isupper() else title[0].lower() + title[1:]
    weeks = timing.weeks_before or timing.weeks_after
    if not weeks:
        return title
    return f"{counted(weeks, 'week')} {'before' if timing.weeks_before else 'after'}: {name}"


def week_in_words(week: int) -> str:
    """A week counted from the first workshop, such as 3 weeks before the first workshop."""
    if week == 0:
        return "the week of the first workshop"
    number = abs(week)
    return f"{counted(number, 'week')} {'before' if week < 0 else 'after'} the first workshop"


def checklist(
    actions: Iterable[tuple[GuidanceTopic, Action]],
    calendar: CalendarRules,
    weeks: Mapping[str, int] | None = None,
    schedule: Schedule | None = None,
) -> tuple[ChecklistSection, ...]:
    """Actions as a checklist, earliest first; milestones without actions are left out.

    Actions due in the same week keep the order of the guidance.

    Args:
        actions: the actions with their topics.
        calendar: the milestones.
        weeks: weeks from the first workshop to each milestone; the calendar's own when None.
        schedule: the cohort's dates; None while it has no start.
    """
    week_of = weeks or {id: milestone.weeks_from_launch for id, milestone in calendar.milestones.items()}

    def item(topic: GuidanceTopic, action: Action) -> ChecklistItem:
        timing = action.timing
        week = week_of[timing.milestone] - timing.weeks_before + timing.weeks_after
        return ChecklistItem(
            action, topic, week, in_words(timing, calendar), schedule.due(timing) if schedule else None
        )

    # Dates before weeks: an event may have been moved to another week.
    items = sorted(
        (item(topic, action) for topic, action in actions),
        key=lambda item: (item.due or datetime.date.min, item.week),
    )
    sections = []
    start = 0
    for milestone in calendar.milestones.values():
        end = start
        day = schedule.milestones[milestone.id] if schedule else None
        while end < len(items) and _leads_to(items[end], week_of[milestone.id], day):
            end += 1
        if end > start:
            sections.append(ChecklistSection(milestone, tuple(items[start:end]), day))
        start = end
    if start < len(items):
        sections.append(ChecklistSection(None, tuple(items[start:])))
    return tuple(sections)


def _leads_to(item: ChecklistItem, week: int, day: datetime.date | None) -> bool:
    return item.due <= day if item.due is not None and day is not None else item.week <= week
