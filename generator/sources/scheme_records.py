"""Reads the records of a scheme from the sheets of its workbook, every value with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import is_not
from typing import Any, NamedTuple

from ..model.diagnostics import Diagnostic, Place
from ..model.english import listed
from ..model.schedule_preferences import Weekday
from ..model.scheme import (
    HalfDay,
)
from ..model.scheme_file import Row, SchemeFile, Table, same, written
from ..model.sheets.choices import same_words
from ..model.sheets.form import Kind, SheetColumn, Value
from ..model.sheets.labels import SEPARATOR, Labels
from ..model.sheets.profile import CHOICE, KEEP_UNTIL, SCHEME_FIELDS, WHAT
from ..model.sheets.records import (
    DAYS,
    GROUP_NAMES,
    MEMBER,
    MENU,
    PEOPLE_NAMES,
    PROJECT_TITLES,
    SCORE,
    half_days,
)
from ..model.suggestions import nearest
from ..model.walk import Path
from . import cell_values
from .cell_values import UnreadableError
from .read_before import ReadBefore, ReadRow
from .records import CellSource, ReadRecords, checked_records
from .yaml_reader import Spot

_KEEP_UNTIL = next(field.column for field in SCHEME_FIELDS if field.path == KEEP_UNTIL)
_READERS = {
    "phone": cell_values.phone,
    "wishes": cell_values.text,
    "response": cell_values.text,
    "note": cell_values.text,
}
"""How to read columns of text that are more than a line, or less."""
_READ = ("People", "Groups", "Projects", "Measures", "Sessions", "Dates", "Tasks", "Risks")
"""The sheets that are read, besides a row of the sheet Scheme."""
_SHEETS = {PEOPLE_NAMES: "People", GROUP_NAMES: "Groups", PROJECT_TITLES: "Projects"}
"""The sheet that each list of names is a column of."""


def read_records(
    file: SchemeFile, choices: Mapping[str, Mapping[str, str]], before: ReadBefore | None = None
) -> ReadRecords:
    """The records in the sheets of a scheme.

    Args:
        file: the scheme.
        choices: the ids of each list by the words in it.
        before: what was read of the same scheme before, so that what has stayed the same is not read again.
    """
    before = before or ReadBefore()
    before.start(choices)
    inputs = [file.record, *(file.tables.get(sheet) for sheet in _READ)]
    keep_until = list(_keep_until(file))
    if before.records is None or any(map(is_not, before.inputs, inputs)) or before.keep_until != keep_until:
        reader = _Reader(file, choices, before)
        before.records = checked_records(reader.read(), reader.faults)
        before.inputs, before.keep_until = inputs, keep_until
    return before.records


def _keep_until(file: SchemeFile) -> Iterator[Row]:
    """The row of the sheet Scheme with the day by which people must be deleted."""
    table = file.tables.get("Scheme")
    for row in table.rows if table else ():
        if row.id == KEEP_UNTIL or same_words(str(row.value(WHAT))) == same_words(_KEEP_UNTIL.title):
            yield row


class _Item(NamedTuple):
    """A row that holds something, and its values by the keys of their columns."""

    table: Table
    row: Row
    path: Path
    values: dict[str, Any]


def _field(key: str) -> Path:
    """The field of a column's values."""
    return ("scores", key.removeprefix(SCORE)) if key.startswith(SCORE) else (key,)


class _Reader:
    """Reads one sheet after another. Faults are collected; good cells are read in any case."""

    def __init__(self, file: SchemeFile, choices: Mapping[str, Mapping[str, str]], before: ReadBefore) -> None:
        self.file, self.choices, self.before = file, choices, before
        self.columns = {name: before.columns(table) for name, table in file.tables.items() if name in _READ}
        self.naming = {
            name: [column for column in columns if column.choices in _SHEETS] for name, columns in self.columns.items()
        }
        """The columns of each sheet that name people, groups or projects."""
        self.faults: list[Diagnostic] = []
        self.source = CellSource(file.file, "", {}, Spot(0, 0, 1))
        self.labels: dict[str, Labels] = {}
        self.numbers: dict[str, Mapping[str, int]] = {}
        """Numbers of the rows of the sheet behind a list, by id."""

    def read(self) -> CellSource:
        data = self.source.data
        people = self._items("People", "people")
        self._name(PEOPLE_NAMES, people, "name", "email", "department")
        data["people"] = [self._person(item) for item in people]
        groups = self._items("Groups", "groups")
        self._name(GROUP_NAMES, groups, "name")
        data["groups"] = [self._group(item) for item in groups]
        projects = self._items("Projects", "projects")
        data["projects"] = [self._project(item) for item in projects]
        self._name(PROJECT_TITLES, projects, "title", "group")
        measurements = self._items("Measures", "measurements")
        data["measurements"] = [self._entry(item) for item in measurements]
        data["attendance"] = self._attendance()
        for name, rows in (("dates", self._dates()), ("tasks", self._tasks()), ("risks", self._risks())):
            data[name] = {id: values for id, values in rows if values}
        data |= self._keep_until()
        return self.source

    def _fault(self, code: str, message: str, place: Place, help: str) -> None:
        self.faults.append(Diagnostic(code, message, place, help))

    def _rows(self, sheet: str) -> Iterator[tuple[Table, Row]]:
        table = self.file.tables.get(sheet)
        return ((table, row) for row in table.rows) if table else iter(())

    def _items(self, sheet: str, name: str) -> list[_Item]:
        """The rows of a sheet that hold something in a column to fill in."""
        items: list[_Item] = []
        for table, row in self._rows(sheet):
            path: Path = (name, len(items))
            if values := self._values(table, row, path):
                items.append(_Item(table, row, path, values))
        return items

    def _values(self, table: Table, row: Row, path: Path) -> dict[str, Any]:
        """The values of a row's cells that are not empty, by the keys of their columns."""
        place = table.form.name, row.number
        read = self.before.rows.get(place)
        if read is None or read.path != path or read.cells != row.cells:
            cells, faults = self.source.cells, self.faults
            self.source.cells, self.faults = {}, []
            values = {
                column.key: self._cell(table, row, column, (*path, *_field(column.key)))
                for column in self.columns[table.form.name]
            }
            filled = {key: value for key, value in values.items() if value is not None}
            read = self.before.rows[place] = ReadRow(path, row.cells, filled, self.source.cells, self.faults)
            self.source.cells, self.faults = cells, faults
        self.source.cells.update(read.places)
        self.faults += read.faults
        return dict(read.values)

    def _cell(self, table: Table, row: Row, column: SheetColumn, path: Path) -> Any:
        """The value of a cell, None for an empty one; of names of people, groups and projects the text."""
        place = table.place(row, column.key)
        self.source.cells[path] = (place, column)
        cell = row.cells.get(column.key)
        if cell is None:
            return None
        try:
            value = cell_values.shown(cell)
            return None if value is None else self._value(value, column)
        except UnreadableError as fault:
            self._fault(fault.code, fault.message, place, fault.help)
            return None

    def _value(self, value: Value, column: SheetColumn) -> Any:
        if column.kind is Kind.CHOICE and column.choices not in _SHEETS:
            known = self.choices.get(column.choices or "", {})
            if not column.several:
                return cell_values.choice(value, known) if column.strict else _loose(value, known)
            words = _words(cell_values.text(value), known)
            if column.choices == DAYS:
                words = [_day(word) for word in words if word.casefold() not in ("any", "all", "any day")]
            return [_one_of_several(number, words, known) for number in range(len(words))]
        read = cell_values.email if column.key.endswith("email") else _READERS.get(column.key)
        return (read or cell_values.READERS.get(column.kind, cell_values.line))(value)

    def _name(self, list_name: str, items: Iterable[_Item], name: str, *details: str) -> None:
        """Let other sheets name these rows."""
        named = [item for item in items if name in item.values]
        self.labels[list_name] = Labels(
            {item.row.id: (item.values[name], [item.values.get(detail) for detail in details]) for item in named}
        )
        self.numbers[list_name] = {item.row.id: item.row.number for item in named}

    def _named(self, typed: str, column: SheetColumn, place: Place) -> list[str]:
        """The ids of the rows that a cell names."""
        labels = self.labels[column.choices or ""]
        names = [typed]
        if column.several and not labels.ids(typed):
            names = [name for name in re.split(f"[{SEPARATOR}\n]", typed) if name.strip()]
            halves = [half for name in names for half in name.split(",") if half.strip()]
            names = halves if all(map(labels.ids, halves)) else names
        several = [f"name {number} of {len(names)}" for number in range(1, len(names) + 1)]
        which = several if len(names) > 1 else ["this name"]
        return [
            id
            for name, words in zip(names, which, strict=True)
            for id in self._ids(name, column.choices or "", place, words)
        ]

    def _ids(self, name: str, list_name: str, place: Place, words: str = "this name") -> list[str]:
        """The only row that a name means. `words` are what faults call the name."""
        labels, sheet = self.labels[list_name], _SHEETS[list_name]
        what = {PEOPLE_NAMES: "person", GROUP_NAMES: "group"}.get(list_name, "project")
        ids = labels.ids(name)
        if len(ids) == 1:
            return ids
        if ids:
            rows = listed(f"row {self.numbers[list_name][id]}" for id in ids)
            detail = {PEOPLE_NAMES: "the email or the department", PROJECT_TITLES: "the group"}.get(list_name)
            advice = f"add {detail} in brackets after the name" if detail else "give each group a name of its own"
            message = f"{words} is in {len(ids)} rows of the sheet {sheet}: {rows}"
            self._fault("ambiguous-name", message, place, advice)
            return []
        near = labels.ids(nearest(name.strip().casefold(), labels.names) or "")
        advice = f"type the name as it is on the sheet {sheet}, or add a row for it there"
        if near:
            advice = f"if you mean the {what} in row {self.numbers[list_name][near[0]]} of {sheet}, type that name"
        self._fault(f"unknown-{what}", f"{words} is in no row of the sheet {sheet}", place, advice)
        return []

    def _entry(self, item: _Item) -> dict[str, Any]:
        """The values of a row with ids in place of names."""
        values = {"id": item.row.id, **item.values}
        for column in self.naming[item.table.form.name]:
            if column.key in item.values:
                ids = self._named(values.pop(column.key), column, item.table.place(item.row, column.key))
                if ids:
                    values[column.key] = ids if column.several else ids[0]
        return values

    def _person(self, item: _Item) -> dict[str, Any]:
        values = self._entry(item)
        scores = {key.removeprefix(SCORE): values.pop(key) for key in list(values) if key.startswith(SCORE)}
        chosen = {half for day in values.pop("days", ()) for half in half_days(day)}
        days = {"days": [half.value for half in HalfDay if half in chosen]} if chosen else {}
        return values | days | ({"scores": scores} if scores else {})

    def _group(self, item: _Item) -> dict[str, Any]:
        values = self._entry(item)
        columns = [column for column in self.columns[item.table.form.name] if column.key.startswith(MEMBER)]
        members: dict[str, str] = {}
        for column in (column for column in columns if column.key in values):
            self.source.cells[*item.path, "members", len(members)] = self.source.cells[*item.path, column.key]
            members[column.key] = values.pop(column.key)
        return values | {"members": list(members.values())}

    def _project(self, item: _Item) -> dict[str, Any]:
        titles = {id: title for title, id in self.choices.get(MENU, {}).items()}
        if "title" not in item.values and "project" in item.values:
            item.values["title"] = titles[item.values["project"]]
        elif "title" not in item.values:
            advice = "type a title, or choose a project from the menu"
            self._fault("missing-field", "the project has no title", item.table.place(item.row, "title"), advice)
        return self._entry(item)

    def _attendance(self) -> dict[str, dict[str, str]]:
        attendance: dict[str, dict[str, str]] = {}
        for table, row in self._rows("Sessions"):
            path: Path = ("attendance", row.id)
            letters = {session: letter for session, letter in self._values(table, row, path).items() if letter}
            if not letters or (person := self._attendee(table, row)) is None:
                continue
            for session, letter in letters.items():
                self.source.cells["attendance", person, session] = self.source.cells[*path, session]
                if attendance.setdefault(person, {}).setdefault(session, letter) != letter:
                    message = "another row for this person has a different letter here"
                    self._fault("two-letters", message, table.place(row, session), "keep one of the two rows")
        return attendance

    def _attendee(self, table: Table, row: Row) -> str | None:
        """Whose row of the sheet Sessions it is: by its id, or by the name of a row that the planner added."""
        if row.id in self.numbers[PEOPLE_NAMES]:
            return row.id
        name = row.value("name")
        if name is None:
            advice = "type the person's name as it is on the sheet People, or clear the letters"
            self._fault("unknown-person", "the row has letters but no name", table.place(row, "name"), advice)
            return None
        return next(iter(self._ids(cell_values.line(name), PEOPLE_NAMES, table.place(row, "name"))), None)

    def _dates(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for table, row in self._rows("Dates"):
            values = self._fields(table, row, "dates", ("done", "in_diaries", "note"))
            if row.own:
                values |= self._fields(table, row, "dates", ("what", "date"), required="what")
            yield row.id, {"day" if key == "date" else key: value for key, value in values.items() if value}

    def _tasks(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for table, row in self._rows("Tasks"):
            changed = [key for key in ("due", "owner") if self._typed(table, row, key)]
            values = self._fields(table, row, "tasks", ("status", "note", *changed))
            if row.own:
                values |= self._fields(table, row, "tasks", ("action",), required="action")
            yield row.id, values

    def _risks(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for table, row in self._rows("Risks"):
            keys = tuple(column.key for column in table.form.columns)
            if row.own or any(self._typed(table, row, key) for key in keys):
                yield row.id, self._fields(table, row, "risks", keys, required="risk")

    def _fields(self, table: Table, row: Row, name: str, keys: Iterable[str], required: str = "") -> dict[str, Any]:
        """The values of some cells; a fault if the required one is empty."""
        columns = [table.form.column(key) for key in keys if key in table.columns]
        values = {column.key: self._cell(table, row, column, (name, row.id, column.key)) for column in columns}
        if required and row.value(required) is None:
            title, place = table.form.column(required).title, table.place(row, required)
            self._fault("missing-field", f"`{title}` is empty", place, "fill it in, or clear the row")
        return {key: value for key, value in values.items() if value is not None}

    def _typed(self, table: Table, row: Row, key: str) -> bool:
        """Whether a cell says something else than we wrote; whatever it says if the record is lost."""
        record = self.file.record
        cells = record.cells.get(table.form.name, {}).get(row.id) if record and not row.own else None
        value = written(row.value(key))
        return value is not None if cells is None else not same(value, cells.get(key))

    def _keep_until(self) -> dict[str, Any]:
        for row in _keep_until(self.file):
            day = self._cell(self.file.tables["Scheme"], row, replace(_KEEP_UNTIL, key=CHOICE), ("keep_until",))
            return {"keep_until": day} if day else {}
        return {}


def _day(word: str) -> str:
    """A day or half day in the words of the list: Mon, Mondays and Wed pm are as people type them."""
    match = re.fullmatch(r"(mon|tue|wed|thu|fri)[a-z.]*\s*(a\.?m\.?|p\.?m\.?|mornings?|afternoons?)?", word.casefold())
    if match is None:
        return word
    (day,) = [day.value for day in Weekday if day.value.startswith(match[1])]
    if not match[2]:
        return day
    return f"{day} afternoon" if match[2].startswith(("p", "after")) else f"{day} morning"


def _words(typed: str, known: Mapping[str, str]) -> list[str]:
    """The values of a cell that takes several: semicolons or lines between them, or commas where no value has one."""
    titles = {same_words(title) for title in known}
    values = (value.strip() for value in re.split(f"[{SEPARATOR}\n]", typed))
    halves = (
        half.strip() for value in values for half in ([value] if same_words(value) in titles else value.split(","))
    )
    return [half for half in halves if half]


def _one_of_several(number: int, words: Sequence[str], known: Mapping[str, str]) -> str:
    try:
        return cell_values.choice(words[number], known)
    except UnreadableError as fault:
        message = fault.message if len(words) == 1 else f"value {number + 1} of {len(words)} is not in the list"
        raise UnreadableError(fault.code, message, fault.help) from None


def _loose(value: Value, known: Mapping[str, str]) -> str:
    """A value of a list in its own words, or any other text."""
    try:
        id = cell_values.choice(value, known)
    except UnreadableError:
        return cell_values.line(value)
    return next(words for words, listed_id in known.items() if listed_id == id)
