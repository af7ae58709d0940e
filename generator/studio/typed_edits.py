"""Edits of the page, applied to the cells of a workbook as if somebody had typed them there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from ..model.required import Start
from ..model.scheme_file import SchemeFile, Table
from ..model.sheets import profile as forms
from ..model.sheets.form import Kind, SheetColumn, Value
from ..model.sheets.profile import SheetField
from ..model.typed_workbook import EMPTY, TypedCell, TypedSheet, TypedWorkbook
from ..sources import cell_values
from ..sources.cell_values import UnreadableError
from .sheets import column_of

CellAddress: TypeAlias = tuple[str, int, int]
"""Sheet, row and column, from 1."""
_SIZE = ("cohort.groups", "cohort.group_size")
"""The rows of the sheet Scheme that say how many people take part."""
Edits: TypeAlias = Mapping[CellAddress, Value]
"""What was typed into cells; None clears one."""


def edited(workbook: TypedWorkbook, edits: Edits) -> TypedWorkbook:
    """A workbook with other values in some cells. Notes, links and looks stay; so do sheets that no edit is of."""
    return Typing().edited(workbook, edits)


class Typing:
    """Types into a workbook again and again: a sheet with the same edits as before is the same value as before."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[TypedSheet, dict[tuple[int, int], Value], TypedSheet]] = {}

    def edited(self, workbook: TypedWorkbook, edits: Edits) -> TypedWorkbook:
        """As `edited`."""
        by_sheet: dict[str, dict[tuple[int, int], Value]] = {}
        for (name, row, column), value in edits.items():
            by_sheet.setdefault(name, {})[row, column] = value
        sheets = [self._sheet(sheet, by_sheet.get(sheet.name, {})) for sheet in workbook.sheets]
        return replace(workbook, sheets=tuple(sheets))

    def _sheet(self, sheet: TypedSheet, values: dict[tuple[int, int], Value]) -> TypedSheet:
        if not values:
            return sheet
        before = self._before.get(sheet.name)
        if before is None or before[0] is not sheet or repr(before[1]) != repr(values):
            before = self._before[sheet.name] = sheet, values, _edited(sheet, values)
        return before[2]


def _edited(sheet: TypedSheet, values: Mapping[tuple[int, int], Value]) -> TypedSheet:
    cells = dict(sheet.cells)
    for place, value in values.items():
        cell = _with_value(cells.get(place, EMPTY), value)
        if cell != EMPTY:
            cells[place] = cell
        else:
            cells.pop(place, None)
    # Readers go through the cells row by row.
    in_order = cells if values.keys() <= sheet.cells.keys() else {place: cells[place] for place in sorted(cells)}
    return replace(sheet, cells=in_order)


def _with_value(cell: TypedCell, value: Value) -> TypedCell:
    return replace(cell, value=None if value == "" else value, formula=False, result=None, error=False)


def as_typed(edits: Edits, file: SchemeFile, fields: Mapping[str, Mapping[str, SheetField]]) -> Edits:
    """The edits as a spreadsheet program takes them: a text that is a date becomes one, where dates belong.

    `file` is the workbook as it was opened; `fields` are those of the sheets with a row for each field.
    """
    columns = {
        name: ({number: key for key, number in table.columns.items()}, {row.number: row.id for row in table.rows})
        for name, table in file.tables.items()
        if any(sheet == name for sheet, _, _ in edits)
    }
    taken: dict[CellAddress, Value] = {}
    for (name, row, number), value in edits.items():
        keys, ids = columns.get(name, ({}, {}))
        if isinstance(value, str) and number in keys:
            column = _column(file.tables[name], keys[number], fields.get(name, {}), ids.get(row, ""))
            value = _taken(value, column.kind)
        taken[name, row, number] = value
    return taken


def has_own_numbers(edits: Edits) -> bool:
    """Whether somebody typed how many people of each staff group take part."""
    return any(sheet == forms.WHO.name for sheet, _, _ in edits)


def own_split(edits: Edits, file: SchemeFile) -> Edits:
    """The numbers of staff groups as the tool splits them, where somebody changed the size of a new cohort.

    A new scheme has one manager in each pair or group, and clinicians beside. Nothing if somebody typed numbers.
    """
    scheme, who = file.tables.get(forms.SCHEME.name), file.tables.get(forms.WHO.name)
    if scheme is None or who is None or has_own_numbers(edits):
        return {}
    rows = {row.id: row for row in (*scheme.rows, *who.rows)}
    places = {id: (forms.SCHEME.name, rows[id].number, scheme.columns[forms.CHOICE]) for id in _SIZE if id in rows}
    groups, size = (edits.get(place, rows[id].value(forms.CHOICE)) for id, place in places.items())
    size = 2 if size is None else size
    if not edits.keys() & set(places.values()) or not isinstance(groups, int) or not isinstance(size, int):
        return {}
    numbers = {Start.CLINICIANS: groups * (size - 1), Start.MANAGERS: groups}
    column = who.columns["number"]
    return {(forms.WHO.name, rows[id].number, column): number for id, number in numbers.items() if id in rows}


def _column(table: Table, key: str, fields: Mapping[str, SheetField], id: str) -> SheetColumn:
    if key == forms.CHOICE and id in fields:
        return fields[id].column
    return column_of(table, key)


def _taken(text: str, kind: Kind) -> Value:
    """A typed text as the value that it stands for in a column of a kind; the text itself if it stands for none."""
    try:
        match kind:
            case Kind.DATE:
                return datetime.date.fromisoformat(cell_values.day(text))
            case Kind.TIME:
                return datetime.time.fromisoformat(cell_values.time(text))
            case Kind.NUMBER | Kind.DECIMAL | Kind.HOURS | Kind.MONEY:
                number = cell_values.number(text.strip().removeprefix("£") if kind is Kind.MONEY else text)
                return int(number) if float(number).is_integer() else number
    except UnreadableError:
        pass
    return text
