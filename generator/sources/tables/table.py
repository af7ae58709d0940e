"""A list, whatever its file format: headings and rows, each with its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ...model.diagnostics import Diagnostic, Place

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000

Value: TypeAlias = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | tuple[str, ...]
FieldOf: TypeAlias = Callable[[str], str | None]
"""The field that a column heading names, or None."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that is not empty."""

    value: Value
    place: Place
    fault: Diagnostic | None = None
    """Why its value cannot be used."""
    nested: object = None
    """The list or mapping behind the value, in formats that have them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty."""

    name: str
    """Where it is, in words: row 5, line 12, entry 3."""
    place: Place
    cells: dict[int, TableCell]
    """By the number of the column, from 0."""
    faults: Sequence[Diagnostic] = ()
    """Why the whole row cannot be used."""


@dataclass(frozen=True, slots=True)
class Table:
    """One list."""

    name: str
    """File, and sheet where there is one."""
    header: tuple[str, ...]
    """Column headings; empty where a column has none."""
    rows: tuple[Row, ...]
    layout: str = ""
    """Where the headings are, in words."""
    markdown: bool = False
    """Whether its texts are Markdown."""
    fault: Diagnostic | None = None
    """Why none of its rows can be used."""


@dataclass(slots=True)
class Lists:
    """Everything read from the files."""

    tables: list[Table] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    """What the author should know, such as lines that were not read."""
    faults: list[Diagnostic] = field(default_factory=list)
    """Faults of files that could not be read at all."""


def too_large(place: Place, size: int) -> Diagnostic | None:
    """The fault of a file of too many bytes."""
    if size <= MAX_BYTES:
        return None
    message = f"the file has {size:,} bytes; it must have at most {MAX_BYTES:,}"
    return Diagnostic("file-too-large", message, place, "split it into several files")


def too_many(place: Place) -> Diagnostic:
    """The fault of a list with too many rows."""
    return Diagnostic(
        "too-many-rows", f"the list has more than {MAX_ROWS:,} rows", place, "split it into several files"
    )
