"""Improvement projects as a workbook, filled in or empty, and as rows for CSV, JSON and YAML."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ..model.diagnostics import Diagnostic, Place
from ..model.library import Library
from ..model.menu_cells import NO, YES, CellValue, encode, shown_choice, shown_name
from ..model.menu_table import COLUMNS, Holds, MenuColumn, Names
from ..model.project import ImprovementProject
from .spreadsheet import Cell, Choices, Column, Kind, Sheet, Workbook, blank_rows

EMPTY_ROWS = 60
LONGEST_CELL = 32_767
"""Excel's limit for a cell, in UTF-16 units."""
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
HELP_COLUMNS = (
    Column("Column", 26),
    Column("Needed", 10),
    Column("What to enter", 60),
    Column("Example", 40),
    Column("Choose from", 70),
)


def cells(project: ImprovementProject, names: Names) -> dict[str, CellValue]:
    """The cells of a project, by the heading of the column."""
    return {column.title: encode(project, column, names) for column in COLUMNS}


def text_rows(projects: Iterable[ImprovementProject], names: Names) -> list[list[str]]:
    """The headings and a row for each project, all as text."""
    rows = [[column.title for column in COLUMNS]]
    rows.extend([_text(value) for value in cells(project, names).values()] for project in projects)
    return rows


def plain_rows(projects: Iterable[ImprovementProject], names: Names) -> list[dict[str, str | int | list[str]]]:
    """A mapping for each project, without empty fields; lists and numbers stay what they are."""
    rows = []
    for project in projects:
        filled = {title: value for title, value in cells(project, names).items() if value is not None}
        rows.append({title: _plain(value) for title, value in filled.items()})
    return rows


def too_long(projects: Iterable[ImprovementProject], names: Names) -> list[Diagnostic]:
    """Faults of projects with a text too long for a cell."""
    return [
        Diagnostic(
            "too-long",
            f"`{title}` is too long for a cell of a workbook",
            Place(project.source),
            "export the list as .csv, .json or .yml",
        )
        for project in projects
        for title, value in cells(project, names).items()
        if len(_text(value).encode("utf-16-le")) // 2 > LONGEST_CELL
    ]


def menu_workbook(library: Library, names: Names, projects: Iterable[ImprovementProject], of: str) -> Workbook:
    """The projects as a workbook; without any it is a template.

    Args:
        library: the content.
        names: what projects may refer to.
        projects: the projects to list.
        of: whose projects they are, in words.
    """
    columns = tuple(_column(column) for column in COLUMNS)
    rows = tuple(tuple(_cell(value) for value in cells(project, names).values()) for project in projects)
    note = f"Each row is a project. The sheet {HELP_SHEET} explains each column."
    sheets = (
        Sheet("Projects", "Projects", note, columns, rows or blank_rows(EMPTY_ROWS, columns), fixed_columns=1),
        _help(names),
    )
    lists = tuple(Choices(name, values) for name, values in _lists(names).items() if values)
    return Workbook("Improvement projects", library.programme.title, of, library.release.id, "#0f4c5c", sheets, lists)


def _column(column: MenuColumn) -> Column:
    kind = _KINDS.get(column.holds, Kind.TEXT)
    listed = kind is Kind.CHOICE or (column.holds is Holds.NAME and column.refers in _LISTED)
    return Column(
        column.title,
        column.width,
        Kind.CHOICE if listed else kind,
        column.title.replace(" ", "") if listed else None,
        prompt=_prompt(column),
        fill=True,
    )


def _prompt(column: MenuColumn) -> str:
    needed = "Needed. " if column.required else ""
    example = column.example.replace("\n", " / ")
    return f"{needed}{column.about} {column.in_a_cell} Such as: {example}".replace("  ", " ")


def _lists(names: Names) -> dict[str, tuple[str, ...]]:
    """The choices of each drop-down list, by its name."""
    return {
        column.title.replace(" ", ""): tuple(_offered(column, names))
        for column in COLUMNS
        if _column(column).kind is Kind.CHOICE
    }


def _offered(column: MenuColumn, names: Names) -> list[str]:
    """The choices of a column, as readers see them."""
    if column.choices:
        return [shown_choice(choice) for choice in column.choices]
    if column.holds is Holds.YES_NO:
        return [YES, NO]
    return [shown_name(id, column.refers or "", names) for id in names.get(column.refers or "", ())]


def _help(names: Names) -> Sheet:
    rows = tuple(
        (
            column.title,
            "Yes" if column.required else None,
            f"{column.about} {column.in_a_cell}".strip(),
            column.example,
            "; ".join(_offered(column, names)) or None,
        )
        for column in COLUMNS
    )
    return Sheet(HELP_SHEET, "HowTo", "What to enter in each column of the projects.", HELP_COLUMNS, rows, 1)


def _cell(value: CellValue) -> Cell:
    if isinstance(value, datetime.date) and value < FIRST_DATE:
        return value.isoformat()
    return "\n".join(value) if isinstance(value, tuple) else value


def _text(value: CellValue) -> str:
    plain = _plain(value) if value is not None else ""
    return "\n".join(plain) if isinstance(plain, list) else str(plain)


def _plain(value: str | int | datetime.date | tuple[str, ...]) -> str | int | list[str]:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
