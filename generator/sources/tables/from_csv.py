"""Lists as text, with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ...model.diagnostics import Diagnostic, Place
from ...model.menu_cells import unguarded
from .grid import HEADER_ROWS, checked, fields_of, header_of, rows_above
from .table import MAX_ROWS, FieldOf, Lists, Row, Table, TableCell, decoded, too_many

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAMPLE = 60
"""Records by which the delimiter is chosen."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of text cells."""

    line: int
    """On which it starts, from 1."""
    cells: list[str]
    fault: Diagnostic | None = None


def read(raw: bytes, file: str, field_of: FieldOf, lists: Lists) -> None:
    """Add the list in a CSV file to the lists."""
    text = decoded(raw, file, lists)
    if text is None:
        return
    delimiter, start = _layout(text, file, field_of)
    records = [
        record for record in records_of(text, file, delimiter) if record.fault or any(map(str.strip, record.cells))
    ]
    header = next((record for record in records if record.line == start), None)
    if header is None:
        message = f"none of the first {HEADER_ROWS} rows has column headings"
        advice = "put a heading above each column, one of them `Title`"
        lists.faults.append(Diagnostic("no-header", message, Place(file), advice))
    elif len(records) > MAX_ROWS:
        lists.faults.append(too_many(Place(file)))
    else:
        titles = tuple(title.strip() for title in header.cells)
        above = [row_of(file, record, len(record.cells)) for record in records if record.line < header.line]
        skipped = rows_above(above, file, field_of, lists.notices)
        rows = [row_of(file, record, len(titles)) for record in records if record.line > header.line]
        separated = f", {DELIMITERS[delimiter]} between the cells" if len(titles) > 1 else ""
        layout = f"column headings in line {header.line}{separated}"
        table = checked(Table(file, titles, rows, layout), field_of)
        lists.tables.append(replace(table, rows=[*skipped, *table.rows]))


def _layout(text: str, file: str, field_of: FieldOf) -> tuple[str, int | None]:
    """The delimiter, and the line of the column headings.

    The best delimiter gives headings that name the title and most fields, then the most rows as long as the headings:
    prose holds commas, but not the same number in every row.
    """
    best: tuple[tuple[bool, int, float, int], str, int | None] = ((False, 0, 0.0, 0), ",", None)
    for delimiter in DELIMITERS:
        records = list(islice(records_of(text, file, delimiter), _SAMPLE))
        number = header_of([record.cells for record in records], field_of)
        if number is not None:
            header = records[number].cells
            fields = fields_of(header, field_of)
            below = [len(record.cells) == len(header) for record in records[number + 1 :] if any(record.cells)]
            even = below.count(True) / len(below) if below else 1.0
            rank = ("title" in fields, len(fields), even, len(header))
            if rank > best[0]:
                best = (rank, delimiter, records[number].line)
    return best[1], best[2]


def records_of(text: str, file: str, delimiter: str) -> Iterator[Record]:
    """The records of a text, each with its line; a quoted cell may hold line breaks.

    A record over several lines whose quotation marks do not match has a fault, and only its first line is taken: the
    lines below it are read as records of their own.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    line, offset, reader = 0, 0, csv.reader(lines, delimiter=delimiter)
    while line < len(lines):
        fault = None
        try:
            cells = next(reader)
            end = offset + reader.line_num
            if end - line > 1:
                list(csv.reader(lines[line:end], delimiter=delimiter, strict=True))
        except csv.Error:
            message = "a quotation mark is not closed, or a cell is too long"
            advice = 'close the quotation mark; write a quotation mark within a quoted cell twice: ""'
            fault = Diagnostic("unclosed-quote", message, Place(file, line + 1), advice)
            cells, end = [lines[line].strip()], line + 1
            offset, reader = end, csv.reader(map(lines.__getitem__, range(end, len(lines))), delimiter=delimiter)
        yield Record(line + 1, cells, fault)
        line = end


def row_of(file: str, record: Record, width: int) -> Row:
    """A record as a row under so many column headings."""
    place = Place(file, record.line)
    name = f"line {record.line}"
    if record.fault:
        return Row(name, place, {}, (record.fault,))
    faults = []
    if any(map(str.strip, record.cells[width:])):
        message = f"the row has {len(record.cells)} cells, but there are {width} column headings"
        advice = "put the text that holds the separator into double quotes"
        faults.append(Diagnostic("long-row", message, place, advice))
    cells = enumerate(record.cells[:width])
    filled = {number: TableCell(unguarded(cell), place) for number, cell in cells if cell.strip()}
    return Row(name, place, filled, faults)
