"""The profile form of an earlier release can still be turned into a scheme."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from generator.model.diagnostics import InputFault, render_all
from generator.model.profile_table import COLUMNS, SHEETS
from generator.sources.excel import Cell, ExcelSheet
from generator.sources.load import CheckedContent, load
from generator.sources.profile_form import FormSource, read_form
from generator.sources.tree import read_project
from generator.studio.converted import form_as_profile
from tests import small
from tests.command import run
from tests.sources.test_excel import zipped

FILLED = {
    "Trust": [["Westshire Hospitals NHS Trust", "Westshire", "RX9", "Private: files only", "#14532d"]],
    "Cohort": [
        ["Cohort 1", 1, datetime.date(2027, 9, 15), 9, 2, 6, "Meet first, then choose", "Yes", "No", "09:30"],
    ],
    "Participants": [["Resident doctors", 6], ["Managers", 6]],
    "Sites": [["Main hospital"], ["Main hospital"]],
    "Closed days": [[datetime.date(2027, 11, 1), datetime.date(2027, 11, 5), "System goes live"]],
    "Contacts": [["Programme lead", "=HYPERLINK", "lead@example.nhs.uk"]],
    "Rates": [["Administrator", 18.5, "Band 4"], ["Resident doctors", 40]],
    "Other costs": [["Rooms", 120, "For each workshop"], ["Printing", 80.5, "Once"]],
    "Weekdays": [["Wednesday"]],
}

Fill = Callable[[dict[str, list[list[object]]]], Path]


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Fills in an empty form as Excel would."""

    def filled(values: dict[str, list[list[object]]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name in SHEETS:
            sheet = book.create_sheet(name)
            sheet.append([column.title for column in COLUMNS if column.sheet == name])
            for number, row in enumerate(values.get(name, ()), start=2):
                for column, value in enumerate(row, start=1):
                    cell = sheet.cell(number, column, value)
                    if isinstance(value, str) and value.startswith("="):
                        cell.data_type = "s"
        form = tmp_path / "form.xlsx"
        book.save(form)
        return form

    return filled


def titles() -> dict[str, list[list[object]]]:
    """The filled-in rows, with the pairing method as the form offers it."""
    return {sheet: [list(row) for row in rows] for sheet, rows in FILLED.items()}


def read(values: dict[str, list[list[object]]]) -> FormSource:
    """Read a form with these rows, without the command line."""
    rows = {name: [[column.title for column in COLUMNS if column.sheet == name]] for name in SHEETS}
    for name, lines in (titles() | values).items():
        rows[name] += lines
    sheets = []
    for name, lines in rows.items():
        cells = [
            tuple(Cell(value, row, column) for column, value in enumerate(line, start=1) if value is not None)
            for row, line in enumerate(lines, start=1)
        ]
        sheets.append(ExcelSheet(name, tuple(cells)))
    return read_form(sheets, {}, "form.xlsx")


@pytest.mark.parametrize(
    ("values", "code", "cell"),
    [
        ({"Trust": [["Westshire"], ["Another trust"]]}, "second-row", "Trust, cell A3"),
        ({"Cohort": [["Cohort 1"], [None, 2]]}, "second-row", "Cohort, cell B3"),
        ({"Rates": [["Administrator"]]}, "incomplete-row", "Rates, cell A2"),
        ({"Rates": [["Administrator", None, "Band 4"]]}, "incomplete-row", "Rates, cell A2"),
        ({"Rates": [["Administrator", 18], ["Administrator", 19]]}, "duplicate-rate", "Rates, cell A3"),
    ],
)
def test_no_row_of_a_form_is_ignored(values: dict[str, list[list[object]]], code: str, cell: str) -> None:
    with pytest.raises(InputFault) as caught:
        read(values)

    assert [(fault.code, str(fault.place)) for fault in caught.value.diagnostics] == [
        (code, f"form.xlsx, sheet {cell}")
    ]


@pytest.mark.parametrize("typed", ["03/04/2027", "3 April 2027", datetime.date(2027, 4, 3), "2027-04-03"])
def test_a_date_has_its_day_first_as_in_a_list_of_projects(typed: object) -> None:
    assert read({"Cohort": [["Cohort 1", 1, typed]]}).data["cohort"]["start"] == "2027-04-03"


@cache
def shared_content() -> CheckedContent:
    files = {path: raw for path, raw in read_project(small.ROOT).items() if "/trusts/" not in path}
    return CheckedContent.of(load(files).require())


def imported(form: Path) -> str:
    """The profile that a form becomes."""
    return form_as_profile(form.read_bytes(), form.name, "westshire", shared_content()).decode()


def faults(form: Path) -> str:
    """What is reported of a form."""
    with pytest.raises(InputFault) as caught:
        imported(form)
    return render_all(caught.value.diagnostics) + "\n"


def test_a_completed_form_becomes_a_profile(fill: Fill) -> None:
    text = imported(fill(titles()))

    for words in (
        "name: Westshire Hospitals NHS Trust",
        "start: 2027-09-15",
        "weekdays: [wednesday]",
        'start_time: "09:30"',
        "reason: System goes live",
        "same_site: matters",
        "across_departments: not-at-all",
        "administrator: 18.5",
        "resident-doctors: 40",
        "administrator: Band 4",
        "- title: Rooms\n    pounds: 120\n    each: [workshop]\n",
        "- title: Printing\n    pounds: 80.5\n",
        'name: "=HYPERLINK"',
    ):
        assert words in text


@pytest.mark.slow
def test_a_completed_form_becomes_a_scheme(fill: Fill, tmp_path: Path) -> None:
    scheme = tmp_path / "westshire.xlsx"
    result = run("scheme", "import", str(fill(titles())), str(scheme), "--today", "2026-12-01")
    assert result.returncode == 0, result.stderr

    book = openpyxl.load_workbook(scheme)
    assert "Westshire Hospitals NHS Trust" in [cell.value for cell in book["Scheme"]["D"]]
    assert "=HYPERLINK" in [cell.value for cell in book["Contacts"]["C"]]


def test_faults_are_named_by_sheet_and_cell(fill: Fill) -> None:
    values = titles()
    values["Participants"][0] = ["Resident docters", 6]
    values["Cohort"][0][3] = "nine"
    report = faults(fill(values))

    assert "form.xlsx, sheet Participants, cell A2" in report
    assert "help: did you mean `Resident doctors`?" in report

    values["Participants"][0] = ["Resident doctors", 5]
    report = faults(fill(values))
    assert "form.xlsx, sheet Cohort, cell D2" in report
    assert "`Months` should be a whole number" in report


def test_numbers_that_do_not_add_up_are_named_by_their_cell(fill: Fill) -> None:
    values = titles()
    values["Participants"][0] = ["Resident doctors", 5]
    report = faults(fill(values))

    assert "error[cohort-does-not-add-up]" in report
    assert "form.xlsx, sheet Cohort, cell F2" in report


def test_an_empty_form_says_what_is_missing(fill: Fill) -> None:
    assert (
        faults(fill({}))
        == """\
error[missing-field]: `Name` is empty
  form.xlsx, sheet Cohort, cell A2
help: fill it in: such as Cohort 1

error[missing-field]: `Months` is empty
  form.xlsx, sheet Cohort, cell D2
help: fill it in: length in months, 2 to 24

error[missing-field]: `Groups` is empty
  form.xlsx, sheet Cohort, cell F2
help: fill it in: how many pairs or groups

error[missing-field]: `Pairing method` is empty
  form.xlsx, sheet Cohort, cell G2
help: fill it in: how partners find each other

error[missing-field]: `Participants` is empty
  form.xlsx, sheet Participants
help: fill it in: a row for each staff group. The numbers must add up to groups times people in a group

error[missing-field]: `Sites` is empty
  form.xlsx, sheet Sites
help: fill it in: a row for each site

error[missing-field]: `Full name` is empty
  form.xlsx, sheet Trust, cell A2
help: fill it in: as on letters

error[missing-field]: `Short name` is empty
  form.xlsx, sheet Trust, cell B2
help: fill it in: as in a sentence
"""
    )


def test_an_empty_cell_in_a_row_is_named_by_its_heading(fill: Fill) -> None:
    values = titles()
    values["Contacts"] = [["Programme lead", "Sam Lee", None], [None, "Ann Ray", None]]
    values["Cohort"].insert(0, [])
    values["Cohort"][1][5] = None
    report = faults(fill(values))

    assert "`Role` is empty\n  form.xlsx, sheet Contacts, cell A3\n" in report
    assert "`Groups` is empty\n  form.xlsx, sheet Cohort, cell F3\n" in report


def test_another_workbook_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(zipped({"a.txt": b"x"}))

    assert "error[bad-workbook]: the file is not an Excel workbook" in faults(tmp_path / "form.xlsx")
