"""The plan of a room: as many tables and chairs as people need, in words too, and nothing outside its place."""

from __future__ import annotations

import re

import pytest

from generator.documents.document import Drawing, Table
from generator.documents.facilitator_guide import facilitator_guide
from generator.documents.floor_plan import floor_plan, what_lies_where
from generator.model.library import Library
from generator.model.room_set import PLAN_ACROSS, PLAN_DOWN
from generator.planning.room_set import room_numbers
from generator.planning.session import sessions
from tests.documents.test_letter import words


def plan(library: Library, people: int) -> Drawing:
    workshop = library.workshops["powerlab"]
    return floor_plan(workshop.room, room_numbers(workshop, people, 2), "room")


def test_tables_and_chairs_are_counted_for_the_people(library: Library) -> None:
    assert plan(library, 24).rows == (
        ("Side room: the top", "1 table, 3 chairs"),
        ("Wards", "3 tables, 8 chairs"),
        ("Corridor: the middle", "4 chairs"),
        ("Patients", "7 chairs"),
        ("Side table", "1 table"),
        ("Circle for welcome and debrief", "27 chairs"),
        ("Quiet room", "3 chairs"),
    )
    assert plan(library, 12).rows[:4] == (
        ("Side room: the top", "1 table, 2 chairs"),
        ("Wards", "2 tables, 4 chairs"),
        ("Corridor: the middle", "2 chairs"),
        ("Patients", "4 chairs"),
    )


@pytest.mark.parametrize("people", [8, 24, 40])
def test_each_table_and_chair_is_drawn_within_the_plan(library: Library, people: int) -> None:
    drawing = plan(library, people)
    told = " ".join(furniture for _, furniture in drawing.rows)
    tables = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawing.svg)
    chairs = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="10" height="10"', drawing.svg)

    assert len(tables) == sum(map(int, re.findall(r"(\d+) table", told)))
    assert len(chairs) == sum(map(int, re.findall(r"(\d+) chair", told)))
    assert len(set(chairs)) == len(chairs), "two chairs in one place"
    assert all(float(x) < 30 * PLAN_ACROSS and float(y) < 30 * PLAN_DOWN for x, y in (*tables, *chairs))


def test_chairs_of_a_place_stay_within_it(library: Library) -> None:
    """The patients' row is 300 pixels wide and 90 deep, from 240 and 210."""
    drawing = plan(library, 40)
    chairs = [
        (float(x), float(y))
        for x, y in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="10" height="10"', drawing.svg)
    ]
    patients = [(x, y) for x, y in chairs if 210 < y < 300]

    assert len(patients) == 9 + 2 + 1
    assert all(240 < x < 530 and y < 290 for x, y in patients)


def test_a_room_of_its_own_has_walls_with_a_gap_for_the_door(library: Library) -> None:
    """The side room is 210 by 180 pixels: its right wall ends 40 pixels above the corner and goes on 12 above it."""
    walls = re.findall(r'<path d="([^"]+)"', plan(library, 24).svg)

    assert len(walls) == 2
    assert walls[0] == "M209.0 167.0V179.0H1.0V1.0H209.0V139.0"
    assert "#ffffff" not in re.sub(r"<text[^>]*>", "", plan(library, 24).svg)


def test_the_guide_has_the_plan_and_what_lies_where(library: Library) -> None:
    blocks = facilitator_guide(sessions(library)["powerlab"]).blocks
    (drawing,) = (block for block in blocks if isinstance(block, Drawing))
    assert drawing.title == "Plan of the room"
    assert "The plain folder with the answers" in words(blocks)

    (lies,) = (block for block in what_lies_where(library.workshops["powerlab"].room) if isinstance(block, Table))
    assert len(lies.rows) == 7
    bare = facilitator_guide(sessions(library)["nhs-context"]).blocks
    assert not any(isinstance(block, Drawing) for block in bare)
