"""The facilitator's guide to a workshop: a run sheet, what to do before, each activity, what to do after."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from ..model.required import STATEMENTS
from ..model.workshop import Slide
from ..planning import dates
from ..planning.agenda import TimedActivity
from ..planning.session import Session
from .document import Block, Callout, Document, Heading, Listing, Paragraph, Run, Words, bullets, paragraph, table, text
from .floor_plan import floor_plan, what_lies_where
from .room_words import how_many, who
from .session import TICK, checklist, document, in_hand, occasion, prose_blocks
from .svg import ACCENT
from .workshop import AFTER, BEFORE, EVALUATION, OBJECTIVES, agenda_end, if_late, notes
from .workshop_form import feedback_form
from .workshop_preparation import TIMES_LEFT, suggested, times_left


def facilitator_guide(session: Session) -> Document:
    """The guide. Its first page has only the run sheet, to tear off."""
    return document(session, "Guide to", _blocks(session))


def _blocks(session: Session) -> Iterator[Block]:
    yield from _run_sheet(session)
    yield from _before(session)
    if times := session.workshop.time_left:
        yield Heading(1, TIMES_LEFT, "time-left")
        yield from times_left(times, 2)
        yield suggested()
    yield Heading(1, "On the day", "activities", starts_page=True)
    for timed in session.plan.activities:
        yield from _activity(session, timed)
    yield from _after(session)


def _run_sheet(session: Session) -> Iterator[Block]:
    yield occasion(session)
    yield Heading(1, "Run sheet", "run-sheet")
    rows: list[tuple[Words, ...]] = []
    for timed in session.plan.activities:
        activity, title = timed.activity, text(timed.activity.title, strong=not timed.is_break)
        ready = ", ".join(in_hand(session, activity))
        rows.append((dates.clock(timed.starts), f"{activity.minutes}", title, ready, TICK))
    end, what = agenda_end(session.plan)
    rows.append((end, "", text(what, strong=True), "", TICK))
    yield table(("Time", "Min", "What happens", "Have ready", "Done"), rows, widths=(6, 5, 24, 28, 6))


def _before(session: Session) -> Iterator[Block]:
    workshop, room = session.workshop, session.workshop.room
    yield Heading(1, BEFORE, "before", starts_page=True)
    yield paragraph(workshop.summary, "lead")
    yield Heading(2, OBJECTIVES, "objectives")
    yield bullets(objective.text for objective in workshop.objectives)
    if workshop.preparation:
        yield Heading(2, "What to prepare", "preparation")
        yield checklist(session, workshop.preparation, "before")
    bring: list[tuple[Words, ...]] = [
        (material.item, how_many(material, session.room), TICK) for material in workshop.materials
    ]
    if bring:
        yield Heading(2, "What to bring", "materials")
        yield paragraph(f"For {who(session.room)}.")
        yield table(("What", "How many", "Packed"), bring, widths=(9, 6, 2))
    yield Heading(2, "The room", "room")
    yield paragraph(room.layout)
    if room.plan:
        yield floor_plan(room, session.room, "room", session.profile.brand.colour if session.profile else ACCENT)
        yield from what_lies_where(room)
    for title, needs, anchor in (
        ("It needs", room.needs, "room-needs"),
        ("So that it works for everybody", room.accessibility, "accessibility"),
    ):
        if needs:
            yield Heading(3, title, anchor)
            yield bullets(needs)
    if workshop.safety:
        yield Heading(2, "Keeping people safe", "safety")
        yield from prose_blocks(workshop.safety)


def _activity(session: Session, timed: TimedActivity) -> Iterator[Block]:
    activity = timed.activity
    yield Heading(2, f"{dates.clock(timed.starts)} {activity.title}", f"activity-{activity.id}")
    yield Paragraph(tuple(_facts(session, timed)), "facts")
    if activity.summary:
        yield paragraph(activity.summary)
    if late := if_late(activity):
        yield Callout("If you are late", (paragraph(late),))
    for title, note in notes(activity):
        yield Heading(3, title, f"{activity.id}-{title.lower().replace(' ', '-')}")
        yield bullets(note)
    if activity.slides:
        yield Heading(3, "Slides", f"{activity.id}-slides")
        yield Listing(tuple(map(_slide, activity.slides)), numbered=True)


def _facts(session: Session, timed: TimedActivity) -> Iterator[Run]:
    length = dates.duration(timed.activity.minutes)
    yield Run(f"{dates.clock(timed.starts)} to {dates.clock(timed.ends)}, {length}")
    if not timed.is_break:
        yield Run(f". {timed.activity.kind.value.capitalize()}")
    if ready := in_hand(session, timed.activity):
        yield Run("\nHave ready: ", strong=True)
        yield Run(", ".join(ready))


def _slide(slide: Slide) -> tuple[Block, ...]:
    return (Paragraph(text(slide.title, strong=True)), *(prose_blocks(slide.notes) if slide.notes else ()))


def _after(session: Session) -> Iterator[Block]:
    workshop = session.workshop
    if workshop.evaluation:
        yield Heading(1, EVALUATION, "evaluation", starts_page=True)
        form = feedback_form(session)
        if form:
            yield paragraph(
                "These statements are on the feedback form, one page for each person, with these numbers. Afterwards "
                "type the forms into the sheet Feedback of feedback.xlsx, whose columns have the same "
                "numbers. The sheet Results counts them, and the first sheet says who may open the file."
            )
        asked = [number for number, each in enumerate(form.evaluated, start=1) if each.id in STATEMENTS] if form else []
        objectives = {objective.id: objective.text for objective in workshop.objectives}
        rows = (
            (f"{number}", item.text, objectives[item.objective])
            for number, item in zip(asked or count(1), workshop.evaluation, strict=False)
        )
        yield table(("No.", "Statement", "It shows whether they can"), rows, widths=(1, 7, 7))
    if workshop.follow_up:
        yield Heading(1, AFTER, "after")
        yield checklist(session, workshop.follow_up, "after")
    if workshop.online:
        yield Heading(1, "If you run it online", "online")
        yield from prose_blocks(workshop.online)
