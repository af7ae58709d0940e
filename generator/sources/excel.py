"""Excel files from outside: bounded, without macros, every cell with its place, formulas never calculated.

openpyxl is imported only when a file is read, because it is slow to import.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model import archive
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.sheets.form import Value
from ..model.typed_workbook import Area, cell_name

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200


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
        return cell_name(self.row, self.column)


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
    faults: list[Diagnostic] = []
    sheets = [_sheet(sheet, file, faults) for sheet in loaded(raw, file)[0].worksheets]
    if faults:
        raise InputFault(faults)
    return sheets


def loaded(raw: bytes, file: str, *, rich_text: bool = False) -> tuple[Any, Mapping[str, bytes]]:
    """An Excel file as a workbook of openpyxl without the results of formulas, and its parts by name.

    Raises:
        InputFault: it is not an Excel file, or one that may do harm.
    """
    parts = checked_parts(raw, file)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            # They are about what openpyxl cannot write, and it writes nothing here.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(raw), keep_links=False, rich_text=rich_text), parts
    # Both XML parsers raise SyntaxError if a part is not well-formed.
    except (InvalidFileException, LookupError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as error:
        raise unreadable(file) from error


def checked_parts(raw: bytes, file: str) -> Mapping[str, bytes]:
    """The parts of an Excel file by name.

    Raises:
        InputFault: it is not an Excel file, or one that may do harm.
    """
    parts = _parts(raw)
    if isinstance(parts, str):
        raise InputFault([Diagnostic("bad-workbook", f"the file {parts}", Place(file), "save a plain copy as .xlsx")])
    return parts


def unreadable(file: str) -> InputFault:
    """The fault of a workbook that cannot be read."""
    advice = "open it in Excel and save it again as .xlsx"
    return InputFault.of("bad-workbook", "the file cannot be read as a workbook", file, advice)


def too_large(file: str, sheet: str, row: int, column: int) -> Diagnostic:
    """The fault of a cell that lies beyond what is read."""
    message = f"a cell lies beyond row {MAX_ROWS:,} or column {cell_name(1, MAX_COLUMNS)[:-1]}"
    place = Place(file, cell=f"{sheet}!{cell_name(row, column)}")
    return Diagnostic("sheet-too-large", message, place, "delete it, or split the list")


def _parts(raw: bytes) -> dict[str, bytes] | str:
    """The parts of an Excel file by name, or what is wrong with it, in words that follow `the file`."""
    parts = archive.opened(raw, "Excel", ".xlsx", MAX_BYTES)
    if isinstance(parts, str):
        return parts
    if "xl/workbook.xml" not in parts:
        return "is not an Excel workbook"
    if any("vbaproject" in name.lower() or "/macrosheets/" in name.lower() for name in parts):
        return "holds macros"
    faults = (archive.xml_fault(name, part) for name, part in parts.items() if archive.is_xml(name, part))
    return next((fault for fault in faults if fault), parts)


def _sheet(sheet: Any, file: str, faults: list[Diagnostic]) -> ExcelSheet:
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
            faults.append(too_large(file, title, row, column))
            break
    merged = (Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges)
    hidden = frozenset(number for number, dimension in sheet.row_dimensions.items() if dimension.hidden)
    return ExcelSheet(title, tuple(map(tuple, rows.values())), tuple(sorted(merged)), hidden)
