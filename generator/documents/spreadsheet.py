"""What a workbook says, sheet by sheet, without any format's way of saying it.

A sheet is one table whose names of columns stand in its first row: so a screen reader, a filter and another program
all find it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    """A whole number from 0."""
    HOURS = "hours"
    MONEY = "money"
    CHOICE = "choice"
    """One of the choices of a list."""
    CHECK = "check"
    """Yes or nothing."""
    RATING = "rating"
    """A whole number from 1 to the column's highest."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Worked out by the reader's program."""

    expression: str
    """With references to columns by their names, without an equals sign in front."""
    value: float | str
    """The result as it is now, for programs that do not work it out."""


@dataclass(frozen=True, slots=True)
class SheetLink:
    """The name of another sheet, which leads to it."""

    sheet: str


Cell: TypeAlias = str | float | datetime.date | Formula | SheetLink | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    title: str
    """Unique within the sheet, whatever its capitals."""
    width: int
    """In characters."""
    kind: Kind = Kind.TEXT
    choices: str | None = None
    """Name of the list that a choice is from."""
    strict: bool = True
    """Whether something that is not on the list is refused; otherwise the program asks whether it is meant."""
    highest: int = 5
    """Of a rating."""
    prompt: str = ""
    """What belongs here, shown where the cell is chosen."""
    fill: bool = False
    """Whether the reader fills it in."""
    total: bool = False
    """Whether its sum stands below it."""
    formula: str | None = None
    """The formula that all its cells have, so that a new row has it too."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    name: str
    table: str
    """Name of its table: letters only, unique within the workbook."""
    note: str
    """What it is for, in one or two sentences."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Each as long as the columns."""
    fixed_columns: int = 0
    """Columns at the left that stay when the rest is scrolled."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a cell can be chosen from."""

    name: str
    """Unique within the workbook."""
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
    """What the drop-downs offer."""


def in_row(table: str, column: str, last: str | None = None) -> str:
    """A reference to a column's cell in the same row, or to the cells from it to another column.

    Args:
        table: name of the table.
        column: title of the column, without brackets, `#`, `@` and apostrophes.
        last: title of the last column, for several cells.
    """
    columns = f"[{column}]:[{last}]" if last else f"[{column}]"
    return f"{table}[[#This Row],{columns}]"


def whole(table: str, column: str) -> str:
    """A reference to all cells of a column; see `in_row` for what its title may hold."""
    return f"{table}[{column}]"


def blank_rows(number: int, columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Empty rows to fill in."""
    return ((None,) * len(columns),) * number
