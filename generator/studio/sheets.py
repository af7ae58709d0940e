"""The sheets of an open scheme as the page shows them: columns, rows, and what may be chosen in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import is_not
from typing import NamedTuple

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
_ROW_WORDS = (forms.WHAT, forms.SECTION, forms.USUAL, forms.HELP)
_USES = {Use.FILL: "fill", Use.PLAN: "plan", Use.READ: "read"}
_NAMES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "People": (records.PEOPLE_NAMES, "name", ("email", "department")),
    "Groups": (records.GROUP_NAMES, "name", ()),
    "Projects": (records.PROJECT_TITLES, "title", ("group",)),
}
"""The sheets that lists are columns of: the list, its column, and what tells equal names apart."""


def fields_of(library: Library) -> dict[str, dict[str, SheetField]]:
    """The fields of each sheet with a row for each, by the ids of their rows."""
    of_scheme = {field.path: field for field in SCHEME_FIELDS}
    of_choices = {field.path: field for field in choice_fields(library)}
    return {forms.SCHEME.name: of_scheme, forms.CHOICES.name: of_choices}


class Words:
    """The words of every list to choose from; of some lists the planner's own rows decide."""

    def __init__(self, library: Library) -> None:
        shared = {**choices(library), **record_choices(library, [], [], {})}
        self._shared = {name: list(known) for name, known in shared.items()}
        self._own: dict[str, tuple[Table | None, dict[str, list[str]]]] = {}

    def of(self, file: SchemeFile) -> dict[str, list[str]]:
        """The words by the names of their lists, with the sites, people, groups and projects of a workbook."""
        words = dict(self._shared)
        for sheet, read in ((forms.SITES.name, _places), *((name, _names) for name in _NAMES)):
            table = file.tables.get(sheet)
            if sheet not in self._own or self._own[sheet][0] is not table:
                self._own[sheet] = table, read(table) if table else {}
            words |= self._own[sheet][1]
        return words


def _places(table: Table) -> dict[str, list[str]]:
    """The sites and partners of a workbook."""
    places: dict[str, list[tuple[str, str]]] = {lists.SITES: [], records.PARTNERS: []}
    for row in table.rows:
        if (name := row.value("name")) is not None:
            partner = str(row.value("kind") or "").casefold().startswith("partner")
            places[records.PARTNERS if partner else lists.SITES].append((row.id, str(name)))
    return {name: list(by_words(pairs)) for name, pairs in places.items()}


def _names(table: Table) -> dict[str, list[str]]:
    """What other sheets call the rows of a sheet of people, groups or projects."""
    name, key, details = _NAMES[table.form.name]
    rows = [row for row in table.rows if row.value(key) is not None]
    labels = Labels({row.id: (str(row.value(key)), [_text(row.value(each)) for each in details]) for row in rows})
    return {name: [labels.label(row.id) for row in rows]}


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def column_of(table: Table, key: str) -> SheetColumn:
    """What belongs in a column; a workbook has more columns of members and sessions than its form."""
    known = next((column for column in table.form.columns if column.key == key), None)
    if known is not None:
        return known
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
    return {
        "name": form.name,
        "note": form.note,
        "use": _USES[form.use],  # type: ignore[typeddict-item]
        "header_row": table.header,
        "fixed_columns": form.fixed_columns,
        "columns": _columns(table, words),
        "rows": [_row(row, fields.get(row.id), words, vertical=bool(fields)) for row in table.rows],
        "next_row": next_row(table),
        "blank_rows": form.blank_rows,
    }


def _columns(table: Table, words: Mapping[str, list[str]]) -> list[schema.Column]:
    order = sorted(table.columns, key=table.columns.__getitem__)
    return [_column(column_of(table, key), table, words) for key in order]


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
        "worked_out": column.formula is not None,
        "width": column.width,
    }


def _row(row: Row, field: SheetField | None, words: Mapping[str, list[str]], *, vertical: bool) -> schema.Row:
    column = field.column if field else None
    text = {key: _text(row.value(key)) if vertical else None for key in _ROW_WORDS}
    return {
        "id": row.id,
        "row": row.number,
        "own": row.own,
        "label": (text[forms.WHAT] or "").removesuffix(REQUIRED_MARK) if vertical else None,
        "section": text[forms.SECTION],
        "usual": text[forms.USUAL],
        "help": text[forms.HELP],
        "kind": column.kind.value if column else None,
        "choices": words.get(column.choices) if column and column.choices else None,
        "several": column.several if column else None,
        "required": column.required if column else None,
        "cells": {key: to_wire(value) for key, cell in row.cells.items() if (value := cell.shown) is not None},
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
        elif not cell.formula and number not in used and (cell.shown is not None or cell.note or cell.link):
            used.add(number)
    number = max(used - totals) + 1
    while number in totals:
        number += 1
    return number


def required(table: Table, fields: Mapping[str, SheetField]) -> Iterator[schema.Required]:
    """The cells that have to be filled in and are empty: fields, and columns of rows that say something else."""
    columns = [column for column in table.form.columns if column.required and column.key in table.columns]
    for row in table.rows:
        if field := fields.get(row.id):
            if field.column.required and row.value(forms.CHOICE) is None and forms.CHOICE in table.columns:
                yield _required(table, row, forms.CHOICE, field.column.title)
            continue
        says = any(row.value(column.key) is not None for column in table.form.columns if column.fill)
        for column in columns if says else ():
            if row.value(column.key) is None:
                yield _required(table, row, column.key, column.title)


def _required(table: Table, row: Row, key: str, label: str) -> schema.Required:
    return {"sheet": table.form.name, "row": row.number, "column": table.columns[key], "label": label}


class _Shape(NamedTuple):
    columns: list[schema.Column]
    rows: list[list[object]]
    next_row: int


class _Made(NamedTuple):
    """A sheet as the page sees it, and what it was made from."""

    table: Table
    lists: list[list[str] | None]
    shown: schema.Sheet
    required: list[schema.Required]
    shape: _Shape
    """All but the values of its cells."""


class ShownSheets:
    """The sheets of an open scheme as the page knows them. Those that stay the same are made once."""

    def __init__(self, library: Library, fields: Mapping[str, Mapping[str, SheetField]]) -> None:
        """`fields` are those of the sheets with a row for each field."""
        self._words, self._fields = Words(library), fields
        self._made: dict[str, _Made] = {}
        self._known: dict[str, object] = {}
        """The shapes that the page knows."""

    def _of(self, file: SchemeFile) -> list[_Made]:
        words = self._words.of(file)
        for name, table in file.tables.items():
            named = (column_of(table, key).choices for key in table.columns)
            used = [words.get(choices) for choices in named if choices]
            before, fields = self._made.get(name), self._fields.get(name, {})
            if before is not None and before.table is table and not any(map(is_not, before.lists, used)):
                continue
            if before is not None and before.table is table and not fields:
                columns = _columns(table, words)
                shown: schema.Sheet = {**before.shown, "columns": columns}
                self._made[name] = before._replace(
                    lists=used, shown=shown, shape=before.shape._replace(columns=columns)
                )
            else:
                shown = sheet(table, words, fields)
                self._made[name] = _Made(table, used, shown, list(required(table, fields)), _shape(shown))
        return [self._made[name] for name in file.tables]

    def required(self, file: SchemeFile) -> list[schema.Required]:
        """The cells of all sheets that have to be filled in and are empty."""
        return [cell for each in self._of(file) for cell in each.required]

    def changed(self, file: SchemeFile) -> list[schema.Sheet]:
        """The sheets with other rows or choices than the page knows, which are then known."""
        made = self._of(file)
        new = [each.shown for each in made if self._known.get(each.shown["name"]) != each.shape]
        self._known = {each.shown["name"]: each.shape for each in made}
        return new


def _shape(shown: schema.Sheet) -> _Shape:
    # The tool itself may type into the sheet of staff groups, so that its values are news to the page.
    known = () if shown["name"] == forms.WHO.name else ("cells",)
    rows = [[value for name, value in row.items() if name not in known] for row in shown["rows"]]
    return _Shape(shown["columns"], rows, shown["next_row"])
