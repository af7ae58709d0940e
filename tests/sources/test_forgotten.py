"""Taking a person out of a scheme's workbook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.documents.scheme_records import record_choices, sheets
from generator.model.diagnostics import InputFault
from generator.model.scheme import Person, Records
from generator.model.scheme_file import Record, SchemeFile
from generator.model.typed_workbook import TypedCell, TypedSheet
from generator.planning.playbook import Playbook, plan
from generator.sources.forgotten import Mention, without
from generator.sources.load import load
from generator.sources.scheme_records import read_records
from tests import small
from tests.cohort_records import ASHA, BEN, CARA, cohort_records
from tests.scheme_files import scheme_file


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return plan(load(small.files()).require(), "westbrook")


def workbook(playbook: Playbook, records: Records | None = None) -> SchemeFile:
    return scheme_file(sheets(replace(playbook, records=records or cohort_records())))


def texts(file: SchemeFile) -> str:
    """Everything that a workbook says, its record included."""
    cells = [str(cell) for table in file.tables.values() for row in table.rows for cell in row.cells.values()]
    cells += [str(cell) for table in file.tables.values() for cell in table.sheet.cells.values()]
    cells += [str(cell) for sheet in file.own_sheets for cell in sheet.cells.values()]
    return "\n".join([*cells, file.record.model_dump_json() if file.record else ""])


def test_a_person_leaves_the_people_the_groups_the_sessions_and_the_records(playbook: Playbook) -> None:
    file = workbook(playbook)
    forgotten = without(file, "asha rao")
    records = read_records(forgotten.file, record_choices(playbook)).records

    assert records
    assert ASHA.id not in records.by_id
    assert [group.members for group in records.groups] == [[BEN.id], ["person-cara", "person-dan"]]
    assert ASHA.id not in records.attendance
    assert "Asha" not in texts(forgotten.file)
    assert forgotten.mentions == ()
    assert [(each.sheet, each.why) for each in forgotten.removed] == [
        ("People", "the row"),
        ("Groups", "the place in a group"),
        ("Sessions", "the row"),
    ]


def test_whoever_else_is_in_the_workbook_stays_as_they_were(playbook: Playbook) -> None:
    records = cohort_records()
    left = read_records(without(workbook(playbook), "Asha Rao").file, record_choices(playbook)).records

    assert left
    assert left.people == records.people[1:]
    assert left.projects == records.projects


def test_a_person_whom_others_name_leaves_their_rows(playbook: Playbook) -> None:
    names = {"not_with": [ASHA.id, BEN.id], "named": [BEN.id, ASHA.id], "partners_before": [ASHA.id]}
    people = [ASHA, BEN, CARA.model_copy(update=names)]
    forgotten = without(
        workbook(playbook, Records(people=[*people[1:], ASHA.model_copy(update={"not_with": []})])), "Asha Rao"
    )
    records = read_records(forgotten.file, record_choices(playbook)).records

    assert records
    cara = records.by_id[CARA.id]
    assert (cara.not_with, cara.named, cara.partners_before) == ([BEN.id], [BEN.id], [])
    assert [mention.why for mention in forgotten.removed if mention.sheet == "People"][:3] == [
        "the name among somebody's partners before",
        "the name among those whom somebody named",
        "the name among those not to be paired with",
    ]
    assert forgotten.mentions == ()


def test_notes_own_sheets_and_cells_for_managers_are_listed_and_left(playbook: Playbook) -> None:
    boss = Person(id="person-zoe", name="Zoe Lind", line_manager="Asha Rao", note="Talk with asha first.")
    file = workbook(playbook, cohort_records(people=[ASHA, boss], groups=[], attendance={}))
    own = TypedSheet(
        "Rooms for Rao",
        {(2, 3): TypedCell("Sooner", note="Ask ASHA  RAO"), (5, 1): TypedCell("asha.rao@example.nhs.uk")},
    )
    forgotten = without(replace(file, own_sheets=(own,)), "Asha Rao")
    part = "a part of the name, which may mean somebody else"

    assert forgotten.mentions == (
        Mention("People", "O4", "the name"),
        Mention("People", "AJ4", part),
        Mention("Rooms for Rao", "", f"{part}, as the name of the sheet"),
        Mention("Rooms for Rao", "C2", "the name, in a note"),
        Mention("Rooms for Rao", "A5", "the email"),
    )
    assert forgotten.file.own_sheets == (own,)


def test_somebody_who_is_only_a_line_manager_is_listed(playbook: Playbook) -> None:
    forgotten = without(workbook(playbook), "Lena Marsh")

    assert forgotten.removed == ()
    assert Mention("People", "O3", "the name") in forgotten.mentions


def test_of_two_people_with_one_name_the_email_says_which(playbook: Playbook) -> None:
    people = [
        Person(id="person-1", name="Sam Hill", email="sam@example.nhs.uk"),
        Person(id="person-2", name="Sam Hill", email="samuel@example.nhs.uk"),
    ]
    file = workbook(playbook, Records(people=people))
    with pytest.raises(InputFault) as fault:
        without(file, "Sam Hill")

    (diagnostic,) = fault.value.diagnostics
    assert (diagnostic.code, diagnostic.place.cell) == ("ambiguous-name", "People")
    assert diagnostic.help == "give the email of one of them: rows 3 and 4"
    left = without(file, "Samuel@example.nhs.uk")
    assert [row.id for row in left.file.tables["People"].rows] == ["person-1"]
    assert left.mentions == (), "the other's name is the other's"


def test_nobody_of_that_name(playbook: Playbook) -> None:
    with pytest.raises(InputFault) as fault:
        without(workbook(playbook), "Nobody Atall")

    assert [each.code for each in fault.value.diagnostics] == ["unknown-person"]


def test_what_the_tool_wrote_of_a_person_goes_from_the_sheet_and_the_record(playbook: Playbook) -> None:
    file = workbook(playbook)
    written = {"Projects": {"project-1": {"members": "Asha Rao, Ben Okoro", "title": "Sooner home"}}}
    written |= {"Sessions": {ASHA.id: {"name": "Asha Rao"}, BEN.id: {"name": "Ben Okoro"}}}
    record = Record.model_validate(
        {
            "generator": "1",
            "release": "2026.1",
            "trust": "westbrook",
            "made": "2026-11-28",
            "planning_from": "2026-11-28",
            "cells": written,
            "notes": {"Sessions": {f"{ASHA.id}|name": "A note", f"{BEN.id}|name": "Partner of Asha Rao"}},
        },
        strict=False,
    )
    table = file.tables["Projects"]
    row = replace(table.rows[0], cells={**table.rows[0].cells, "members": TypedCell("Asha Rao, Ben Okoro")})
    table = replace(table, rows=(row, *table.rows[1:]), columns={**table.columns, "members": 20})
    left = without(replace(file, record=record, tables={**file.tables, "Projects": table}), "Asha Rao").file

    assert "Asha" not in texts(left)
    assert left.record
    assert left.record.cells["Sessions"] == {BEN.id: {"name": "Ben Okoro"}}
    assert left.record.cells["Projects"]["project-1"] == {"members": None, "title": "Sooner home"}
    assert left.record.notes == {"Sessions": {}}
