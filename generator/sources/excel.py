"""Excel files from outside: bounded, without macros, formulas as faults, every cell with its place.

openpyxl is loaded only when a file is read, so that the pure part does without it.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TypeAlias

from ..model.diagnostics import Diagnostic, InputFault, Place

MAX_BYTES = 10_000_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 200
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
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        zipfile.BadZipFile,
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
    if len(raw) > MAX_BYTES:
        return f"has {len(raw):,} bytes, the most is {MAX_BYTES:,}"
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return "has a password or is of the old .xls kind"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = package.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(1, len(raw)):
                return "unpacks to far more than it should"
            names = [entry.filename for entry in entries]
            if "xl/workbook.xml" not in names:
                return "is no Excel workbook"
            if any("vbaProject" in name for name in names):
                return "holds macros"
            for name in names:
                if name.endswith((".xml", ".rels")) and re.search(rb"<!(DOCTYPE|ENTITY)", package.read(name)):
                    return "holds a document type declaration"
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return "is no Excel workbook"
    return None


def _sheet(sheet: object, file: str, found: list[Diagnostic]) -> ExcelSheet:
    title = str(sheet.title)  # type: ignore[attr-defined]
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:  # type: ignore[attr-defined]
        message = f"the sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
        found.append(Diagnostic("sheet-too-large", message, Place(file, cell=title), "take out what is not needed"))
        return ExcelSheet(title, ())
    rows = []
    for line in sheet.iter_rows():  # type: ignore[attr-defined]
        cells = tuple(Cell(one.value, one.row, one.column) for one in line if one.value not in (None, ""))
        for one, cell in (
            (one, cell) for one in line for cell in cells if (one.row, one.column) == (cell.row, cell.column)
        ):
            if one.data_type == "f":
                place = Place(file, cell=f"{title}!{cell.name}")
                found.append(Diagnostic("formula", "the cell holds a formula", place, "paste it as a value"))
        if cells:
            rows.append(cells)
    return ExcelSheet(title, tuple(rows))
