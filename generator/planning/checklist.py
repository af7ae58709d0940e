"""Actions of the guidance in the order of time, under the milestones that they lead to."""

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
    """One action with its topic and its week."""

    action: Action
    topic: GuidanceTopic
    week: int
    """Whole weeks from the first workshop; negative is before it."""
    when: str
    """The timing in words, such as 4 weeks before applications open."""
    due: datetime.date | None = None
    """The day by which it is due; None while the cohort has no start."""


@dataclass(frozen=True, slots=True)
class ChecklistPart:
    """The actions that fall after the milestone before, up to and including this one."""

    milestone: Milestone | None
    """The milestone that they lead to; None for what comes after the last."""
    items: tuple[ChecklistItem, ...]
    due: datetime.date | None = None
    """The milestone's day; None while the cohort has no start."""


def in_words(timing: Timing, calendar: CalendarRules) -> str:
    """A timing in words, such as 4 weeks before applications open."""
    title = calendar.milestones[timing.milestone].title
    name = title if title[:2].isupper() else title[0].lower() + title[1:]
    weeks = timing.weeks_before or timing.weeks_after
    if not weeks:
        return title
    return f"{counted(weeks, 'week')} {'before' if timing.weeks_before else 'after'}: {name}"


def week_in_words(week: int) -> str:
    """A week counted from the first workshop, in words."""
    if week == 0:
        return "the week of the first workshop"
    number = abs(week)
    return f"{counted(number, 'week')} {'before' if week < 0 else 'after'} the first workshop"


def checklist(
    actions: Iterable[tuple[GuidanceTopic, Action]],
    calendar: CalendarRules,
    weeks: Mapping[str, int] | None = None,
    schedule: Schedule | None = None,
) -> tuple[ChecklistPart, ...]:
    """Actions as a checklist: earliest first, grouped by the milestone that they lead to.

    Within one week the order of the guidance is kept. Milestones without actions are left out.

    Args:
        actions: what is done, with the topic that it belongs to.
        calendar: the milestones.
        weeks: whole weeks from the first workshop to each milestone; the calendar's own when None.
        schedule: dates of a cohort; None where there are none.
    """
    week_of = weeks or {id: milestone.weeks_from_launch for id, milestone in calendar.milestones.items()}

    def item(topic: GuidanceTopic, action: Action) -> ChecklistItem:
        timing = action.timing
        week = week_of[timing.milestone] - timing.weeks_before + timing.weeks_after
        return ChecklistItem(
            action, topic, week, in_words(timing, calendar), schedule.due(timing) if schedule else None
        )

    # A date tells the order better than its week: an event may have been moved.
    items = sorted(
        (item(topic, action) for topic, action in actions),
        key=lambda item: (item.due or datetime.date.min, item.week),
    )
    parts = []
    start = 0
    for milestone in calendar.milestones.values():
        end = start
        day = schedule.milestones[milestone.id] if schedule else None
        while end < len(items) and _leads_to(items[end], week_of[milestone.id], day):
            end += 1
        if end > start:
            parts.append(ChecklistPart(milestone, tuple(items[start:end]), day))
        start = end
    if start < len(items):
        parts.append(ChecklistPart(None, tuple(items[start:])))
    return tuple(parts)


def _leads_to(item: ChecklistItem, week: int, day: datetime.date | None) -> bool:
    return item.due <= day if item.due is not None and day is not None else item.week <= week
