"""What a room needs in words: how many of each thing, who plays what, and what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.english import counted, in_words, listed
from ..model.room_set import Count, Each, Lot
from ..model.workshop import Handout, Material, RoleCard, Shown, Workshop
from ..planning.room_set import RoomNumbers, lot_of, number, pieces
from .document import Block, Heading, Paragraph, Run, bullets, paragraph, table
from .prose import blocks as prose_blocks

PROPS = "Printed for the room"


def who(room: RoomNumbers) -> str:
    """People and groups, such as 24 people in 12 pairs, or 10 people in 3 groups of three or four."""
    people, size = room.people, room.group_size
    groups = counted(room.groups, "pair") if size == 2 else f"{counted(room.groups, 'group')} of {in_words(size)}"
    if size == 2 and people % 2:
        groups = f"{counted(people // 2 - 1, 'pair')} and a group of three"
    elif people % size:
        groups = f"{counted(room.groups, 'group')} of {in_words(people // room.groups)} or {in_words(size)}"
    return f"{counted(people, 'person', 'people')} in {groups}"


def how_many(material: Material, room: RoomNumbers) -> str:
    """The figure with its rule, or the rule alone where nothing is counted."""
    count = material.count
    if count is None or count.each is Each.SESSION:
        return material.quantity
    return f"{number(count, room)} ({material.quantity})"


def copies(handout: Handout, room: RoomNumbers) -> int:
    """How many of a handout are printed."""
    return number(handout.count or Count(each=Each.PERSON), room)


def whom(count: Count | None, workshop: Workshop, room: RoomNumbers) -> str:
    """Whom something is for, by its count: everybody, every two tables, or each observer, two each, and 4 spare."""
    lot = lot_of(count or Count(each=Each.PERSON), room)
    reader = _reader(lot, workshop, room)
    if lot.copies > 1 and lot.each is not Each.SESSION:
        reader += f", {in_words(lot.copies)} each"
    return f"{reader}, and {lot.spare} spare" if lot.spare else reader


def _reader(lot: Lot, workshop: Workshop, room: RoomNumbers) -> str:
    if lot.each is Each.SESSION:
        return "the facilitators"
    if lot.each is Each.ROLE and lot.roles:
        titles = {card.id: card.title for card in workshop.role_cards}
        return listed([f"each {_lower(titles[id])}" for id in lot.roles])
    if lot.each is Each.PERSON and lot.in_every == 1:
        return "everybody"
    group = "pair" if room.group_size == 2 else "group"
    named = {Each.GROUP: group, Each.ROLE: "player"}.get(lot.each, f"{lot.each}")
    many = {Each.PERSON: "people"}.get(lot.each, f"{named}s")
    return f"each {named}" if lot.in_every == 1 else f"every {in_words(lot.in_every)} {many}"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def shown(what: Shown, workshop: Workshop, room: RoomNumbers | None) -> Iterator[Block]:
    """What the generator writes into a handout; for every number of people of the cast where no room is given."""
    if what is Shown.PIECES:
        yield _pieces(workshop, room)
    elif room is not None:
        yield _in_play(workshop, room)
    elif workshop.cast:
        cast = workshop.cast
        rows = [(card.title, *map(str, card.numbers)) for card in workshop.role_cards]
        rows += [("Tables", *map(str, cast.tables)), ("Facilitators", *map(str, cast.facilitators))]
        numbers = tuple(range(1, len(cast.people) + 1))
        yield table(("Card", *map(str, cast.people)), rows, numbers=numbers, row_headers=True)
        titles = {card.id: card.title for card in workshop.role_cards}
        further = listed([_lower(titles[id]) for id in cast.fill_with])
        yield paragraph(
            f"Between two of these numbers, take the smaller one. Further people play {further}, in turn. "
            "There are then as many facilitators as for the larger number."
        )


def _in_play(workshop: Workshop, room: RoomNumbers) -> Block:
    rows = [
        (card.title, card.place, f"{room.cards.get(card.id, 0)}", f"{card.spare or ''}") for card in workshop.role_cards
    ]
    rows += [("Tables", "", f"{room.tables}", ""), ("Facilitators", "", f"{room.facilitators}", "")]
    return table(("Card", "Place", "In play", "Spare"), rows, numbers=(2, 3), row_headers=True, widths=(6, 4, 3, 3))


def _pieces(workshop: Workshop, room: RoomNumbers | None) -> Block:
    cards = workshop.role_cards
    titles = {card.id: card.title for card in cards}
    if room is None:
        held = {card.id: titles[card.piece_to] for card in cards if card.piece_to}
        header = "Where the card is left out, it is with"
    else:
        held = {each.id: titles[id] for id, others in pieces(cards, room.cards).items() for each in others}
        header = "Left out, so it is with"
    rows = [(card.title, _sentence(card), held.get(card.id, "")) for card in cards if card.knows]
    return table(("Card", "What it knows", header), rows, widths=(4, 11, 4), row_headers=True)


def _sentence(card: RoleCard) -> str:
    knows = card.knows or ""
    return knows[:1].upper() + knows[1:]


def page_props(workshop: Workshop, room: RoomNumbers) -> Iterator[Block]:
    """What is printed for the room, as a page for facilitators shows it."""
    yield paragraph(f"Counted for {who(room)}. The files above have this many of each.")
    for prop in workshop.props:
        yield Heading(2, prop.title, f"prop-{prop.id}")
        runs = [Run(f"{number(prop.count, room)}", strong=True), Run(f", for {prop.whom}")]
        runs += [Run(f", at minute {prop.minute}")] if prop.minute is not None else []
        runs += [Run(f", on {prop.paper}")] if prop.paper else []
        yield Paragraph(tuple(runs))
        if prop.text:
            yield from prose_blocks(prop.text, lambda _kind, _id: None)
        if prop.choices or prop.dealt:
            yield bullets([*prop.choices, *prop.dealt])
