"""Excel files from outside: bounded, without macros, every cell with its place, formulas never calculated.

openpyxl is imported only when a file is read, because it is slow to import.
"""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from ..model import archive
from ..model.diagnostics import Diagnostic, InputFault, Place

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200

Value: TypeAlias = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty; rows and columns count from 1."""

    value: Value
    row: int
    column: int
    formula: bool = False
    """Whether it holds a formula; then its value is the formula, never a result that some program saved."""
    error: bool = False
    """Whether it shows an error, such as #REF!."""

    @property
    def name(self) -> str:
        """Its name in Excel, such as B2."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.column)}{self.row}"


class Area(NamedTuple):
    """Merged cells: the first and the last of their rows and columns."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class ExcelSheet:
    """One sheet, its cells row by row; empty cells and rows are left out."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()
    """Rows that are hidden, also by a filter."""


def read_workbook(raw: bytes, file: str) -> list[ExcelSheet]:
    """The sheets of an Excel file that holds no formulas. `file` is its name, for diagnostics.

    Raises:
        InputFault: it is not an Excel file, or one that may do harm; or cells hold formulas, all of which are named.
    """
    sheets = read_cells(raw, file)
    faults = [
        formula_fault(Place(file, cell=f"{sheet.name}!{cell.name}"))
        for sheet in sheets
        for row in sheet.rows
        for cell in row
        if cell.formula
    ]
    if faults:
        raise InputFault(faults)
    return sheets


def formula_fault(place: Place) -> Diagnostic:
    """The fault of a cell whose value only a spreadsheet program can calculate."""
    return Diagnostic("formula", "the cell holds a formula", place, "paste it as a value")


def read_cells(raw: bytes, file: str) -> list[ExcelSheet]:
    """The sheets of an Excel file; each cell says whether it holds a formula or an error.

    Raises:
        InputFault: it is not an Excel file, or one that may do harm.
    """
    if fault := _package_fault(raw):
        raise InputFault([Diagnostic("bad-workbook", f"the file {fault}", Place(file), "save a plain copy as .xlsx")])
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), data_only=False, keep_links=False)
    # Both XML parsers raise SyntaxError if a part is not well-formed.
    except (InvalidFileException, LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as error:
        message, advice = "the file cannot be read as a workbook", "open it in Excel and save it again as .xlsx"
        raise InputFault([Diagnostic("bad-workbook", message, Place(file), advice)]) from error
    faults: list[Diagnostic] = []
    sheets = [_sheet(sheet, file, faults) for sheet in book.worksheets]
    if faults:
        raise InputFault(faults)
    return sheets


def _package_fault(raw: bytes) -> str | None:
    """What is wrong with the package of an Excel file, in words that follow `the file`; None if nothing is."""
    parts = archive.opened(raw, "Excel", ".xlsx", MAX_BYTES)
    if isinstance(parts, str):
        return parts
    if "xl/workbook.xml" not in parts:
        return "is not an Excel workbook"
    if any("vbaproject" in name.lower() for name in parts):
        return "holds macros"
    faults = (archive.xml_fault(name, part) for name, part in parts.items() if archive.is_xml(name, part))
    return next((fault for fault in faults if fault), None)


def _sheet(sheet: Any, file: str, faults: list[Diagnostic]) -> ExcelSheet:
    from openpyxl.utils import get_column_letter

    title = str(sheet.title)
    rows: dict[int, list[Cell]] = {}
    # The cells of the file alone: iter_rows() would make a million rows for one coloured cell at the bottom.
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value in (None, ""):
            continue
        formula = cell.data_type == "f"
        value = str(getattr(cell.value, "text", cell.value)) if formula else cell.value
        rows.setdefault(row, []).append(Cell(value, row, column, formula, cell.data_type == "e"))
        if row > MAX_ROWS or column > MAX_COLUMNS:
            message = f"a cell lies beyond row {MAX_ROWS:,} or column {get_column_letter(MAX_COLUMNS)}"
            place = Place(file, cell=f"{title}!{rows[row][-1].name}")
            faults.append(Diagnostic("sheet-too-large", message, place, "delete it, or split the list"))
            break
    merged = (Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges)
    hidden = frozenset(number for number, dimension in sheet.row_dimensions.items() if dimension.hidden)
    return ExcelSheet(title, tuple(map(tuple, rows.values())), tuple(sorted(merged)), hidden)
