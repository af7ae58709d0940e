"""What was read of a scheme's records the last time: while somebody types, most rows stay the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ..model.diagnostics import Diagnostic, Place
from ..model.scheme_file import OWN, Row, Table
from ..model.sheets.form import Kind, SheetColumn
from ..model.sheets.records import LETTERS, MEMBER, groups_form
from ..model.typed_workbook import TypedCell
from ..model.walk import Path
from .records import ReadRecords

_LETTER = SheetColumn("", "", 12, "A letter from the list.", Kind.CHOICE, LETTERS, fill=True)
_MEMBER = groups_form(2).column(f"{MEMBER}1")


class ReadRow(NamedTuple):
    """What was read of a row."""

    path: Path
    cells: Mapping[str, TypedCell]
    values: dict[str, Any]
    places: dict[Path, tuple[Place, SheetColumn]]
    faults: list[Diagnostic]


class ReadBefore:
    """What was read of a scheme's records, as a whole and by rows."""

    def __init__(self) -> None:
        self.records: ReadRecords | None = None
        self.inputs: Sequence[object] = []
        """The record and the sheets that they were read from."""
        self.keep_until: list[Row] = []
        self.rows: dict[tuple[str, int], ReadRow] = {}
        """By sheet and number."""
        self._choices: Mapping[str, Mapping[str, str]] = {}
        self._columns: dict[str, object] = {}

    def start(self, choices: Mapping[str, Mapping[str, str]]) -> None:
        """Forget everything if there are other choices than before."""
        if choices != self._choices:
            self._choices, self.rows, self.records = choices, {}, None

    def columns(self, table: Table) -> list[SheetColumn]:
        """The columns that a planner fills in. If they have changed, forget what was read of the sheet."""
        columns, sheet = _columns(table), table.form.name
        if self._columns.get(sheet) != (columns, table.columns):
            self._columns[sheet] = columns, table.columns
            self.rows = {place: row for place, row in self.rows.items() if place[0] != sheet}
        return columns


def _columns(table: Table) -> list[SheetColumn]:
    """The columns that a planner fills in; of members and sessions, each scheme has its own number."""
    columns = {column.key: column for column in table.form.columns}
    for key in table.columns:
        if key not in columns and not key.startswith(OWN):
            title = table.titles.get(key, key)
            columns[key] = replace(_MEMBER if key.startswith(MEMBER) else _LETTER, key=key, title=title)
    return [column for column in columns.values() if column.fill and column.key in table.columns]
