"""Excel files from outside."""

from __future__ import annotations

import contextlib
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import PatternFill

from generator.model.diagnostics import InputFault
from generator.sources import excel


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return raw.getvalue()


def saved(cells: dict[str, object]) -> bytes:
    """A workbook with some cells."""
    book = openpyxl.Workbook()
    for name, value in cells.items():
        book.active[name] = value
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """A workbook with another part."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        files = {entry: package.read(entry) for entry in package.namelist()}
    return zipped(files | {name: content})


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is not a complete Excel file (.xlsx)"),
        (b"PK\x03\x04 not really", "is not a complete Excel file (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password, or is an old .xls file"),
        (zipped({"word/document.xml": b"<x/>"}), "is not an Excel workbook"),
        (zipped({"xl/workbook.xml": b"0" * 2_000_000}), "unpacks to more than 200 times its size"),
        (with_part(saved({"A1": 1}), "xl/vbaProject.bin", b"x"), "holds macros"),
        (with_part(saved({"A1": 1}), "xl/x.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "declares a document type"),
        (with_part(saved({"A1": 1}), "xl/x.xml", "<!DOCTYPE x><x/>".encode("utf-16")), "is not in UTF-8"),
        (with_part(saved({"A1": 1}), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"), "cannot be read as a"),
        (with_part(saved({"A1": 1}), "xl/styles.xml", b"<a></b>"), "cannot be read as a workbook"),
        (b"x" * (excel.MAX_BYTES + 1), "has 10,000,001 bytes"),
    ],
)
def test_a_file_that_may_do_harm_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(InputFault) as caught:
        excel.read_workbook(raw, "list.xlsx")

    assert words in caught.value.diagnostics[0].message


WORKBOOK = saved({"A1": "Title", "B2": 3})
"""Saved once: openpyxl writes the time into it, and a test of drawn places needs the same bytes each time."""


@given(st.data())
def test_a_damaged_workbook_is_read_or_is_one_fault(data: st.DataObject) -> None:
    raw = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))

    with contextlib.suppress(InputFault):  # anything else that it raises would be a traceback for its user
        excel.read_workbook(bytes(raw), "list.xlsx")


def test_formulas_are_faults_with_their_cells() -> None:
    with pytest.raises(InputFault) as caught:
        excel.read_workbook(saved({"A1": "Title", "B2": "=1+1", "C3": '=HYPERLINK("x")'}), "list.xlsx")

    assert [str(fault.place) for fault in caught.value.diagnostics] == [
        "list.xlsx, sheet Sheet, cell B2",
        "list.xlsx, sheet Sheet, cell C3",
    ]


def test_cells_come_with_their_names() -> None:
    (sheet,) = excel.read_workbook(saved({"A1": "Title", "AB3": "x", "B3": 2.5}), "list.xlsx")

    assert [[(cell.name, cell.value) for cell in row] for row in sheet.rows] == [
        [("A1", "Title")],
        [("B3", 2.5), ("AB3", "x")],
    ]


def test_a_cell_far_below_is_named() -> None:
    with pytest.raises(InputFault) as caught:
        excel.read_workbook(saved({"A1": "Title", "C25000": "x"}), "list.xlsx")

    (fault,) = caught.value.diagnostics
    assert fault.code == "sheet-too-large"
    assert str(fault.place) == "list.xlsx, sheet Sheet, cell C25000"


def test_an_empty_coloured_cell_far_below_does_not_matter() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Title"
    book.active["XFD1048576"].fill = PatternFill("solid", "ffff00")
    raw = io.BytesIO()
    book.save(raw)
    (sheet,) = excel.read_workbook(raw.getvalue(), "list.xlsx")

    assert [[cell.name for cell in row] for row in sheet.rows] == [["A1"]]
