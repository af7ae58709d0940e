"""How many of each thing the room of a workshop needs, by its number of people and the size of its groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..model.programme import Programme
from ..model.room_set import Cast, Count, Each, Lot
from ..model.workshop import RoleCard, Workshop

PEOPLE_AT_A_TABLE = 6
"""Where a workshop does not say how many tables there are."""


@dataclass(frozen=True, slots=True)
class RoomNumbers:
    """How many people, groups, tables, facilitators and role cards there are in a room."""

    people: int
    group_size: int = 2
    tables: int = 0
    facilitators: int = 1
    cards: Mapping[str, int] = field(default_factory=dict)
    """Role cards in play by id, in the order of the workshop. With a cast they add up to the people."""

    @property
    def groups(self) -> int:
        """The fewest groups that leave nobody out; some may be smaller."""
        return _lots(self.people, self.group_size)


def room_numbers(workshop: Workshop, people: int, group_size: int) -> RoomNumbers:
    """The numbers of a workshop's room. With a cast, the people must be at least the fewest of the cast."""
    if workshop.cast:
        cards = cast_of(workshop.cast, workshop.role_cards, people)
        column, above = _column(workshop.cast, people), _column_above(workshop.cast, people)
        return RoomNumbers(people, group_size, workshop.cast.tables[column], workshop.cast.facilitators[above], cards)
    room = RoomNumbers(people, group_size, _lots(people, PEOPLE_AT_A_TABLE), workshop.facilitators)
    tables = number(workshop.tables, room) if workshop.tables else room.tables
    room = RoomNumbers(people, group_size, tables, workshop.facilitators)
    cards = {card.id: number(card.count, room) for card in workshop.role_cards if card.count}
    return RoomNumbers(people, group_size, tables, workshop.facilitators, cards)


def usual_room(programme: Programme, workshop: Workshop) -> RoomNumbers:
    """The numbers for a usual cohort in pairs."""
    return room_numbers(workshop, people_at_once(workshop, 2 * programme.usual_groups), 2)


def people_at_once(workshop: Workshop, people: int) -> int:
    """How many people a workshop is counted for: all, unless its cast is for fewer, and then an even share of them."""
    if not workshop.cast:
        return people
    fewest, most = workshop.cast.people[0], max(workshop.cast.people)
    return max(fewest, _lots(people, _lots(people, most)))


def cast_of(cast: Cast, cards: Sequence[RoleCard], people: int) -> dict[str, int]:
    """How many of each role card are in play, by id; they add up to the people."""
    column = _column(cast, people)
    in_play = {card.id: card.numbers[column] for card in cards}
    for further in range(people - cast.people[column]):
        in_play[cast.fill_with[further % len(cast.fill_with)]] += 1
    return in_play


def lot_of(count: Count, room: RoomNumbers) -> Lot:
    """The rule for the size of the room's groups."""
    return count.for_larger_groups if count.for_larger_groups and room.group_size > 2 else count


def number(count: Count, room: RoomNumbers) -> int:
    """How many of something a room needs."""
    lot = lot_of(count, room)
    if room.people < lot.from_people:
        return 0
    return _lots(_counted(lot, room), lot.in_every) * lot.copies + lot.spare


def pieces(cards: Sequence[RoleCard], in_play: Mapping[str, int]) -> dict[str, tuple[RoleCard, ...]]:
    """For each role card in play, the cards left out whose piece of knowledge it holds as well."""
    by_id = {card.id: card for card in cards}
    held: dict[str, tuple[RoleCard, ...]] = {id: () for id, playing in in_play.items() if playing}
    for card in cards:
        holder = card
        while not in_play.get(holder.id) and holder.piece_to:
            holder = by_id[holder.piece_to]
        if card.knows and holder is not card:
            held[holder.id] = (*held.get(holder.id, ()), card)
    return held


def _counted(lot: Lot, room: RoomNumbers) -> int:
    match lot.each:
        case Each.PERSON:
            return room.people
        case Each.GROUP:
            return room.groups
        case Each.TABLE:
            return room.tables
        case Each.FACILITATOR:
            return room.facilitators
        case Each.ROLE:
            return sum(playing for id, playing in room.cards.items() if not lot.roles or id in lot.roles)
        case Each.SESSION:
            return 1


def _lots(things: int, in_every: int) -> int:
    """How many lots of so many hold these things."""
    return -(-things // in_every)


def _column(cast: Cast, people: int) -> int:
    """The column of the cast for so many people: the last that is not for more."""
    return max(index for index, fits in enumerate(cast.people) if fits <= people)


def _column_above(cast: Cast, people: int) -> int:
    """The first column that is not for fewer people; the last where all are."""
    return min((index for index, fits in enumerate(cast.people) if fits >= people), default=len(cast.people) - 1)
