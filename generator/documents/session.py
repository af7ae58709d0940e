"""What all files for a session of a workshop share: the organisation, the date, tasks and names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from ..model.workshop import Activity, Preparation
from ..planning import dates
from ..planning.room_set import number
from ..planning.session import Session
from . import prose
from .context import document_of, example_note, shared_document
from .document import Block, Checklist, ChecklistEntry, Document, Front, Inline, Paragraph, Run, text
from .workshop import choices, hours, length, weeks

TICK: Inline = (Run("\u2610", role="tick"),)
"""A box to tick."""


def document(session: Session, what: str, blocks: Iterable[Block]) -> Document:
    """A document for a session, titled `what` workshop 1, such as Handouts of workshop 1."""
    title, subtitle = f"{what} workshop {session.workshop.number}", session.workshop.title
    if session.playbook:
        return document_of(session.playbook, title, blocks, Front.TITLE, subtitle)
    return shared_document(title, subtitle, session.programme, session.release, blocks, Front.TITLE)


def occasion(session: Session) -> Paragraph:
    """When and where the session is and who runs it, as far as known."""
    return Paragraph(tuple(_occasion(session)), "facts")


def _occasion(session: Session) -> Iterator[Run]:
    plan, entry, profile = session.plan, session.entry, session.profile
    if entry:
        yield Run(f"{dates.weekday_and_date(entry.first)}, ", strong=True)
    yield Run(hours(plan), strong=True)
    yield Run(f" ({length(plan)})")
    if profile:
        yield Run(f". {profile.cohort.name}")
    yield from choices(plan, ". ")
    if profile and (note := example_note(profile)):
        yield Run(f"\n{note}")


def prose_blocks(value: str) -> tuple[Block, ...]:
    """A piece of prose as blocks, without internal links: their targets are not in the document."""
    return prose.blocks(value, lambda _kind, _id: None)


def checklist(session: Session, tasks: Iterable[Preparation], side: str) -> Checklist:
    """Tasks to tick off, in the order of time; `side` says whether they are `before` or `after` the session."""
    roles = session.vocabulary.roles
    ordered = sorted(tasks, key=lambda task: -task.weeks if side == "before" else task.weeks)
    entries = (
        ChecklistEntry(text(task.do), (), roles[task.owner].title, _when(session, task, side)) for task in ordered
    )
    return Checklist(tuple(entries))


def _when(session: Session, task: Preparation, side: str) -> str:
    number, entry = task.weeks, session.entry
    words = weeks(number, side)
    if entry is None or session.schedule is None:
        return words
    week = datetime.timedelta(weeks=1)
    day = entry.first - number * week if side == "before" else entry.first + max(number, 1) * week
    return f"{dates.short(session.schedule.days.on_or_before(day).day)}\n{words}"


def in_hand(session: Session, activity: Activity) -> tuple[str, ...]:
    """Titles of the handouts, props and forms of an activity."""
    workshop = session.workshop
    handouts = {handout.id: handout.title for handout in workshop.handouts}
    props = {prop.id: prop.title for prop in workshop.props if number(prop.count, session.room)}
    return (
        *(handouts[id] for id in activity.handouts),
        *(props[id] for id in activity.props if id in props),
        *(session.instruments[id].title for id in activity.instruments),
    )
