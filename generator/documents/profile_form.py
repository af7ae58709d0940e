"""The form for a trust's profile: a workbook with a list for every choice, and no YAML to write."""

from __future__ import annotations

from ..model.library import Library
from ..model.profile_table import COLUMNS, SHEETS, choices
from ..model.sheets.form import Kind
from .spreadsheet import Choices, Column, Sheet, Workbook, blank_rows


def profile_form(library: Library) -> Workbook:
    """The empty form."""
    return Workbook(
        title="Profile of a trust",
        organisation=library.programme.title,
        cohort="To be filled in",
        release=library.release.id,
        colour="#0f4c5c",
        sheets=tuple(map(_sheet, SHEETS)),
        lists=tuple(Choices(name, tuple(values)) for name, values in choices(library).items()),
    )


def _sheet(name: str) -> Sheet:
    rows, note = SHEETS[name]
    columns = []
    for column in COLUMNS:
        if column.sheet == name:
            kind = Kind.CHOICE if column.choices else Kind(column.kind)
            columns.append(Column(column.title, column.width, kind, column.choices, prompt=column.help, fill=True))
    return Sheet(name, name.title().replace(" ", ""), note, tuple(columns), blank_rows(rows, tuple(columns)))
