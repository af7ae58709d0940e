"""How many of each thing a room needs: figures worked out by hand, and what holds for every number of people."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.model.library import Library
from generator.model.room_set import Cast, Count, Each, Lot
from generator.model.workshop import RoleCard, Workshop
from generator.planning.room_set import (
    RoomNumbers,
    cast_of,
    number,
    people_at_once,
    pieces,
    room_numbers,
    usual_room,
)

ROOM = RoomNumbers(25, 2, tables=3, facilitators=2, cards={"chief": 1, "nurse": 5, "patient": 7})


def card(id: str, *numbers: int, **values: object) -> RoleCard:
    fields = {"title": id.capitalize(), "place": "Top", "briefing": "Ask.", **values}
    return RoleCard(id=id, numbers=list(numbers), **fields)  # type: ignore[arg-type]


CARDS = [card("chief", 1, 1, 1), card("clerk", 0, 1, 1), card("nurse", 3, 4, 6), card("patient", 4, 6, 8)]
CAST = Cast(people=[8, 12, 16], tables=[1, 2, 3], facilitators=[1, 2, 4], fill_with=["patient", "nurse"])


@pytest.fixture(scope="module")
def powerlab(library: Library) -> Workshop:
    return library.workshops["powerlab"]


def test_something_is_counted_for_each_person_group_table_facilitator_player_or_session() -> None:
    assert number(Count(each=Each.PERSON), ROOM) == 25
    assert number(Count(each=Each.GROUP), ROOM) == 13
    assert number(Count(each=Each.TABLE), ROOM) == 3
    assert number(Count(each=Each.FACILITATOR), ROOM) == 2
    assert number(Count(each=Each.ROLE, roles=["nurse", "chief"]), ROOM) == 6
    assert number(Count(each=Each.ROLE), ROOM) == 13
    assert number(Count(each=Each.SESSION), ROOM) == 1


def test_copies_are_for_each_and_spare_ones_come_once() -> None:
    assert number(Count(each=Each.TABLE, copies=4, spare=5), ROOM) == 3 * 4 + 5


def test_one_for_every_so_many_is_rounded_up() -> None:
    assert number(Count(each=Each.GROUP, in_every=2), ROOM) == 7
    assert number(Count(each=Each.PERSON, in_every=25), ROOM) == 1
    assert number(Count(each=Each.PERSON, in_every=24, copies=3), ROOM) == 6


def test_there_is_none_below_a_number_of_people() -> None:
    assert number(Count(each=Each.SESSION, from_people=26, spare=1), ROOM) == 0
    assert number(Count(each=Each.SESSION, from_people=25, spare=1), ROOM) == 2


def test_threes_and_fours_can_have_another_rule() -> None:
    count = Count(each=Each.GROUP, in_every=2, for_larger_groups=Lot(each=Each.GROUP, copies=2))
    sizes = {2: 7, 3: 18, 4: 14}

    for size, expected in sizes.items():
        assert number(count, RoomNumbers(25, size)) == expected
    assert number(Count(each=Each.GROUP), RoomNumbers(25, 3)) == 9


def test_groups_leave_nobody_out() -> None:
    assert [RoomNumbers(people, 3).groups for people in (8, 9, 10, 12)] == [3, 3, 4, 4]


def test_between_two_columns_further_people_get_cards_in_turn() -> None:
    assert cast_of(CAST, CARDS, 8) == {"chief": 1, "clerk": 0, "nurse": 3, "patient": 4}
    assert cast_of(CAST, CARDS, 9) == {"chief": 1, "clerk": 0, "nurse": 3, "patient": 5}
    assert cast_of(CAST, CARDS, 11) == {"chief": 1, "clerk": 0, "nurse": 4, "patient": 6}
    assert cast_of(CAST, CARDS, 12) == {"chief": 1, "clerk": 1, "nurse": 4, "patient": 6}
    assert cast_of(CAST, CARDS, 18) == {"chief": 1, "clerk": 1, "nurse": 7, "patient": 9}


def test_between_two_columns_there_are_the_tables_of_the_smaller_and_the_facilitators_of_the_larger(
    small_library: Library,
) -> None:
    workshop = small_library.workshops["listening"].model_copy(update={"cast": CAST, "role_cards": CARDS})
    rooms = {people: room_numbers(workshop, people, 2) for people in (8, 9, 12, 15, 16, 18)}

    assert {people: room.tables for people, room in rooms.items()} == {8: 1, 9: 1, 12: 2, 15: 2, 16: 3, 18: 3}
    assert {people: room.facilitators for people, room in rooms.items()} == {8: 1, 9: 2, 12: 2, 15: 4, 16: 4, 18: 4}
    assert rooms[9].cards == {"chief": 1, "clerk": 0, "nurse": 3, "patient": 5}
    assert (rooms[9].people, rooms[9].group_size, rooms[9].groups) == (9, 2, 5)


def test_a_workshop_without_a_cast_counts_its_tables_and_cards(small_library: Library) -> None:
    listening = small_library.workshops["listening"]
    cards = [card("host", count=Count(each=Each.TABLE)), card("guest", count=Count(each=Each.GROUP, in_every=2))]
    ruled = listening.model_copy(
        update={"tables": Count(each=Each.GROUP, in_every=2), "facilitators": 3, "role_cards": cards}
    )

    assert room_numbers(listening, 25, 2) == RoomNumbers(25, 2, tables=5, facilitators=1)
    assert room_numbers(ruled, 25, 2) == RoomNumbers(25, 2, 7, 3, {"host": 7, "guest": 7})
    assert room_numbers(ruled, 25, 4) == RoomNumbers(25, 4, 4, 3, {"host": 4, "guest": 4})


def test_a_piece_goes_to_the_card_that_is_named_and_on_from_there() -> None:
    cards = [
        card("chief", knows="a"),
        card("director", knows="b", piece_to="chief"),
        card("clerk", knows="c", piece_to="director"),
        card("observer"),
    ]

    def held(**in_play: int) -> dict[str, list[str]]:
        every = {each.id: 0 for each in cards} | in_play
        return {id: [each.id for each in others] for id, others in pieces(cards, every).items()}

    assert held(chief=1, director=1, clerk=2, observer=1) == {"chief": [], "director": [], "clerk": [], "observer": []}
    assert held(chief=1, director=1) == {"chief": [], "director": ["clerk"]}
    assert held(chief=1, clerk=1) == {"chief": ["director"], "clerk": []}
    assert held(chief=1) == {"chief": ["director", "clerk"]}


def test_more_people_than_a_cast_has_cards_for_come_on_several_days(powerlab: Workshop, library: Library) -> None:
    asked = (5, 8, 40, 41, 60, 81)
    assert [people_at_once(powerlab, people) for people in asked] == [8, 8, 40, 21, 30, 27]
    assert people_at_once(library.workshops["self-awareness"], 60) == 60


def test_a_usual_cohort_is_in_pairs(library: Library) -> None:
    """Twelve pairs, by the programme."""
    rooms = {id: usual_room(library.programme, workshop) for id, workshop in library.workshops.items()}

    assert {(room.people, room.group_size, room.groups) for room in rooms.values()} == {(24, 2, 12)}
    assert (rooms["powerlab"].tables, rooms["powerlab"].facilitators) == (3, 2)
    assert {id: rooms[id].tables for id in ("self-awareness", "nhs-context")} == {"self-awareness": 6, "nhs-context": 4}


def test_the_cast_of_the_powerlab(powerlab: Workshop) -> None:
    """Each is worked out from the table by hand; 25 to 29 add patients and nurses to 24."""
    order = [each.id for each in powerlab.role_cards]
    assert order == [
        *("chief", "finance-director", "medical-director", "chief-nurse", "service-manager", "matron"),
        *("nurse", "doctor", "clerk", "patient", "relative", "observer"),
    ]
    played = {people: [*room_numbers(powerlab, people, 2).cards.values()] for people in (8, 12, 24, 27, 36, 39)}
    assert played == {
        8: [1, 1, 0, 0, 1, 0, 2, 1, 0, 2, 0, 0],
        12: [1, 1, 0, 0, 1, 1, 3, 1, 0, 3, 0, 1],
        24: [1, 1, 1, 0, 2, 2, 5, 2, 1, 5, 1, 3],
        27: [1, 1, 1, 0, 2, 2, 6, 2, 1, 7, 1, 3],
        36: [1, 1, 1, 1, 3, 2, 8, 3, 3, 8, 2, 3],
        39: [1, 1, 1, 1, 3, 2, 9, 3, 3, 10, 2, 3],
    }


@pytest.mark.parametrize("people", range(8, 41))
def test_everybody_has_a_card_and_every_piece_a_holder(powerlab: Workshop, people: int) -> None:
    room = room_numbers(powerlab, people, 2)
    held = pieces(powerlab.role_cards, room.cards)
    told = {each.id for others in held.values() for each in others} | set(held)

    assert sum(room.cards.values()) == people
    assert told == {each.id for each in powerlab.role_cards if each.knows or room.cards[each.id]}
    assert room.facilitators == (3 if people >= 25 else 2)
    assert room.cards["doctor"] == room.tables - 1, "a ring leaves a ward without a doctor"
    assert room.cards["nurse"] >= room.tables


def test_more_people_never_take_a_card_away(powerlab: Workshop) -> None:
    """Nor a table, except that a column may give a filled-in card to somebody else."""
    for column, after in pairwise(powerlab.cast.people if powerlab.cast else []):
        fewer, more = (room_numbers(powerlab, people, 2) for people in (column, after))
        assert all(more.cards[id] >= playing for id, playing in fewer.cards.items())
        assert more.tables >= fewer.tables
