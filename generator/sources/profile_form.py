"""A filled-in profile form, as the values of a profile, each with its sheet and cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.walk import Path
from .excel import Cell, ExcelSheet
from .suggestions import did_you_mean
from .yaml_reader import Source, Spot


@dataclass(frozen=True, slots=True)
class Field:
    """What a column of the form fills."""

    sheet: str
    title: str
    field: str
    choices: Mapping[str, str] | None
    """Ids by the words of the drop-down."""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled cell."""

    value: Any
    cell: Cell
    sheet: str


_SHEETS = {"cohort": "Cohort", "pairing": "Cohort", "schedule": "Closed days", "workshops": "Rooms"}
"""Sheet of a part of a profile that nobody filled in."""


class FormSource(Source):
    """A profile whose values stand in cells."""

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
        InputFault: a sheet or column is missing, unknown, or a cell holds what its column cannot.
    """
    found: list[Diagnostic] = []
    rows = {
        name: _rows(sheets, [field for field in fields if field.sheet == name], name, file, found)
        for name in _names(fields)
    }
    if found:
        raise InputFault(found)
    builder = _Builder()
    builder.profile(rows)
    text = yaml.safe_dump(builder.data, sort_keys=False, allow_unicode=True, width=100)
    source = FormSource(file, text, builder.data, Spot(0, 0, 1))
    source.cells = builder.cells
    return source


def _names(fields: Sequence[Field]) -> list[str]:
    return list(dict.fromkeys(field.sheet for field in fields))


def _rows(
    sheets: Sequence[ExcelSheet], fields: Sequence[Field], name: str, file: str, found: list[Diagnostic]
) -> list[dict[str, Filled]]:
    sheet = next((sheet for sheet in sheets if sheet.name == name), None)
    if sheet is None or not sheet.rows:
        hint = (
            did_you_mean(name, [sheet.name for sheet in sheets])
            or "take a new form with `paired-learning profile-workbook`"
        )
        found.append(Diagnostic("missing-sheet", f"there is no sheet `{name}` with a header", Place(file), hint))
        return []
    header = {cell.column: str(cell.value).strip() for cell in sheet.rows[0]}
    by_title = {field.title: field for field in fields}
    for column, title in header.items():
        if title not in by_title:
            place = Place(file, cell=f"{name}!{Cell(None, sheet.rows[0][0].row, column).name}")
            found.append(
                Diagnostic(
                    "unknown-column", f"the form has no column `{title[:60]}`", place, did_you_mean(title, by_title)
                )
            )
    result = []
    for row in sheet.rows[1:]:
        values: dict[str, Filled] = {}
        for cell in row:
            field = by_title.get(header.get(cell.column, ""))
            if field is None:
                place = Place(file, cell=f"{name}!{cell.name}")
                found.append(Diagnostic("no-column", "the cell is under no column of the form", place, "clear it"))
                continue
            value = _value(cell, field, file, found)
            if value is not None:
                values[field.field] = Filled(value, cell, name)
        if values:
            result.append(values)
    return result


def _value(cell: Cell, field: Field, file: str, found: list[Diagnostic]) -> Any:
    value = cell.value
    place = Place(file, cell=f"{field.sheet}!{cell.name}")
    if isinstance(value, str) and not value.strip():
        return None
    if field.choices is not None:
        typed = str(value).strip()
        known = {words.casefold(): id for words, id in field.choices.items()}
        if typed.casefold() not in known:
            hint = did_you_mean(typed, field.choices) or f"choose one of: {', '.join(field.choices)}"
            found.append(Diagnostic("unknown-choice", f"`{typed[:60]}` is not on the list", place, hint))
            return None
        id = known[typed.casefold()]
        return {"true": True, "false": False}.get(id, id)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str):
        text = value.strip()
        return _number(text) if field.number else text
    return value if field.number else str(value)


def _number(text: str) -> Any:
    """A number that was typed as text; other text stays, and the model says what is wrong with it."""
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{1,9}\.\d{1,4}", text) else text


class _Builder:
    """Puts rows of the form where a profile has them."""

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
        self.cells[path] = f"{filled.sheet}!{filled.cell.name}"

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
        """Rows with an id made from the name, unique among them."""
        result, seen = [], set()
        for number, row in enumerate(rows, start=1):
            if "name" in row:
                id = re.sub(r"[^a-z0-9]+", "-", str(row["name"].value).lower()).strip("-")[:50] or f"place-{number}"
                while id in seen:
                    id = f"{id}-{number}"
                seen.add(id)
                row = {"id": Filled(id, row["name"].cell, row["name"].sheet), **row}
            result.append(row)
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
