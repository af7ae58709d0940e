"""What participants are given: handouts with room to write, forms, and what a role card says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.instrument import Instrument, InstrumentKind
from ..model.prose import as_prose
from ..model.workshop import Handout, RoleCard
from ..planning import dates
from ..planning.session import Session
from .document import Block, Document, Heading, WritingLines, table
from .form import form_blocks, front_of
from .handout_parts import cards, part_blocks
from .room_words import copies, shown
from .session import TICK, document, occasion, prose_blocks
from .svg import ACCENT
from .workshop_form import forms_of_workshops


def handouts(session: Session) -> Document | None:
    """All handouts, each on a page of its own after a list of them; None where there are none."""
    return document(session, "Handouts of", _handouts(session)) if session.workshop.handouts else None


def _handouts(session: Session) -> Iterator[Block]:
    colour = session.profile.brand.colour if session.profile else ACCENT
    yield occasion(session)
    yield Heading(1, "List of handouts", "handouts")
    numbered = list(enumerate(session.workshop.handouts, start=1))
    rows = (
        (f"{number}", handout.title, _uses(session, handout), f"{copies(handout, session.room)}", TICK)
        for number, handout in numbered
    )
    yield table(("No.", "Handout", "When it is used", "Copies", "Printed"), rows, widths=(2, 8, 11, 3, 3))
    for number, handout in numbered:
        yield Heading(1, f"{number}. {handout.title}", f"handout-{handout.id}", starts_page=True)
        yield from prose_blocks(handout.instructions)
        if handout.cards:
            yield cards(handout, session.workshop.source)
            continue
        for index, section in enumerate(handout.parts, start=1):
            id = f"handout-{handout.id}-{index}"
            yield Heading(2, section.title, id, section.starts_page)
            yield from part_blocks(section, id, colour)
            if section.shows:
                yield from shown(section.shows, session.workshop, session.room)
            if section.writing_lines:
                yield WritingLines(section.writing_lines)


def _uses(session: Session, handout: Handout) -> str:
    """The times and activities in which a handout is used, in lines."""
    uses = (timed for timed in session.plan.activities if handout.id in timed.activity.handouts)
    return "\n".join(f"{dates.clock(timed.starts)} {timed.activity.title}" for timed in uses)


def briefing(card: RoleCard, also: Sequence[RoleCard] = ()) -> str:
    """What a player reads: what the role knows, and the pieces of the cards left out that it holds, come first."""
    known = [f"- **You know:** {as_prose(card.knows)}\n"] if card.knows else []
    known += [f"- **You also know:** {as_prose(other.piece or other.knows or '')}\n" for other in also]
    return "".join(known) + card.briefing


def forms(session: Session) -> dict[str, Document]:
    """The forms that participants fill in during a workshop, by id."""
    used = [session.instruments[id] for activity in session.workshop.activities for id in activity.instruments]
    return {form.id: _form(session, form) for form in used}


def _form(session: Session, form: Instrument) -> Document:
    (form,) = forms_of_workshops(form, [session.workshop])
    blank, number = document(session, "Form for", form_blocks(form, None, prose_blocks)), session.workshop.number
    if form.kind is not InstrumentKind.FEEDBACK:
        return replace(blank, title=form.title, subtitle=f"Workshop {number}: {blank.subtitle}")
    day = f", {dates.weekday_and_date(session.entry.first)}" if session.entry else ""
    return replace(blank, title=form.title, subtitle=f"Workshop {number}{day}", front=front_of(form))
