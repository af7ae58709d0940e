"""What a list is once its format no longer matters: a header and rows, each with its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ...model.diagnostics import Diagnostic, Place

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
HEADER_ROWS = 20
"""The header is one of the first so many rows."""

Value: TypeAlias = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | tuple[str, ...]
IsTitle: TypeAlias = Callable[[str], bool]
"""Whether the title of a column is one for titles of projects."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell that holds something."""

    value: Value
    place: Place
    fault: Diagnostic | None = None
    """Why its value cannot be used."""
    nested: object = None
    """The list or mapping that the value was made of, in formats that have them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something."""

    name: str
    """Where it is, in words: row 5, line 12, entry 3."""
    place: Place
    cells: dict[int, TableCell]
    """By the number of the column, from 0."""
    faults: Sequence[Diagnostic] = ()
    """Why the row as a whole cannot be used."""


@dataclass(frozen=True, slots=True)
class Table:
    """One list."""

    name: str
    """File, and sheet where there is one."""
    header: tuple[str, ...]
    """Titles of the columns; empty where a column has none."""
    rows: tuple[Row, ...]
    found: str = ""
    """Where the header is, in words."""
    markdown: bool = False
    """Whether its texts are Markdown."""


@dataclass(slots=True)
class Lists:
    """All that came of the files."""

    tables: list[Table] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    """What its reader should know, such as what was not read."""
    faults: list[Diagnostic] = field(default_factory=list)
    """Of files that could not be read at all."""


def header_of(rows: Sequence[Sequence[object]], is_title: IsTitle) -> int | None:
    """Which of some rows is the header: the first with two texts, or a later one that is more like it; None for none.

    A later one is more like it where one of its texts is a title for titles, and it has as many texts: above a table
    there may be a line about the list.
    """
    texts = [[cell for cell in row if isinstance(cell, str) and cell.strip()] for row in rows[:HEADER_ROWS]]
    several = [number for number, row in enumerate(texts) if len(row) >= 2]
    named = (number for number in several if len(texts[number]) >= len(texts[several[0]]))
    return next((number for number in named if any(map(is_title, texts[number]))), several[0] if several else None)


def no_header(place: Place) -> Diagnostic:
    """The fault of a list without titles of columns."""
    message = f"none of the first {HEADER_ROWS} rows has the titles of columns"
    return Diagnostic("no-header", message, place, "put a title above each column, one of them `Title`")


def too_large(place: Place, size: int) -> Diagnostic | None:
    """The fault of a file that is too large; None where it is not."""
    if size <= MAX_BYTES:
        return None
    message = f"the file has {size:,} bytes, the most is {MAX_BYTES:,}"
    return Diagnostic("file-too-large", message, place, "split it into several files")


def too_many(place: Place) -> Diagnostic:
    """The fault of a list that is too long."""
    return Diagnostic(
        "too-many-rows", f"the list has more than {MAX_ROWS:,} rows", place, "split it into several files"
    )
