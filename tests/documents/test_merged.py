"""Two copies of a scheme's workbook, edited by two people, become one."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from generator.documents.carried import carried
from generator.documents.merged import NO_BASE, Merged, merged
from tests import small_scheme
from tests.documents.test_carried import START, edited, reopened, rows
from tests.small_scheme import DAYS, TODAY, Updated, opened, updated, written

Edit = Callable[[openpyxl.Workbook], None]


def nothing(book: openpyxl.Workbook) -> None:
    """No edit."""


def merge(mine: Edit, theirs: Edit, *, base: bool = True) -> Merged:
    """Two edited copies of a file, merged."""
    copies = (opened(edited(mine)), opened(edited(theirs)))
    return merged(opened(START) if base else None, *copies)


def update(merge: Merged) -> Updated:
    """A merged file after its update."""
    people = merge.file.tables["People"].rows
    named = [(row.id, {key: cell.shown for key, cell in row.cells.items()}) for row in people if row.value("name")]
    new = small_scheme.workbook(DAYS, named)
    carry = carried(new, merge.file, TODAY)
    return Updated(written(new, carry), carry)


def conflicts(merge: Merged) -> list[tuple[Any, ...]]:
    return [(item.sheet, item.cell, item.row, item.column, item.mine, item.theirs) for item in merge.conflicts]


def test_what_each_of_two_typed_is_in_the_merged_file() -> None:
    def mine(book: openpyxl.Workbook) -> None:
        book["Dates"]["E3"] = "Yes"
        book["People"]["B6"] = "Di"

    def theirs(book: openpyxl.Workbook) -> None:
        book["Dates"]["G4"] = "Ask for cake"
        book["People"]["B6"] = "Ed"
        book["Dates"]["C5"] = "Workshop two"

    merge_of_both = merge(mine, theirs)
    new = reopened(update(merge_of_both))

    assert conflicts(merge_of_both) == []
    assert [name for (name,) in rows(new["People"], "Name *")] == ["Ada", "Bo", "Cy", "Ed", "Di"]
    assert rows(new["Dates"], "What,Done,Note")[:3] == [
        ("First workshop", "Yes", None),
        ("Surgery", None, "Ask for cake"),
        ("Workshop two", None, None),
    ]


def test_where_two_typed_different_things_mine_stays_with_a_note_of_theirs() -> None:
    def mine(book: openpyxl.Workbook) -> None:
        book["Dates"]["G3"] = "Bring biscuits"

    def theirs(book: openpyxl.Workbook) -> None:
        book["Dates"]["G3"] = datetime.date(2027, 2, 3)

    both = merge(mine, theirs)
    sheet = reopened(update(both))["Dates"]

    assert conflicts(both) == [("Dates", "G3", "First workshop", "Note", "Bring biscuits", datetime.date(2027, 2, 3))]
    assert sheet["G3"].value == "Bring biscuits"
    assert sheet["G3"].comment.text == "In the other copy: 3 February 2027"


def test_a_row_of_people_is_named_by_its_number() -> None:
    def mine(book: openpyxl.Workbook) -> None:
        book["People"]["C3"] = "a@example.nhs.uk"

    def theirs(book: openpyxl.Workbook) -> None:
        book["People"]["C3"] = "b@example.nhs.uk"

    assert [item.row for item in merge(mine, theirs).conflicts] == ["row 3"]


def test_a_row_that_one_deleted_and_nobody_changed_goes() -> None:
    def delete(book: openpyxl.Workbook) -> None:
        book["People"].delete_rows(4)

    for both in (merge(delete, nothing), merge(nothing, delete)):
        assert [name for (name,) in rows(reopened(update(both))["People"], "Name *")] == ["Ada", "Cy"]


def test_a_row_that_one_deleted_and_the_other_changed_stays_and_is_listed() -> None:
    def delete(book: openpyxl.Workbook) -> None:
        book["People"].delete_rows(4)

    def change(book: openpyxl.Workbook) -> None:
        book["People"]["D4"] = 5

    by_me, by_them = merge(delete, change), merge(change, delete)

    for both in (by_me, by_them):
        assert ("Bo", 5) in rows(reopened(update(both))["People"], "Name *,Score")
    assert [change.text for change in by_me.file.changes] == [
        "You deleted a row that the other copy changed. It stays."
    ]
    assert [change.text for change in by_them.file.changes] == [
        "The other copy deleted a row that you changed. It stays."
    ]


def test_columns_sheets_notes_and_colours_of_both_are_there() -> None:
    def mine(book: openpyxl.Workbook) -> None:
        book["Dates"]["H2"], book["Dates"]["H3"] = "Cake", "lemon"
        book.create_sheet("Budget")["A1"] = 1
        book["Dates"]["C3"].comment = Comment("mine", "Ada")
        book["Dates"]["C4"].fill = PatternFill("solid", "FF0000")

    def theirs(book: openpyxl.Workbook) -> None:
        book["Dates"]["H2"], book["Dates"]["H4"], book["Dates"]["H5"] = "Tea", "green", "=B5+1"
        book["Dates"].column_dimensions["H"].width = 44
        book.create_sheet("Budget")["A2"] = "=A1*2"
        book.create_sheet("Theirs")["A1"] = "x"
        book["Dates"]["C3"].comment = Comment("theirs", "Bo")
        book["Dates"]["C5"].fill = PatternFill("solid", "0000FF")

    both = merge(mine, theirs)
    new = reopened(update(both))

    assert conflicts(both) == []
    assert rows(new["Dates"], "Cake,Tea") == [("lemon", None), (None, "green"), (None, "=B5+1")]
    assert [new["Budget"]["A1"].value, new["Budget"]["A2"].value, new["Theirs"]["A1"].value] == [1, "=A1*2", "x"]
    assert new["Dates"]["C3"].comment.text == "mine\n\ntheirs"
    assert [new["Dates"][name].fill.fgColor.rgb for name in ("C4", "C5")] == ["FFFF0000", "FF0000FF"]


def test_a_formula_of_theirs_follows_its_row() -> None:
    def mine(book: openpyxl.Workbook) -> None:
        sheet = book["Dates"]
        sheet.insert_rows(4)
        sheet["C4"] = "Coffee"

    def theirs(book: openpyxl.Workbook) -> None:
        book["Dates"]["G5"] = "=B5-7"

    new = reopened(update(merge(mine, theirs)))

    assert rows(new["Dates"], "What,Note")[3] == ("Second workshop", "=B6-7")


def test_a_plan_that_only_one_copy_was_updated_to_is_no_conflict() -> None:
    moved = {**DAYS, "workshop-b": (datetime.date(2027, 5, 19), "Second workshop", "Library")}
    newer = updated(START, moved).raw

    def note(book: openpyxl.Workbook) -> None:
        book["Dates"]["G5"] = "typed"

    for mine, theirs in ((newer, edited(note)), (edited(note), newer)):
        both = merged(opened(START), opened(mine), opened(theirs))
        assert conflicts(both) == []
        new = small_scheme.workbook(moved)
        sheet = reopened(Updated(written(new, carried(new, both.file, TODAY)), carried(new, both.file, TODAY)))["Dates"]
        assert rows(sheet, "What,Room,Note")[2] == ("Second workshop", "Library", "typed")
        assert sheet["B5"].value == datetime.datetime(2027, 5, 19)  # noqa: DTZ001
        assert sheet["B5"].comment is None


def test_without_a_base_nothing_is_dropped_and_that_is_said() -> None:
    def mine(book: openpyxl.Workbook) -> None:
        book["People"].delete_rows(4)
        book["People"]["C3"] = None
        book["People"]["D3"] = 1

    def theirs(book: openpyxl.Workbook) -> None:
        book["People"]["D3"] = 2

    both = merge(mine, theirs, base=False)

    assert [change.text for change in both.file.changes] == [NO_BASE]
    assert [(item.mine, item.theirs) for item in both.conflicts] == [(1, 2)]
    assert rows(reopened(update(both))["People"], "Name *,Email") == [
        ("Ada", "ada@example.nhs.uk"),
        ("Bo", "bo@example.nhs.uk"),
        ("Cy", None),
    ]


def test_what_is_typed_over_the_plan_in_one_copy_stays_with_the_notes_of_both() -> None:
    def mine(book: openpyxl.Workbook) -> None:
        book["Dates"]["C5"] = "Workshop two"

    first = update(merge(mine, nothing))
    both = merged(opened(START), opened(first.raw), opened(first.raw))

    assert conflicts(both) == []
    assert reopened(update(both))["Dates"]["C5"].comment.text == "You typed this. The plan now says: Second workshop"


def test_two_copies_that_are_the_same_give_the_same_file() -> None:
    both = merge(nothing, nothing)

    assert both.conflicts == ()
    assert replace(both.file, file="") == replace(opened(edited(nothing)), file="")
