"""The sheets of an open scheme as the page shows them: columns, rows, and what may be chosen in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.library import Library
from ..model.profile_choices import choice_fields, choices
from ..model.record_choices import record_choices
from ..model.scheme_file import OWN, Row, SchemeFile, Table
from ..model.sheets import choices as lists
from ..model.sheets import profile as forms
from ..model.sheets import records
from ..model.sheets.choices import by_words
from ..model.sheets.form import REQUIRED_MARK, Kind, SheetColumn, Use
from ..model.sheets.labels import Labels
from ..model.sheets.profile import SCHEME_FIELDS, SheetField
from . import schema
from .wire import to_wire

FIELD_SHEETS = (forms.SCHEME.name, forms.CHOICES.name)
"""Sheets with a row for each field."""
_USES = {Use.FILL: "fill", Use.PLAN: "plan", Use.READ: "read"}
_NAMES = {
    records.PEOPLE_NAMES: ("People", "name", ("email", "department")),
    records.GROUP_NAMES: ("Groups", "name", ()),
    records.PROJECT_TITLES: ("Projects", "title", ("group",)),
}
"""Lists that are columns of the planner's own sheets: the sheet, the column, and what tells equal names apart."""


def fields_of(library: Library) -> dict[str, dict[str, SheetField]]:
    """The fields of each sheet with a row for each, by the ids of their rows."""
    of_scheme = {field.path: field for field in SCHEME_FIELDS}
    of_choices = {field.path: field for field in choice_fields(library)}
    return {forms.SCHEME.name: of_scheme, forms.CHOICES.name: of_choices}


def words_of(file: SchemeFile, library: Library) -> dict[str, list[str]]:
    """The words of each list to choose from, with the sites, people, groups and projects that the workbook names."""
    words = {name: list(known) for name, known in choices(library).items()}
    words |= {name: list(known) for name, known in record_choices(library, [], [], {}).items()}
    places: dict[str, list[tuple[str, str]]] = {lists.SITES: [], records.PARTNERS: []}
    for row in _rows(file, forms.SITES.name):
        if (name := row.value("name")) is not None:
            partner = str(row.value("kind") or "").casefold().startswith("partner")
            places[records.PARTNERS if partner else lists.SITES].append((row.id, str(name)))
    words |= {name: list(by_words(pairs)) for name, pairs in places.items()}
    for name, (sheet, key, details) in _NAMES.items():
        rows = {row.id: row for row in _rows(file, sheet) if row.value(key) is not None}
        labels = Labels(
            {id: (str(row.value(key)), [_text(row.value(detail)) for detail in details]) for id, row in rows.items()}
        )
        words[name] = [labels.label(id) for id in rows]
    return words


def _rows(file: SchemeFile, sheet: str) -> Sequence[Row]:
    table = file.tables.get(sheet)
    return table.rows if table else ()


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def column_of(table: Table, key: str) -> SheetColumn:
    """What belongs in a column; a workbook has more columns of members and sessions than its form."""
    known = {column.key: column for column in table.form.columns}
    if key in known:
        return known[key]
    title = table.titles.get(key, key)
    if key.startswith(records.MEMBER):
        member = records.groups_form(2).column(f"{records.MEMBER}1")
        return SheetColumn(key, title, member.width, member.help, member.kind, member.choices, strict=False, fill=True)
    if table.form.name == "Sessions":
        return SheetColumn(key, title, 12, "A letter from the list.", Kind.CHOICE, records.LETTERS, fill=True)
    kind = Kind.HOURS if table.form.name == "Hours by month" and not key.startswith(OWN) else Kind.TEXT
    return SheetColumn(key, title, 20, kind=kind, fill=key.startswith(OWN))


def sheet(table: Table, words: Mapping[str, list[str]], fields: Mapping[str, SheetField]) -> schema.Sheet:
    """A sheet. `words` are the lists to choose from; `fields` those of a sheet with a row for each field."""
    form = table.form
    order = sorted(table.columns, key=table.columns.__getitem__)
    return {
        "name": form.name,
        "note": form.note,
        "use": _USES[form.use],  # type: ignore[typeddict-item]
        "header_row": table.header,
        "columns": [_column(column_of(table, key), table, words) for key in order],
        "rows": [_row(row, fields.get(row.id), words, vertical=bool(fields)) for row in table.rows],
        "next_row": next_row(table),
        "blank_rows": form.blank_rows,
    }


def _column(column: SheetColumn, table: Table, words: Mapping[str, list[str]]) -> schema.Column:
    return {
        "key": column.key,
        "title": table.titles.get(column.key, column.title).removesuffix(REQUIRED_MARK),
        "number": table.columns[column.key],
        "help": column.help,
        "kind": column.kind.value,
        "choices": words.get(column.choices) if column.choices else None,
        "strict": column.strict,
        "several": column.several,
        "fill": column.fill,
        "required": column.required,
        "suggested": column.suggested,
        "width": column.width,
    }


def _row(row: Row, field: SheetField | None, words: Mapping[str, list[str]], *, vertical: bool) -> schema.Row:
    column = field.column if field else None
    text = {key: _text(row.value(key)) for key in (forms.WHAT, forms.SECTION, forms.USUAL, forms.HELP)}
    return {
        "id": row.id,
        "row": row.number,
        "own": row.own,
        "label": (text[forms.WHAT] or "").removesuffix(REQUIRED_MARK) if vertical else None,
        "section": text[forms.SECTION] if vertical else None,
        "usual": text[forms.USUAL] if vertical else None,
        "help": text[forms.HELP] if vertical else None,
        "kind": column.kind.value if column else None,
        "choices": words.get(column.choices) if column and column.choices else None,
        "several": column.several if column else None,
        "required": column.required if column else None,
        "cells": {key: to_wire(cell.shown) for key, cell in row.cells.items() if cell.shown is not None},
    }


def next_row(table: Table) -> int:
    """The first blank row below everything that the sheet says, but for the row of totals."""
    used = {table.header}
    totals = set()
    for (number, _), cell in table.sheet.cells.items():
        if number <= table.header:
            continue
        if cell.formula and "SUBTOTAL(" in str(cell.value):
            totals.add(number)
        elif not cell.formula and (cell.shown is not None or cell.note or cell.link):
            used.add(number)
    number = max(used - totals) + 1
    while number in totals:
        number += 1
    return number


def required(file: SchemeFile, library: Library) -> list[schema.Required]:
    """The cells that have to be filled in and are empty: fields, and columns of rows that say something else."""
    fields = fields_of(library)
    cells: list[schema.Required] = []
    for name, table in file.tables.items():
        keys = [column for column in table.form.columns if column.required and column.key in table.columns]
        for row in table.rows:
            if field := fields.get(name, {}).get(row.id):
                if field.column.required and row.value(forms.CHOICE) is None and forms.CHOICE in table.columns:
                    cells.append(_required(table, row, forms.CHOICE, field.column.title))
                continue
            for column in keys:
                if row.value(column.key) is None:
                    cells.append(_required(table, row, column.key, column.title))
    return cells


def _required(table: Table, row: Row, key: str, label: str) -> schema.Required:
    return {"sheet": table.form.name, "row": row.number, "column": table.columns[key], "label": label}
