"""Improvement projects as a workbook, filled in or empty, and as rows for CSV, JSON and YAML."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from ..model.diagnostics import Diagnostic, Place
from ..model.library import Library
from ..model.menu_cells import CellValue, Shown, encode, shown_choice, shown_names
from ..model.menu_table import COLUMNS, Holds, MenuColumn, Names
from ..model.project import ImprovementProject
from ..model.sheets.choices import NO, YES
from ..model.sheets.form import Kind
from .spreadsheet import Cell, Choices, Column, Sheet, Workbook, blank_rows, fits_cell

EMPTY_ROWS = 60
FIRST_DATE = datetime.date(1900, 3, 1)
"""Excel's dates before it are unreliable: it takes 1900 for a leap year."""

_KINDS = {
    Holds.NUMBER: Kind.NUMBER,
    Holds.WEEKS: Kind.NUMBER,
    Holds.DATE: Kind.DATE,
    Holds.CHOICE: Kind.CHOICE,
    Holds.YES_NO: Kind.CHOICE,
}
_LISTED = ("theme", "role")
"""Kinds of nouns in drop-down lists."""

HELP_SHEET = "How to fill it in"
_HELP_WIDTHS = {"Column": 26, "Needed": 10, "What to enter": 60, "Example": 40, "Choose from": 70}


Row: TypeAlias = Mapping[str, CellValue]
"""The cells of a project, by the heading of the column."""


def menu_rows(projects: Iterable[ImprovementProject], names: Names) -> list[Row]:
    """A row for each project."""
    shown = shown_names(names)
    return [{column.title: encode(project, column, shown) for column in COLUMNS} for project in projects]


def text_rows(rows: Iterable[Row]) -> list[list[str]]:
    """The headings and the rows, all as text."""
    return [[column.title for column in COLUMNS], *(list(map(_text, row.values())) for row in rows)]


def plain_rows(rows: Iterable[Row]) -> list[dict[str, str | int | list[str]]]:
    """The rows without empty fields; lists and numbers stay what they are."""
    return [{title: _plain(value) for title, value in row.items() if value is not None} for row in rows]


def too_long(projects: Iterable[ImprovementProject], rows: Iterable[Row]) -> list[Diagnostic]:
    """Faults of projects with a text too long for a cell."""
    message, advice = "`{}` is too long for a cell of a workbook", "export the list as .csv, .json or .yml"
    return [
        Diagnostic("too-long", message.format(title), Place(project.source), advice)
        for project, row in zip(projects, rows, strict=True)
        for title, value in row.items()
        if not fits_cell(_text(value))
    ]


def menu_workbook(library: Library, names: Names, listed: Sequence[Row], of: str) -> Workbook:
    """Rows of projects as a workbook; without any it is a template. `of` says whose projects they are."""
    columns = tuple(map(_column, COLUMNS))
    shown = shown_names(names)
    rows = tuple(tuple(map(_cell, row.values())) for row in listed)
    note = f"Each row is a project. The sheet {HELP_SHEET} explains each column."
    listing = Sheet("Projects", "Projects", note, columns, rows or blank_rows(EMPTY_ROWS, columns), fixed_columns=1)
    lists = tuple(
        Choices(column.choices, values)
        for field, column in zip(COLUMNS, columns, strict=True)
        if column.choices and (values := _offered(field, names, shown))
    )
    sheets = (listing, _help(names, shown))
    return Workbook("Improvement projects", library.programme.title, of, library.release.id, "#0f4c5c", sheets, lists)


def _column(column: MenuColumn) -> Column:
    kind = _KINDS.get(column.holds, Kind.TEXT)
    listed = kind is Kind.CHOICE or (column.holds is Holds.NAME and column.refers in _LISTED)
    choices = column.title.replace(" ", "") if listed else None
    example = column.example.replace("\n", " / ")
    prompt = f"{'Needed. ' * column.required}{column.about} {column.in_a_cell} Such as: {example}".replace("  ", " ")
    return Column(column.title, column.width, Kind.CHOICE if listed else kind, choices, prompt=prompt, fill=True)


def _offered(column: MenuColumn, names: Names, shown: Shown) -> tuple[str, ...]:
    """The choices of a column, as readers see them."""
    if column.choices:
        return tuple(map(shown_choice, column.choices))
    if column.holds is Holds.YES_NO:
        return (YES, NO)
    kind = column.refers or ""
    return tuple(shown(id, kind) for id in names.get(kind, ()))


def _help(names: Names, shown: Shown) -> Sheet:
    rows = tuple(
        (
            column.title,
            "Yes" if column.required else None,
            f"{column.about} {column.in_a_cell}".strip(),
            column.example,
            "; ".join(_offered(column, names, shown)) or None,
        )
        for column in COLUMNS
    )
    columns = tuple(Column(title, width) for title, width in _HELP_WIDTHS.items())
    return Sheet(HELP_SHEET, "HowTo", "What to enter in each column of the projects.", columns, rows, 1)


def _cell(value: CellValue) -> Cell:
    if isinstance(value, datetime.date) and value < FIRST_DATE:
        return value.isoformat()
    return "\n".join(value) if isinstance(value, tuple) else value


def _text(value: CellValue) -> str:
    return "\n".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _plain(value: str | int | datetime.date | tuple[str, ...]) -> str | int | list[str]:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
