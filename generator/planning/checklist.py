"""The actions of the guidance in order of time, grouped by the milestone that they lead to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ..model.base import Timing
from ..model.calendar_rules import CalendarRules, Milestone
from ..model.english import counted
from ..model.guidance import Action, GuidanceTopic

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
    weeks = timing.weeks_before or timing.weeks_after
    if not weeks:
        return title
    name = title if title[:2].isupper() else title[0].lower() + title[1:]
    return f"{counted(weeks, 'week')} {'before' if timing.weeks_before else 'after'}: {name}"


def week_in_words(week: int) -> str:
    """A week counted from the first workshop, such as 3 weeks before the first workshop."""
    if week == 0:
        return "the week of the first workshop"
    return f"{counted(abs(week), 'week')} {'before' if week < 0 else 'after'} the first workshop"


def checklist(
    actions: Iterable[tuple[GuidanceTopic, Action]],
    calendar: CalendarRules,
    weeks: Mapping[str, int] | None = None,
    schedule: Schedule | None = None,
) -> tuple[ChecklistSection, ...]:
    """Actions as a checklist, earliest first; milestones without actions are left out.

    Actions due in the same week keep the order of the guidance. `weeks` are those from the first workshop to each
    milestone; the calendar's own when None.
    """
    week_of = weeks or {id: milestone.weeks_from_launch for id, milestone in calendar.milestones.items()}

    def item(topic: GuidanceTopic, action: Action) -> ChecklistItem:
        timing = action.timing
        week = week_of[timing.milestone] - timing.weeks_before + timing.weeks_after
        return ChecklistItem(
            action, topic, week, in_words(timing, calendar), schedule.due(timing) if schedule else None
        )

    days = schedule.milestones if schedule else {}

    def milestone_of(item: ChecklistItem) -> str:
        for id in calendar.milestones:
            if item.due <= days[id] if item.due else item.week <= week_of[id]:
                return id
        return ""

    # Dates before weeks: an event may have been moved to another week.
    items = sorted(
        (item(topic, action) for topic, action in actions),
        key=lambda item: (item.due or datetime.date.min, item.week),
    )
    return tuple(
        ChecklistSection(calendar.milestones.get(id), tuple(group), days.get(id))
        for id, group in groupby(items, milestone_of)
    )
