"""The facilitator's guide to a workshop: a run sheet, what to do before, each activity, what to do after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.workshop import Slide
from ..planning import dates
from ..planning.agenda import TimedActivity
from ..planning.session import Session
from .document import Block, Callout, Document, Heading, Listing, Paragraph, Run, Words, bullets, paragraph, table, text
from .session import TICK, checklist, document, in_hand, occasion, prose_blocks
from .workshop import AFTER, BEFORE, EVALUATION, OBJECTIVES, ROLE_CARDS, notes


def facilitator_guide(session: Session) -> Document:
    """The guide. Its first page has only the run sheet, to tear off."""
    return document(session, "Guide to", _blocks(session))


def _blocks(session: Session) -> Iterator[Block]:
    yield from _run_sheet(session)
    yield from _before(session)
    yield from _activities(session)
    yield from _after(session)


def _run_sheet(session: Session) -> Iterator[Block]:
    yield occasion(session)
    yield Heading(1, "Run sheet", "run-sheet")
    yield table(
        ("Time", "Min", "What happens", "Have ready", "Done"),
        (
            *(_run_sheet_row(session, timed) for timed in session.plan.activities),
            (dates.clock(session.plan.ends), "", text("End", strong=True), "", TICK),
        ),
        widths=(6, 5, 24, 28, 6),
    )


def _run_sheet_row(session: Session, timed: TimedActivity) -> tuple[Words, ...]:
    activity = timed.activity
    return (
        dates.clock(timed.starts),
        f"{activity.minutes}",
        text(activity.title, strong=not timed.is_break),
        ", ".join(in_hand(session, activity)),
        TICK,
    )


# --- before ------------------------------------------------------------------------------------------------


def _before(session: Session) -> Iterator[Block]:
    workshop = session.workshop
    yield Heading(1, BEFORE, "before", starts_page=True)
    yield paragraph(workshop.summary, "lead")
    yield Heading(2, OBJECTIVES, "objectives")
    yield bullets(objective.text for objective in workshop.objectives)
    if workshop.preparation:
        yield Heading(2, "What to prepare", "preparation")
        yield checklist(session, workshop.preparation, "before")
    yield from _materials(session)
    yield from _room(session)
    if workshop.safety:
        yield Heading(2, "Keeping people safe", "safety")
        yield from prose_blocks(workshop.safety)


def _materials(session: Session) -> Iterator[Block]:
    workshop = session.workshop
    if workshop.materials or workshop.role_cards:
        yield Heading(2, "What to bring", "materials")
        yield table(
            ("What", "How many", "Packed"),
            (
                *((material.item, material.quantity, TICK) for material in workshop.materials),
                *((ROLE_CARDS, "as the list in their file says", TICK) for _ in workshop.role_cards[:1]),
            ),
            widths=(9, 6, 2),
        )


def _room(session: Session) -> Iterator[Block]:
    room = session.workshop.room
    yield Heading(2, "The room", "room")
    yield paragraph(room.layout)
    for title, needs, anchor in (
        ("It needs", room.needs, "room-needs"),
        ("So that it works for everybody", room.accessibility, "accessibility"),
    ):
        if needs:
            yield Heading(3, title, anchor)
            yield bullets(needs)


# --- on the day --------------------------------------------------------------------------------------------


def _activities(session: Session) -> Iterator[Block]:
    yield Heading(1, "On the day", "activities", starts_page=True)
    for timed in session.plan.activities:
        yield from _activity(session, timed)


def _activity(session: Session, timed: TimedActivity) -> Iterator[Block]:
    activity = timed.activity
    yield Heading(2, f"{dates.clock(timed.starts)} {activity.title}", f"activity-{activity.id}")
    yield Paragraph(tuple(_facts(session, timed)), "facts")
    if activity.summary:
        yield paragraph(activity.summary)
    if activity.if_late:
        yield Callout("If you are late", (paragraph(activity.if_late),))
    for title, note in notes(activity):
        yield Heading(3, title, f"{activity.id}-{title.lower().replace(' ', '-')}")
        yield bullets(note)
    if activity.slides:
        yield Heading(3, "Slides", f"{activity.id}-slides")
        yield Listing(tuple(tuple(_slide(slide)) for slide in activity.slides), numbered=True)


def _facts(session: Session, timed: TimedActivity) -> Iterator[Run]:
    length = dates.duration(timed.activity.minutes)
    yield Run(f"{dates.clock(timed.starts)} to {dates.clock(timed.ends)}, {length}")
    if not timed.is_break:
        yield Run(f". {timed.activity.kind.value.capitalize()}")
    ready = in_hand(session, timed.activity)
    if ready:
        yield Run("\nHave ready: ", strong=True)
        yield Run(", ".join(ready))


def _slide(slide: Slide) -> Iterable[Block]:
    yield Paragraph(text(slide.title, strong=True))
    if slide.notes:
        yield from prose_blocks(slide.notes)


# --- after -------------------------------------------------------------------------------------------------


def _after(session: Session) -> Iterator[Block]:
    workshop = session.workshop
    if workshop.evaluation:
        yield Heading(1, EVALUATION, "evaluation", starts_page=True)
        yield paragraph(
            "Each statement is rated from 1 to 5. The workbook in this pack has a row for each participant."
        )
        objectives = {objective.id: objective.text for objective in workshop.objectives}
        yield table(
            ("No.", "Statement", "It shows whether they can"),
            (
                (f"{number}", item.text, objectives[item.objective])
                for number, item in enumerate(workshop.evaluation, start=1)
            ),
            widths=(1, 7, 7),
        )
    if workshop.follow_up:
        yield Heading(1, AFTER, "after")
        yield checklist(session, workshop.follow_up, "after")
    if workshop.online:
        yield Heading(1, "If you run it online", "online")
        yield from prose_blocks(workshop.online)
