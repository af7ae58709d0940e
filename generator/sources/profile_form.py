"""A completed profile form, as the values of a profile, each with its sheet and cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.ids import fresh_id
from ..model.menu_cells import UnusableError
from ..model.walk import Path
from .excel import Cell, ExcelSheet
from .menu_values import as_date
from .suggestions import did_you_mean
from .yaml_reader import Source, Spot


@dataclass(frozen=True, slots=True)
class Field:
    """The field of a profile that a column of the form fills."""

    sheet: str
    title: str
    field: str
    choices: Mapping[str, str] | None
    """Ids by the words of the drop-down list."""
    number: bool = False
    date: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that is not empty, and its value."""

    value: Any
    cell: Cell
    sheet: str

    @property
    def name(self) -> str:
        """Sheet and cell, as a place names them."""
        return f"{self.sheet}!{self.cell.name}"


SINGLE = ("Trust", "Cohort")
"""Sheets with one row."""
_SHEETS = {"cohort": "Cohort", "pairing": "Cohort", "schedule": "Closed days", "workshops": "Rooms"}
"""The sheet of a section of a profile, for a fault of an empty section."""


class FormSource(Source):
    """A profile whose values are in the cells of a form."""

    cells: dict[Path, str]
    """Sheet and cell of each value, by its path within the profile."""

    def place(self, path: Path, *, key: bool = False, text_line: int = 0) -> Place:  # noqa: ARG002
        """The cell of a value, or of the nearest value above or below it."""
        for length in range(len(path), -1, -1):
            near = path[:length]
            if near in self.cells:
                return Place(self.file, cell=self.cells[near])
            below = next((cell for other, cell in self.cells.items() if near and other[:length] == near), None)
            if below:
                return Place(self.file, cell=below)
        return Place(self.file, cell=_SHEETS.get(str(path[0]), "Trust") if path else "Trust")


def read_form(sheets: Sequence[ExcelSheet], fields: Sequence[Field], file: str) -> FormSource:
    """The values of a profile from its form.

    Args:
        sheets: the workbook.
        fields: the columns of the form.
        file: the workbook's name, for diagnostics.

    Raises:
        InputFault: a sheet is missing, a column is unknown, a row is one too many or incomplete, or the value of a
            cell is not one that its column takes.
    """
    faults: list[Diagnostic] = []
    rows = {
        name: _rows(sheets, [field for field in fields if field.sheet == name], name, file, faults)
        for name in dict.fromkeys(field.sheet for field in fields)
    }
    for name in SINGLE:
        for row in rows[name][1:]:
            place = Place(file, cell=next(iter(row.values())).name)
            message = f"the sheet {name} takes one row"
            advice = "delete this row; a second trust or cohort needs its own form"
            faults.append(Diagnostic("second-row", message, place, advice))
    _check_rates(rows["Rates"], file, faults)
    if faults:
        raise InputFault(faults)
    builder = _Builder()
    builder.profile(rows)
    text = yaml.safe_dump(builder.data, sort_keys=False, allow_unicode=True, width=100)
    source = FormSource(file, text, builder.data, Spot(0, 0, 1))
    source.cells = builder.cells
    return source


def _check_rates(rows: Sequence[Mapping[str, Filled]], file: str, faults: list[Diagnostic]) -> None:
    """Each rate needs a role and an amount, and no role has two."""
    roles: set[Any] = set()
    for row in rows:
        place = Place(file, cell=next(iter(row.values())).name)
        if len(row) < 2:
            faults.append(Diagnostic("incomplete-row", "a rate needs a role and pounds an hour", place, "fill in both"))
        elif row["role"].value in roles:
            faults.append(Diagnostic("duplicate-rate", "duplicate rate for a role", place, "keep one of the rows"))
        roles.update(filled.value for name, filled in row.items() if name == "role")


def _rows(
    sheets: Sequence[ExcelSheet], fields: Sequence[Field], name: str, file: str, faults: list[Diagnostic]
) -> list[dict[str, Filled]]:
    sheet = next((sheet for sheet in sheets if sheet.name == name), None)
    if sheet is None or not sheet.rows:
        hint = (
            did_you_mean(name, [sheet.name for sheet in sheets])
            or "get a new form with `paired-learning profile-workbook`"
        )
        faults.append(Diagnostic("missing-sheet", f"the sheet `{name}` is missing, or is empty", Place(file), hint))
        return []
    header = {cell.column: str(cell.value).strip() for cell in sheet.rows[0]}
    by_title = {field.title: field for field in fields}
    for column, title in header.items():
        if title not in by_title:
            place = Place(file, cell=f"{name}!{Cell(None, sheet.rows[0][0].row, column).name}")
            message = f"the form has no column `{title[:60]}`"
            faults.append(Diagnostic("unknown-column", message, place, did_you_mean(title, by_title)))
    result = []
    for row in sheet.rows[1:]:
        values: dict[str, Filled] = {}
        for cell in row:
            field = by_title.get(header.get(cell.column, ""))
            if field is None:
                place = Place(file, cell=f"{name}!{cell.name}")
                faults.append(Diagnostic("no-column", "the cell is not in a column of the form", place, "clear it"))
                continue
            value = _value(cell, field, file, faults)
            if value is not None:
                values[field.field] = Filled(value, cell, name)
        if values:
            result.append(values)
    return result


def _value(cell: Cell, field: Field, file: str, faults: list[Diagnostic]) -> Any:
    value = cell.value
    place = Place(file, cell=f"{field.sheet}!{cell.name}")
    if isinstance(value, str) and not value.strip():
        return None
    if field.choices is not None:
        typed = str(value).strip()
        known = {words.casefold(): id for words, id in field.choices.items()}
        if typed.casefold() not in known:
            hint = did_you_mean(typed, field.choices) or f"choose one of: {', '.join(field.choices)}"
            faults.append(Diagnostic("unknown-choice", f"`{typed[:60]}` is not in the list", place, hint))
            return None
        id = known[typed.casefold()]
        return {"true": True, "false": False}.get(id, id)
    if field.date or isinstance(value, datetime.date):
        try:
            return as_date(value).isoformat()
        except UnusableError:
            return str(value)  # the model says what is wrong with it
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str):
        text = value.strip()
        return _number(text) if field.number else text
    return value if field.number else str(value)


def _number(text: str) -> Any:
    """A number that was typed as text; the model says what is wrong with any other text."""
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{1,9}\.\d{1,4}", text) else text


class _Builder:
    """Puts the rows of the form into the structure of a profile."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.cells: dict[Path, str] = {}

    def profile(self, rows: Mapping[str, list[dict[str, Filled]]]) -> None:
        trust, cohort = self._first(rows["Trust"]), self._first(rows["Cohort"])
        colour = trust.pop("colour", None)
        self._fill((), trust)
        method: dict[str, Filled] = {
            name: cohort.pop(name) for name in ("method", "same_site", "across_departments") if name in cohort
        }
        time = cohort.pop("start_time", None)
        self._list(("sites",), self._with_ids(rows["Sites"]))
        self._list(("partners",), self._with_ids(rows["Partners"]))
        self.data["cohort"] = {}
        self._fill(("cohort",), cohort)
        self._list(("cohort", "participants"), rows["Participants"])
        self.data["pairing"] = {}
        self._fill(("pairing",), method)
        self._schedule(rows, time)
        self._workshops(rows["Rooms"])
        self._list(("contacts",), rows["Contacts"])
        self._rates(rows["Rates"])
        self.data["brand"] = {}
        self._fill(("brand",), {"colour": colour} if colour else {})
        self.data["brand"].setdefault("colour", "#0f4c5c")

    def _first(self, rows: list[dict[str, Filled]]) -> dict[str, Filled]:
        return dict(rows[0]) if rows else {}

    def _fill(self, path: Path, values: Mapping[str, Filled]) -> None:
        target: Any = self.data
        for step in path:
            target = target[step]
        for name, filled in values.items():
            target[name] = filled.value
            self._note((*path, name), filled)

    def _note(self, path: Path, filled: Filled) -> None:
        self.cells[path] = filled.name

    def _list(self, path: Path, rows: list[dict[str, Filled]]) -> None:
        if not rows:
            return
        target: Any = self.data
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = []
        for number, row in enumerate(rows):
            target[path[-1]].append({})
            self._fill((*path, number), row)

    def _with_ids(self, rows: list[dict[str, Filled]]) -> list[dict[str, Filled]]:
        """Rows with an id from the name, unique among them."""
        taken: set[str] = set()
        result = []
        for row in rows:
            name = row["name"]
            id = fresh_id(str(name.value), "place", taken)
            taken.add(id)
            result.append({"id": Filled(id, name.cell, name.sheet), **row})
        return result

    def _schedule(self, rows: Mapping[str, list[dict[str, Filled]]], time: Filled | None) -> None:
        schedule: dict[str, Any] = {}
        self.data["schedule"] = schedule
        days = [row["weekday"] for row in rows["Weekdays"] if "weekday" in row]
        if days:
            schedule["weekdays"] = [day.value for day in days]
            for number, day in enumerate(days):
                self._note(("schedule", "weekdays", number), day)
        if time is not None:
            self._fill(("schedule",), {"start_time": time})
        self._list(("schedule", "closed"), rows["Closed days"])
        if not schedule:
            del self.data["schedule"]

    def _workshops(self, rows: list[dict[str, Filled]]) -> None:
        self._list(("workshops",), rows)
        for entry in self.data.get("workshops", []):
            if "facilitator" in entry:
                entry["facilitators"] = [
                    name.strip() for name in str(entry.pop("facilitator")).split(",") if name.strip()
                ]

    def _rates(self, rows: list[dict[str, Filled]]) -> None:
        rates = {str(row["role"].value): row["pounds"] for row in rows if {"role", "pounds"} <= row.keys()}
        if rates:
            self.data["rates"] = {}
            self._fill(("rates",), rates)
