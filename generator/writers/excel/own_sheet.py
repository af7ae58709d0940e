"""A sheet that the reader added, written again as it was."""

from __future__ import annotations

from ...documents.spreadsheet import typed_cell
from ...model.typed_workbook import EMPTY, TypedSheet, TypedTable
from .formats import Formats
from .sheet import Page


def write_own_sheet(sheet: TypedSheet, page: Page, formats: Formats) -> None:
    """Write the values, formulas, notes, links and looks of a sheet, and the sizes of its rows and columns."""
    for column in sorted({*sheet.widths, *sheet.hidden_columns}):
        page.set_width(column - 1, sheet.widths.get(column), hidden=column in sheet.hidden_columns)
    for row in sorted({*sheet.heights, *sheet.hidden_rows}):
        page.fixed_rows.add(row - 1)
        page.set_row(row - 1, sheet.heights.get(row), None, {"hidden": row in sheet.hidden_rows})
    for area in sheet.merged:
        page.merge_range(area.row - 1, area.column - 1, area.last_row - 1, area.last_column - 1, "")
    for table in sheet.tables:
        _write_table(table, sheet, page)
    for (row, column), cell in sorted(sheet.cells.items()):
        look = formats.plain(cell.look)
        if cell.link:
            page.link(row - 1, column - 1, cell.link, look)
        page.write_value(row - 1, column - 1, typed_cell(cell), look)
        if cell.note:
            page.write_note(row - 1, column - 1, cell.note)
    if sheet.frozen != (0, 0):
        page.freeze_panes(*sheet.frozen)
    if sheet.colour:
        page.set_tab_color(sheet.colour)
    if sheet.hidden:
        page.hide()


def _write_table(table: TypedTable, sheet: TypedSheet, page: Page) -> None:
    """Make cells a table again; their values are written afterwards."""
    area = table.area
    titles = [sheet.cells.get((area.row, column), EMPTY).shown for column in range(area.column, area.last_column + 1)]
    options = {
        "name": table.name,
        "style": table.style or None,
        "header_row": table.header,
        "total_row": table.totals,
        "columns": [{"header": str(title)} if title is not None and table.header else {} for title in titles],
    }
    page.add_table(area.row - 1, area.column - 1, area.last_row - 1, area.last_column - 1, options)
