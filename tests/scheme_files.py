"""Schemes' workbooks for tests, made from sheets without a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.documents.spreadsheet import Formula, Sheet, SheetLink
from generator.model.scheme_file import Row, SchemeFile, Table
from generator.model.sheets.form import EXAMPLE, REQUIRED_MARK, SheetColumn, SheetForm
from generator.model.typed_workbook import TypedCell, TypedSheet

Typed = Mapping[str, object]
"""What is typed into cells, by column key."""


def table(of: Sheet, typed: Mapping[int, Typed] | None = None) -> Table:
    """A sheet as it is read after somebody typed into some of its rows, by their number in the sheet."""
    columns = tuple(
        SheetColumn(
            column.key,
            column.title.removesuffix(REQUIRED_MARK),
            int(column.width),
            column.prompt,
            column.kind,
            column.choices,
            strict=column.strict,
            several=column.several,
            fill=column.fill,
            suggested=column.suggested,
            required=column.required,
        )
        for column in of.columns
    )
    form = SheetForm(of.name, of.table, of.note, columns)
    rows = []
    for number, (id, cells) in enumerate(zip(of.ids, of.rows, strict=True), start=3):
        values = {
            column.key: cell
            for column, cell in zip(of.columns, cells, strict=True)
            if not isinstance(cell, Formula | SheetLink)
        }
        values |= (typed or {}).get(number, {})
        if (id == EXAMPLE and number not in (typed or {})) or not any(value is not None for value in values.values()):
            continue
        own = not id or id == EXAMPLE
        word = of.name.lower().removesuffix("s").replace("people", "person")
        filled = {key: TypedCell(value) for key, value in values.items() if value is not None}  # type: ignore[arg-type]
        rows.append(Row(f"{word}-{number:08}" if own else id, number, filled, own))
    numbers = {column.key: number for number, column in enumerate(of.columns, start=2)}
    titles = {column.key: column.title for column in of.columns}
    sheet = TypedSheet(of.name, {(row.number, numbers[key]): cell for row in rows for key, cell in row.cells.items()})
    return Table(form, "scheme.xlsx", sheet, 2, numbers, titles, tuple(rows))


def scheme_file(sheets: Iterable[Sheet], typed: Mapping[str, Mapping[int, Typed]] | None = None) -> SchemeFile:
    """A workbook of sheets, with what was typed by sheet and row."""
    return SchemeFile("scheme.xlsx", {sheet.name: table(sheet, (typed or {}).get(sheet.name)) for sheet in sheets})
