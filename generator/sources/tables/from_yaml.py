"""Lists in YAML or JSON: a list, projects by id, one list under a name, several documents, or one project."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...model.diagnostics import Diagnostic, Place
from ...model.menu_table import BY_FIELD
from ..yaml_reader import Spot, read_documents
from .from_json import read_json
from .table import MAX_ROWS, IsTitle, Lists, Row, Table, TableCell, Value, too_large, too_many


@dataclass(frozen=True, slots=True)
class _Entry:
    """One project of the list."""

    values: Any
    spot: Spot
    line: int
    """Where it starts, from 0: at its key where it has one."""
    id: str | None = None


def read(raw: bytes, file: str, is_title: IsTitle, *, json: bool) -> Lists:
    """The list of a file of YAML or JSON.

    Args:
        raw: the file.
        file: its name, for diagnostics.
        is_title: whether the title of a column is one for titles of projects.
        json: whether it is JSON.
    """
    lists = Lists()
    fault = too_large(Place(file), len(raw))
    text = fault or decoded(raw, file)
    if isinstance(text, Diagnostic):
        lists.faults.append(text)
        return lists
    documents, faults = read_json(file, text) if json else read_documents(file, text)
    entries = list(_entries(documents, file, is_title, lists))
    if len(entries) > MAX_ROWS:
        lists.faults.append(too_many(Place(file)))
        return lists
    if entries:
        lists.tables.append(table(entries, faults, file, lists))
    else:
        lists.faults.extend(faults or [_no_list(file)])
    return lists


def decoded(raw: bytes, file: str) -> str | Diagnostic:
    """The text of a file in UTF-8 or UTF-16."""
    try:
        encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return raw.decode(encoding).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8 text"
        return Diagnostic("not-utf8", message, Place(file, line), "save the file as UTF-8")


def _no_list(file: str) -> Diagnostic:
    message = "the file holds no list of projects"
    return Diagnostic("no-list", message, Place(file), "write a list in which each entry has a `title`")


def _entries(documents: list[tuple[Any, Spot]], file: str, is_title: IsTitle, lists: Lists) -> Iterator[_Entry]:
    for data, spot in documents:
        if isinstance(data, list):
            yield from _listed(data, spot)
        elif isinstance(data, dict):
            yield from _mapped(data, spot, file, is_title, lists)
        elif data is not None:
            lists.faults.append(_no_list(file))


def _listed(data: list[Any], spot: Spot) -> Iterator[_Entry]:
    for number, value in enumerate(data):
        yield _Entry(value, spot.items[number], spot.items[number].line)


def _mapped(data: dict[str, Any], spot: Spot, file: str, is_title: IsTitle, lists: Lists) -> Iterator[_Entry]:
    if any(is_title(key) and not isinstance(value, dict | list) for key, value in data.items()):
        yield _Entry(data, spot, spot.line)
        return
    under = [
        key for key, value in data.items() if isinstance(value, list) and any(isinstance(one, dict) for one in value)
    ]
    if under:
        yield from _listed(data[under[0]], spot.items[under[0]])
        rest = [key for key in data if key != under[0]]
    else:
        rest = []
        for key, value in data.items():
            if isinstance(value, dict):
                yield _Entry(value, spot.items[key], spot.keys[key].line, key)
            else:
                rest.append(key)
    if rest:
        lists.notices.append(f"{file}: not read, as it is no list of projects: {', '.join(rest)}")


def table(entries: list[_Entry], faults: list[Diagnostic], file: str, lists: Lists) -> Table:
    """Entries as rows. A fault belongs to the entry within whose lines it lies; one before them all to the file."""
    titles: dict[str, int] = {}
    rows = []
    own: dict[int, list[Diagnostic]] = {}
    twice: list[Diagnostic] = []
    starts = [entry.line for entry in entries]
    columns = {entry.spot.column for entry in entries if entry.id is not None}
    for fault in faults:
        number = bisect_left(starts, fault.place.line) - 1
        if number < 0:
            lists.faults.append(fault)
        elif fault.code == "duplicate-key" and columns and fault.place.column - 1 < min(columns):
            twice.append(fault)
        else:
            own.setdefault(number, []).append(fault)
    for number, entry in enumerate(entries):
        place = Place(file, entry.line + 1, entry.spot.column + 1)
        cells: dict[int, TableCell] = {}
        found = list(own.get(number, ()))
        if isinstance(entry.values, dict):
            values = {"id": entry.id, **entry.values} if entry.id else entry.values
            for key, value, spot in _flat(values, entry.spot):
                at = Place(file, spot.line + 1, spot.column + 1, max(1, spot.length))
                plain = as_value(value)
                if plain is not None:
                    nested = value if isinstance(value, dict | list) else None
                    cells[titles.setdefault(key, len(titles))] = TableCell(plain, at, nested=nested)
        else:
            message = "the entry is no project: it has no names with values"
            found.append(Diagnostic("not-a-project", message, place, "start each line with a name and a colon"))
        rows.append(Row(f"line {entry.line + 1}", place, cells, tuple(found)))
    rows.extend(Row(f"line {fault.place.line}", fault.place, {}, (fault,)) for fault in twice)
    return Table(file, tuple(titles), tuple(rows))


def _flat(values: dict[str, Any], spot: Spot, above: str = "") -> Iterator[tuple[str, Any, Spot]]:
    """The values of an entry; where all parts of a mapping are fields of ours, each part by the name of its field."""
    for key, value in values.items():
        here, name = spot.items.get(key, spot), f"{above}{key}"
        if isinstance(value, dict) and value and all(_is_field(f"{name}.{part}") for part in value):
            yield from _flat(value, here, f"{name}.")
        else:
            yield name, value, here


def _is_field(name: str) -> bool:
    return any(field == name or field.startswith(f"{name}.") for field in BY_FIELD)


def as_value(value: Any) -> Value | None:
    """A nested value as a cell: a list as its entries, a mapping as lines of names and values."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_inline(part)}" for key, part in value.items()) or None
    if isinstance(value, list):
        return tuple(text for part in value if (text := _inline(part))) or None
    return None if isinstance(value, str) and not value.strip() else value


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_inline(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_inline, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
