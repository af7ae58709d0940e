"""Excel files from outside: bounded, without macros, every cell with its place, formulas never worked out.

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
    formula: bool = False
    """Whether it holds a formula; then its value is the formula, never a result that some program saved."""
    error: bool = False
    """Whether it shows an error, such as #REF!."""

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
    """The sheets of an Excel file in which nothing is worked out.

    Args:
        raw: the file.
        file: its name, for diagnostics.

    Raises:
        InputFault: it is no Excel file, or one that may harm; or cells hold formulas, all of which are named.
    """
    sheets = read_cells(raw, file)
    found = [
        formula_fault(Place(file, cell=f"{sheet.name}!{cell.name}"))
        for sheet in sheets
        for row in sheet.rows
        for cell in row
        if cell.formula
    ]
    if found:
        raise InputFault(found)
    return sheets


def formula_fault(place: Place) -> Diagnostic:
    """The fault of a cell whose value only its program knows."""
    return Diagnostic("formula", "the cell holds a formula", place, "paste it as a value")


def read_cells(raw: bytes, file: str) -> list[ExcelSheet]:
    """The sheets of an Excel file; each cell says whether it holds a formula or an error.

    Args:
        raw: the file.
        file: its name, for diagnostics.

    Raises:
        InputFault: it is no Excel file, or one that may harm.
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
            formula = one.data_type == "f"
            value = str(getattr(one.value, "text", one.value)) if formula else one.value
            cells.append(Cell(value, one.row, one.column, formula, one.data_type == "e"))
        if cells:
            rows.append(tuple(cells))
    return ExcelSheet(title, tuple(rows))
