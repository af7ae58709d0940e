"""Lists as people lay them out in a spreadsheet: which row has the headings, and which rows are not projects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ...model.diagnostics import Diagnostic, Place
from ..column_guess import How
from ..menu_names import MENU
from .table import FieldOf, Row, Table

HEADER_ROWS = 20
"""Rows at the top of a list in which the headings must be."""
MAX_FIELDS = 100
"""A list on its side has at most so many rows."""


def header_of(rows: Sequence[Sequence[object]], field_of: FieldOf) -> int | None:
    """The number of the row that has the column headings, or None.

    It is the first row with two texts. A later row takes its place only if it names the title and another field, and
    names more fields than every row above it: above a table there may be lines about the list, and a cell of a project
    may happen to say `Project`. Once the headings name the title and another field, only the next row can take their
    place: below it there are projects, and perhaps the headings again. A list of a single column needs a heading that
    names the title.
    """
    texts = [[cell for cell in row if isinstance(cell, str) and cell.strip()] for row in rows]
    candidates = [number for number, row in enumerate(texts[:HEADER_ROWS]) if len(row) >= 2]
    if not candidates:
        titled = (number for number, row in enumerate(texts[:HEADER_ROWS]) if "title" in fields_of(row, field_of))
        return next(titled, None) if all(len(row) <= 1 for row in texts) else None
    header, named = candidates[0], fields_of(texts[candidates[0]], field_of)
    for above, number in pairwise(candidates):
        if above != header and "title" in named and len(named) > 1:
            break
        fields = fields_of(texts[number], field_of)
        if "title" in fields and len(fields) > max(len(named), 1):
            header, named = number, fields
    return header


def fields_of(texts: Sequence[str], field_of: FieldOf) -> set[str]:
    """The fields that some texts name."""
    return {field for text in texts if (field := field_of(text.strip())) is not None}


def rows_above(rows: Iterable[Row], list_name: str, field_of: FieldOf, notices: list[str]) -> list[Row]:
    """The rows above the headings that may be projects, with a fault on each; the others are lines about the list.

    A row of two cells or more may be a project if a row above it names the title.
    """
    result: list[Row] = []
    titled = False
    for row in rows:
        texts = [" ".join(str(cell.value).split()) for cell in row.cells.values()]
        if row.faults:
            result.append(row)
        elif titled and len(texts) > 1:
            message = "the row is above the column headings, so it was not read"
            advice = "if it is a project, move it below the headings; if not, delete it"
            result.append(replace(row, faults=[Diagnostic("above-headings", message, row.place, advice)]))
        else:
            text = ", ".join(texts)[:80]
            notices.append(f"{list_name}, {row.name}: not read, as it is above the column headings: {text}")
        titled = titled or "title" in fields_of(texts, field_of)
    return result


def checked(table: Table, field_of: FieldOf, merged: Collection[Place] = ()) -> Table:
    """The table with a fault on each row that is clearly not a project, or on the table if it is on its side.

    `merged` has the places of the rows whose first filled cell is merged with those beside it.
    """
    if _on_its_side(table, field_of):
        message = "the list seems to have a project in each column, so its rows were not read"
        advice = "in Excel copy it, then paste it with Transpose, so that each project is a row"
        return replace(table, fault=Diagnostic("list-on-its-side", message, table.rows[0].place, advice))
    title = next((number for number, text in enumerate(table.header) if field_of(text) == "title"), None)
    sections = _sections(table, title, merged)
    rows = []
    for number, row in enumerate(table.rows):
        faults = list(row.faults)
        if not faults and _repeats_header(row, table.header, title, field_of):
            message = "the row holds column headings, not a project"
            faults = [Diagnostic("repeated-header", message, row.place, "delete the row")]
        elif not faults and number in sections:
            text = str(row.cells[min(row.cells)].value).strip()[:60]
            message = f"`{text}` seems to be the heading of a section: the rest of its row is empty"
            advice = "delete the row; if it is a project, fill in another of its cells"
            faults = [Diagnostic("section-row", message, row.place, advice)]
        rows.append(replace(row, faults=faults))
    return replace(table, rows=rows)


def _repeats_header(row: Row, header: Sequence[str], title: int | None, field_of: FieldOf) -> bool:
    """Whether the title is a heading for titles, or every cell repeats its heading, or three or more name fields."""
    texts = {number: str(cell.value).strip() for number, cell in row.cells.items()}
    if len(texts) < 2:
        return False
    same = all(text.casefold() == header[number].casefold() for number, text in texts.items())
    # A title such as `Project 3` is only close to a heading.
    known = MENU.guess(texts[title]) if title in texts else None
    named = known is not None and known.field == "title" and known.how is not How.CLOSE
    return named or same or (len(texts) >= 3 and all(field_of(text) for text in texts.values()))


def _sections(table: Table, title: int | None, merged: Collection[Place]) -> set[int]:
    """Numbers of the rows that head a section.

    These are the rows merged across columns. If the first row has only a title, they are also all such rows above a
    fuller one: a list with sections begins with a section.
    """
    alone = {number for number, row in enumerate(table.rows) if len(row.cells) == 1}
    sections = {number for number in alone if table.rows[number].place in merged}
    bare = {number for number in alone if title in table.rows[number].cells and number + 1 not in alone}
    if 0 in bare and len(bare) * 2 <= len(table.rows) and sum(map(bool, table.header)) >= 3:
        sections |= bare - {len(table.rows) - 1}
    return sections


def _on_its_side(table: Table, field_of: FieldOf) -> bool:
    """Whether the first column holds the names of fields, and the headings do not."""
    if len(table.rows) > MAX_FIELDS:
        return False
    first = [str(row.cells[0].value) for row in table.rows if 0 in row.cells]
    return (
        len(fields_of(first, field_of)) >= 2
        and sum(field_of(text.strip()) is not None for text in first) * 2 > len(table.rows)
        and field_of(table.header[0]) is not None
        and len(fields_of(table.header[1:], field_of)) < 2
    )
