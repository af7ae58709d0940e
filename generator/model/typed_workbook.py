"""What stands in a workbook that somebody has filled in, whatever program saved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .sheets.form import Value


def cell_name(row: int, column: int) -> str:
    """Name of a cell by its row and column, counted from 1: such as B2."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


class Area(NamedTuple):
    """Merged cells: the first and the last of their rows and columns, counted from 1."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. Colours are #rrggbb; None is the program's own."""

    fill: str | None = None
    colour: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    number_format: str = "General"
    wrap: bool = False
    align: str | None = None
    """Horizontal alignment: left, center or right."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell that holds something, or looks different from an empty one."""

    value: Value = None
    formula: bool = False
    """Whether it holds a formula; then the value is the formula with its equals sign."""
    result: Value = None
    """The result of the formula that the program saved, if any."""
    error: bool = False
    """Whether it shows an error, such as #REF!."""
    note: str = ""
    """The note or comment on it; empty without one."""
    link: str = ""
    """The address that it links to; empty without one."""
    look: Look = Look()

    @property
    def shown(self) -> Value:
        """What the cell shows: of a formula its saved result, and None if there is nothing but spaces."""
        value = self.result if self.formula else self.value
        return None if isinstance(value, str) and not value.strip() else value


EMPTY = TypedCell()


class TypedRule(NamedTuple):
    """A conditional format, or a rule for what may be typed."""

    what: str
    """Such as `a conditional format`."""
    area: Area
    """The first of its areas."""
    usual: bool = False
    """Whether it is like those that we write."""


class TypedTable(NamedTuple):
    """A table of the planner's own: cells with a name, a header and a filter."""

    name: str
    area: Area
    style: str
    """Name of its style; empty for none."""
    header: bool = True
    totals: bool = False


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """One sheet, as its last editor left it. Rows and columns count from 1."""

    name: str
    cells: Mapping[tuple[int, int], TypedCell]
    """By row and column."""
    widths: Mapping[int, float] = field(default_factory=dict)
    """Widths of columns that have their own, as the file has them: in characters, with a margin."""
    heights: Mapping[int, float] = field(default_factory=dict)
    """Heights of rows that have their own, in points."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    frozen: tuple[int, int] = (0, 0)
    """Rows and columns that stay in view."""
    colour: str | None = None
    """Colour of its tab."""
    hidden: bool = False
    filtered: bool = False
    """Whether a filter is on, which hides rows."""
    tables: tuple[TypedTable, ...] = ()
    rules: tuple[TypedRule, ...] = ()
    """Conditional formats and rules for what may be typed, ours too."""


@dataclass(frozen=True, slots=True)
class Uncarried:
    """Something in a workbook that no new version of it can hold."""

    what: str
    """Such as `a chart` or `a picture`."""
    sheet: str
    """Empty for the workbook as a whole."""
    cell: str = ""
    """Where it starts, such as B2; empty where unknown."""


@dataclass(frozen=True, slots=True)
class TypedWorkbook:
    """A whole workbook."""

    file: str
    """Its name, for diagnostics."""
    sheets: tuple[TypedSheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """Names that somebody gave to cells, with what they stand for, such as Budget!$B$2."""
    uncarried: tuple[Uncarried, ...] = ()
