"""Sheets whose rows have ids: first line, hidden ids, notes, looks, lists of another sheet, own sheets, the record."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from dataclasses import replace

import pytest
from openpyxl.cell.cell import Cell as Read
from openpyxl.worksheet.worksheet import Worksheet

from generator.documents.cell_looks import TINT, width_in_file
from generator.documents.spreadsheet import (
    HEADER,
    Cell,
    Choices,
    Column,
    ColumnChoices,
    Formula,
    Highlight,
    Sheet,
    Tone,
    Workbook,
    columns_of,
    sheet_of,
)
from generator.model.sheets.form import EXAMPLE, Kind, SheetColumn, SheetForm, Use
from generator.model.typed_workbook import Area, Look, TypedCell, TypedSheet
from generator.writers import xlsx
from tests.writers.excel_rules import faults
from tests.writers.test_xlsx import read, written

PEOPLE = SheetForm(
    "People",
    "People",
    "One row for each person.",
    (
        SheetColumn("name", "Name", 24, "Full name.", fill=True, required=True),
        SheetColumn("days", "Days", 20, kind=Kind.CHOICE, choices="Days", several=True, fill=True),
        SheetColumn("start", "Start", 10, kind=Kind.TIME, fill=True),
        SheetColumn("state", "State", 10, formula='IF(People[[#This Row],[Days]]="","Open","Set")'),
    ),
    blank_rows=2,
    example={"name": "Ada Example", "state": "Open"},
)
ROWS: list[tuple[str, dict[str, Cell]]] = [
    ("people-1", {"name": "Ada", "start": datetime.time(9, 30), "state": Formula("1+1", "Open")}),
    ("people-2", {"name": "Grace", "days": "Monday; Friday"}),
]
HIGHLIGHTS = (Highlight("state", "Open", Tone.LATE, ("name",)),)
GROUPS = SheetForm(
    "Groups",
    "Groups",
    "One row for each group.",
    (SheetColumn("member", "Member", 20, kind=Kind.CHOICE, choices="Names", fill=True),),
    blank_rows=1,
)
LISTS = (Choices("Days", ("Monday", "Friday")), ColumnChoices("Names", "People", "name"), Choices("None", ()))


def people() -> Sheet:
    return sheet_of(PEOPLE, ROWS, highlights=HIGHLIGHTS)


def book(*sheets: Sheet) -> Workbook:
    return Workbook(
        "Scheme", "A trust", "Cohort 1", "2026.1", "#14532d", sheets or (people(), sheet_of(GROUPS, [])), LISTS
    )


def page(sheet: Sheet) -> Worksheet:
    others = () if sheet.name == "People" else (people(),)
    return read(written(book(sheet, *others)))[sheet.name]


def cells(raw: bytes) -> dict[str, dict[str, object]]:
    return {page.title: {cell.coordinate: cell.value for row in page for cell in row} for page in read(raw)}


def test_the_first_line_says_what_the_sheet_is_for_and_the_table_follows() -> None:
    parsed = page(people())

    assert (parsed["B1"].value, parsed["B1"].alignment.wrap_text) == ("One row for each person.", None)
    assert [cell.value for cell in parsed[2]] == ["Row id", "Name *", "Days", "Start", "State"]
    assert parsed.tables["People"].ref == "A2:E6"
    assert parsed.merged_cells.ranges == set()
    assert parsed.freeze_panes == "C3"
    assert parsed.print_title_rows == "$2:$2"


def test_ids_are_in_a_hidden_column_of_the_table_so_that_sorting_takes_them_along() -> None:
    parsed = page(people())

    assert [parsed.cell(row, 1).value for row in range(3, 7)] == ["people-1", "people-2", None, None]
    assert parsed.column_dimensions["A"].hidden


def test_times_and_suggestions_and_blank_formulas() -> None:
    parsed = page(people())

    assert (parsed["D3"].value, parsed["D3"].number_format) == (datetime.time(9, 30), "hh:mm")
    assert parsed["E5"].value == '=IF(People[[#This Row],[Days]]="","Open","Set")', "a blank row has it too"


@pytest.mark.parametrize("value", [True, False])
def test_truth_values_stay_truth_values(value: bool) -> None:
    columns = (Column("Yes", 10, fill=True),)

    assert page(Sheet("S", "S", "", columns, ((value,),), ids=("a",)))["B3"].value is value


def test_a_day_with_a_time_keeps_its_time() -> None:
    at = datetime.datetime(2027, 3, 10, 14, 30)  # noqa: DTZ001

    assert page(Sheet("S", "S", "", (Column("At", 10, Kind.DATE),), ((at,),), ids=("a",)))["B3"].value == at


def test_the_header_says_what_to_enter_and_may_have_a_note_of_the_readers_own() -> None:
    parsed = page(replace(people(), notes={(0, 0): "Ring her first", (HEADER, 1): "Mine"}))

    assert notes(parsed) == {"B2": "Full name.", "B3": "Ring her first", "C2": "Mine"}


def notes(of: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in of for cell in row if cell.comment}


def test_cells_to_fill_in_are_tinted_and_an_example_is_grey_and_italic() -> None:
    parsed = page(sheet_of(PEOPLE, []))

    assert parsed["A3"].value == EXAMPLE
    assert (parsed["B3"].font.italic, parsed["B3"].font.color.rgb) == (True, "FF767676")
    assert fill(parsed["B3"]) == fill(parsed["B4"]) == TINT
    assert fill(parsed["E3"]) is None
    assert not parsed["B4"].font.italic


def fill(cell: Read) -> str | None:
    colour = cell.fill.fgColor.rgb
    return None if cell.fill.fill_type is None else f"#{colour[2:].lower()}"


def test_looks_links_widths_and_heights_of_the_readers_own() -> None:
    own = replace(
        people(),
        looks={
            (1, 0): Look(fill="#00ff00", colour="#ff0000", bold=True, strike=True, number_format="@", align="center")
        },
        links={(1, 0): "https://example.org/a", (0, 0): "#Groups!A1"},
        widths={1: 44},
        heights={1: 60},
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({2}),
    )
    raw = written(book(own, sheet_of(GROUPS, [])))
    parsed = read(raw)["People"]

    assert fill(parsed["B4"]) == "#00ff00"
    assert (parsed["B4"].font.color.rgb, parsed["B4"].font.bold, parsed["B4"].font.strike) == ("FFFF0000", True, True)
    assert (parsed["B4"].value, parsed["B4"].hyperlink.target) == ("Grace", "https://example.org/a")
    assert (parsed["B3"].value, parsed["B3"].hyperlink.location) == ("Ada", "Groups!A1")
    assert parsed.column_dimensions["C"].width == pytest.approx(44, abs=0.01)
    assert parsed.column_dimensions["D"].hidden
    assert parsed.row_dimensions[4].height == 60
    assert parsed.row_dimensions[5].hidden
    assert part(raw, "worksheets/sheet1").count("customHeight") == 1, "other rows grow when somebody types more"


def part(raw: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(f"xl/{name}.xml").decode()


def test_a_cell_may_have_a_kind_and_a_list_of_its_own() -> None:
    columns = (Column("What", 20), Column("Your choice", 20, fill=True))
    rows = (("Start", None), ("Day", None), ("Note", None), ("Other note", None))
    own = {
        (0, 1): Column("Start", 20, Kind.DATE, prompt="The first workshop.", fill=True),
        (1, 1): Column("Day", 20, Kind.CHOICE, "Days", fill=True),
    }
    parsed = page(Sheet("S", "S", "", columns, rows, ids=("a", "b", "c", "d"), overrides=own))
    rules = {str(rule.sqref): (rule.type, rule.prompt) for rule in parsed.data_validations.dataValidation}

    assert rules == {"C3": ("date", "The first workshop."), "C4": ("list", "Choose from the list.")}
    assert [parsed.cell(row, 3).number_format for row in range(3, 6)] == ["ddd d mmm yyyy", "@", "@"]


def test_names_are_chosen_from_another_sheet_and_several_values_are_not_refused() -> None:
    parsed = read(written(book()))
    (member,) = parsed["Groups"].data_validations.dataValidation
    days, *_ = [rule for rule in parsed["People"].data_validations.dataValidation if rule.type == "list"]

    assert (member.type, member.formula1, member.showErrorMessage) == ("list", "People!$B$3:$B$6", True)
    assert (str(days.sqref), days.formula1, days.showErrorMessage) == ("C3:C6", "Lists!$A$2:$A$3", False)
    assert [column[0].value for column in parsed["Lists"].columns] == ["Days", "None"]


def test_colours_follow_the_words_of_a_column() -> None:
    parsed = page(people())
    rules = {
        str(area.sqref): [rule.formula for rule in rules]
        for area, rules in parsed.conditional_formatting._cf_rules.items()
    }

    assert rules == {"E3:E6": [['$E3="Open"']], "B3:B6": [['$E3="Open"']]}


def test_tabs_are_coloured_by_what_the_sheet_is_for() -> None:
    colours = {use: page(replace(people(), use=use)).sheet_properties.tabColor.rgb for use in Use}

    assert len(set(colours.values())) == len(Use)
    assert page(replace(people(), use=None)).sheet_properties.tabColor is None


OWN = TypedSheet(
    "My notes",
    {
        (1, 1): TypedCell("=not a formula", note="Mine", look=Look(bold=True, fill="#ffff00")),
        (2, 1): TypedCell(3.5, look=Look(number_format="0.00")),
        (2, 2): TypedCell("=A2*2", formula=True, result=7),
        (3, 1): TypedCell(datetime.date(2027, 3, 10), look=Look(number_format="d/m/yyyy")),
        (3, 2): TypedCell(datetime.time(9, 30), look=Look(number_format="h:mm")),
        (4, 1): TypedCell(True),
        (4, 2): TypedCell("#REF!", error=True),
        (5, 1): TypedCell("the plan", link="https://example.org/plan"),
        (7, 7): TypedCell(None, look=Look(fill="#ff0000")),
    },
    widths={1: 30},
    heights={2: 39.75},
    hidden_rows=frozenset({6}),
    hidden_columns=frozenset({3}),
    merged=(Area(9, 1, 10, 2),),
    frozen=(1, 0),
    colour="#123456",
)


def test_the_readers_own_sheets_follow_as_they_were() -> None:
    parsed = read(written(replace(book(), own_sheets=(OWN, replace(OWN, name="Hidden", hidden=True)))))
    own = parsed["My notes"]

    assert parsed.sheetnames == ["People", "Groups", "My notes", "Hidden", "Lists"]
    assert (own["A1"].value, own["A1"].data_type, own["A1"].comment.text) == ("=not a formula", "s", "Mine")
    assert (own["A1"].font.bold, fill(own["A1"]), fill(own["G7"])) == (True, "#ffff00", "#ff0000")
    assert (own["A2"].value, own["A2"].number_format, own["B2"].value) == (3.5, "0.00", "=A2*2")
    assert (own["A3"].value, own["B3"].value) == (datetime.datetime(2027, 3, 10), datetime.time(9, 30))  # noqa: DTZ001
    assert (own["A4"].value, own["B4"].value) == (True, "=#REF!")
    assert (own["A5"].value, own["A5"].hyperlink.target) == ("the plan", "https://example.org/plan")
    assert (own.row_dimensions[2].height, own.row_dimensions[6].hidden) == (39.75, True)
    assert (own.column_dimensions["C"].hidden, own.freeze_panes) == (True, "A2")
    assert [str(area) for area in own.merged_cells.ranges] == ["A9:B10"]
    assert own.sheet_properties.tabColor.rgb == "FF123456"
    assert parsed["Hidden"].sheet_state == "hidden"


def test_sizes_stay_however_often_they_are_written_again() -> None:
    own = read(written(replace(book(), own_sheets=(OWN,))))["My notes"]
    sizes = own.column_dimensions["A"].width, own.row_dimensions[2].height
    again = read(written(replace(book(), own_sheets=(replace(OWN, widths={1: sizes[0]}, heights={2: sizes[1]}),))))

    assert (again["My notes"].column_dimensions["A"].width, again["My notes"].row_dimensions[2].height) == sizes
    ours = read(written(book()))["People"].column_dimensions["B"].width
    assert ours == width_in_file(24)
    assert page(replace(people(), widths={0: ours})).column_dimensions["B"].width == ours


def test_the_record_is_where_no_menu_shows_it_and_comes_back_whole() -> None:
    record = json.dumps({"text": "_x0041_ <&> é 🩺 " * 4000}, ensure_ascii=False)
    raw = written(replace(book(), record=record))
    parsed = read(raw)["Record"]

    assert parsed.sheet_state == "veryHidden"
    assert "".join(str(row[0].value) for row in parsed) == record
    assert all(len(str(row[0].value).encode("utf-16-le")) // 2 <= 30_000 for row in parsed)
    assert "Record" not in read(written(book())).sheetnames


def test_excel_has_nothing_to_repair() -> None:
    raw = written(replace(book(), own_sheets=(OWN,), record="{}"))

    assert faults(raw) == []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert len([name for name in archive.namelist() if "comments" in name]) == 2, "one for each sheet with notes"


def test_a_wide_sheet_is_printed_on_several_pages_with_its_first_columns_on_each() -> None:
    columns = tuple(Column(f"Column {number}", 60) for number in range(6))
    wide = page(Sheet("S", "S", "", columns, ((None,) * 6,), fixed_columns=1, ids=("a",)))
    narrow = page(people())

    assert (wide.page_setup.fitToWidth, wide.page_setup.fitToHeight, wide.print_title_cols) == (2, 0, "$B:$B")
    assert (narrow.page_setup.fitToWidth or 1, narrow.print_title_cols) == (1, None)


def test_the_same_workbook_is_the_same_bytes() -> None:
    whole = replace(book(), own_sheets=(OWN,), record="{}")

    assert xlsx.write(whole, datetime.datetime(2026, 11, 24)) == xlsx.write(whole, datetime.datetime(2026, 11, 24))  # noqa: DTZ001


def test_a_form_says_what_its_columns_are() -> None:
    name, days, start, state = columns_of(PEOPLE)

    assert (name.title, name.key, name.required, name.prompt) == ("Name *", "name", True, "Full name.")
    assert (days.several, start.kind, state.formula) == (True, Kind.TIME, PEOPLE.column("state").formula)


def test_an_example_is_shown_only_while_there_are_no_rows() -> None:
    assert sheet_of(PEOPLE, []).ids == (EXAMPLE, "", "")
    assert people().ids == ("people-1", "people-2", "", "")
