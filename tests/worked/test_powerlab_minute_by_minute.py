"""The mental run of the powerlab: its figures are those of the workshop's rules, and its minutes are all there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest

from generator.documents.print_set import print_set
from generator.documents.props import sheets
from generator.documents.room_words import copies
from generator.model.library import Library
from generator.model.workshop import Workshop, timed_line
from generator.planning.room_set import number
from generator.planning.session import Session, sessions

TEXT = (Path(__file__).parent / "powerlab_minute_by_minute.md").read_text(encoding="utf-8")
PEOPLE = (12, 24, 36)
VISIT = Fraction(15, 2)
"""Minutes of a visit."""
PLAY, ROUND_ONE = 45, 20
"""Minutes."""


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def figures(heading: str) -> list[tuple[str, list[int]]]:
    return [(name, [int(cell) for cell in cells]) for name, *cells in table(heading)]


@pytest.fixture(scope="module")
def held(library: Library) -> list[Session]:
    only = library.model_copy(update={"workshops": {"powerlab": library.workshops["powerlab"]}})
    return [sessions(only, people=people)["powerlab"] for people in PEOPLE]


def at(session: Session, place: str) -> int:
    cards = session.workshop.role_cards
    return sum(session.room.cards[card.id] for card in cards if card.place == place)


def test_who_is_there(held: list[Session]) -> None:
    def playing(card: str) -> Callable[[Session], int]:
        return lambda session: session.room.cards[card]

    sums: dict[str, Callable[[Session], int]] = {
        "Players": lambda session: session.people - session.room.cards["observer"],
        "Observers": playing("observer"),
        "Facilitators": lambda session: session.room.facilitators,
        "Pairs": lambda session: session.room.groups,
        "Top": lambda session: at(session, "Top"),
        "Middle": lambda session: at(session, "Middle"),
        "Ward tables": lambda session: session.room.tables,
        "Nurses": playing("nurse"),
        "Doctors": playing("doctor"),
        "Ward clerks": playing("clerk"),
        "Patients": playing("patient"),
        "Relatives": playing("relative"),
    }
    assert figures("Who is there") == [(name, [each(session) for session in held]) for name, each in sums.items()]


def test_what_they_have(held: list[Session]) -> None:
    def printed(title: str) -> Callable[[Session], int]:
        def pieces(session: Session) -> int:
            return sum(len(each.block.pieces) for each in sheets(session) if each.title.startswith(title))

        return pieces

    def brought(item: str) -> Callable[[Session], int]:
        def counted(session: Session) -> int:
            (count,) = (each.count for each in session.workshop.materials if each.item.startswith(item))
            assert count is not None
            return number(count, session.room)

        return counted

    def handout(id: str) -> Callable[[Session], int]:
        def copied(session: Session) -> int:
            return next(copies(each, session.room) for each in session.workshop.handouts if each.id == id)

        return copied

    def posters(session: Session) -> int:
        return next(number(prop.count, session.room) for prop in session.workshop.props if prop.id == "house-rules")

    sums: dict[str, Callable[[Session], int]] = {
        "Envelopes with card, badge and slip for play or watch": printed("Labels of envelopes"),
        "Red cards": printed("Red card"),
        "Care slips": printed("Care slip"),
        "Counters on the ward tables": brought("White counters for the ward tables"),
        "White counters of the finance director": brought("White counters for the finance director"),
        "Red counters of the finance director": brought("Red counters"),
        "Care texts": printed("Care text"),
        "Sheets of lined paper": brought("Lined paper"),
        "Letters, with the policy": printed("Letters"),
        "Sheets of headed paper": printed("Headed paper"),
        "Signs": printed("Signs"),
        "House rules": posters,
        "Waiting lists": handout("waiting-list"),
        "Control sheets": handout("control-sheet"),
        "Observer's sheets": handout("observer-sheet"),
        "Three-word sheets": handout("three-words"),
        "Slips for a sentence": printed("Slips for a sentence"),
        "Debrief sheets": handout("debrief-grid"),
        "After-care sheets": handout("after-care"),
        "Feedback forms": lambda session: session.people,
        "Pens": brought("Pens"),
        "Pages to cut out and hang up": pages,
    }
    assert figures("What they have") == [(name, [each(session) for session in held]) for name, each in sums.items()]


def pages(session: Session) -> int:
    """Those of the print set, the first with its contents included."""
    posters = len(print_set(session).blocks) - 1 - len(sheets(session))
    assert posters == 1
    (rules,) = (prop for prop in session.workshop.props if prop.id == "house-rules")
    return 1 + sum(each.pages for each in sheets(session)) + number(rules.count, session.room)


def test_whether_the_play_lasts(held: list[Session]) -> None:
    def sums(session: Session) -> Iterator[int]:
        patients, slips = session.room.cards["patient"], 6 * session.room.cards["patient"]
        counters = slips
        taken, kept = ceil(Fraction(5 * patients, 10)), patients
        yield slips - 1
        yield counters
        yield taken
        yield kept
        for given in (counters - taken - kept, counters - taken):
            yield given
            if given == counters - taken - kept:
                yield given + patients + 1
                assert given + patients + 1 <= slips - 1
            yield int(given * VISIT / patients)
        begun = int(patients * ROUND_ONE / VISIT)
        yield begun
        yield int(patients * ROUND_ONE / VISIT / session.room.cards["doctor"])
        yield session.room.tables - session.room.cards["doctor"]

    assert [numbers for _, numbers in figures("Does the play last?")] == [
        list(numbers) for numbers in zip(*(sums(session) for session in held), strict=True)
    ]
    assert PLAY / VISIT == 6


def minutes(workshop: Workshop) -> Iterator[tuple[str, str]]:
    """Every minute at which something is done: counted from the start, and in its activity."""
    start = 0
    for activity in workshop.activities:
        lines = filter(None, map(timed_line, activity.do))
        times = {minute for line in lines for minute in line.starts} | {cue.minute for cue in activity.cues}
        yield from ((f"{start + minute}", f"{activity.id} {minute}") for minute in sorted(times))
        start += activity.minutes


def test_every_minute_of_the_workshop_is_there(held: list[Session]) -> None:
    rows = table("Minute by minute")

    assert [(row[0], row[1]) for row in rows] == list(minutes(held[0].workshop))
    assert all(len(row) == 5 and all(row) for row in rows)


def test_each_letter_is_handed_over_at_its_minute(held: list[Session]) -> None:
    letters = {
        f"{activity.id} {prop.minute}": prop.title
        for activity in held[0].workshop.activities
        for prop in held[0].workshop.props
        if prop.id in activity.props and prop.minute is not None
    }
    told = {
        row[1]: match[1] for row in table("Minute by minute") if (match := re.search(r"\b(?:L|l)etter (\d)", row[2]))
    }

    assert len(letters) == 9
    assert {minute: title.removeprefix("Letter ") for minute, title in letters.items()} == told
    cues = {f"{activity.id} {cue.minute}": cue.do for activity in held[0].workshop.activities for cue in activity.cues}
    assert all(f"Give {title.lower()}" in cues[minute] for minute, title in letters.items())
