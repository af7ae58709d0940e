"""Exports of online forms as rows of cells, before anybody knows which row has the column headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from ...model.diagnostics import Diagnostic, InputFault, Place
from .. import excel
from . import from_csv, from_excel
from .table import MAX_ROWS, Lists, Row, decoded, misnamed, too_many

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet or of a text file that are not empty."""

    name: str
    """File, and sheet where there is one."""
    rows: tuple[Row, ...]
    layout: str = ""
    """What is between the cells, in words; empty for a sheet."""

    @property
    def is_text(self) -> bool:
        """Whether it comes from a text file, where a comma too many moves all the cells after it."""
        return bool(self.layout)


def read_grids(files: Mapping[str, bytes], lists: Lists) -> Iterator[tuple[str, list[list[Grid]]]]:
    """For each file its name and its sheets. A text file is one sheet, with a grid for each delimiter it may have.

    Faults and notices go to `lists`. A file that cannot be read has no sheets.
    """
    for file, raw in files.items():
        if fault := misnamed(raw, file):
            lists.faults.append(fault)
            yield file, []
            continue
        match PurePath(file).suffix.lower():
            case ".xlsx" | ".xlsm" | ".xls" | ".xltx":
                yield file, _sheets(file, raw, lists)
            case ".csv" | ".tsv" | ".txt":
                text = decoded(raw, file, lists)
                yield file, [] if text is None else [_texts(file, text, lists)]
            case _:
                message = "answers cannot be read from a file of this kind"
                advice = f"save it as one of {', '.join(SUFFIXES)}"
                lists.faults.append(Diagnostic("unknown-format", message, Place(file), advice))
                yield file, []


def _sheets(file: str, raw: bytes, lists: Lists) -> list[list[Grid]]:
    try:
        sheets = excel.read_cells(raw, file)
    except InputFault as fault:
        lists.faults.extend(fault.diagnostics)
        return []
    grids = []
    for sheet in sheets:
        rows = (from_excel.row_of(cells, sheet.name, file) for cells in sheet.rows)
        grids.append([Grid(f"{file}, sheet {sheet.name}", tuple(row for row in rows if row.cells))])
    return grids


def _texts(file: str, text: str, lists: Lists) -> list[Grid]:
    grids = []
    for delimiter, words in from_csv.DELIMITERS.items():
        rows = tuple(
            row
            for record in from_csv.records_of(text, file, delimiter)
            if (row := from_csv.row_of(file, record, len(record.cells))).cells or row.faults
        )
        if len(rows) > MAX_ROWS:
            lists.faults.append(too_many(Place(file)))
            return []
        grids.append(Grid(file, rows, f"{words} between the cells"))
    return grids
