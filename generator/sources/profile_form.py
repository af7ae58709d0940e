"""A completed profile form of an earlier release, as the values of a profile, each with its sheet and cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import digits
from typing import Any, NamedTuple

import yaml

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.ids import fresh_id
from ..model.menu_cells import UnusableError
from ..model.profile_table import COLUMNS, ONCE, SHEETS, FormColumn
from ..model.suggestions import did_you_mean
from ..model.trust import TrustProfile
from ..model.walk import Path, authored_fields
from .excel import ExcelSheet
from .menu_values import as_date
from .yaml_reader import Source, Spot


class Filled(NamedTuple):
    """The value of a cell that is not empty."""

    value: Any
    cell: str
    """Sheet and cell, as a place names them."""


_ROLE, _POUNDS, _BAND = "rates.*.role", "rates.*.pounds", "rates.*.band"


@dataclass(slots=True)
class FormSource(Source):
    """A profile whose values are in the cells of a form."""

    cells: dict[Path, str]
    """Sheet and cell of each value, by its path within the profile."""
    letters: dict[str, str]
    """Letter of each column in this form, by its field."""

    def question(self, path: Path) -> tuple[str, str] | None:
        column = _column(path)
        if column is None:
            return None
        listed = column.field != _field(path)
        title, help = (column.sheet, SHEETS[column.sheet][1]) if listed else (column.title, column.help)
        return title, help[0].lower() + help[1:].rstrip(".")

    def place(self, path: Path, *, key: bool = False, text_line: int = 0) -> Place:  # noqa: ARG002
        """The cell of a value, empty or not, or of the nearest value; the sheet of a section without values."""
        for above in (path[:length] for length in range(len(path), 0, -1)):
            if near := [cell for other, cell in self.cells.items() if other[: len(above)] == above]:
                return Place(self.file, cell=near[0])
            if column := _column(above):
                return Place(self.file, cell=self._empty_cell(column, above))
        return Place(self.file, cell="Trust")

    def _empty_cell(self, column: FormColumn, path: Path) -> str:
        """The sheet and cell where a value is missing; the sheet alone of a list without rows."""
        if column.field != _field(path) or column.field not in self.letters:
            return column.sheet
        row = path[: max((depth for depth, step in enumerate(path, 1) if isinstance(step, int)), default=0)]
        of_row = (cell for other, cell in self.cells.items() if other[: len(row)] == row)
        numbers = (re.sub(r"\D", "", cell) for cell in of_row if cell.startswith(f"{column.sheet}!"))
        return f"{column.sheet}!{self.letters[column.field]}{next(numbers, 2)}"


def _field(path: Path) -> str:
    return ".".join("*" if isinstance(step, int) else step for step in path)


def _column(path: Path) -> FormColumn | None:
    """The column of a value, or the first column of a section or list."""
    field = f"{_field(path)}."
    return next((column for column in COLUMNS if f"{column.field}.".startswith(field)), None)


def read_form(sheets: Sequence[ExcelSheet], choices: Mapping[str, Mapping[str, str]], file: str) -> FormSource:
    """The values of a profile from its form. `choices` has the ids by their words in each drop-down list.

    Raises:
        InputFault: a sheet is missing, a column is unknown, a row is one too many or incomplete, or the value of a
            cell is not one that its column takes.
    """
    form = _Form(sheets, choices, file, [], {})
    rows = {name: form.rows(name) for name in SHEETS}
    for name in (name for name, (blank_rows, _) in SHEETS.items() if blank_rows == 1):
        for row in rows[name][1:]:
            advice = "delete this row; a second trust or cohort needs its own form"
            form.report("second-row", f"the sheet {name} takes one row", _first_cell(row), advice)
    roles = [row[_ROLE].value if _ROLE in row else None for row in rows["Rates"]]
    for number, row in enumerate(rows["Rates"]):
        if not {_ROLE, _POUNDS} <= row.keys():
            form.report("incomplete-row", "a rate needs a role and pounds an hour", _first_cell(row), "fill in both")
        elif roles[number] in roles[:number]:
            form.report("duplicate-rate", "duplicate rate for a role", _first_cell(row), "keep one of the rows")
    if form.faults:
        raise InputFault(form.faults)
    cells = _cells(rows)
    data = _profile(cells)
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    places = {path: filled.cell for path, filled in cells.items()}
    return FormSource(file, text, data, Spot(0, 0, 1), places, form.letters)


def _first_cell(row: Mapping[str, Filled]) -> str:
    return next(iter(row.values())).cell


@dataclass(frozen=True, slots=True)
class _Form:
    sheets: Sequence[ExcelSheet]
    choices: Mapping[str, Mapping[str, str]]
    file: str
    faults: list[Diagnostic]
    letters: dict[str, str]

    def report(self, code: str, message: str, cell: str | None, advice: str | None) -> None:
        self.faults.append(Diagnostic(code, message, Place(self.file, cell=cell), advice))

    def rows(self, name: str) -> list[dict[str, Filled]]:
        """The rows of a sheet that are not empty, each with its values by field."""
        sheet = next((sheet for sheet in self.sheets if sheet.name == name), None)
        if sheet is None or not sheet.rows:
            near = did_you_mean(name, [sheet.name for sheet in self.sheets])
            advice = near or "start a new scheme"
            self.report("missing-sheet", f"the sheet `{name}` is missing, or is empty", None, advice)
            return []
        header = {cell.column: str(cell.value).strip() for cell in sheet.rows[0]}
        columns = {column.title: column for column in COLUMNS if column.sheet == name}
        for cell in sheet.rows[0]:
            if (title := header[cell.column]) not in columns:
                message = f"the form has no column `{title[:60]}`"
                self.report("unknown-column", message, f"{name}!{cell.name}", did_you_mean(title, columns))
            else:
                self.letters[columns[title].field] = cell.name.rstrip(digits)
        result = []
        for row in sheet.rows[1:]:
            values: dict[str, Filled] = {}
            for cell in row:
                column, place = columns.get(header.get(cell.column, "")), f"{name}!{cell.name}"
                if column is None:
                    self.report("no-column", "the cell is not in a column of the form", place, "clear it")
                elif (value := self._value(cell.value, column, place)) is not None:
                    values[column.field] = Filled(value, place)
            if values:
                result.append(values)
        return result

    def _value(self, value: Any, column: FormColumn, place: str) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        if (choices := self.choices.get(column.choices or "")) is not None:
            typed = str(value).strip()
            known = {words.casefold(): id for words, id in choices.items()}
            if typed.casefold() not in known:
                advice = did_you_mean(typed, choices) or f"choose one of: {', '.join(choices)}"
                self.report("unknown-choice", f"`{typed[:60]}` is not in the list", place, advice)
                return None
            id = known[typed.casefold()]
            return {"true": True, "false": False}.get(id, id)
        if column.kind == "date" or isinstance(value, datetime.date):
            try:
                return as_date(value).isoformat()
            except UnusableError:
                return str(value)  # the model says what is wrong with it
        if isinstance(value, datetime.time):
            return f"{value:%H:%M}"
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        number = column.kind in ("number", "money")
        if isinstance(value, str):
            return _number(value.strip()) if number else value.strip()
        return value if number else str(value)


def _number(text: str) -> Any:
    """A number that was typed as text; the model says what is wrong with any other text."""
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{1,9}\.\d{1,4}", text) else text


def _cells(rows: Mapping[str, Sequence[Mapping[str, Filled]]]) -> dict[Path, Filled]:
    """The values of a profile by their paths."""
    cells: dict[Path, Filled] = {}
    for name in (name for name in rows if name != "Rates"):
        ids: set[str] = set()
        for number, row in enumerate(rows[name]):
            for field, filled in row.items():
                path = tuple(number if step == "*" else step for step in field.split("."))
                if field in ("sites.*.name", "partners.*.name"):
                    id = fresh_id(str(filled.value), "place", ids)
                    ids.add(id)
                    cells[*path[:-1], "id"] = filled._replace(value=id)
                if field == "workshops.*.facilitators":
                    names = [person.strip() for person in str(filled.value).split(",")]
                    filled = filled._replace(value=list(filter(None, names)))
                if field == "costs.*.each":
                    filled = filled._replace(value=[] if filled.value == ONCE else [filled.value])
                cells[path] = filled
    for row in rows["Rates"]:
        role = str(row[_ROLE].value)
        cells["rates", role] = row[_POUNDS]
        if _BAND in row:
            cells["bands", role] = row[_BAND]
    return cells


def _profile(cells: Mapping[Path, Filled]) -> dict[str, Any]:
    data: dict[str, Any] = {"cohort": {}, "pairing": {}, "brand": {}}
    for path, filled in cells.items():
        values: Any = data
        for step in path[:-1]:
            values = values.setdefault(step, {})
        values[path[-1]] = filled.value
    data["brand"].setdefault("colour", "#0f4c5c")
    return {name: _with_lists(data[name]) for name in authored_fields(TrustProfile) if name in data}


def _with_lists(value: Any) -> Any:
    """The value, with lists in place of mappings by number."""
    if not isinstance(value, dict):
        return value
    items = {key: _with_lists(inner) for key, inner in value.items()}
    return list(items.values()) if 0 in items else items
