"""The words for who is in a room and whom something is printed for."""

from __future__ import annotations

import pytest

from generator.documents.room_words import who, whom
from generator.model.library import Library
from generator.model.room_set import Count, Each, Lot
from generator.planning.room_set import RoomNumbers


@pytest.mark.parametrize(
    ("people", "group_size", "words"),
    [
        (24, 2, "24 people in 12 pairs"),
        (11, 2, "11 people in 4 pairs and a group of three"),
        (9, 3, "9 people in 3 groups of three"),
        (10, 3, "10 people in 4 groups of two or three"),
        (10, 4, "10 people in 3 groups of three or four"),
    ],
)
def test_who_is_in_the_room(people: int, group_size: int, words: str) -> None:
    assert who(RoomNumbers(people, group_size)) == words


@pytest.mark.parametrize(
    ("count", "group_size", "words"),
    [
        (None, 2, "everybody"),
        (Count(each=Each.PERSON, spare=2), 2, "everybody, and 2 spare"),
        (Count(each=Each.PERSON, in_every=6), 2, "every six people"),
        (Count(each=Each.GROUP), 2, "each pair"),
        (Count(each=Each.GROUP), 4, "each group"),
        (Count(each=Each.GROUP, copies=2), 2, "each pair, two each"),
        (Count(each=Each.GROUP, in_every=2), 2, "every two pairs"),
        (Count(each=Each.GROUP, spare=1, for_larger_groups=Lot(each=Each.TABLE, spare=3)), 2, "each pair, and 1 spare"),
        (
            Count(each=Each.GROUP, spare=1, for_larger_groups=Lot(each=Each.TABLE, spare=3)),
            3,
            "each table, and 3 spare",
        ),
        (Count(each=Each.FACILITATOR), 2, "each facilitator"),
        (Count(each=Each.ROLE), 2, "each player"),
        (Count(each=Each.ROLE, roles=["clerk"]), 2, "each ward clerk"),
        (Count(each=Each.SESSION, copies=3), 2, "the facilitators"),
    ],
)
def test_whom_something_is_for(library: Library, count: Count | None, group_size: int, words: str) -> None:
    assert whom(count, library.workshops["powerlab"], RoomNumbers(24, group_size)) == words
