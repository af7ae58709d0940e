"""What a workbook says, sheet by sheet, independent of any file format.

A sheet is one table with its column names in the first row, where screen readers, filters and other programs expect it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TypeAlias

from ..model.sheets.form import Kind


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that the reader's spreadsheet program calculates."""

    expression: str
    """With references to columns by name, and without a leading equals sign."""
    value: float | str
    """The result now, for programs that do not calculate it."""


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A link to another sheet, shown as its name."""

    sheet: str


Cell: TypeAlias = str | float | datetime.date | Formula | SheetLink | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    title: str
    """Unique within the sheet, ignoring case."""
    width: int
    """In characters."""
    kind: Kind = Kind.TEXT
    choices: str | None = None
    """Name of the list to choose from."""
    strict: bool = True
    """Whether only values from the list are allowed; otherwise the program asks for confirmation."""
    highest: int = 5
    prompt: str = ""
    """What to enter, shown when the cell is selected."""
    fill: bool = False
    """Whether the reader fills it in."""
    total: bool = False
    """Whether its sum is shown below it."""
    formula: str | None = None
    """The formula of all its cells, which new rows get too."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its table."""

    name: str
    table: str
    """Name of the table: letters only, unique within the workbook."""
    note: str
    """What it is for, in one or two sentences."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Each with a cell for every column."""
    fixed_columns: int = 0
    """Columns at the left that stay in view when the reader scrolls."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of values to choose from. Its name is unique within the workbook."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook."""

    title: str
    organisation: str
    cohort: str
    release: str
    colour: str
    """Main colour, as #rrggbb, dark enough for white text."""
    sheets: tuple[Sheet, ...]
    lists: tuple[Choices, ...]
    """The lists behind the drop-down menus."""


def in_row(table: str, column: str, last: str | None = None) -> str:
    """A reference to a column's cell in the same row, or to the cells up to a last column.

    Columns are named by their titles, which must have no brackets, `#`, `@` or apostrophes.
    """
    columns = f"[{column}]:[{last}]" if last else f"[{column}]"
    return f"{table}[[#This Row],{columns}]"


def whole(table: str, column: str) -> str:
    """A reference to all cells of a column; its title must be as for `in_row`."""
    return f"{table}[{column}]"


def blank_rows(number: int, columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Empty rows to fill in."""
    return ((None,) * len(columns),) * number
