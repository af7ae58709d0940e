"""Lists in YAML or JSON: a list, projects by id, a list under a name, several documents, or a single project."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...model.diagnostics import Diagnostic, Place
from ...model.menu_table import BY_FIELD
from ..yaml_reader import Spot, read_documents
from .from_json import read_json
from .table import MAX_ROWS, FieldOf, Lists, Row, Table, TableCell, Value, decoded, too_many

_NESTED = ("measures", "drivers", "risks")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One project of the list."""

    values: Any
    spot: Spot
    line: int
    """Where it starts, from 0: at its key if it has one."""
    id: str | None = None


def read(raw: bytes, file: str, field_of: FieldOf, lists: Lists, *, json: bool) -> None:
    """Add the list in a file of YAML, or of JSON, to the lists."""
    text = decoded(raw, file, lists)
    if text is None:
        return
    documents, faults = read_json(file, text) if json else read_documents(file, text)
    unread: list[str] = []
    entries: list[_Entry] = []
    for data, spot in documents:
        if isinstance(data, dict | list):
            entries.extend(_entries(data, spot, field_of, unread))
        elif data is not None:
            unread.append(str(data)[:60])
    if unread:
        lists.notices.append(f"{file}: not read, as it is not a list of projects: {', '.join(unread)}")
    if len(entries) > MAX_ROWS:
        lists.faults.append(too_many(Place(file)))
    elif entries:
        lists.tables.append(_table(entries, faults, file, lists))
    else:
        advice = "write a list in which each entry has a `title`"
        lists.faults.extend(faults or [Diagnostic("no-list", "the file has no list of projects", Place(file), advice)])


def _entries(data: Any, spot: Spot, field_of: FieldOf, unread: list[str]) -> Iterator[_Entry]:
    """The projects within some values; names of values that are not read are added to `unread`."""
    if isinstance(data, list):
        for number, value in enumerate(data):
            if isinstance(value, dict) and any(field_of(key) == "title" for key in _lists(value, field_of)):
                yield from _entries(value, spot.items[number], field_of, unread)
            else:
                yield _Entry(value, spot.items[number], spot.items[number].line)
        return
    lists = _lists(data, field_of)
    if not lists and _has_title(data, field_of):
        yield _Entry(data, spot, spot.line)
        return
    mappings = {key: value for key, value in data.items() if isinstance(value, dict)}
    by_id = not lists and (
        any(_has_title(value, field_of) for value in mappings.values())
        or not any(_holds_list(key, value, field_of) for key, value in mappings.items())
    )
    for key, value in data.items():
        if key in lists or (key in mappings and not lists and not by_id and _holds_list(key, value, field_of)):
            yield from _entries(value, spot.items[key], field_of, unread)
        elif key in mappings and by_id:
            yield _Entry(value, spot.items[key], spot.keys[key].line, key)
        else:
            unread.append(key)


def _has_title(data: dict[str, Any], field_of: FieldOf) -> bool:
    return any(field_of(key) == "title" and not isinstance(value, dict | list) for key, value in data.items())


def _lists(data: dict[str, Any], field_of: FieldOf) -> list[str]:
    """Keys of the lists of projects: any list of mappings that is not a field of one project, such as its measures.

    A project that has a title of its own may hold such lists, of its mentors for example: then the key must name the
    projects.
    """
    lists = [key for key, value in data.items() if isinstance(value, list) and any(isinstance(x, dict) for x in value)]
    own_title = _has_title(data, field_of)
    keys = [key for key in lists if (field_of(key) == "title" if own_title else field_of(key) not in _NESTED)]
    titled = [key for key in keys if any(isinstance(item, dict) and _has_title(item, field_of) for item in data[key])]
    return titled or keys[:1]


def _holds_list(name: str, data: dict[str, Any], field_of: FieldOf) -> bool:
    """Whether a mapping holds projects at some depth, as a list or by id under a name such as `projects`."""
    mappings = {key: value for key, value in data.items() if isinstance(value, dict)}
    by_id = field_of(name) == "title" and any(_has_title(value, field_of) for value in mappings.values())
    return bool(by_id or _lists(data, field_of)) or any(_holds_list(*pair, field_of) for pair in mappings.items())


def _table(entries: list[_Entry], faults: list[Diagnostic], file: str, lists: Lists) -> Table:
    """Entries as rows. A fault belongs to the entry in whose lines it lies, or to the file if it is before them all."""
    titles: dict[str, int] = {}
    rows = []
    own: dict[int, list[Diagnostic]] = {}
    duplicates: list[Diagnostic] = []
    starts = [entry.line for entry in entries]
    columns = {entry.spot.column for entry in entries if entry.id is not None}
    for fault in faults:
        number = bisect_left(starts, fault.place.line) - 1
        if number < 0:
            lists.faults.append(fault)
        elif fault.code == "duplicate-key" and columns and fault.place.column - 1 < min(columns):
            duplicates.append(fault)
        else:
            own.setdefault(number, []).append(fault)
    for number, entry in enumerate(entries):
        place = Place(file, entry.line + 1, entry.spot.column + 1)
        entry_faults = own.get(number, [])
        cells: dict[int, TableCell] = {}
        if isinstance(entry.values, dict):
            values = {"id": entry.id, **entry.values} if entry.id else entry.values
            for key, value, spot in _flat(values, entry.spot):
                plain = as_value(value)
                if plain is not None:
                    at = Place(file, spot.line + 1, spot.column + 1, max(1, spot.length))
                    cells[titles.setdefault(key, len(titles))] = TableCell(plain, at, nested=value)
        else:
            message = "the entry is not a project: it has no keys and values"
            entry_faults.append(Diagnostic("not-a-project", message, place, "start each line with a key and a colon"))
        rows.append(Row(f"line {entry.line + 1}", place, cells, entry_faults))
    rows.extend(Row(f"line {fault.place.line}", fault.place, {}, (fault,)) for fault in duplicates)
    return Table(file, tuple(titles), rows)


def _flat(values: dict[str, Any], spot: Spot, above: str = "") -> Iterator[tuple[str, Any, Spot]]:
    """The values of an entry. A mapping whose keys are all fields of ours gives a value for each of these fields."""
    for key, value in values.items():
        here, name = spot.items.get(key, spot), f"{above}{key}"
        if isinstance(value, dict) and value and all(_is_field(f"{name}.{inner}") for inner in value):
            yield from _flat(value, here, f"{name}.")
        else:
            yield name, value, here


def _is_field(name: str) -> bool:
    return any(field == name or field.startswith(f"{name}.") for field in BY_FIELD)


def as_value(value: Any) -> Value | None:
    """A nested value as a cell: a list as its entries, a mapping as lines of names and values."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_inline(inner)}" for key, inner in value.items()) or None
    if isinstance(value, list):
        return tuple(text for entry in value if (text := _inline(entry))) or None
    return None if isinstance(value, str) and not value.strip() else value


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_inline(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(_inline, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
