"""Edits of the page, applied to the cells of a workbook as if somebody had typed them there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from ..model.sheets.form import Value
from ..model.typed_workbook import EMPTY, TypedCell, TypedSheet, TypedWorkbook

CellAddress: TypeAlias = tuple[str, int, int]
"""Sheet, row and column, from 1."""


def edited(workbook: TypedWorkbook, edits: Mapping[CellAddress, Value]) -> TypedWorkbook:
    """A workbook with other values in some cells. Notes, links and looks stay."""
    by_sheet: dict[str, dict[tuple[int, int], Value]] = {}
    for (name, row, column), value in edits.items():
        by_sheet.setdefault(name, {})[row, column] = value
    sheets = (_edited(sheet, by_sheet[sheet.name]) if sheet.name in by_sheet else sheet for sheet in workbook.sheets)
    return replace(workbook, sheets=tuple(sheets))


def _edited(sheet: TypedSheet, values: Mapping[tuple[int, int], Value]) -> TypedSheet:
    cells = dict(sheet.cells)
    for place, value in values.items():
        cell = _with_value(cells.pop(place, EMPTY), value)
        if cell != EMPTY:
            cells[place] = cell
    return replace(sheet, cells=cells)


def _with_value(cell: TypedCell, value: Value) -> TypedCell:
    if isinstance(value, str) and not value.strip():
        value = None
    return replace(cell, value=value, formula=False, result=None, error=False)
