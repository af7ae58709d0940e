"""How the cells of a workbook look, unless somebody gave them a look of their own."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from functools import cache

from ..model.sheets.form import Kind, Use
from ..model.typed_workbook import Look
from .spreadsheet import Cell, Column, SheetLink

TINT = "#fff8e1"
"""Background of cells to fill in."""
EXAMPLE_COLOUR = "#767676"
"""Colour of the text of example rows: grey, with a contrast of 4.5 on white."""
TEXT_FORMAT = "@"
"""Text stays text, even after somebody edits the cell."""
NUMBER_FORMATS = {
    Kind.DATE: "ddd d mmm yyyy",
    Kind.TIME: "hh:mm",
    Kind.NUMBER: "0",
    Kind.DECIMAL: "General",
    Kind.HOURS: "#,##0.0",
    Kind.MONEY: "£#,##0.00",
    Kind.RATING: "0",
}
IDS_WIDTH, LISTS_WIDTH = 12, 28
"""Widths of the hidden columns: that of ids, and those of the lists to choose from, in characters."""
TAB_COLOURS = {Use.FILL: "#f2b134", Use.PLAN: "#0f4c5c", Use.READ: "#9aa5ab"}
_LITERAL = re.compile(r"\[\$[^\]]*\]|[\\\"]|;@$|_-")
"""What programs add to number formats without a change to what they show."""
RIGHT = frozenset({Kind.NUMBER, Kind.DECIMAL, Kind.HOURS, Kind.MONEY, Kind.RATING})
"""Kinds that are aligned to the right."""


def usual_look(column: Column, cell: Cell, colour: str, *, example: bool = False) -> Look:
    """How a cell of a table looks.

    Args:
        column: the cell's column, or what it has in place of it.
        cell: its value, because links, and dates and times in a column of text, have looks of their own.
        colour: main colour of the workbook.
        example: whether the cell is in the example row.
    """
    link = isinstance(cell, SheetLink)
    return Look(
        fill=TINT if column.fill or column.suggested else None,
        colour=_ink(colour) if link else EXAMPLE_COLOUR if example else None,
        italic=example,
        underline=link,
        number_format=NUMBER_FORMATS.get(_kind(column.kind, cell), TEXT_FORMAT),
        wrap=True,
        align="right" if column.kind in RIGHT else "left",
    )


def header_look(colour: str) -> Look:
    """How the header of a table looks."""
    return Look(fill=colour.lower(), colour="#ffffff", bold=True, number_format=TEXT_FORMAT, wrap=True, align="left")


def first_line_look(colour: str) -> Look:
    """How the line above a table looks that says what it is for."""
    return Look(bold=True, colour=_ink(colour))


def _ink(colour: str) -> str | None:
    """A colour of text as it is read back: black is the program's own."""
    return None if colour == "#000000" else colour.lower()


def total_look(column: Column, colour: str) -> Look:
    """How the cell of a column in the row of totals looks."""
    usual = usual_look(column, None, colour)
    number_format, align = (usual.number_format, usual.align) if column.total else (TEXT_FORMAT, "left")
    return Look(bold=True, number_format=number_format, wrap=True, align=align)


def width_in_file(width: float) -> float:
    """The width of a column as the file has it: in characters, with the margin that Excel adds."""
    return int((width * 7 + 5) / 7 * 256) / 256


def _kind(kind: Kind, cell: Cell) -> Kind:
    """The kind of a cell, from its value where the column does not say."""
    if kind is not Kind.TEXT:
        return kind
    match cell:
        case datetime.date():
            return Kind.DATE
        case datetime.time():
            return Kind.TIME
        case _:
            return Kind.TEXT


def same_look(look: Look, other: Look) -> bool:
    """Whether two looks are the same to a reader, although programs write number formats in different ways."""
    return look == other or _plain(look) == _plain(other)


@cache
def _plain(look: Look) -> Look:
    return replace(look, number_format=_LITERAL.sub("", look.number_format))
