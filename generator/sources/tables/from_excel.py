"""Lists in the sheets of a workbook."""

from __future__ import annotations

from ...model.diagnostics import Diagnostic, InputFault, Place
from .. import excel
from .table import IsTitle, Lists, Row, Table, TableCell, header_of


def read(raw: bytes, file: str, is_title: IsTitle) -> Lists:
    """The lists of an Excel file: one a sheet that has a column for titles.

    Args:
        raw: the file.
        file: its name, for diagnostics.
        is_title: whether the title of a column is one for titles of projects.
    """
    lists = Lists()
    try:
        sheets = excel.read_cells(raw, file)
    except InputFault as fault:
        lists.faults.extend(fault.diagnostics)
        return lists
    for sheet in sheets:
        table = _table(sheet, file, is_title)
        if table is None:
            lists.notices.append(f"{file}, sheet {sheet.name}: not read, as no column is for titles of projects")
        else:
            lists.tables.append(table)
    if not lists.tables:
        advice = "name the column of the titles `Title`, or use --map"
        lists.faults.append(Diagnostic("no-list", "no sheet has a column for titles", Place(file), advice))
    return lists


def _table(sheet: excel.ExcelSheet, file: str, is_title: IsTitle) -> Table | None:
    number = header_of([[cell.value for cell in row] for row in sheet.rows], is_title)
    if number is None:
        return None
    titles = {cell.column: str(cell.value).strip() for cell in sheet.rows[number] if not cell.formula}
    if not any(is_title(title) for title in titles.values()):
        return None
    last = max(max(cell.column for cell in row) for row in sheet.rows[number:])
    row = sheet.rows[number][0].row
    return Table(
        f"{file}, sheet {sheet.name}",
        tuple(titles.get(column, "") for column in range(1, last + 1)),
        tuple(_row(cells, sheet.name, file) for cells in sheet.rows[number + 1 :] if _filled(cells)),
        f"titles of columns in row {row}",
    )


def _filled(cells: tuple[excel.Cell, ...]) -> bool:
    return any(cell.formula or str(cell.value).strip() for cell in cells)


def _row(cells: tuple[excel.Cell, ...], sheet: str, file: str) -> Row:
    found = {}
    for cell in cells:
        place = Place(file, cell=f"{sheet}!{cell.name}")
        fault, value = None, cell.value
        if cell.formula:
            fault, value = excel.formula_fault(place), "(a formula)"
        elif cell.error:
            message = f"the cell shows the error {cell.value}"
            fault = Diagnostic("cell-error", message, place, "mend the cell, or type its value")
        if value is not None and str(value).strip():
            found[cell.column - 1] = TableCell(value, place, fault)
    return Row(f"row {cells[0].row}", Place(file, cell=f"{sheet}!A{cells[0].row}"), found)
