"""What a workbook says, sheet by sheet, independent of any file format.

A sheet is one table with its column names in the first row, where screen readers, filters and other programs expect it.
A sheet whose rows have ids has a first line above the table that says what it is for, and a hidden first column of ids.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from ..model.sheets.form import EXAMPLE, REQUIRED_MARK, Kind, SheetColumn, SheetForm, Use, Value
from ..model.typed_workbook import Look, TypedCell, TypedSheet


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that the reader's spreadsheet program calculates."""

    expression: str
    """With references to columns by name, and without a leading equals sign."""
    value: float | str | bool
    """The result now, for programs that do not calculate it; an error as Excel shows it, such as #REF!."""


class SheetLink(NamedTuple):
    """A link to another sheet, shown as its name."""

    sheet: str


Cell: TypeAlias = str | float | bool | datetime.datetime | datetime.date | datetime.time | Formula | SheetLink | None

_DAY_0 = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - cells have no zone
LONGEST_CELL = 32_767
"""Excel's limit for the text of a cell, in UTF-16 units."""
RECORD_CHARACTERS = 15_000
"""Characters of the record in one cell: at most 30,000 UTF-16 units, of the 32,767 that a cell can hold."""
HEADER = -1
"""Number of the header among the rows of a sheet."""
Place: TypeAlias = tuple[int, int]
"""A cell of a sheet: the numbers of its row and column, both from 0 and without the column of ids."""


class Column(NamedTuple):
    """A column of a sheet."""

    title: str
    """Unique within the sheet, ignoring case."""
    width: float
    """In characters, without the margin that files add."""
    kind: Kind = Kind.TEXT
    choices: str | None = None
    """Name of the list to choose from."""
    strict: bool = True
    """Whether only values from the list are allowed; otherwise the program asks for confirmation."""
    highest: int = 5
    prompt: str = ""
    """What to enter, shown when the cell is selected, and on the header of a sheet with ids."""
    fill: bool = False
    """Whether the reader fills it in."""
    total: bool = False
    """Whether its sum is shown below it."""
    formula: str | None = None
    """The formula of all its cells, which new rows get too."""
    key: str = ""
    """Stable name within the sheet; empty for a column that nobody reads back."""
    suggested: bool = False
    """Whether its values are suggestions, which the reader may replace."""
    required: bool = False
    """Whether a row needs it. Its title ends with an asterisk."""
    several: bool = False
    """Whether a cell takes several values of the list, separated by semicolons."""


class Tone(StrEnum):
    """How a highlighted cell looks."""

    LATE = "late"
    SOON = "soon"
    DONE = "done"


class Highlight(NamedTuple):
    """Cells that change colour while a column of their row says certain words.

    The words are always in the row too, because not everybody sees the colour.
    """

    column: str
    """Key of the column with the words."""
    words: str
    tone: Tone
    cells: tuple[str, ...] = ()
    """Keys of the columns that change colour besides it."""


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
    ids: tuple[str, ...] = ()
    """The id of each row, empty for a blank row. A sheet without ids is the table alone."""
    use: Use | None = None
    """What it is for; None leaves its tab without a colour."""
    overrides: Mapping[Place, Column] = field(default_factory=dict)
    """Cells with a kind, a list and a prompt of their own, in place of their column's."""
    notes: Mapping[Place, str] = field(default_factory=dict)
    """Notes on cells."""
    looks: Mapping[Place, Look] = field(default_factory=dict)
    """Looks of cells that differ from the usual ones."""
    links: Mapping[Place, str] = field(default_factory=dict)
    """Addresses that cells link to; one within the workbook starts with #."""
    widths: Mapping[int, float] = field(default_factory=dict)
    """Widths of columns that differ from the usual ones, as files have them: in characters, with a margin."""
    heights: Mapping[int, float] = field(default_factory=dict)
    """Heights of rows that somebody set, in points."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    """Whether somebody hid the sheet."""
    above: Mapping[int, TypedCell] = field(default_factory=dict)
    """What somebody typed beside the first line, by the number of its column."""
    highlights: tuple[Highlight, ...] = ()
    """The first that applies to a cell decides."""

    def column_at(self, place: Place) -> Column:
        """What a cell holds: its own override, or its column."""
        return self.overrides.get(place) or self.columns[place[1]]

    def number(self, key: str) -> int:
        """The number of the column with a key, from 0."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)


class Choices(NamedTuple):
    """A list of values to choose from. Its name is unique within the workbook."""

    name: str
    values: tuple[str, ...]


class ColumnChoices(NamedTuple):
    """A list that is a column of one of the sheets, such as the names of people."""

    name: str
    sheet: str
    column: str
    """Its key."""


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
    lists: tuple[Choices | ColumnChoices, ...]
    """The lists behind the drop-down menus."""
    own_sheets: tuple[TypedSheet, ...] = ()
    """The reader's own sheets, which follow ours as they are."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names that the reader gave to cells, with what they stand for."""
    record: str = ""
    """Text on a hidden sheet for the tool itself; empty for none."""


def typed_cell(cell: TypedCell) -> Cell:
    """What somebody typed, as a cell to write."""
    if cell.formula:
        return Formula(str(cell.value).removeprefix("="), _result(cell.result))
    return Formula(str(cell.value), str(cell.value)) if cell.error else cell.value


def _result(value: Value) -> float | str | bool:
    """The result of a formula, as a file holds it: a date is the number of days since 30 December 1899."""
    match value:
        case datetime.datetime():
            return (value - _DAY_0) / datetime.timedelta(days=1)
        case datetime.date():
            return (value - _DAY_0.date()).days
        case datetime.time():
            return (datetime.datetime.combine(_DAY_0, value) - _DAY_0) / datetime.timedelta(days=1)
        case None:
            return ""
        case _:
            return value


def columns_of(form: SheetForm) -> tuple[Column, ...]:
    """The columns of a scheme's sheet."""
    return tuple(map(column_of, form.columns))


def column_of(column: SheetColumn) -> Column:
    """A column of a scheme's sheet, or a cell that has a kind of its own."""
    return Column(
        title=column.title + REQUIRED_MARK * column.required,
        width=column.width,
        kind=column.kind,
        choices=column.choices,
        strict=column.strict,
        highest=column.highest,
        prompt=column.help,
        fill=column.fill,
        total=column.total,
        formula=column.formula,
        key=column.key,
        suggested=column.suggested,
        required=column.required,
        several=column.several,
    )


def sheet_of(
    form: SheetForm, rows: Iterable[tuple[str, Mapping[str, Cell]]], *, highlights: tuple[Highlight, ...] = ()
) -> Sheet:
    """A scheme's sheet with rows, each with its id and its cells by column key; cells that are left out are empty.

    Without any rows it has the form's example. Empty rows to fill in follow; there is at least one row.
    """
    columns = columns_of(form)
    filled = list(rows) or ([(EXAMPLE, form.example)] if form.example else [])
    filled += [("", {})] * (form.blank_rows or not filled)
    return Sheet(
        name=form.name,
        table=form.table,
        note=form.note,
        columns=columns,
        rows=tuple(tuple(_cell(column, cells) for column in columns) for _, cells in filled),
        fixed_columns=form.fixed_columns,
        ids=tuple(id for id, _ in filled),
        use=form.use,
        highlights=highlights,
    )


def computed(form: SheetForm, key: str, value: float | str) -> Formula:
    """A cell of a column that has a formula, with its result now."""
    return Formula(form.column(key).formula or "", value)


def _cell(column: Column, cells: Mapping[str, Cell]) -> Cell:
    if column.formula and column.key not in cells:
        return Formula(column.formula, "")
    return cells.get(column.key)


def total(cells: Iterable[Cell]) -> float:
    """The sum of the numbers in some cells, to a hundredth."""
    numbers = (cell.value if isinstance(cell, Formula) else cell for cell in cells)
    return round(math.fsum(number for number in numbers if isinstance(number, int | float)), 2)


def record_cells(record: str) -> list[str]:
    """The record in pieces that each fit a cell."""
    return [record[start : start + RECORD_CHARACTERS] for start in range(0, len(record), RECORD_CHARACTERS)]


def blank_rows(number: int, columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Empty rows to fill in."""
    return ((None,) * len(columns),) * number


def fits_cell(text: str) -> bool:
    """Whether a text is no longer than a cell can be: Excel's limit is in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL


def long_texts(workbook: Workbook) -> list[tuple[str, str]]:
    """The sheet and the title of the column of each text that its reader may change and that no cell can hold."""
    return [
        (sheet.name, column.title)
        for sheet in workbook.sheets
        for row in sheet.rows
        for column, cell in zip(sheet.columns, row, strict=True)
        if column.fill and isinstance(cell, str) and not fits_cell(cell)
    ]
