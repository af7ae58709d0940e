"""What is printed for a room to cut out, fold or hang up: as many pieces of each as the session needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, repeat

from ..model.room_set import Bears, Prop, PropFormat
from ..model.workshop import RoleCard
from ..planning.room_set import number, pieces
from ..planning.session import Session
from .document import (
    AnswerBoxes,
    Block,
    Document,
    Front,
    Heading,
    PageSize,
    Paragraph,
    Piece,
    Pieces,
    Run,
    WritingLines,
    of_size,
    paragraph,
    text,
)
from .handouts import briefing
from .pieces import DoesNotFit, checked, letters
from .session import document, prose_blocks
from .session_papers import Seat, fitted, seats

SLIPS, CARDS, LETTERS, SIGNS = "slips", "badges-and-cards", "letters", "signs"
"""Names of files."""
ROLE_CARD = "Role card"
SPARE = "Spare"
WHITE = "white"


@dataclass(frozen=True, slots=True)
class Format:
    """How the pieces of a format are printed."""

    file: str
    across: int
    down: int
    """How many rows a page has room for."""
    width: float
    height: float
    largest: int
    """Size of the letters in points, where they fit."""
    centred: bool = False


FORMATS = {
    PropFormat.SLIP: Format(SLIPS, 2, 5, 100, 55, 13),
    PropFormat.CARD: Format(CARDS, 1, 3, 200, 92, 20),
    PropFormat.BADGE: Format(CARDS, 2, 5, 90, 55, 14, centred=True),
    PropFormat.PLACE_CARD: Format(CARDS, 2, 5, 90, 55, 14, centred=True),
    PropFormat.LETTER: Format(LETTERS, 1, 2, 200, 138, 16),
    PropFormat.TABLE_SIGN: Format(SIGNS, 1, 2, 200, 138, 96, centred=True),
    PropFormat.POSTER: Format("", 1, 1, 200, 276, 30),
}
"""Every format. Millimetres leave a little of a page of A4, so that Word adds no empty page. A poster has these only
where it is in one file with the rest."""


_LONG_CARD = Format(CARDS, 1, 2, 200, 138, 20)
_LARGE_LETTERS = 16
"""The least size of the letters of a card, in points: people read it standing up, or without their glasses."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of one kind of piece."""

    title: str
    file: str
    block: Pieces
    whom: str
    paper: str
    on_a_page: int
    numbered: bool = False
    """Whether its title says how many there are."""

    @property
    def listed(self) -> str:
        """Its title with the number of pieces."""
        pieces = len(self.block.pieces)
        return self.title if pieces == 1 or self.numbered else f"{self.title} ({pieces})"

    @property
    def pages(self) -> int:
        return -(-len(self.block.pieces) // self.on_a_page)


def sheets(session: Session) -> tuple[Sheets, ...]:
    """Everything that the session needs to cut or fold, in the order of the files.

    Raises:
        InputFault: the words of a piece are too long for it.
    """
    every = [*_role_cards(session)]
    for (format, paper), props in groupby(session.workshop.props, key=_together):
        if format is not PropFormat.POSTER:
            every += _sheets(session, format, [*props], paper)
    order = [each.file for each in FORMATS.values()]
    for each in every:
        checked(each.block, session.workshop.source)
    return tuple(sorted(every, key=lambda each: order.index(each.file)))


def cut_documents(session: Session) -> dict[str, Document]:
    """A document for each file of things to cut or fold, by the file's name."""
    return {
        file: replace(document(session, _title(file), [each.block for each in group]), front=Front.CUT)
        for file, group in groupby(sheets(session), key=lambda each: each.file)
    }


def posters(session: Session) -> dict[str, Document]:
    """Each poster in two sizes of paper, by the file's name."""
    return {f"{prop.id}-{size}": poster(session, prop, size) for prop in poster_props(session) for size in PageSize}


def poster(session: Session, prop: Prop, size: PageSize) -> Document:
    """A poster on this size of paper."""
    blocks = prose_blocks(prop.text or "")
    return replace(document(session, "", blocks), title=prop.title, front=Front.POSTER, page=size)


def poster_props(session: Session) -> list[Prop]:
    """The posters that the session needs."""
    every = session.workshop.props
    return [prop for prop in every if prop.format is PropFormat.POSTER and number(prop.count, session.room)]


def _title(file: str) -> str:
    return f"{file[:1].upper()}{file[1:].replace('-', ' ')} of"


def _together(prop: Prop) -> tuple[PropFormat, str]:
    """Letters follow one another on a page, and so do signs; other props begin a page."""
    return prop.format, prop.paper or WHITE


def _sheets(session: Session, format: PropFormat, props: Sequence[Prop], paper: str) -> Iterator[Sheets]:
    if format in _TITLES:
        if every := [piece for prop in props for piece in _pieces(session, prop)]:
            yield _sheet(format, *_TITLES[format], every, paper)
        return
    for prop in props:
        if every := [*_pieces(session, prop)]:
            title = prop.plural or prop.title
            title = f"{title} 1 to {len(every)}" if prop.numbered else title
            yield replace(_sheet(format, title, prop.whom, every, paper), numbered=prop.numbered)


_TITLES = {
    PropFormat.LETTER: ("Letters to hand over", "the people and minutes that are on the outside"),
    PropFormat.TABLE_SIGN: ("Signs", "the tables, places and boxes that they name"),
}


def _sheet(format: PropFormat, title: str, whom: str, pieces: Iterable[Piece], paper: str) -> Sheets:
    how = FORMATS[format]
    on = "" if paper == WHITE else f" Print on {paper}."
    caption = f"{title}. For {whom}.{on}"
    block = Pieces(tuple(pieces), how.across, how.width, how.height, caption, how.largest, how.centred)
    if format is PropFormat.CARD and not _fits(block):
        how = _LONG_CARD
        block = replace(block, height=how.height)
    return Sheets(title, how.file, block, whom, paper, how.across * how.down)


def _fits(block: Pieces) -> bool:
    """Whether all pieces can have large letters."""
    try:
        return letters(block) >= _LARGE_LETTERS
    except DoesNotFit:
        return False


def _role_cards(session: Session) -> Iterator[Sheets]:
    room, cards = session.room, session.workshop.role_cards
    also = pieces(cards, room.cards)
    played = [
        Piece(_card(card, also.get(card.id, ())), SPARE if spare else card.place)
        for spare in (False, True)
        for card in cards
        for _ in range(card.spare if spare else room.cards.get(card.id, 0))
    ]
    if played:
        whom = "the envelopes" if session.workshop.cast else "those who play"
        yield _sheet(PropFormat.CARD, "Role cards", whom, played, WHITE)


def _card(card: RoleCard, also: Sequence[RoleCard]) -> tuple[Block, ...]:
    return (Heading(1, card.title, f"card-{card.id}"), *prose_blocks(briefing(card, also)))


def _pieces(session: Session, prop: Prop) -> Iterator[Piece]:
    needed = number(prop.count, session.room)
    seated = iter(_seats(session)) if prop.bears is Bears.NAME else iter(())
    roles = chain(_roles(session), repeat(""))
    for place in range(1, needed + 1):
        line = prop.dealt[(place - 1) % len(prop.dealt)] if prop.dealt else ""
        match prop.format:
            case PropFormat.LETTER:
                title = f"{prop.title} (copy {place} of {needed})" if needed > 1 else prop.title
                yield Piece(tuple(_letter(session, prop, title)))
            case PropFormat.TABLE_SIGN:
                words = line or (f"{prop.title} {place}" if prop.numbered else prop.title)
                yield Piece((Paragraph(text(words, strong=True)),))
            case _ if prop.bears is Bears.NAME:
                yield Piece((*_name(next(seated, None)), *_small(prop)))
            case _ if prop.bears is Bears.ROLE:
                yield Piece((_large(next(roles)), *_small(prop)))
            case _:
                yield Piece(tuple(_blocks(prop, place, line)))


def _blocks(prop: Prop, place: int, line: str) -> Iterator[Block]:
    title = f"{prop.title} {place}" if prop.numbered else prop.title
    yield _large(title) if FORMATS[prop.format].centred else Heading(1, title, f"{prop.id}-{place}")
    if line:
        yield paragraph(line)
    for choice in prop.choices:
        yield AnswerBoxes((choice,), question=prop.title)
    if prop.text:
        yield from prose_blocks(prop.text)


def _letter(session: Session, prop: Prop, title: str) -> Iterator[Block]:
    """What is read before a letter is opened, the line along which it is folded, and its text."""
    yield Heading(1, f"{title}: for {prop.whom}", prop.id)
    when = [
        f"{timed.activity.title.partition(':')[0]}, minute {prop.minute}"
        for timed in session.plan.activities
        if prop.id in timed.activity.props and prop.minute is not None
    ]
    yield paragraph(when[0] if when else "Before the start")
    yield _fold("Fold second, to the back")
    yield from prose_blocks(prop.text or "")
    yield _fold("Fold first, up over the text")


def _fold(words: str) -> Paragraph:
    """A line along which a letter is folded."""
    dashes = "\N{EN DASH} " * 22
    return Paragraph((Run(f"{dashes}{words} {dashes}".strip(), role=of_size(9)),))


def _seats(session: Session) -> Iterator[Seat]:
    """Those who take part, in the order of their groups; none where they are not known."""
    if session.participants and session.playbook:
        yield from seats(session.playbook)


def _roles(session: Session) -> Iterator[str]:
    cards = session.workshop.role_cards
    for card in cards:
        yield from repeat(card.title, session.room.cards.get(card.id, 0))
    for card in cards:
        yield from repeat(card.title, card.spare)


def _name(seat: Seat | None) -> Iterator[Block]:
    if seat is None:
        yield WritingLines(1)
        return
    yield _large(seat.person.name)
    if seat.group:
        yield paragraph(seat.group.name)


def _large(words: str) -> Paragraph:
    size, lines = fitted(words)
    return Paragraph((Run("\n".join(lines), strong=True, role=of_size(size)),))


def _small(prop: Prop) -> tuple[Block, ...]:
    return prose_blocks(prop.text) if prop.text else ()
