"""Excel files from outside: bounded, without macros, formulas as faults, every cell with its place.

openpyxl is loaded only when a file is read, so that the pure part does without it.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import TypeAlias

from ..model import archive
from ..model.diagnostics import Diagnostic, InputFault, Place

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_TEXT = 32_767

Value: TypeAlias = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something."""

    value: Value
    row: int
    """From 1."""
    column: int
    """From 1."""

    @property
    def name(self) -> str:
        """Its name in Excel, such as B2."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class ExcelSheet:
    """One sheet: its name and its cells, row by row, empty cells left out."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def column_letters(number: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_workbook(raw: bytes, file: str) -> list[ExcelSheet]:
    """The sheets of an Excel file.

    Args:
        raw: the file.
        file: its name, for diagnostics.

    Raises:
        InputFault: it is no Excel file, or one that may harm; or cells hold formulas, all of which are named.
    """
    fault = package_fault(raw)
    if fault:
        raise InputFault([Diagnostic("bad-workbook", f"the file {fault}", Place(file), "save a plain copy as .xlsx")])
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=False, keep_links=False)
    except (
        InvalidFileException,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,  # what both XML parsers raise on a part that is not well-formed
    ) as error:
        advice = "open it in Excel and save it again as .xlsx"
        raise InputFault(
            [Diagnostic("bad-workbook", "the file cannot be read as a workbook", Place(file), advice)]
        ) from error
    found: list[Diagnostic] = []
    sheets = [_sheet(sheet, file, found) for sheet in book.worksheets]
    if found:
        raise InputFault(found)
    return sheets


def package_fault(raw: bytes) -> str | None:
    """What is wrong with the package of an Excel file, in words that follow `the file`; None where nothing is."""
    parts = archive.opened(raw, "Excel", ".xlsx", MAX_BYTES)
    if isinstance(parts, str):
        return parts
    if "xl/workbook.xml" not in parts:
        return "is no Excel workbook"
    if any("vbaproject" in name.lower() for name in parts):
        return "holds macros"
    faults = (archive.xml_fault(name, part) for name, part in parts.items() if archive.is_xml(name, part))
    return next((fault for fault in faults if fault), None)


def _sheet(sheet: object, file: str, found: list[Diagnostic]) -> ExcelSheet:
    title = str(sheet.title)  # type: ignore[attr-defined]
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:  # type: ignore[attr-defined]
        message = f"the sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
        found.append(Diagnostic("sheet-too-large", message, Place(file, cell=title), "take out what is not needed"))
        return ExcelSheet(title, ())
    rows = []
    for line in sheet.iter_rows():  # type: ignore[attr-defined]
        cells = []
        for one in line:
            if one.value in (None, ""):
                continue
            cells.append(cell := Cell(one.value, one.row, one.column))
            if one.data_type == "f":
                place = Place(file, cell=f"{title}!{cell.name}")
                found.append(Diagnostic("formula", "the cell holds a formula", place, "paste it as a value"))
        if cells:
            rows.append(tuple(cells))
    return ExcelSheet(title, tuple(rows))
