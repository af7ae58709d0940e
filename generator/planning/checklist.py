"""Actions of the guidance in the order of time, under the milestones that they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.base import Timing
from ..model.calendar_rules import CalendarRules, Milestone
from ..model.guidance import Action, GuidanceTopic


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One action with its topic and its week."""

    action: Action
    topic: GuidanceTopic
    week: int
    """Whole weeks from the first workshop; negative is before it."""
    when: str
    """The timing in words, such as 4 weeks before applications open."""


@dataclass(frozen=True, slots=True)
class ChecklistPart:
    """The actions that fall after the milestone before, up to and including this one."""

    milestone: Milestone | None
    """The milestone that they lead to; None for what comes after the last."""
    items: tuple[ChecklistItem, ...]


def week_of(timing: Timing, calendar: CalendarRules) -> int:
    """Whole weeks from the first workshop to a timing."""
    return calendar.milestones[timing.milestone].weeks_from_launch - timing.weeks_before + timing.weeks_after


def in_words(timing: Timing, calendar: CalendarRules) -> str:
    """A timing in words, such as 4 weeks before applications open."""
    title = calendar.milestones[timing.milestone].title
    name = title if title[:2].isupper() else title[0].lower() + title[1:]
    weeks = timing.weeks_before or timing.weeks_after
    if not weeks:
        return title
    return f"{weeks} {'week' if weeks == 1 else 'weeks'} {'before' if timing.weeks_before else 'after'}: {name}"


def week_in_words(week: int) -> str:
    """A week counted from the first workshop, in words."""
    if week == 0:
        return "the week of the first workshop"
    number = abs(week)
    return f"{number} {'week' if number == 1 else 'weeks'} {'before' if week < 0 else 'after'} the first workshop"


def checklist(actions: Iterable[tuple[GuidanceTopic, Action]], calendar: CalendarRules) -> tuple[ChecklistPart, ...]:
    """Actions as a checklist: earliest first, grouped by the milestone that they lead to.

    Within one week the order of the guidance is kept. Milestones without actions are left out.
    """
    items = sorted(
        (
            ChecklistItem(action, topic, week_of(action.timing, calendar), in_words(action.timing, calendar))
            for topic, action in actions
        ),
        key=lambda item: item.week,
    )
    parts = []
    start = 0
    for milestone in calendar.milestones.values():
        end = start
        while end < len(items) and items[end].week <= milestone.weeks_from_launch:
            end += 1
        if end > start:
            parts.append(ChecklistPart(milestone, tuple(items[start:end])))
        start = end
    if start < len(items):
        parts.append(ChecklistPart(None, tuple(items[start:])))
    return tuple(parts)
