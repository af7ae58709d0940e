"""A list, whatever its file format: headings and rows, each with its place; and the text of a list."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ...model.diagnostics import Diagnostic, Place

MAX_BYTES = 10_000_000
_ZIP = b"PK\x03\x04"
"""How every .xlsx file begins."""
MAX_ROWS = 20_000

Value: TypeAlias = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | tuple[str, ...]
FieldOf: TypeAlias = Callable[[str], str | None]
"""The field that a column heading names, or None."""

_MISREAD = re.compile(
    r"[a-zß-öø-ÿ][À-ÖØ-ÞŒŠŽŸ]|[^\W\d_][^\x00-\x7f\w\s’”…–—®™©°»]|[^\W\d_][”…®™©°][^\W\d_]|[ˆƒ]"  # noqa: RUF001
)
"""What a wrong encoding makes of a word: a capital after a small letter, or a symbol within it."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that is not empty."""

    value: Value
    place: Place
    fault: Diagnostic | None = None
    """Why its value cannot be used."""
    nested: object = None
    """The value before it was put into a cell, in formats with nested values."""


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
    rows: Sequence[Row]
    layout: str = ""
    """Where its headings are, in words."""
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


def misnamed(raw: bytes, file: str) -> Diagnostic | None:
    """The fault of an Excel file with the name of a text file, or of text with the name of an Excel file."""
    excel = file.lower().endswith(".xlsx")
    if not excel and raw.startswith(_ZIP):
        message, advice = "this looks like an Excel file, whatever its name says", "let its name end in .xlsx"
    elif excel and b"\n" in raw and b"\0" not in raw:
        message = "this is text, and not an Excel file"
        advice = "let its name end in .csv, or open it in Excel and save it as .xlsx"
    else:
        return None
    return Diagnostic("misnamed-file", message, Place(file), advice)


def too_many(place: Place) -> Diagnostic:
    """The fault of a list with too many rows."""
    message = f"the list has more than {MAX_ROWS:,} rows"
    return Diagnostic("too-many-rows", message, place, "split it into several files")


def decoded(raw: bytes, file: str, lists: Lists) -> str | None:
    """The text with plain line breaks; None, and a fault in `lists`, if there is none."""
    text = _decoded(raw, file, lists)
    if isinstance(text, Diagnostic):
        lists.faults.append(text)
    elif "\0" in text:
        place = Place(file, text[: text.index("\0")].count("\n") + 1)
        message = "the file holds the character U+0000"
        lists.faults.append(Diagnostic("control-character", message, place, "save it again"))
    elif not text.strip():
        lists.faults.append(Diagnostic("empty-file", "the file is empty", Place(file), "save the list again"))
    else:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return None


def _decoded(raw: bytes, file: str, lists: Lists) -> str | Diagnostic:
    if len(raw) > MAX_BYTES:
        message = f"the file has {len(raw):,} bytes; it must have at most {MAX_BYTES:,}"
        return Diagnostic("file-too-large", message, Place(file), "split it into several files")
    text: str | Diagnostic
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = _decoded_as(raw, file, "utf-16"), "UTF-16"
    else:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text, mac = _decoded_as(raw, file, "cp1252"), raw.decode("mac_roman")
            encoding = "Windows text (Windows-1252); check its accented letters"
            errors = len(_MISREAD.findall(mac))
            if errors < len(_MISREAD.findall(text)) if isinstance(text, str) else errors == 0:
                text, encoding = mac, "Mac text (Mac OS Roman); check its accented letters"
    if isinstance(text, str):
        lists.notices.append(f"{file}: read as {encoding}")
    return text


def _decoded_as(raw: bytes, file: str, encoding: str) -> str | Diagnostic:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"the byte 0x{raw[error.start]:02X} is in no known encoding of text"
        return Diagnostic("bad-encoding", message, Place(file, line), "save the file as UTF-8")
