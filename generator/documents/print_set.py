"""Everything of a workshop to cut out, fold or hang up in one file: printed once, it is all that the room needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.english import counted
from ..model.playbook_files import safe_title
from ..model.room_set import Prop, PropFormat
from ..model.workshop import Workshop
from ..planning.room_set import number
from ..planning.session import Session
from .document import (
    Block,
    Document,
    Front,
    Heading,
    Listing,
    PageSize,
    Paragraph,
    Piece,
    Pieces,
    Run,
    labelled,
    paragraph,
)
from .handouts import handouts
from .print_list import counted_for, form_lines, handout_lines, other_number
from .props import FORMATS, WHITE, Sheets, poster, poster_props, sheets
from .session import document, prose_blocks

HANDOUTS, CUT_OUT = "handouts", "to cut out"
"""Names of files."""


def file_names(workshop: Workshop) -> list[str]:
    """What a workshop's files are called, without counting for anybody."""
    names = [HANDOUTS] if workshop.handouts else []
    names += [CUT_OUT] if workshop.props or workshop.role_cards else []
    return [*names, *(_name(prop) for prop in workshop.props if prop.format is PropFormat.POSTER)]


def files(session: Session) -> dict[str, Document]:
    """The documents of these files: handouts, everything to cut out or fold, and each poster in A3."""
    workshop, given = session.workshop, handouts(session)
    documents = {HANDOUTS: given} if given else {}
    if workshop.props or workshop.role_cards:
        documents[CUT_OUT] = print_set(session)
    large = [prop for prop in workshop.props if prop.format is PropFormat.POSTER]
    return documents | {_name(prop): poster(session, prop, PageSize.A3) for prop in large}


def _name(prop: Prop) -> str:
    return f"{safe_title(prop.title)} {PageSize.A3.upper()}"


def print_set(session: Session) -> Document:
    """All of it on A4, in the order of printing, below a page that says what it is and what to print besides."""
    every = (*sheets(session), *_posters(session))
    first = Pieces((Piece(tuple(_contents(session, every))),), 1, 200, 276, "Keep this page.", 13)
    title = f"To cut out for {counted(session.people, 'person', 'people')}:"
    return replace(document(session, title, [first, *(each.block for each in every)]), front=Front.CUT)


def _posters(session: Session) -> Iterator[Sheets]:
    """Each poster as often as it is hung up."""
    how = FORMATS[PropFormat.POSTER]
    for prop in poster_props(session):
        copies = number(prop.count, session.room)
        piece = Piece((Heading(1, prop.title, prop.id), *prose_blocks(prop.text or "")))
        caption = f"{prop.title}. For {prop.whom}."
        block = Pieces((piece,) * copies, how.across, how.width, how.height, caption, how.largest)
        yield Sheets(prop.title, "", block, prop.whom, prop.paper or WHITE, 1)


def _contents(session: Session, every: tuple[Sheets, ...]) -> Iterator[Block]:
    yield Heading(1, f"Workshop {session.workshop.number}: {session.workshop.title}", "contents")
    yield paragraph(counted_for(session))
    if other := other_number(session):
        yield labelled(*other)
    total = 1 + sum(each.pages for each in every)
    yield paragraph(f"{counted(total, 'page')}. Print all of them once, on one side, and cut along the dashed lines.")
    yield Listing(tuple((line,) for line in _lines(every)))
    yield paragraph("To print from other files:")
    besides = [*handout_lines(session), *form_lines(session, {})]
    yield Listing(tuple((_line(f"{line.copies}", f"{line.title}, for {line.whom}"),) for line in besides))


def _lines(every: tuple[Sheets, ...]) -> Iterator[Paragraph]:
    first = 2
    for each in every:
        last = first + each.pages - 1
        pages = f"Page {first}" if first == last else f"Pages {first} to {last}"
        paper = "" if each.paper == WHITE else f", on {each.paper}"
        yield _line(f"{pages}", f"{each.listed}{paper}, for {each.whom}")
        first = last + 1


def _line(lead: str, words: str) -> Paragraph:
    return Paragraph((Run(f"{lead}: ", strong=True), Run(words)))
