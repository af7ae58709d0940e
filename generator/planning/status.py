"""The state of a cohort on a day: what is overdue, what comes next, what is missing, and with whom to speak."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..model.english import counted, listed
from ..model.required import Milestone, Role
from ..model.scheme import (
    Agreement,
    Attended,
    CohortProject,
    Decision,
    Person,
    ProjectStage,
    Records,
    TaskRecord,
    TaskStatus,
)
from . import dates
from .applicability import group_name
from .cohort_plan import CohortPlan
from .open_days import WEEK
from .schedule import EntryKind, Schedule, ScheduleEntry

COMING = 2 * WEEK
"""How far ahead the list of what comes next looks."""
STEPS = 3
"""Most next steps that are named."""
SETTLED = (TaskStatus.DONE, TaskStatus.NOT_NEEDED)
ENDED = (ProjectStage.FINISHED, ProjectStage.STOPPED)
AGREED = (ProjectStage.CHARTER_AGREED, ProjectStage.UNDER_WAY, ProjectStage.FINISHED)
"""Stages in which a project has its charter, even where nobody has typed the day."""


class Call(NamedTuple):
    """Somebody to speak to."""

    name: str
    email: str = ""
    why: str = ""
    """Who they are, such as line manager; empty where the row says so."""
    phone: str = ""

    def __str__(self) -> str:
        about = ", ".join(filter(None, (self.why, self.phone, self.email)))
        return f"{self.name} ({about})" if about else self.name


class Item(NamedTuple):
    """A line of the status."""

    what: str
    day: datetime.date | None = None
    """When it was or is due; None where no day matters."""
    calls: tuple[Call, ...] = ()


class NextThing(NamedTuple):
    """A task or event of the plan."""

    what: str
    day: datetime.date | None
    """None while the cohort has no start."""
    roles: tuple[str, ...]
    """Ids of the roles that do it, or have it in their calendar."""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a cohort on a day. Every list is empty where there is nothing to say."""

    day: datetime.date
    overdue: tuple[Item, ...]
    coming: tuple[Item, ...]
    """What is due or happens today or in the next two weeks, the earliest first."""
    no_release: tuple[Item, ...]
    """Participants, and people with an offer, whose release is not agreed."""
    not_met: tuple[Item, ...]
    """Groups that have not met though the time for their first meeting is over."""
    no_group: tuple[Item, ...]
    """Participants without a group after the pairing event."""
    projects: tuple[Item, ...]
    """Projects without a charter or a sponsor, and groups without a project, once charters are due."""
    missed: tuple[Item, ...]
    """People who missed sessions, and past sessions of which nothing is written down."""
    warnings: tuple[str, ...]
    """About the file itself."""
    next_steps: tuple[str, ...] = ()
    """What to do next, the most pressing first; at most three."""


def status(playbook: CohortPlan, day: datetime.date) -> Status:
    """The state of a cohort on a day, from its plan and from what its planner has written down."""
    records = playbook.records
    tasks = sorted(_tasks(playbook, records), key=lambda item: item.day or datetime.date.max)
    events = list(_events(playbook, records))
    overdue = [item for item in tasks if item.day is not None and item.day < day]
    soon = [item for item in [*tasks, *events] if item.day is not None and day <= item.day <= day + COMING]
    soon.sort(key=lambda item: (item.day or datetime.date.max, item.what))
    state = Status(
        day,
        overdue=tuple(overdue),
        coming=tuple(soon),
        no_release=tuple(_no_release(playbook, records)),
        not_met=tuple(_not_met(playbook, records, day)),
        no_group=tuple(_no_group(playbook, records, day)),
        projects=tuple(_projects(playbook, records, day)),
        missed=(*_unrecorded(playbook, records, day), *_missed(playbook, records)),
        warnings=tuple(_warnings(records, day)),
    )
    return replace(state, next_steps=tuple(_next_steps(playbook, records, state))[:STEPS])


def next_things(playbook: CohortPlan, day: datetime.date) -> tuple[NextThing, ...]:
    """What the plan has next from a day on, the earliest first; at most `STEPS`.

    What is done is left out. Nothing here is in words that somebody typed into a workbook, so it names nobody.
    """
    records, things = playbook.records, []
    for section in playbook.checklist:
        for item in section.items:
            record = records.tasks.get(f"{item.topic.id}/{item.action.id}", TaskRecord())
            if record.status not in SETTLED:
                things.append(NextThing(item.action.do, record.due or item.due, (item.action.owner,)))
    done = {id for id, record in records.dates.items() if record.done}
    for entry in playbook.schedule.entries if playbook.schedule else ():
        if entry.first == entry.last and entry.id not in done:
            things.append(NextThing(entry.title, entry.first, entry.roles))
    if playbook.schedule is None:
        return tuple(things[:STEPS])
    coming = [(thing.day, thing) for thing in things if thing.day and thing.day >= day]
    return tuple(thing for _, thing in sorted(coming, key=lambda pair: pair[0])[:STEPS])


def contact(playbook: CohortPlan, role: str) -> tuple[Call, ...]:
    """Whoever the profile names for a role."""
    title = playbook.vocabulary.roles[role].title.lower()
    return tuple(Call(each.name, each.email or "", title) for each in playbook.contacts if each.role == role)


def _tasks(playbook: CohortPlan, records: Records) -> Iterator[Item]:
    """Tasks that are still to do, of the plan and of the planner's own, with their days."""
    planned = set()
    for section in playbook.checklist:
        for item in section.items:
            id = f"{item.topic.id}/{item.action.id}"
            planned.add(id)
            record = records.tasks.get(id, TaskRecord())
            if record.status not in SETTLED:
                yield Item(item.action.do, record.due or item.due, _owner(playbook, record.owner, item.action.owner))
    for id, record in records.tasks.items():
        if id not in planned and record.action and record.status not in SETTLED:
            yield Item(record.action, record.due, _owner(playbook, record.owner, None))


def _owner(playbook: CohortPlan, typed: str | None, role: str | None) -> tuple[Call, ...]:
    """Whoever does a task: as typed, by a role or a name, or by the plan's role."""
    roles = {term.title.casefold(): id for id, term in playbook.vocabulary.roles.items()}
    if typed and typed.casefold() not in roles:
        return (Call(typed),)
    id = roles[typed.casefold()] if typed else role
    if id is None:
        return ()
    return contact(playbook, id) or (Call(playbook.vocabulary.roles[id].title),)


def _events(playbook: CohortPlan, records: Records) -> Iterator[Item]:
    """Events and deadlines of the plan on a single day, unless they are ticked as done."""
    if playbook.schedule is None:
        return
    done = {id for id, record in records.dates.items() if record.done}
    for entry in playbook.schedule.entries:
        if entry.first == entry.last and entry.id not in done:
            clock = f" at {dates.clock(entry.starts)}" if entry.starts else ""
            place = f", {entry.place}" if entry.place else ""
            yield Item(f"{entry.title}{clock}{place}", entry.first)


def _no_release(playbook: CohortPlan, records: Records) -> Iterator[Item]:
    for person in records.people:
        if person.decision in (Decision.PARTICIPANT, Decision.OFFERED) and person.release is not Agreement.AGREED:
            words = {
                Agreement.NOT_ASKED: "nobody has asked yet",
                Agreement.ASKED: "asked, no answer yet",
                Agreement.REFUSED: "refused",
            }[person.release]
            due = playbook.schedule.milestones.get(Milestone.PLACES_CONFIRMED) if playbook.schedule else None
            yield Item(f"{person.name}: {words}", due, tuple(_releasers(person)) or _self(person))


def _releasers(person: Person) -> Iterator[Call]:
    """Who can release a person: the supervisor and the rota contact of a doctor, the line manager of anybody."""
    for name, email, why in (
        (person.line_manager, person.line_manager_email, "line manager"),
        (person.supervisor, person.supervisor_email, "supervisor"),
        (person.rota_contact, person.rota_contact_email, "rota contact"),
    ):
        if name:
            yield Call(name, email or "", why)
        elif email:
            yield Call(email, why=why)


def _self(person: Person) -> tuple[Call, ...]:
    return (Call(person.name, person.email or "", phone=person.phone or ""),)


def _members(records: Records, ids: Iterable[str]) -> tuple[Call, ...]:
    return tuple(call for id in ids if id in records.by_id for call in _self(records.by_id[id]))


def _no_group(playbook: CohortPlan, records: Records, day: datetime.date) -> Iterator[Item]:
    paired = playbook.schedule.milestones.get(Milestone.PAIRING_EVENT) if playbook.schedule else None
    if paired is None or day <= paired:
        return
    members = {id for group in records.groups for id in group.members}
    for person in records.participants:
        if person.id not in members:
            yield Item(person.name, paired, _self(person))


def _not_met(playbook: CohortPlan, records: Records, day: datetime.date) -> Iterator[Item]:
    meetings = playbook.schedule.of(EntryKind.PAIR_MEETING) if playbook.schedule else ()
    if not meetings or day <= meetings[0].last:
        return
    for group in records.groups:
        if group.members and group.first_met is None:
            yield Item(group.name, meetings[0].last, _members(records, group.members))


def _projects(playbook: CohortPlan, records: Records, day: datetime.date) -> Iterator[Item]:
    due = playbook.schedule.charter_day if playbook.schedule else None
    late = due is not None and day > due
    members = {group.id: group.members for group in records.groups}
    for project in records.projects:
        missing = list(_missing(project, late=late)) if project.stage not in ENDED else []
        if missing:
            calls = _members(records, members[project.group]) if project.group in members else ()
            yield Item(f"{project.title}: no {' and no '.join(missing)}", due, calls)
    taken = {project.group for project in records.projects if project.stage is not ProjectStage.STOPPED}
    for group in records.groups:
        if late and group.members and group.id not in taken:
            yield Item(f"{group.name}: no project", due, _members(records, group.members))


def _missing(project: CohortProject, *, late: bool) -> Iterator[str]:
    if late and project.charter_day is None and project.stage not in AGREED:
        yield "charter"
    if project.sponsor is None:
        yield "sponsor"


def _unrecorded(playbook: CohortPlan, records: Records, day: datetime.date) -> Iterator[Item]:
    """Workshops before a day of which nobody has written down who was there."""
    if not records.participants:
        return
    written = {session for sessions in records.attendance.values() for session in sessions}
    for entry in _workshops(playbook):
        if entry.first < day and entry.id not in written:
            calls = contact(playbook, Role.ADMINISTRATOR)
            yield Item(f"{entry.title}: nobody has written down who was there", entry.first, calls)


def _workshops(playbook: CohortPlan) -> tuple[ScheduleEntry, ...]:
    return playbook.schedule.of(EntryKind.WORKSHOP) if playbook.schedule else ()


def _missed(playbook: CohortPlan, records: Records) -> Iterator[Item]:
    """Participants who were not at workshops, those who missed most first."""
    away = (Attended.SENT_APOLOGIES, Attended.NOT_THERE)
    absent = []
    for person in records.participants:
        marks = records.attendance.get(person.id, {})
        if sessions := [entry for entry in _workshops(playbook) if marks.get(entry.id) in away]:
            absent.append((person, sessions))
    for person, sessions in sorted(absent, key=lambda pair: (-len(pair[1]), pair[0].name.casefold())):
        days = listed(dates.short(entry.first) for entry in sessions)
        yield Item(f"{person.name}: {counted(len(sessions), 'workshop')}, {days}", None, _self(person))


def _warnings(records: Records, day: datetime.date) -> Iterator[str]:
    if not records.people:
        return
    if records.keep_until is None:
        yield (
            "This file names people, and says no day by which they must be taken out of it. "
            "Type that day into the sheet Scheme."
        )
    elif records.keep_until < day:
        yield (
            f"The people in this file had to be deleted by {dates.date(records.keep_until)}. "
            "Delete the file, or take each person out of it."
        )


def _next_steps(playbook: CohortPlan, records: Records, state: Status) -> Iterator[str]:
    """What to do next, the most pressing first."""
    schedule, group = playbook.schedule, group_name(playbook.profile.cohort.group_size, 1)
    if schedule is None:
        yield "Choose the day of the first workshop, and type it into the sheet Scheme: every date follows from it."
        yield from (f"Next: {item.what}" for item in _tasks(playbook, records))
        return
    if state.overdue:
        oldest = state.overdue[0]
        tasks = counted(len(state.overdue), "task is", "tasks are")
        yield f"{tasks} overdue, see the sheet Tasks. Start with: {oldest.what}"
    yield from _next_with_people(schedule, records, state, group)
    for item in state.coming:
        if item.day is not None:
            yield f"By {dates.weekday_and_date(item.day)}: {item.what}"
    later = (item for item in _tasks(playbook, records) if item.day is not None and item.day > state.day + COMING)
    if nearest := min(later, key=lambda item: item.day or datetime.date.max, default=None):
        first = "After that" if state.coming else "Nothing is due for two weeks. Then"
        yield f"{first}, by {dates.date(nearest.day or state.day)}: {nearest.what}"


def _next_with_people(schedule: Schedule, records: Records, state: Status, group: str) -> Iterator[str]:
    """What the people in the file call for, in the order in which a cohort comes to it."""
    milestones = schedule.milestones
    closed = milestones.get(Milestone.APPLICATIONS_CLOSE)
    if not records.people and closed and state.day > closed:
        yield "Applications have closed: type everybody who applied into the sheet People."
    undecided = sum(person.decision is Decision.APPLIED for person in records.people)
    confirmed = milestones.get(Milestone.PLACES_CONFIRMED)
    if undecided and confirmed and state.day >= confirmed - 2 * WEEK:
        yield f"{counted(undecided, 'applicant has', 'applicants have')} no decision yet, see the sheet People."
    if state.no_release:
        waiting = counted(len(state.no_release), "person has no release", "people have no release")
        yield f"{waiting} yet. Ring whoever releases them, see the sheet People."
    if state.no_group:
        alone = counted(len(state.no_group), f"participant has no {group}", f"participants have no {group}")
        yield f"{alone} yet, see the sheet Groups."
    if unrecorded := [item for item in state.missed if item.day is not None]:
        yield f"Fill in the sheet Sessions. {unrecorded[0].what}."
    if state.not_met:
        yield f"{listed(item.what for item in state.not_met[:STEPS])} should have met by now. Ask how it goes."
    if state.projects:
        yield f"A project needs help. {state.projects[0].what}."
