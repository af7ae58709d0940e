"""A planner completes an Excel form, and nobody has to write YAML."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from generator.model.diagnostics import InputFault
from generator.model.profile_table import COLUMNS, SHEETS
from generator.sources.excel import Cell, ExcelSheet
from generator.sources.profile_form import FormSource, read_form
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
        form = tmp_path / "form.xlsx"
        form.unlink(missing_ok=True)
        assert run("profile-workbook", str(form)).returncode == 0
        book = openpyxl.load_workbook(form)
        for sheet, rows in values.items():
            for number, row in enumerate(rows, start=2):
                for column, value in enumerate(row, start=1):
                    cell = book[sheet].cell(number, column, value)
                    if isinstance(value, str) and value.startswith("="):
                        cell.data_type = "s"
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


def test_the_form_offers_every_choice_in_a_list(fill: Fill) -> None:
    book = openpyxl.load_workbook(fill({}))

    for sheet in ("Cohort", "Participants", "Weekdays", "Contacts", "Rooms"):
        assert book[sheet].data_validations.dataValidation, sheet
    assert [cell.value for cell in book["Participants"][1]] == ["Staff group", "People"]


def test_a_completed_form_becomes_a_profile_with_a_playbook(fill: Fill, tmp_path: Path) -> None:
    output = tmp_path / "westshire" / "profile.yml"
    result = run("import", "profile", str(fill(titles())), "--output", str(output))
    assert result.returncode == 0, result.stderr

    text = output.read_text(encoding="utf-8")
    for words in (
        "Westshire Hospitals NHS Trust",
        "'2027-09-15'",
        "resident-doctors",
        "wednesday",
        "System goes live",
        "administrator: 18.5",
        "resident-doctors: 40",
        "administrator: Band 4",
        "title: Rooms\n  pounds: 120\n  each:\n  - workshop\n",
        "title: Printing\n  pounds: 80.5\n  each: []\n",
    ):
        assert words in text
    options = ("--formats", "html", "--today", "2026-12-01", "--output", str(tmp_path / "books"))
    result = run("playbook", str(output), *options)
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "books" / "westshire" / "playbook.html").read_text(encoding="utf-8")
    assert "Wednesday 15 September 2027" in page
    assert "=HYPERLINK" in page


def test_faults_are_named_by_sheet_and_cell(fill: Fill, tmp_path: Path) -> None:
    values = titles()
    values["Participants"][0] = ["Resident docters", 6]
    values["Cohort"][0][3] = "nine"
    output = tmp_path / "profile.yml"
    result = run("import", "profile", str(fill(values)), "--output", str(output))

    assert result.returncode == 1
    assert "form.xlsx, sheet Participants, cell A2" in result.stderr
    assert "help: did you mean `Resident doctors`?" in result.stderr
    assert not output.exists()

    values["Participants"][0] = ["Resident doctors", 5]
    values["Cohort"][0][3] = "nine"
    result = run("import", "profile", str(fill(values)), "--output", str(output))
    assert "form.xlsx, sheet Cohort, cell D2" in result.stderr
    assert "`Months` should be a whole number" in result.stderr


@pytest.mark.slow
def test_numbers_that_do_not_add_up_are_named_by_their_cell(fill: Fill, tmp_path: Path) -> None:
    values = titles()
    values["Participants"][0] = ["Resident doctors", 5]
    result = run("import", "profile", str(fill(values)), "--output", str(tmp_path / "profile.yml"))

    assert result.returncode == 1
    assert "error[cohort-does-not-add-up]" in result.stderr
    assert "form.xlsx, sheet Cohort, cell F2" in result.stderr


@pytest.mark.slow
def test_an_empty_form_says_what_is_missing(fill: Fill, tmp_path: Path) -> None:
    result = run("import", "profile", str(fill({})), "--output", str(tmp_path / "p.yml"))

    assert result.returncode == 1
    assert (
        result.stderr
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

8 faults
"""
    )


@pytest.mark.slow
def test_an_empty_cell_in_a_row_is_named_by_its_heading(fill: Fill, tmp_path: Path) -> None:
    values = titles()
    values["Contacts"] = [["Programme lead", "Sam Lee", None], [None, "Ann Ray", None]]
    values["Cohort"].insert(0, [])
    values["Cohort"][1][5] = None
    result = run("import", "profile", str(fill(values)), "--output", str(tmp_path / "p.yml"))

    assert "`Role` is empty\n  form.xlsx, sheet Contacts, cell A3\n" in result.stderr
    assert "`Groups` is empty\n  form.xlsx, sheet Cohort, cell F3\n" in result.stderr


def test_another_workbook_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "other.xlsx").write_bytes(zipped({"a.txt": b"x"}))
    result = run("import", "profile", str(tmp_path / "other.xlsx"))

    assert result.returncode == 1
    assert "error[bad-workbook]: the file is not an Excel workbook" in result.stderr


@pytest.mark.slow
def test_a_form_is_never_overwritten(fill: Fill) -> None:
    form = fill(titles())
    before = form.read_bytes()
    result = run("profile-workbook", str(form))

    assert result.returncode == 1
    assert "error[file-exists]" in result.stderr
    assert form.read_bytes() == before
    assert zipfile.is_zipfile(io.BytesIO(before))
