"""The sheet with which a facilitator practises two moments of a workshop, and looks back on it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.english import counted
from ..model.workshop_preparation import Rehearsal
from ..planning import dates
from ..planning.session import Session
from .document import Block, Document, Front, Heading, Listing, Paragraph, Run, WritingLines, paragraph
from .session import document
from .workshop_preparation import LOOK_BACK, NO_SCORE, WITH_WHOM, how, practised


def rehearsal_sheet(session: Session) -> Document | None:
    """One page for a facilitator to practise with, and to look back on afterwards; None where a workshop has none."""
    sheet = session.workshop.rehearsal
    if sheet is None:
        return None
    return replace(document(session, "Rehearsal sheet for", _sheet(session, sheet)), front=Front.SHEET)


def _sheet(session: Session, sheet: Rehearsal) -> Iterator[Block]:
    moments = practised(session.workshop, sheet)
    minutes = sum(each.moment.minutes for each in moments)
    yield paragraph(f"{WITH_WHOM} It takes {counted(minutes, 'minute')}.")
    starts = {timed.activity.id: timed.starts for timed in session.plan.activities}
    for number, each in enumerate(moments, start=1):
        activity = each.activity
        yield Heading(1, f"{number}. {activity.title}", f"moment-{number}")
        when = f"At {dates.clock(starts[activity.id])}, for {counted(activity.minutes, 'minute')}."
        yield Paragraph((Run(f"{when} Practise it for {counted(each.moment.minutes, 'minute')}."),), "facts")
        yield from how(each.moment)
        yield Paragraph((Run("In my own words", strong=True),))
        yield WritingLines(2)
    yield Heading(1, LOOK_BACK, "look-back")
    yield Listing(tuple((paragraph(question),) for question in sheet.look_back), numbered=True)
    yield paragraph(NO_SCORE)
    yield WritingLines(3)
