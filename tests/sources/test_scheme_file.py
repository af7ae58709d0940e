"""Workbooks of schemes that somebody rearranged, and files that are no schemes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from generator.model.diagnostics import InputFault
from tests import small_scheme
from tests.small_scheme import DAYS, opened, written

START = written(small_scheme.workbook(DAYS))
Edit = Callable[[openpyxl.Workbook], None]


def edited(edit: Edit) -> bytes:
    """A scheme after somebody edited it."""
    book = openpyxl.load_workbook(io.BytesIO(START))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def new_file(*sheets: str) -> bytes:
    """A file with some sheets, each with a word in it."""
    book = openpyxl.Workbook()
    for name in sheets:
        book.create_sheet(name)["A1"] = "word"
    if sheets:
        del book["Sheet"]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("raw", "code", "message"),
    [
        (new_file(), "empty-file", "the file is empty"),
        (new_file("Shopping"), "not-a-scheme", "this workbook is not a scheme"),
        (
            new_file("Start here", "Checklist", "Schedule", "Contacts"),
            "old-workbook",
            "this is the workbook of an older playbook, not a scheme",
        ),
        (
            new_file("Trust", "Cohort", "Rooms", "Contacts"),
            "old-form",
            "this is the profile form of an older release, not a scheme",
        ),
    ],
)
def test_another_file_is_refused_in_words_of_its_own(raw: bytes, code: str, message: str) -> None:
    with pytest.raises(InputFault) as caught:
        opened(raw)

    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.message) == (code, message)
    assert fault.help is not None


def test_a_later_release_is_asked_for_when_it_wrote_the_file() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        record = json.loads(book["Record"]["A1"].value)
        book["Record"]["A1"] = json.dumps(record | {"format": 2})

    with pytest.raises(InputFault) as caught:
        opened(edited(edit))

    assert [fault.code for fault in caught.value.diagnostics] == ["later-release"]


def rename_sheet(book: openpyxl.Workbook) -> None:
    book["Dates"].title = "Diary"


def rename_column(book: openpyxl.Workbook) -> None:
    book["Dates"]["D2"] = "Location"


def clear_title(book: openpyxl.Workbook) -> None:
    book["Dates"]["C2"] = None


def clear_titles(book: openpyxl.Workbook) -> None:
    book["Dates"].delete_rows(2)


def repeat_column(book: openpyxl.Workbook) -> None:
    book["Dates"]["H2"] = "Room"


@pytest.mark.parametrize(
    ("edit", "place", "message", "help"),
    [
        (rename_sheet, "sheet Diary", "this is the sheet Dates under another name", "call the sheet `Dates` again"),
        (
            rename_column,
            "sheet Dates, cell D2",
            "the column `Room` has lost its title",
            "type `Room` here again; if you deleted that column, move this one of yours to the end",
        ),
        (
            clear_title,
            "sheet Dates, cell C2",
            "the column `What` has lost its title",
            "type `What` here again; if you deleted that column, move this one of yours to the end",
        ),
        (
            clear_titles,
            "sheet Dates, cell B2",
            "the row of titles is missing from the sheet Dates",
            "type `Date` into B2, and the other titles beside it",
        ),
        (
            repeat_column,
            "sheet Dates, cell H2",
            "two columns have the title of D2",
            "give one of them another title",
        ),
    ],
)
def test_a_sheet_or_a_column_that_cannot_be_recognised_is_named(
    edit: Edit, place: str, message: str, help: str
) -> None:
    with pytest.raises(InputFault) as caught:
        opened(edited(edit))

    assert [(str(fault.place), fault.message, fault.help) for fault in caught.value.diagnostics] == [
        (f"westshire.xlsx, {place}", message, help)
    ]


def test_all_faults_are_named_at_once() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        rename_column(book)
        clear_title(book)
        book["People"].delete_rows(2)

    with pytest.raises(InputFault) as caught:
        opened(edited(edit))

    codes = [fault.code for fault in caught.value.diagnostics]
    assert codes == ["column-renamed", "column-renamed", "titles-missing"]


def test_a_deleted_sheet_or_column_is_listed() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        del book["Costs"]
        book["Dates"].delete_cols(4)

    file = opened(edited(edit))

    assert [(change.sheet, change.text) for change in file.changes] == [
        ("Dates", "The column `Room` was deleted. It comes back without what you typed in it."),
        ("Costs", "The sheet was deleted. It comes back as a new one."),
    ]
    assert "room" not in file.tables["Dates"].columns


def test_titles_are_known_whatever_their_case_spaces_and_marks() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["People"]["B2"] = "  NAME"

    assert opened(edited(edit)).tables["People"].columns["name"] == 2


def test_rows_inserted_above_the_titles_do_no_harm() -> None:
    file = opened(edited(lambda book: book["Dates"].insert_rows(1, 2)))

    assert file.tables["Dates"].header == 4
    assert [row.id for row in file.tables["Dates"].rows] == list(DAYS)


def test_two_copies_of_a_file_give_rows_of_their_own_different_ids() -> None:
    def ids(name: str) -> list[str]:
        def edit(book: openpyxl.Workbook) -> None:
            book["People"]["B6"] = book["People"]["B7"] = name

        return [row.id for row in opened(edited(edit)).tables["People"].rows if row.own]

    assert ids("Di") == ids("Di")
    assert len({*ids("Di"), *ids("Ed")}) == 4


def test_conditional_formats_of_the_planners_own_are_listed() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        rule = CellIsRule("equal", ['"x"'], fill=PatternFill("solid", "FFFF00"))
        book["Dates"]["I2"] = "Mine"
        book["Dates"].conditional_formatting.add("I3:I9", rule)
        book.create_sheet("Budget").conditional_formatting.add("A1", rule)
        book["Budget"]["A1"] = 1

    assert [(item.sheet, item.cell, item.what) for item in opened(edited(edit)).uncarried] == [
        ("Dates", "I3", "a conditional format"),
        ("Budget", "A1", "a conditional format"),
    ]
    assert opened(START).uncarried == ()


def test_a_conditional_format_over_our_columns_is_listed_unless_it_is_ours() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for row, formula in ((3, '$F3="Done"'), (4, "$B4<TODAY()")):
            book["Dates"].conditional_formatting.add(f"B{row}:C{row}", FormulaRule([formula]))
        book["Dates"].conditional_formatting.add(
            "B9", ColorScaleRule("min", None, "FF0000", end_type="max", end_color="00FF00")
        )

    assert [(item.cell, item.what) for item in opened(edited(edit)).uncarried] == [
        ("B4", "a conditional format"),
        ("B9", "a conditional format"),
    ]


def test_a_rule_for_what_may_be_typed_over_our_columns_is_listed_unless_it_is_ours() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        own = DataValidation("list", formula1='"Yes,No,Perhaps"', error="Yes, no or perhaps.", promptTitle="Ours")
        own.add("J4:J20")
        book["Dates"].add_data_validation(own)

    assert [(item.sheet, item.cell, item.what) for item in opened(edited(edit)).uncarried] == [
        ("Dates", "J4", "a rule for cells")
    ]


def test_a_choice_that_was_added_to_a_list_is_listed() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Lists"]["A5"] = "Perhaps"

    assert [(item.sheet, item.cell, item.what) for item in opened(edited(edit)).uncarried] == [
        ("Lists", "A5", "a choice that was added to a list")
    ]


def test_merged_cells_in_a_sheet_of_ours_are_listed() -> None:
    file = opened(edited(lambda book: book["Dates"].merge_cells("C3:D3")))

    assert [(change.sheet, change.text) for change in file.changes] == [
        ("Dates", "Cells that were merged are separate again. What they say stays.")
    ]


def test_a_sheet_of_the_planners_own_is_kept_apart() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book.create_sheet("Budget")["A1"] = 1

    assert [sheet.name for sheet in opened(edited(edit)).own_sheets] == ["Budget"]
