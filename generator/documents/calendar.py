"""A Playbook's dates as a calendar that Outlook and other programs can import."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from ..model.recorded_plan import RecordedEntry
from ..model.required import Role
from ..model.trust import Contact
from ..planning import dates
from ..planning.effort import PARTICIPANT_ROLES
from ..planning.moves import moves, recorded
from ..planning.playbook import Playbook
from ..planning.schedule import EntryKind, ScheduleEntry
from ..planning.selection import WorkshopPlan
from .context import example_note
from .workshop import agenda_end

ALARM_DAYS = {EntryKind.DEADLINE: 7, EntryKind.EVALUATION: 7}
"""Days before an entry on which its reader is reminded."""


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a calendar, on a day or over a span of days."""

    uid: str
    """The same in every release, so that a new import updates the entry instead of adding a second one."""
    sequence: int
    """How often its day, time, place or title has changed."""
    stamp: datetime.datetime
    """When it last changed, in UTC. Of two versions of an event, a program keeps the one with the later stamp."""
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
    cancelled: bool = False

    @property
    def free(self) -> bool:
        """Whether the reader's time stays free: all-day entries take up no hours."""
        return self.starts is None


class Method(StrEnum):
    """What a calendar program is asked to do with a file (METHOD of RFC 5546)."""

    PUBLISH = "PUBLISH"
    """Show the events."""
    REQUEST = "REQUEST"
    """Add an event that somebody organises, or update it."""
    CANCEL = "CANCEL"
    """Cancel an event that somebody organises."""


class Calendar(NamedTuple):
    """A named calendar."""

    name: str
    events: tuple[Event, ...]
    """In date order."""
    method: Method = Method.PUBLISH
    organiser: Contact | None = None
    """Who organises the events, with an email address; only None with `PUBLISH`."""
    attendees: tuple[Contact, ...] = ()
    """Others whom the events concern, with their email addresses."""


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


def organiser(playbook: Playbook) -> Contact | None:
    """The programme office, or else the programme lead, if the profile gives an email address."""
    addresses = {each.role: each for each in reversed(playbook.contacts) if each.email}
    return addresses.get(Role.ADMINISTRATOR) or addresses.get(Role.LEAD)


def changed_events(playbook: Playbook) -> dict[str, Calendar]:
    """A calendar for each event that moved, is new or is gone since the last plan, by the name of its file.

    Outlook on Windows updates an event only from a file that holds nothing else. The method is `PUBLISH` where the
    profile gives no address of the programme office or the lead.
    """
    reader, office = _Reader(playbook), organiser(playbook)
    entries = {entry.id: entry for entry in playbook.schedule.entries} if playbook.schedule else {}
    calendars = {}
    for move in moves(playbook):
        entry = move.entry
        if move.after:
            name = f"{'moved' if move.before else 'new'}-{entry.id}"
            event, method = reader.event(entries[entry.id]), Method.REQUEST
        else:
            name = f"cancelled-{entry.id}"
            event, method = reader.cancelled(entry), Method.CANCEL
        others = {contact.email: contact for contact in move.contacts if contact.email}
        others = {email: contact for email, contact in others.items() if office and email != office.email}
        calendars[name] = Calendar(
            f"{reader.name}, {entry.title}",
            (event,),
            method if office else Method.PUBLISH,
            office,
            tuple(others.values()),
        )
    return calendars


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
        self.recorded: Mapping[str, RecordedEntry] = {entry.id: entry for entry in recorded(playbook).entries}
        milestones = filter(None, (section.milestone for section in playbook.checklist))
        self.milestones = {milestone.id: milestone for milestone in milestones}

    def event(self, entry: ScheduleEntry) -> Event:
        event = self._event(self.recorded[entry.id])
        description = "\n\n".join(self._description(entry))
        return replace(event, description=description, alarm_days=ALARM_DAYS.get(entry.kind))

    def cancelled(self, before: RecordedEntry) -> Event:
        """An entry that the plan no longer has, as it was."""
        event = self._event(self.recorded[before.id])
        description = "This is no longer in the plan. Take it out of your calendar."
        return replace(event, title=f"Cancelled: {event.title}", description=description, cancelled=True)

    def _event(self, entry: RecordedEntry) -> Event:
        programme = self.playbook.programme.title
        title, last = entry.title, entry.last
        if entry.kind == EntryKind.SHADOWING:
            # A bar of many weeks would hide what else is in a calendar: a reminder on the first day instead.
            title, last = f"{title}: choose a day by {dates.date(last)}", entry.first
        return Event(
            uid=entry.uid,
            sequence=entry.sequence,
            stamp=entry.stamp,
            title=f"{title} ({programme}, {self.playbook.profile.cohort.name})",
            description="",
            place=entry.place or "",
            first=entry.first,
            last=last,
            starts=entry.starts,
            ends=entry.ends,
            categories=(programme, self.playbook.wording.text(entry.kind).capitalize()),
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
                yield f"Choose a day from {dates.date(entry.first)} to {dates.date(entry.last)}."
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
    yield "\n".join(["Agenda", *lines, " ".join(agenda_end(plan))])
