"""What a sheet of a scheme's workbook is: its name, its purpose and its columns, for whoever writes or reads it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | None
"""What a cell of a workbook can hold."""


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    """A time of day."""
    NUMBER = "number"
    """A whole number from 0."""
    DECIMAL = "decimal"
    """Any number."""
    HOURS = "hours"
    MONEY = "money"
    CHOICE = "choice"
    """A value from a list of choices."""
    CHECK = "check"
    """Yes or nothing."""
    RATING = "rating"
    """A whole number from 1 to the column's highest."""


CHOOSE, NOT_LISTED, TYPE = "Choose from the list.", "This is not on the list.", "Type a "
"""How the message begins that a cell of ours shows for a value that it does not take."""


class Use(StrEnum):
    """What a sheet is for, which the colour of its tab shows too."""

    FILL = "To fill in"
    PLAN = "The plan, with cells to fill in"
    READ = "To read"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet."""

    key: str
    """Stable name within the sheet. Titles may change from release to release; keys never do."""
    title: str
    width: int
    """In characters."""
    help: str = ""
    """What to enter: the note on the header cell, and the prompt of the cells."""
    kind: Kind = Kind.TEXT
    choices: str | None = None
    """Name of the list to choose from."""
    strict: bool = True
    """Whether only values from the list are allowed; otherwise the program asks for confirmation."""
    several: bool = False
    """Whether a cell takes several values, separated by semicolons."""
    fill: bool = False
    """Whether the planner fills it in. What is typed there always stays."""
    suggested: bool = False
    """Whether the content fills it in until the planner types something else."""
    required: bool = False
    """Whether a row needs it."""
    total: bool = False
    """Whether its sum is shown below it."""
    highest: int = 5
    """The highest rating."""
    formula: str | None = None
    """The formula of all its cells, without an equals sign; a new row gets it too. Its result in an empty row is ""."""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet of a scheme."""

    name: str
    table: str
    """Name of its table: letters only, unique within the workbook."""
    note: str
    """What it is for, in one or two sentences: the first line of the sheet."""
    columns: tuple[SheetColumn, ...]
    blank_rows: int = 0
    """Empty rows to fill in below the others."""
    example: Mapping[str, Value] = field(default_factory=dict)
    """An example row by column key, which nobody reads; empty for a sheet without one."""
    fixed_columns: int = 1
    """Columns at the left that stay in view when the reader scrolls."""
    use: Use = Use.FILL

    def column(self, key: str) -> SheetColumn:
        return next(column for column in self.columns if column.key == key)


EXAMPLE = "an example"
"""Id of a sheet's example row. It has a space, which no other id has."""
ROW_ID = "Row id"
"""Title of the hidden column A, which holds the id of each row."""
REQUIRED_MARK = " *"
"""End of the title of a required column."""
LISTS, RECORD = "Lists", "Record"
"""Names of the hidden sheets: the values of drop-down lists, and what the tool last wrote."""


def in_row(table: str, column: str, last: str | None = None) -> str:
    """A reference to a column's cell in the same row, or to the cells up to a last column.

    Columns are named by their titles, which must have no brackets, `#`, `@` or apostrophes.
    """
    columns = f"[{column}]:[{last}]" if last else f"[{column}]"
    return f"{table}[[#This Row],{columns}]"


def whole(table: str, column: str) -> str:
    """A reference to all cells of a column; its title must be as for `in_row`."""
    return f"{table}[{column}]"
