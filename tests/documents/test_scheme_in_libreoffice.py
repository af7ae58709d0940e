"""A scheme's workbook that LibreOffice opened, edited and saved is updated like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.sources.scheme import named_scheme
from tests.documents.test_carried import START, reopened, rows
from tests.documents.test_drawn_edits import differences, scheme
from tests.libreoffice import HAS_LIBREOFFICE, edited_in_libreoffice
from tests.small_scheme import DAYS, opened, updated

EDITS = """
  sheet = book.Sheets.getByName("Dates")
  sheet.getCellRangeByName("G4").String = "typed in LibreOffice"
  sheet.getCellRangeByName("E3").String = "Yes"
  sheet.getCellRangeByName("C5").String = "Workshop two"
  sheet.getCellRangeByName("H2").String = "Mine"
  sheet.getCellRangeByName("H5").Formula = "=B5+7"
  sheet.getCellRangeByName("G6").CellBackColor = RGB(255, 255, 0)
  sheet.Annotations.insertNew(sheet.getCellRangeByName("G5").CellAddress, "a note from LibreOffice")
  sheet.Columns.getByName("C").Width = 12000
  sheet.Rows.getByIndex(5).IsVisible = False
  sheet = book.Sheets.getByName("People")
  sheet.getCellRangeByName("B6").String = "Di"
  sheet.getCellRangeByName("D6").Value = 4.25
  sheet.getCellRangeByName("F6").Formula = "2027-02-03"
  sheet.Rows.insertByIndex(3, 1)
  sheet.getCellRangeByName("B4").String = "Ed"
  book.Sheets.insertNewByName("Budget", 9)
  sheet = book.Sheets.getByName("Budget")
  sheet.getCellRangeByName("A1").String = "mine"
  sheet.getCellRangeByName("A2").Formula = "=SUM(Costs.C3:C4)"
  sheet.getCellRangeByName("A3").Formula = "=Dates.B5"
"""


@pytest.mark.slow
@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice is not there")
def test_what_was_typed_in_libreoffice_is_carried_over(tmp_path: Path) -> None:
    raw = edited_in_libreoffice(START, EDITS, tmp_path)
    earlier = {"welcome": (DAYS["workshop-a"][0].replace(month=2), "Welcome", None), **DAYS}
    update = updated(raw, earlier)
    new = reopened(update)

    assert opened(raw).uncarried == ()
    assert [(change.sheet, change.cell) for change in update.carried.changes] == [("Dates", "C6")]
    assert rows(new["Dates"], "What,Done,Note,Mine") == [
        ("Welcome", None, None, None),
        ("First workshop", "Yes", None, None),
        ("Surgery", None, "typed in LibreOffice", None),
        ("Workshop two", None, None, "=B6+7"),
        ("Presentation day", None, None, None),
    ]
    assert new["Dates"]["G6"].comment.text == "a note from LibreOffice"
    assert new["Dates"]["G7"].fill.fgColor.rgb == "FFFFFF00"
    assert new["Dates"].column_dimensions["C"].width > 41
    assert new["Dates"].row_dimensions[7].hidden
    assert [name for (name,) in rows(new["People"], "Name *")] == ["Ada", "Ed", "Bo", "Cy", "Di"]
    assert [new["Budget"][name].value for name in ("A1", "A2", "A3")] == ["mine", "=SUM(Costs!C3:C4)", "=Dates!B6"]
    assert updated(update.raw, earlier).raw == update.raw


@pytest.mark.slow
@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice is not there")
def test_a_file_that_libreoffice_only_saved_changes_nothing(tmp_path: Path) -> None:
    update = updated(edited_in_libreoffice(START, "", tmp_path))

    assert update.raw == START
    assert update.changes == []


@pytest.mark.slow
@pytest.mark.skipif(not HAS_LIBREOFFICE, reason="LibreOffice is not there")
def test_every_sheet_of_a_scheme_comes_back_from_libreoffice_as_it_was(tmp_path: Path) -> None:
    whole = scheme()
    raw = edited_in_libreoffice(whole.raw, "", tmp_path)

    assert named_scheme(raw, "westbrook.xlsx").file.uncarried == ()
    assert differences(whole.updates[0](raw), whole.raw) == {}
