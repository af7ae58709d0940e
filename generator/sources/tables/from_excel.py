"""Lists in the sheets of a workbook."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ...model.diagnostics import Diagnostic, InputFault, Place
from ...model.typed_workbook import Area
from .. import excel
from .grid import checked, header_of, rows_above
from .table import FieldOf, Lists, Row, Table, TableCell

MAX_HEADER_HEIGHT = 3
"""Rows over which a heading may be merged."""


def read(raw: bytes, file: str, field_of: FieldOf, lists: Lists) -> None:
    """Add each sheet of an Excel file that has a column of titles to the lists."""
    try:
        sheets = excel.read_cells(raw, file)
    except InputFault as fault:
        lists.faults.extend(fault.diagnostics)
        return
    tables = []
    for sheet in sheets:
        if table := _table(sheet, file, field_of, lists.notices):
            tables.append(table)
        else:
            lists.notices.append(f"{file}, sheet {sheet.name}: not read, as no column is for titles of projects")
    lists.tables.extend(tables)
    if not tables:
        advice = "give the column of titles the heading `Title`"
        lists.faults.append(Diagnostic("no-list", "no sheet has a column for titles", Place(file), advice))


def _table(sheet: excel.ExcelSheet, file: str, field_of: FieldOf, notices: list[str]) -> Table | None:
    number = header_of([[cell.value for cell in row] for row in sheet.rows], field_of)
    if number is None:
        return None
    top = bottom = sheet.rows[number][0].row
    for area in sheet.merged:
        if area.row <= top <= area.last_row < area.row + MAX_HEADER_HEIGHT:
            top, bottom = min(top, area.row), max(bottom, area.last_row)
    header = [row for row in sheet.rows if top <= row[0].row <= bottom]
    titles = _titles(header, sheet.merged)
    if not any(field_of(title) == "title" for title in titles.values()):
        return None
    name = f"{file}, sheet {sheet.name}"
    filled = [row for row in sheet.rows if any(cell.formula or str(cell.value).strip() for cell in row)]
    above = [row_of(row, sheet.name, file) for row in filled if row[0].row < top]
    skipped = rows_above(above, name, field_of, notices)
    rows = [row for row in filled if row[0].row > bottom]
    if hidden := [str(row[0].row) for row in rows if row[0].row in sheet.hidden]:
        which = f"row {hidden[0]} is" if len(hidden) == 1 else f"rows {', '.join(hidden[:20])} are"
        notices.append(f"{name}: {which} hidden or filtered out, and read all the same")
    last = max(cell.column for row in (*header, *rows) for cell in row)
    wide = {(area.row, area.column) for area in sheet.merged if area.last_column > area.column}
    built = [row_of(row, sheet.name, file) for row in rows]
    merged = {row.place for row, cells in zip(built, rows, strict=True) if (cells[0].row, cells[0].column) in wide}
    headings = tuple(titles.get(column, "") for column in range(1, last + 1))
    layout = f"column headings in row {top}" if top == bottom else f"column headings in rows {top} to {bottom}"
    table = checked(Table(name, headings, built, layout), field_of, merged)
    return replace(table, rows=[*skipped, *table.rows])


def _titles(header: list[tuple[excel.Cell, ...]], merged: tuple[Area, ...]) -> dict[int, str]:
    """The heading of each column: the lowest text above it, after the group it is in where two columns say the same."""
    groups: dict[int, list[str]] = {}
    for row in header:
        for cell in row:
            if not cell.formula:
                area = next((area for area in merged if (area.row, area.column) == (cell.row, cell.column)), None)
                for column in range(cell.column, (area.last_column if area else cell.column) + 1):
                    groups.setdefault(column, []).append(str(cell.value).strip())
    lowest = Counter(texts[-1] for texts in groups.values())
    return {column: texts[-1] if lowest[texts[-1]] == 1 else " ".join(texts) for column, texts in groups.items()}


def row_of(cells: tuple[excel.Cell, ...], sheet: str, file: str) -> Row:
    """The cells of a row of a sheet as a row of a list."""
    filled = {}
    for cell in cells:
        place = Place(file, cell=f"{sheet}!{cell.name}")
        fault, value = None, cell.value
        if cell.formula:
            fault, value = excel.formula_fault(place), "(a formula)"
        elif cell.error:
            message = f"the cell shows the error {cell.value}"
            fault = Diagnostic("cell-error", message, place, "correct the cell, or type its value")
        if value is not None and str(value).strip():
            filled[cell.column - 1] = TableCell(value, place, fault)
    return Row(f"row {cells[0].row}", Place(file, cell=f"{sheet}!A{cells[0].row}"), filled)
