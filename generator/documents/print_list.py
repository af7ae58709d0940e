"""What to print for a session: every sheet with its file, copies, reader and paper, and how much paper it all takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.english import counted, in_words
from ..model.instrument import InstrumentKind
from ..model.room_set import Count, Each
from ..planning.room_set import number
from ..planning.session import Session
from .document import (
    Block,
    Callout,
    Document,
    Figure,
    Figures,
    Heading,
    PageSize,
    Run,
    paragraph,
    table,
    text,
)
from .props import WHITE, poster_props, sheets
from .room_words import copies, who, whom
from .session import TICK, document, occasion

PRINT_LIST = "what-to-print"
GUIDE, REHEARSAL, HANDOUTS, FORM = "facilitator-guide", "rehearsal-sheet", "handouts", "form-"
"""Names of files, or how they begin."""
TOO_FEW = "Too few people"


@dataclass(frozen=True, slots=True)
class PrintLine:
    """Something to print."""

    title: str
    file: str
    first: int
    """The first of its pages in the file."""
    pages: int
    copies: int
    whom: str
    paper: str = WHITE
    pieces: int = 0
    """Into how many a page is cut; 0 where it stays whole."""
    cards: bool = False
    """Whether it has cards to cut out, whose number depends on the page."""
    size: PageSize = PageSize.A4
    whole: bool = False
    """Whether it is all that the file holds."""

    @property
    def paper_sheets(self) -> int:
        """Sheets of paper, printed on one side."""
        return self.pages * self.copies


def print_lines(session: Session, pages: Mapping[str, int]) -> list[PrintLine]:
    """Everything to print, in the order of the files; `pages` are those of each file as a PDF, by its name."""
    return [*_guide(session, pages), *handout_lines(session), *form_lines(session, pages), *_props(session)]


def _guide(session: Session, pages: Mapping[str, int]) -> Iterator[PrintLine]:
    facilitators = session.room.facilitators
    for title, file in (("Guide", GUIDE), ("Rehearsal sheet", REHEARSAL)):
        if file in pages:
            yield PrintLine(title, file, 1, pages[file], facilitators, "each facilitator", whole=True)


def handout_lines(session: Session) -> Iterator[PrintLine]:
    """Each handout that is printed."""
    workshop, room = session.workshop, session.room
    first = 2  # The first page is the list of handouts.
    for handout in workshop.handouts:
        if printed := copies(handout, room):
            reader = handout.whom or whom(handout.count, workshop, room)
            yield PrintLine(handout.title, HANDOUTS, first, handout.pages, printed, reader, cards=handout.cards)
        first += handout.pages


def form_lines(session: Session, pages: Mapping[str, int]) -> Iterator[PrintLine]:
    """Each form; it has a page where `pages` does not say how many."""
    workshop, room = session.workshop, session.room
    rules = {form.form: form for form in workshop.forms}
    for id in dict.fromkeys(id for activity in workshop.activities for id in activity.instruments):
        rule = rules.get(id)
        count = rule.count if rule else Count(each=Each.PERSON)
        reader = rule.whom if rule and rule.whom else whom(count, workshop, room)
        file = f"{FORM}{id}"
        form = session.instruments[id]
        title = "Feedback form" if form.kind is InstrumentKind.FEEDBACK else form.title
        yield PrintLine(title, file, 1, pages.get(file, 1), number(count, room), reader, whole=True)


def _props(session: Session) -> Iterator[PrintLine]:
    first, file = 1, ""
    for each in sheets(session):
        first = first if each.file == file else 1
        file = each.file
        pieces = min(len(each.block.pieces), each.on_a_page)
        yield PrintLine(each.listed, file, first, each.pages, 1, each.whom, each.paper, pieces)
        first += each.pages
    for prop in poster_props(session):
        printed = number(prop.count, session.room)
        file, paper = f"{prop.id}-{PageSize.A3}", prop.paper or WHITE
        yield PrintLine(prop.title, file, 1, 1, printed, prop.whom, paper, size=PageSize.A3, whole=True)


def print_list(session: Session, pages: Mapping[str, int]) -> Document:
    """The list; `pages` are those of each file as a PDF, by its name."""
    return document(session, "What to print for", _blocks(session, print_lines(session, pages)))


def _blocks(session: Session, lines: list[PrintLine]) -> Iterator[Block]:
    yield occasion(session)
    yield paragraph(counted_for(session), "lead")
    if other := other_number(session):
        title, words = other
        yield Callout(title, (paragraph(words),), "warning" if title == TOO_FEW else "note")
    yield Figures(tuple(_figures(lines)))
    yield paragraph("Print from the PDF files, on one side. The Word files are there to be changed.")
    yield Heading(1, "Sheets", "sheets")
    rows = ((text(line.title), _where(line), f"{line.copies}", line.whom, _paper(line), TICK) for line in lines)
    header = ("Sheet", "File and pages", "Copies", "For", "Paper", "Printed")
    yield table(header, rows, widths=(8, 8, 3, 8, 6, 3), numbers=(2,), row_headers=True)
    if any(line.size is PageSize.A3 for line in lines):
        yield paragraph("Without paper of size A3, print the same file that ends with a4.")


def counted_for(session: Session) -> str:
    """The people, facilitators and tables of one holding of a workshop."""
    room = session.room
    return f"For {who(room)}, {counted(room.facilitators, 'facilitator')} and {counted(room.tables, 'table')}."


def other_number(session: Session) -> tuple[str, str] | None:
    """What to do where more or fewer people take part than the files are counted for: in short, and in sentences."""
    cohort, people, most = session.cohort, session.people, _most(session)
    if cohort > people:
        times = -(-cohort // most)
        title = "Hold it twice" if times == 2 else f"Hold it {in_words(times)} times"
        why = f"{cohort} people take part, and the workshop takes at most {most} at a time."
        return title, f"{why} This is for {people} of them. Print it once for each time."
    if cohort < people:
        return TOO_FEW, f"{cohort} people take part, and the workshop needs at least {people}. This is for {people}."
    return None


def _most(session: Session) -> int:
    cast = session.workshop.cast
    return cast.people[-1] if cast else session.cohort


def _figures(lines: list[PrintLine]) -> Iterator[Figure]:
    for size in PageSize:
        of_size = [line for line in lines if line.size is size]
        if of_size:
            label = f"sheets of paper, {size.upper()}"
            coloured = {line.paper for line in of_size if line.paper != WHITE}
            notes = [
                f"{sum(line.paper_sheets for line in of_size if line.paper == paper)} of them {paper}"
                for paper in sorted(coloured)
            ]
            yield Figure(f"{sum(line.paper_sheets for line in of_size)}", label, ", ".join(notes))


def _where(line: PrintLine) -> tuple[Run, ...]:
    if line.whole:
        return (Run(f"{line.file}.pdf\n{counted(line.pages, 'page')}"),)
    last = line.first + line.pages - 1
    pages = f"page {line.first}" if line.pages == 1 else f"pages {line.first} to {last}"
    return (Run(f"{line.file}.pdf\n{pages}"),)


def _paper(line: PrintLine) -> str:
    size = f"{line.size.upper()}, {line.paper}"
    if line.cards:
        return f"{size}\ncut out the cards"
    return f"{size}\ncut into {line.pieces}" if line.pieces > 1 else size
