"""The sheets of a scheme with what happens to its cohort."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.documents.scheme_records import lists, sessions, sheets
from generator.documents.spreadsheet import Cell, ColumnChoices, Sheet
from generator.model.library import Library
from generator.model.scheme import Attended, LearningGroup, Person, Records
from generator.model.sheets.form import EXAMPLE
from generator.model.sheets.records import SCORES
from generator.planning.playbook import Playbook, plan
from generator.sources.load import load
from tests import small
from tests.cohort_records import ASHA, cohort_records


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return plan(load(small.files()).require(), "westbrook")


def sheet(playbook: Playbook, name: str, records: Records) -> Sheet:
    (match,) = [sheet for sheet in sheets(replace(playbook, records=records)) if sheet.name == name]
    return match


def row(of: Sheet, id: str) -> dict[str, Cell]:
    """The filled cells of a row by column key."""
    cells = zip(of.columns, of.rows[of.ids.index(id)], strict=True)
    return {column.key: cell for column, cell in cells if cell is not None}


def test_a_person_is_a_row_in_the_planners_words(playbook: Playbook) -> None:
    asha = row(sheet(playbook, "People", cohort_records()), ASHA.id)

    assert asha["staff_group"] == "Resident doctors"
    assert asha["site"] == "Main hospital"
    assert asha["days"] == "Monday; Thursday afternoon"
    assert asha["stage"] == "Some years"
    assert (asha["learn"], asha["offer"]) == ("Budgets; Nights", "Nights")
    assert (asha["named"], asha["partners_before"], asha["not_with"]) == ("Dan Webb; Ben Okoro", "Fay Moss", "Dan Webb")
    assert (asha["score_reason"], asha["score_need"], asha["score_release"]) == (3, 3.5, 4)
    assert (asha["decision"], asha["release"]) == ("Participant", "Agreed")


def test_people_of_one_name_are_told_apart_by_their_email_or_department(playbook: Playbook) -> None:
    people = [
        Person(id="person-1", name="Sam Hill", email="sam@example.nhs.uk"),
        Person(id="person-2", name="sam  hill", department="Surgery"),
        Person(id="person-3", name="Sam Hill", department="Surgery"),
    ]
    pair = LearningGroup(id="group-1", name="Pair 1", members=[person.id for person in people])
    cells = row(sheet(playbook, "Groups", Records(people=people, groups=[pair])), "group-1")

    assert cells["member_1"] == "Sam Hill (sam@example.nhs.uk)"
    assert cells["member_2"] == "sam  hill (person-2)", "another has the same name and department"
    assert cells["member_3"] == "Sam Hill (person-3)"


def test_a_name_with_a_semicolon_cannot_be_one_of_several(playbook: Playbook) -> None:
    people = [Person(id="person-1", name="A; B"), Person(id="person-2", name="C", not_with=["person-1"])]

    assert row(sheet(playbook, "People", Records(people=people)), "person-2")["not_with"] == "person-1"


def test_there_is_room_for_half_as_many_people_again_as_have_a_place(playbook: Playbook) -> None:
    empty, filled = (sheet(playbook, "People", records) for records in (Records(), cohort_records(people=[ASHA])))

    assert empty.ids == (EXAMPLE, *[""] * 6)
    assert filled.ids == (ASHA.id, *[""] * 5)


def test_a_group_that_took_somebody_in_has_a_column_for_everybody(playbook: Playbook) -> None:
    trio = LearningGroup(id="group-1", name="Pair 1", members=["person-asha", "person-ben", "person-eve"])
    titles = [column.title for column in sheet(playbook, "Groups", cohort_records(groups=[trio])).columns]

    assert titles[:4] == ["Group *", "Member 1", "Member 2", "Member 3"]


def test_sessions_have_a_row_for_each_participant_and_for_whoever_has_a_letter(playbook: Playbook) -> None:
    attended = sheet(playbook, "Sessions", cohort_records())

    assert attended.ids == ("person-asha", "person-ben", "person-cara", "person-dan", "person-fay", "")
    asha = row(attended, ASHA.id)
    assert (asha["name"], asha["group"], asha["workshop-listening"], asha["surgery-1"]) == (
        "Asha Rao",
        "Pair 1",
        "A",
        "P",
    )
    assert "A attended, P part of it, S sent apologies, N not there" in attended.note


def test_a_session_is_named_by_its_number_and_day_and_keeps_its_key(playbook: Playbook) -> None:
    assert sessions(playbook)["workshop-listening"] == "Workshop 1 on Wed 13 Jan 2027"


def test_a_session_that_is_no_longer_planned_keeps_its_column_while_somebody_has_a_letter(playbook: Playbook) -> None:
    records = cohort_records(attendance={ASHA.id: {"surgery-9": Attended.ATTENDED}})
    attended = sheet(playbook, "Sessions", records)

    assert attended.columns[attended.number("surgery-9")].title == "Surgery 9, no longer planned"
    assert row(attended, ASHA.id)["surgery-9"] == "A"


def test_without_a_start_the_workshops_are_numbered(playbook: Playbook) -> None:
    assert sessions(replace(playbook, schedule=None))["workshop-listening"] == "Workshop 1"


def test_projects_and_measures_name_groups_and_projects(playbook: Playbook) -> None:
    records = cohort_records()

    assert row(sheet(playbook, "Projects", records), "project-1")["group"] == "Pair 1"
    assert row(sheet(playbook, "Projects", records), "project-1")["stage"] == "Charter agreed"
    assert row(sheet(playbook, "Measures", records), "measure-1")["project"] == "Sooner home"


def test_a_measure_has_its_kind_its_better_direction_its_target_and_its_baseline(playbook: Playbook) -> None:
    first, second = (row(sheet(playbook, "Measures", cohort_records()), f"measure-{number}") for number in (1, 2))
    keys = ("kind", "better", "target", "baseline")

    assert [first[key] for key in keys] == ["Outcome", "Lower", 2.5, "Yes"]
    assert [second.get(key) for key in keys] == [None, None, None, None]


def test_every_list_that_a_column_names_is_there(playbook: Playbook) -> None:
    book = replace(playbook, records=cohort_records())
    names = {column.choices for sheet in sheets(book) for column in sheet.columns if column.choices}

    assert names <= {each.name for each in lists(book)}
    for each in lists(book):
        if isinstance(each, ColumnChoices):
            (of,) = [sheet for sheet in sheets(book) if sheet.name == each.sheet]
            assert of.number(each.column) == 0


def test_every_title_is_unique_and_can_be_named_by_a_formula(playbook: Playbook) -> None:
    for of in sheets(replace(playbook, records=cohort_records())):
        titles = [column.title.casefold() for column in of.columns]
        assert len(set(titles)) == len(titles)
        assert not any(set(title) & set("[]#@'\"") for title in titles)


def test_the_questions_of_the_panel_are_those_of_the_selection_guide(library: Library) -> None:
    guide = library.templates["selection-guide"]
    (criteria,) = [section for section in guide.sections if section.id == "criteria"]

    assert "one to four points each" in criteria.body
    for title in SCORES.values():
        assert f"**{title}**" in criteria.body
