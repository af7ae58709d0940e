"""Lists as text with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from ...model.diagnostics import Diagnostic, Place
from .table import MAX_ROWS, IsTitle, Lists, Row, Table, TableCell, header_of, no_header, too_large, too_many

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_GUARDED = re.compile(r"'+[=+\-@\t]")


def unguarded(text: str) -> str:
    """A cell's text without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return text[1:] if _GUARDED.match(text) else text


def read(raw: bytes, file: str, is_title: IsTitle) -> Lists:
    """The list of a CSV file.

    Args:
        raw: the file.
        file: its name, for diagnostics.
        is_title: whether the title of a column is one for titles of projects.
    """
    lists = Lists()
    place = Place(file)
    fault = too_large(place, len(raw))
    text = fault or _decoded(raw, file, lists)
    if isinstance(text, Diagnostic):
        lists.faults.append(text)
        return lists
    if not text.strip():
        lists.faults.append(Diagnostic("empty-file", "the file is empty", place, "save the list again as CSV"))
        return lists
    delimiter, start = _layout(text, is_title)
    try:
        records = list(_records(text, delimiter))
    except csv.Error as error:
        advice = "save the list again as CSV from Excel"
        lists.faults.append(Diagnostic("bad-csv", f"the file cannot be read as CSV: {error}", place, advice))
        return lists
    if start is None:
        lists.faults.append(no_header(place))
        return lists
    if len(records) > MAX_ROWS:
        lists.faults.append(too_many(place))
        return lists
    (line, header), rows = records[start], records[start + 1 :]
    found = f"titles of columns in line {line}, {_DELIMITERS[delimiter]} between the cells"
    titles = tuple(title.strip() for title in header)
    built = tuple(_row(file, number, cells, titles) for number, cells in rows if any(cell.strip() for cell in cells))
    lists.tables.append(Table(file, titles, built, found))
    return lists


def _decoded(raw: bytes, file: str, lists: Lists) -> str | Diagnostic:
    """The text, whatever program saved it."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, name = "utf-16", "UTF-16"
    else:
        try:
            text = raw.decode("utf-8-sig")
            return _without_nul(text, file)
        except UnicodeDecodeError:
            encoding, name = "cp1252", "Windows text (Windows-1252)"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"the byte 0x{raw[error.start]:02X} belongs to no text that is known here"
        return Diagnostic("bad-encoding", message, Place(file, line), "save the list as CSV UTF-8")
    lists.notices.append(f"{file}: read as {name}")
    return _without_nul(text, file)


def _without_nul(text: str, file: str) -> str | Diagnostic:
    if "\0" not in text:
        return text
    line = text[: text.index("\0")].count("\n") + 1
    return Diagnostic("control-character", "the file holds the character U+0000", Place(file, line), "save it again")


def _layout(text: str, is_title: IsTitle) -> tuple[str, int | None]:
    """What stands between cells, and which record is the header: the delimiter that parts the header most."""
    best: tuple[tuple[bool, int], str, int | None] = ((False, 0), ",", None)
    for delimiter in _DELIMITERS:
        try:
            first = [
                cells for _, cells in zip(range(60), (cells for _, cells in _records(text, delimiter)), strict=False)
            ]
        except csv.Error:
            continue
        number = header_of(first, is_title)
        if number is not None:
            titles = [cell for cell in first[number] if cell.strip()]
            rank = (any(map(is_title, titles)), len(titles))
            if rank > best[0]:
                best = (rank, delimiter, number)
    return best[1], best[2]


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it starts; quoted cells keep their line breaks."""
    reader = csv.reader(_lines(text), delimiter=delimiter)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends. Other separators than line feeds belong to the text of a cell."""
    for match in re.finditer(r"[^\n]*\n|[^\n]+\Z", text.replace("\r\n", "\n").replace("\r", "\n")):
        yield match[0]


def _row(file: str, line: int, cells: list[str], titles: tuple[str, ...]) -> Row:
    place = Place(file, line)
    extra = [cell for cell in cells[len(titles) :] if cell.strip()]
    faults = []
    if extra:
        message = f"the row has {len(cells)} cells, the header {len(titles)}"
        advice = "put the text that holds the separator into double quotes"
        faults.append(Diagnostic("long-row", message, place, advice))
    found = {
        number: TableCell(unguarded(cell), place) for number, cell in enumerate(cells[: len(titles)]) if cell.strip()
    }
    return Row(f"line {line}", place, found, tuple(faults))
