"""A new workbook as it is read back, without being written: nobody has to wait for that before she sees her dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..documents.cell_looks import (
    IDS_WIDTH,
    LISTS_WIDTH,
    TAB_COLOURS,
    first_line_look,
    header_look,
    total_look,
    usual_look,
    width_in_file,
)
from ..documents.spreadsheet import HEADER, Cell, Choices, Formula, Sheet, SheetLink, Workbook, record_cells, total
from ..model.characters import clean
from ..model.scheme_file import Row, SchemeFile, Table, written
from ..model.sheets.form import EXAMPLE, LISTS, RECORD, ROW_ID, Value
from ..model.typed_workbook import EMPTY, Look, TypedCell, TypedSheet, TypedWorkbook

TOP, LEFT = 3, 2
"""Numbers of the first row below the titles and of the first column that anybody sees."""
_TEXT = Look(number_format="@")


def as_read(workbook: Workbook, file: str) -> TypedWorkbook:
    """A workbook as it is read from its file, but for rules and tables, which are ours. `is_known` must hold.

    `file` is its name.
    """
    lists = [each for each in workbook.lists if isinstance(each, Choices)]
    columns = [[each.name, *each.values] for each in lists]
    sheets = [
        *(_sheet(sheet, workbook.colour) for sheet in workbook.sheets),
        TypedSheet(LISTS, _texts(columns), widths=_widths([LISTS_WIDTH] * len(columns)), hidden=True),
        TypedSheet(RECORD, _texts([record_cells(workbook.record)]), hidden=True),
    ]
    return TypedWorkbook(file, tuple(sheets))


def is_known(workbook: Workbook, before: SchemeFile) -> bool:
    """Whether `as_read` knows what the file of a workbook says that an earlier one was carried over into.

    It does where the planner typed values and notes and coloured cells, and did nothing else to the file.
    """
    shaped = any(
        (sheet.links, sheet.widths, sheet.heights, sheet.above, sheet.hidden_rows, sheet.hidden_columns, sheet.hidden)
        != ({}, {}, {}, {}, frozenset(), frozenset(), False)
        for sheet in workbook.sheets
    )
    typed = (
        (table, row, key, cell)
        for table in before.tables.values()
        for row in table.rows
        for key, cell in row.cells.items()
    )
    return not (workbook.own_sheets or workbook.names or shaped or any(_is_unusual(before, *each) for each in typed))


def _is_unusual(file: SchemeFile, table: Table, row: Row, key: str, cell: TypedCell) -> bool:
    """Whether programs may write and read a cell in a way of their own: a formula that is not ours, or odd text."""
    if cell.formula:
        ours = file.record.cells.get(table.form.name, {}).get(row.id, {}).get(key) if file.record else None
        usual = next((column.formula for column in table.form.columns if column.key == key), None)
        return cell.value != f"={usual}" and written(cell.value, formula=True) != ours
    if isinstance(cell.value, str):
        return any(mark in cell.value for mark in ("\r", "_x", "<r>", "\t"))
    return cell.error or isinstance(cell.value, datetime.datetime)


def _widths(widths: Sequence[float]) -> dict[int, float]:
    return dict(enumerate(map(width_in_file, widths), 1))


def _texts(columns: Sequence[Sequence[str]]) -> dict[tuple[int, int], TypedCell]:
    cells = {
        (row, column): TypedCell(clean(text))
        for column, texts in enumerate(columns, 1)
        for row, text in enumerate(texts, 1)
    }
    return dict(sorted(cells.items()))


def _sheet(sheet: Sheet, colour: str) -> TypedSheet:
    return TypedSheet(
        sheet.name,
        dict(_cells(sheet, colour)),
        widths=_widths([IDS_WIDTH, *(column.width for column in sheet.columns)]),
        hidden_columns=frozenset([1]),
        frozen=(TOP - 1, LEFT - 1 + sheet.fixed_columns),
        colour=TAB_COLOURS[sheet.use] if sheet.use else None,
    )


def _cells(sheet: Sheet, colour: str) -> Iterator[tuple[tuple[int, int], TypedCell]]:
    """The cells that are not empty, in order."""
    yield (1, LEFT), TypedCell(clean(sheet.note), look=first_line_look(colour))
    yield (TOP - 1, 1), TypedCell(ROW_ID)
    for column, held in enumerate(sheet.columns, LEFT):
        place = (HEADER, column - LEFT)
        title = TypedCell(clean(held.title), look=sheet.looks.get(place) or header_look(colour))
        yield (TOP - 1, column), replace(title, note=clean(sheet.notes.get(place, held.prompt)))
    own = {*sheet.looks, *sheet.overrides, *sheet.notes}
    blank: dict[tuple[int, bool, type], TypedCell] = {}
    for number, (id, values) in enumerate(zip(sheet.ids, sheet.rows, strict=True)):
        if id:
            yield (TOP + number, 1), TypedCell(clean(id), look=_TEXT)
        for column, cell in enumerate(values):
            place, key = (number, column), (column, id == EXAMPLE, type(cell))
            if place in own:
                usual = usual_look(sheet.column_at(place), cell, colour, example=id == EXAMPLE)
                typed = _typed(cell, sheet.looks.get(place, usual), clean(sheet.notes.get(place, "")))
                if typed == EMPTY:
                    continue
            else:
                # Half of a workbook is blank, and a cell takes longer to make than to look up.
                if key not in blank:
                    blank[key] = TypedCell(look=usual_look(sheet.column_at(place), cell, colour, example=id == EXAMPLE))
                typed = blank[key] if cell is None else _typed(cell, blank[key].look)
            yield (TOP + number, LEFT + column), typed
    if any(column.total for column in sheet.columns):
        yield from _totals(sheet, TOP + len(sheet.rows), colour)


def _totals(sheet: Sheet, row: int, colour: str) -> Iterator[tuple[tuple[int, int], TypedCell]]:
    for number, column in enumerate(sheet.columns):
        look = total_look(column, colour)
        if column.total:
            formula = f"=SUBTOTAL(109,{sheet.table}[{column.title}])"
            sum = _value(total(values[number] for values in sheet.rows))
            yield (row, LEFT + number), TypedCell(formula, formula=True, result=sum, look=look)
        else:
            yield (row, LEFT + number), TypedCell("Total" if number == 0 else None, look=look)


def _typed(cell: Cell, look: Look, note: str = "") -> TypedCell:
    match cell:
        case Formula():
            return TypedCell(f"={cell.expression}", formula=True, result=_value(cell.value), look=look, note=note)
        case SheetLink():
            return TypedCell(cell.sheet, link=f"#'{cell.sheet}'!A1", look=look, note=note)
    return TypedCell(_value(cell), look=look, note=note)


def _value(cell: Value) -> Value:
    match cell:
        case str():
            return clean(cell) or None
        case float():
            # A file has 16 digits of a number.
            return int(cell) if cell.is_integer() else float(f"{cell:.16g}")
    return cell
