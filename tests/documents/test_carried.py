"""What planners type into a scheme's workbook is still there after the next update."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests import small_scheme
from tests.small_scheme import DAYS, Updated, opened, updated, written

START = written(small_scheme.workbook(DAYS))
MOVED = {**DAYS, "workshop-b": (datetime.date(2027, 5, 19), "Second workshop", "Library")}
"""The same plan with its second workshop a week later, in another room."""
SHORTER = {id: day for id, day in DAYS.items() if id != "surgery-1"}


def edited(edit: Callable[[openpyxl.Workbook], None], raw: bytes = START) -> bytes:
    """A file after somebody edited it."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def reopened(update: Updated) -> openpyxl.Workbook:
    """The new file as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(update.raw))


def rows(sheet: Worksheet, titles: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet that are not blank: the cells below some titles, which are separated by commas."""
    columns = [next(cell.column for cell in sheet[2] if cell.value == title) for title in titles.split(",")]
    lines = [tuple(sheet.cell(row, column).value for column in columns) for row in range(3, sheet.max_row + 1)]
    return [line for line in lines if any(value is not None for value in line)]


def test_nothing_changes_in_a_file_that_nobody_edited() -> None:
    first = updated(START)

    assert first.raw == START
    assert first.changes == []


def test_what_is_typed_into_a_cell_to_fill_in_stays() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["E4"] = "Yes"
        book["Dates"]["G4"] = "=1+1 is no formula here"
        book["Dates"]["G4"].data_type = "s"
        book["People"]["D5"] = None

    new = reopened(updated(edited(edit), MOVED))

    assert rows(new["Dates"], "What,Done,Note")[1] == ("Surgery", "Yes", "=1+1 is no formula here")
    assert rows(new["People"], "Name *,Score")[2] == ("Cy", None)


def test_what_the_plan_says_is_new_where_nobody_typed() -> None:
    new = reopened(updated(START, MOVED))

    assert rows(new["Dates"], "Date,What,Room")[2] == (datetime.datetime(2027, 5, 19), "Second workshop", "Library")  # noqa: DTZ001


def test_what_is_typed_over_the_plan_stays_with_a_note() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["C5"] = "Second workshop, with lunch"
        book["Dates"]["B5"] = datetime.date(2027, 5, 20)

    update = updated(edited(edit), MOVED)
    sheet = reopened(update)["Dates"]

    assert sheet["C5"].value == "Second workshop, with lunch"
    assert sheet["C5"].comment.text == "You typed this. The plan now says: Second workshop"
    assert sheet["B5"].comment.text == "You typed this. The plan now says: 19 May 2027"
    assert update.changes == [
        "Dates!B5: `Date` holds what you typed, and the plan says something else.",
        "Dates!C5: `What` holds what you typed, and the plan says something else.",
    ]
    assert updated(update.raw, MOVED).raw == update.raw


def test_a_note_of_ours_goes_when_the_plan_agrees_and_the_planners_own_stays() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["C5"] = "Workshop two"
        book["Dates"]["C5"].comment = Comment("As Bo calls it", "Ada")

    first = updated(edited(edit))
    agreed = {**DAYS, "workshop-b": (datetime.date(2027, 5, 12), "Workshop two", "Hall")}
    second = updated(first.raw, agreed)

    both = "As Bo calls it\n\nYou typed this. The plan now says: Second workshop"
    assert reopened(first)["Dates"]["C5"].comment.text == both
    assert reopened(updated(first.raw))["Dates"]["C5"].comment.text == both
    assert reopened(second)["Dates"]["C5"].comment.text == "As Bo calls it"


def test_a_suggestion_gives_way_to_what_is_typed_and_follows_the_plan_until_then() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["D3"] = "Chapel"
        book["Dates"]["D6"] = None

    new = reopened(updated(edited(edit), MOVED))

    assert [room for (room,) in rows(new["Dates"], "Room")] == ["Chapel", "Library"]
    assert new["Dates"]["D3"].comment is None


def test_a_cleared_cell_of_the_plan_is_filled_in_again_and_listed() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["C3"] = None

    update = updated(edited(edit))

    assert reopened(update)["Dates"]["C3"].value == "First workshop"
    assert update.changes == ["Dates!C3: `What` was cleared. What the plan says is back."]


def test_a_deleted_row_of_the_plan_comes_back_with_a_note() -> None:
    update = updated(edited(lambda book: book["Dates"].delete_rows(4)))
    sheet = reopened(update)["Dates"]

    assert [what for (what,) in rows(sheet, "What")] == [what for _, what, _ in DAYS.values()]
    note = "This row was deleted. It came back on 28 November 2026, because the plan has it."
    assert sheet["B4"].comment.text == note
    assert update.changes == ["Dates!B4: A row that was deleted came back, because the plan has it."]
    assert updated(update.raw).raw == update.raw


def test_a_row_that_the_plan_no_longer_has_stays_if_somebody_typed_in_it() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["G4"] = "Ask for cake"

    update = updated(edited(edit), SHORTER)
    sheet = reopened(update)["Dates"]

    assert rows(sheet, "What,Note")[1] == ("Surgery", "Ask for cake")
    assert sheet["B4"].comment.text == "This row has not been in the plan since 28 November 2026."
    assert updated(update.raw, SHORTER).raw == update.raw


def test_a_row_that_the_plan_no_longer_has_goes_if_nobody_typed_in_it() -> None:
    update = updated(START, SHORTER)

    assert [what for (what,) in rows(reopened(update)["Dates"], "What")] == [what for _, what, _ in SHORTER.values()]
    assert update.changes == ["Dates!: A row that the plan no longer has is gone. Nothing was typed in it."]


def test_a_row_of_the_planners_own_follows_the_row_that_it_followed() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Dates"]
        sheet.insert_rows(4)
        sheet["B4"], sheet["C4"], sheet["G4"] = datetime.date(2027, 3, 17), "Coffee with the board", "bring biscuits"

    update = updated(edited(edit), {**MOVED, "celebration": (datetime.date(2027, 9, 9), "Celebration", None)})
    again = updated(update.raw, MOVED)

    for new in (reopened(update), reopened(again)):
        assert [what for (what,) in rows(new["Dates"], "What")][:3] == [
            "First workshop",
            "Coffee with the board",
            "Surgery",
        ]
    ids = [reopened(each)["Dates"]["A4"].value for each in (update, again)]
    assert ids[0] == ids[1]
    assert ids[0].startswith("dates-")


def test_people_stay_in_the_planners_order() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["People"]
        sheet.move_range("A3:F3", 3)
        sheet.delete_rows(3)
        sheet.insert_rows(4)
        sheet["B4"] = "Di"

    new = reopened(updated(edited(edit)))

    assert [name for (name,) in rows(new["People"], "Name *")] == ["Bo", "Di", "Cy", "Ada"]


def test_of_a_copied_row_the_one_as_we_wrote_it_keeps_the_id() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Dates"]
        for column in range(1, 8):
            sheet.cell(7, column).value = sheet.cell(4, column).value
        sheet["C4"] = "Surgery for managers"

    update = updated(edited(edit))
    new = reopened(update)["Dates"]

    assert [what for (what,) in rows(new, "What")].count("Surgery") == 1
    assert new["A5"].value == "surgery-1"
    assert "Surgery for managers" in [what for (what,) in rows(new, "What")]


def test_a_column_of_the_planners_own_stays_with_its_values_and_formulas() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Dates"]
        sheet.insert_cols(4)
        sheet["D2"], sheet["D3"], sheet["D5"] = "Cake", "lemon", "=B5+7"
        sheet.column_dimensions["D"].width = 33
        sheet["D3"].fill = PatternFill("solid", "FFFF00")

    earlier = {"welcome": (datetime.date(2027, 2, 1), "Welcome", None), **MOVED}
    update = updated(edited(edit), earlier)
    sheet = reopened(update)["Dates"]

    assert rows(sheet, "What,Cake") == [
        ("Welcome", None),
        ("First workshop", "lemon"),
        ("Surgery", None),
        ("Second workshop", "=B6+7"),
        ("Presentation day", None),
    ]
    assert sheet["H4"].fill.fgColor.rgb == "FFFFFF00"
    assert sheet.column_dimensions["H"].width == pytest.approx(33, abs=0.2)
    assert updated(update.raw, earlier).raw == update.raw


def test_a_sheet_of_the_planners_own_stays_whole() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Budget")
        sheet["A1"], sheet["B2"], sheet["B3"] = "Mine", 12.5, "=Dates!C5"
        sheet["B4"] = "=SUM(Costs!C3:C4)"
        sheet.merge_cells("A6:C6")
        sheet["A6"] = "wide"
        sheet["A1"].comment = Comment("remember", "Ada")
        sheet.column_dimensions["A"].width = 40

    earlier = {"welcome": (datetime.date(2027, 2, 1), "Welcome", None), **DAYS}
    update = updated(edited(edit), earlier)
    sheet = reopened(update)["Budget"]

    assert [sheet[name].value for name in ("A1", "B2", "B3", "B4", "A6")] == [
        "Mine",
        12.5,
        "=Dates!C6",
        "=SUM(Costs!C3:C4)",
        "wide",
    ]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A6:C6"]
    assert sheet["A1"].comment.text == "remember"
    assert updated(update.raw, earlier).raw == update.raw


def test_looks_sizes_and_what_is_hidden_stay() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Dates"]
        sheet["C4"].fill = PatternFill("solid", "00FF00")
        sheet["C2"].fill = PatternFill("solid", "112233")
        sheet.column_dimensions["C"].width = 60
        sheet.column_dimensions["D"].hidden = True
        sheet.row_dimensions[5].hidden = True
        book["Costs"].sheet_state = "hidden"

    earlier = {"welcome": (datetime.date(2027, 2, 1), "Welcome", None), **DAYS}
    new = reopened(updated(edited(edit), earlier))
    sheet = new["Dates"]

    assert [sheet[name].fill.fgColor.rgb for name in ("C5", "C2")] == ["FF00FF00", "FF112233"]
    assert sheet["C4"].fill.fill_type is None
    assert sheet.column_dimensions["C"].width == pytest.approx(60, abs=0.2)
    assert (sheet.column_dimensions["D"].hidden, sheet.row_dimensions[6].hidden) == (True, True)
    assert new["Costs"].sheet_state == "hidden"


def test_rows_that_a_filter_hides_show_again() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Dates"]
        sheet.auto_filter.add_filter_column(2, ["Surgery"])
        sheet.auto_filter.ref = "A2:G6"
        sheet.row_dimensions[3].hidden = True

    assert not reopened(updated(edited(edit)))["Dates"].row_dimensions[3].hidden


def test_what_is_typed_above_the_titles_stays() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["E1"] = "Seen by the board"

    update = updated(edited(edit))

    assert reopened(update)["Dates"]["E1"].value == "Seen by the board"
    assert updated(update.raw).raw == update.raw


def test_an_example_that_somebody_typed_over_is_a_row_and_does_not_come_back() -> None:
    empty = written(small_scheme.workbook(DAYS, ()))

    def edit(book: openpyxl.Workbook) -> None:
        book["People"]["B3"] = "Ada"

    assert [row.id for row in opened(empty).tables["People"].rows] == []
    new = updated(edited(edit, empty))
    assert rows(reopened(new)["People"], "Name *,Email") == [("Ada", "sam@example.nhs.uk")]
    assert reopened(new)["People"]["A3"].value.startswith("people-")


def test_an_example_that_somebody_deleted_stays_deleted() -> None:
    empty = written(small_scheme.workbook(DAYS, ()))
    new = updated(edited(lambda book: book["People"].delete_rows(3), empty))

    assert rows(reopened(new)["People"], "Name *") == []


def test_without_its_record_every_cell_that_differs_counts_as_typed() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        del book["Record"]
        book["Dates"]["C3"] = "Kick-off"

    update = updated(edited(edit), MOVED)
    sheet = reopened(update)["Dates"]

    assert sheet["C3"].value == "Kick-off"
    assert sheet["B5"].value == datetime.datetime(2027, 5, 12)  # noqa: DTZ001
    assert sheet["B5"].comment.text == "You typed this. The plan now says: 19 May 2027"
    assert update.changes[0].startswith("!: The hidden sheet Record is missing or damaged")


def test_rows_without_their_hidden_ids_are_known_by_what_was_written() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Dates"]["G4"] = "Ask for cake"
        book["Dates"].delete_cols(1)

    new = reopened(updated(edited(edit)))

    assert rows(new["Dates"], "What,Note") == [
        ("First workshop", None),
        ("Surgery", "Ask for cake"),
        ("Second workshop", None),
        ("Presentation day", None),
    ]


def test_a_row_of_totals_is_no_row_but_what_is_typed_in_it_is() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Costs"]["D3"] = 300

    assert [row.id for row in opened(START).tables["Costs"].rows] == ["room-hire", "print"]
    new = reopened(updated(edited(edit)))["Costs"]
    assert rows(new, "Item,Pounds,Your pounds") == [
        ("Rooms", 250.5, 300),
        ("Printing", 40, None),
        ("Total", "=SUBTOTAL(109,Costs[Pounds])", "=SUBTOTAL(109,Costs[Your pounds])"),
    ]
