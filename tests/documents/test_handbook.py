"""The participant handbook: the dates of a participant, the words of the cohort, and nothing about others."""

from __future__ import annotations

import datetime

from generator.documents.document import Table, descendants, plain
from generator.documents.handbook import handbook
from generator.model.library import Library
from generator.planning.schedule import EntryKind
from tests.planning.profiles import playbook, profile

ROOMS = {"self-awareness": {"room": "Seminar room 2"}}


def test_every_workshop_has_its_day_time_and_room(library: Library) -> None:
    book = playbook(library, profile(start=datetime.date(2027, 3, 10), workshop_details=ROOMS))
    cells = [
        plain(cell)
        for table in descendants(handbook(book).blocks)
        if isinstance(table, Table)
        for row in table.rows
        for cell in row
    ]

    assert book.schedule is not None
    assert len(book.schedule.of(EntryKind.WORKSHOP)) == 6
    assert "Wed 10 Mar 2027\n13:00 to 16:30" in cells
    assert "Workshop 1: Self-awareness and a shared purpose\nSeminar room 2" in cells
    assert sum(cell.startswith("Workshop ") and "\n" in cell for cell in cells) == 6
