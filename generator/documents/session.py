"""What all files for one session of a workshop need: the organisation, the date and the names of things."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from ..model.workshop import Activity, Preparation
from ..planning import dates
from ..planning.schedule import ScheduleEntry
from ..planning.session import Session
from . import prose
from .context import example_note
from .document import Block, Checklist, ChecklistEntry, Document, Front, Inline, Paragraph, Run, text
from .workshop import weeks

COLOUR = "#0f4c5c"
"""Main colour for no particular trust: that of the site."""
TICK: Inline = (Run("\u2610", role="tick"),)
"""A box to tick."""


def document(session: Session, what: str, blocks: Iterable[Block]) -> Document:
    """A document for a session, titled `what` workshop 1, such as Handouts of workshop 1."""
    profile, playbook = session.profile, session.playbook
    return Document(
        title=f"{what} workshop {session.workshop.number}",
        subtitle=session.workshop.title,
        organisation=session.organisation,
        language="en-GB",
        colour=profile.brand.colour if profile else COLOUR,
        logo=playbook.logo if playbook else None,
        logo_text=(profile.brand.logo_text if profile else None) or "",
        release=session.release.id,
        date=session.release.date,
        blocks=tuple(blocks),
        front=Front.TITLE,
    )


def occasion(session: Session) -> Paragraph:
    """When and where it is and who runs it, as far as known."""
    return Paragraph(tuple(_occasion(session)), "facts")


def _occasion(session: Session) -> Iterator[Run]:
    plan, entry, profile = session.plan, session.entry, session.profile
    if entry:
        yield Run(f"{dates.weekday_and_date(entry.first)}, ", strong=True)
    yield Run(f"{dates.clock(plan.starts)} to {dates.clock(plan.ends)}", strong=True)
    yield Run(f" ({dates.duration(session.plan.minutes)})")
    if profile:
        yield Run(f". {profile.cohort.name}")
    if plan.choice.room:
        yield Run(f". Room: {plan.choice.room}")
    if plan.choice.facilitators:
        yield Run(f". Facilitators: {', '.join(plan.choice.facilitators)}")
    if plan.choice.note:
        yield Run(f"\n{plan.choice.note}")
    if profile and (note := example_note(profile)):
        yield Run(f"\n{note}")


def prose_blocks(value: str) -> tuple[Block, ...]:
    """A piece of prose as blocks, without internal links: their targets are not in the document."""
    return prose.blocks(value, lambda _kind, _id: None)


def checklist(session: Session, tasks: Iterable[Preparation], side: str) -> Checklist:
    """Tasks to tick off, in the order of time; `side` says whether they are `before` or `after` the session."""
    roles = session.vocabulary.roles
    ordered = sorted(tasks, key=lambda task: -task.weeks if side == "before" else task.weeks)
    return Checklist(
        tuple(
            ChecklistEntry(text(task.do), (), roles[task.owner].title, _when(session, task.weeks, side))
            for task in ordered
        )
    )


def _when(session: Session, number: int, side: str) -> str:
    words = weeks(number, side)
    if session.entry is None or session.schedule is None:
        return words
    day = _due(session.entry, number, side)
    return f"{dates.short(session.schedule.days.on_or_before(day).day)}\n{words}"


def _due(entry: ScheduleEntry, number: int, side: str) -> datetime.date:
    week = datetime.timedelta(weeks=1)
    return entry.first - number * week if side == "before" else entry.first + max(number, 1) * week


def in_hand(session: Session, activity: Activity) -> tuple[str, ...]:
    """Titles of the handouts and forms of an activity."""
    titles = {handout.id: handout.title for handout in session.workshop.handouts}
    return (*(titles[id] for id in activity.handouts), *(session.instruments[id].title for id in activity.instruments))
