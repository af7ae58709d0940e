"""A Playbook's dates as a calendar that Outlook and other programs can import."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.required import Role
from ..planning import dates
from ..planning.effort import PARTICIPANT_ROLES
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind, ScheduleEntry
from ..planning.selection import WorkshopPlan
from .context import example_note

DOMAIN = "paired-learning"
"""Ends every uid, so that it differs from those of other calendars."""
ALARM_DAYS = {EntryKind.DEADLINE: 7, EntryKind.EVALUATION: 7}
"""Days before an entry on which its reader is reminded."""


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a calendar, on a day or over a span of days."""

    uid: str
    """The same in every release, so that a new import updates the entry instead of adding a second one."""
    title: str
    description: str
    """Plain text, in lines."""
    place: str
    """Empty where not known."""
    first: datetime.date
    last: datetime.date
    starts: datetime.time | None
    """Clock time in the United Kingdom; None for all day."""
    ends: datetime.time | None
    categories: tuple[str, ...]
    alarm_days: int | None = None
    """Days between the reminder and the event; None for no reminder."""

    @property
    def free(self) -> bool:
        """Whether the reader's time stays free: all-day entries take up no hours."""
        return self.starts is None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A named calendar."""

    name: str
    events: tuple[Event, ...]
    """In date order."""


def calendar(playbook: Playbook) -> Calendar | None:
    """All dates of a cohort; None if it has no start yet."""
    if playbook.schedule is None:
        return None
    reader = _Reader(playbook)
    return Calendar(reader.name, tuple(map(reader.event, playbook.schedule.entries)))


def calendars_by_role(playbook: Playbook) -> dict[str, Calendar]:
    """The dates of each role that has any, by the role's id; empty if the cohort has no start yet.

    Clinicians and managers who take part have the dates of all participants as well as their own.
    """
    if playbook.schedule is None:
        return {}
    reader = _Reader(playbook)
    calendars = {}
    for role, term in playbook.vocabulary.roles.items():
        wanted = {role, Role.PARTICIPANT} if role in PARTICIPANT_ROLES else {role}
        entries = [entry for entry in playbook.schedule.entries if wanted & set(entry.roles)]
        if any(role in entry.roles for entry in entries):
            calendars[role] = Calendar(f"{reader.name} ({term.title})", tuple(map(reader.event, entries)))
    return calendars


def workshop_calendar(playbook: Playbook, id: str) -> Calendar | None:
    """The entry of a single workshop, the same as in the calendar of all dates; None if it has no day yet."""
    entry = playbook.schedule.workshop(id) if playbook.schedule else None
    if entry is None:
        return None
    reader = _Reader(playbook)
    return Calendar(f"{reader.name}, {entry.title}", (reader.event(entry),))


class _Reader:
    """Turns entries of a playbook's schedule into events."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        profile = playbook.profile
        self.name = f"{playbook.programme.title}: {profile.short_name}, {profile.cohort.name}"
        self.workshops = {plan.workshop.id: plan for plan in playbook.workshops}
        self.forms = {form.id: form for form in playbook.instruments}
        self.agendas = {
            agenda.id: agenda
            for plan in playbook.components
            if plan.component.id == playbook.programme.pair_meetings
            for agenda in plan.component.agendas
        }
        milestones = filter(None, (section.milestone for section in playbook.checklist))
        self.milestones = {milestone.id: milestone for milestone in milestones}

    def event(self, entry: ScheduleEntry) -> Event:
        cohort = self.playbook.profile.cohort
        programme = self.playbook.programme.title
        return Event(
            uid=f"{entry.id}.cohort-{cohort.number}.{self.playbook.profile.id}@{DOMAIN}",
            title=f"{entry.title} ({programme}, {cohort.name})",
            description="\n\n".join(self._description(entry)),
            place=entry.place,
            first=entry.first,
            last=entry.last,
            starts=entry.starts,
            ends=entry.ends,
            categories=(programme, entry.kind.value.capitalize()),
            alarm_days=ALARM_DAYS.get(entry.kind),
        )

    def _description(self, entry: ScheduleEntry) -> Iterator[str]:
        yield from self._about(entry)
        yield f"For: {', '.join(self.playbook.vocabulary.roles[role].title for role in entry.roles)}"
        yield f"{'Why this day' if entry.first == entry.last else 'Why these days'}: {entry.reason}."
        if note := example_note(self.playbook.profile):
            yield note

    def _about(self, entry: ScheduleEntry) -> Iterator[str]:
        match entry.kind:
            case EntryKind.WORKSHOP:
                yield from _workshop(self.workshops[entry.subject])
            case EntryKind.PAIR_MEETING:
                yield "Choose a day and a time within this span."
                if agenda := self.agendas.get(entry.subject):
                    yield f"{agenda.aim} Allow {dates.duration(agenda.minutes)}."
                    yield "\n".join(["To talk about", *(f"- {prompt}" for prompt in agenda.prompts)])
            case EntryKind.SHADOWING:
                yield "Choose a day within this span."
            case EntryKind.SURGERY if entry.starts is None:
                yield "The day is set; the time and the room are still to be agreed."
            case EntryKind.EVALUATION:
                yield self.forms[entry.subject].summary
            case EntryKind.MILESTONE if entry.subject in self.milestones:
                yield self.milestones[entry.subject].description


def _workshop(plan: WorkshopPlan) -> Iterator[str]:
    yield plan.workshop.summary
    if plan.choice.facilitators:
        yield f"Run by: {', '.join(plan.choice.facilitators)}"
    if plan.choice.note:
        yield plan.choice.note
    lines = (
        f"{dates.clock(timed.starts)} {timed.activity.title} ({dates.duration(timed.activity.minutes)})"
        for timed in plan.activities
    )
    yield "\n".join(["Agenda", *lines, f"{dates.clock(plan.ends)} End"])
