"""What the files for one session of a workshop share: whose they are, when it is, what things are called."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from ..model.workshop import Activity, Preparation
from ..planning import dates
from ..planning.schedule import ScheduleEntry
from ..planning.session import Session
from . import prose
from .context import example_note
from .document import (
    Block,
    Checklist,
    ChecklistEntry,
    Document,
    Front,
    Inline,
    Listing,
    Paragraph,
    Run,
    paragraph,
    text,
)
from .workshop import weeks

COLOUR = "#0f4c5c"
"""Main colour where no trust has chosen one: the site's own."""
TICK: Inline = (Run("\u2610", role="tick"),)
"""A box to tick."""


def document(session: Session, what: str, blocks: Iterable[Block]) -> Document:
    """A document for a session.

    Args:
        session: the workshop as it is held.
        what: what kind of document it is, such as Handouts of.
        blocks: what it says.
    """
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
    """When and where it is and who runs it, as far as that is known."""
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
    """A piece of prose as blocks. What it points to is not in the document, so that words stay without a link."""
    return prose.blocks(value, lambda _kind, _id: None)


def lines(values: Iterable[str]) -> Listing:
    """Lines as a list."""
    return Listing(tuple((paragraph(value),) for value in values))


def checklist(session: Session, items: Iterable[Preparation], side: str) -> Checklist:
    """Things to do before or after, to tick off.

    Args:
        session: the workshop as it is held.
        items: what is to be done.
        side: `before` or `after`.
    """
    roles = session.vocabulary.roles
    ordered = sorted(items, key=lambda item: -item.weeks if side == "before" else item.weeks)
    return Checklist(
        tuple(
            ChecklistEntry(text(item.do), (), roles[item.owner].title, _when(session, item.weeks, side))
            for item in ordered
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
    return (
        *(titles[id] for id in activity.handouts),
        *(session.instruments[id].title for id in activity.instruments),
    )
