"""Reads the rows of a scheme's sheets: values by their paths, with the cell of each, and every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model.diagnostics import Diagnostic
from ..model.ids import id_from
from ..model.library import Library
from ..model.profile_choices import choices
from ..model.scheme_file import Row, SchemeFile, Table
from ..model.sheets import plan
from ..model.sheets import profile as forms
from ..model.sheets.choices import by_words, same_words
from ..model.sheets.form import SheetColumn
from ..model.walk import Path
from .cell_values import UnreadableError
from .profile_values import profile_value

_NAMES = {forms.CONTACTS.name, plan.RATES.name}
"""Sheets on which people may be named by mistake: no fault quotes what is typed there."""


class SheetReader:
    """Reads the rows of sheets to values by path, and notes every fault."""

    def __init__(self, file: SchemeFile, library: Library) -> None:
        self.file, self.library, self.lists = file, library, choices(library)
        self.values: dict[Path, Any] = {}
        self.cells: dict[Path, tuple[str, SheetColumn]] = {}
        self.faults: list[Diagnostic] = []
        self.row_ids: dict[str, list[str]] = {}

    def report(self, code: str, message: str, table: Table, row: Row, key: str, help: str) -> None:
        self.faults.append(Diagnostic(code, message, table.place(row, key), help))

    def read(self, table: Table, row: Row, key: str, *, column: SheetColumn | None = None, prose: bool = False) -> Any:
        """The value of a cell; None if it is empty, or has a fault, which is reported."""
        column = column or table.form.column(key)
        words = self.lists.get(column.choices) if column.choices else None
        try:
            return profile_value(row.cells.get(key), column, words, prose=prose)
        except UnreadableError as fault:
            quoted = "`[^`]*`" if table.form.name in _NAMES else "this"
            message = re.sub(f"^({quoted}|this) is", f"`{column.title}` is", fault.message)
            self.report(fault.code, message, table, row, key, fault.help)
            return None

    def put(self, path: Path, table: Table, row: Row, key: str, value: Any, column: SheetColumn | None = None) -> None:
        """Note where a value is, and the value unless it is None."""
        cell = table.place(row, key).cell or ""
        self.cells[path] = cell, column or table.form.column(key)
        if value is not None:
            self.values[path] = value

    def filled(self, name: str) -> Iterator[tuple[Table, Row]]:
        """The rows of a sheet in which the planner filled in something; none if the sheet is missing."""
        table = self.file.tables.get(name)
        if table is not None:
            keys = [column.key for column in table.form.columns if column.fill]
            yield from ((table, row) for row in table.rows if any(row.value(key) is not None for key in keys))

    def by_id(
        self, name: str, keys: Sequence[str], titles: Mapping[str, str], what: str, help: str = ""
    ) -> dict[str, tuple[Table, Row]]:
        """The rows of a sheet with a row for each of something, by its id; the sheet may be missing.

        Args:
            name: name of the sheet.
            keys: the columns whose texts, one after the other, are the title.
            titles: titles by id.
            what: what the rows are, for the fault of a row that is none of them; empty if such a row may be there.
            help: what to do about such a row.
        """
        table = self.file.tables.get(name)
        if table is None:
            return {}
        known = {same_words(words): id for words, id in by_words(titles.items()).items()}
        rows: dict[str, tuple[Table, Row]] = {}
        filled = {row.id for _, row in self.filled(name)}
        for row in table.rows:
            title = " ".join(str(row.value(key) or "") for key in keys).removesuffix("*")
            id = row.id if row.id in titles else known.get(same_words(title))
            if id is None:
                if row.id in filled and what:
                    quoted = title and name not in _NAMES
                    message = f"`{title[:60].strip()}` is not a {what}" if quoted else f"this row is for no {what}"
                    self.report("unknown-row", message, table, row, keys[-1], help)
            elif id in rows and row.id in filled and rows[id][1].id in filled:
                advice = f"keep one of them; the other is in row {rows[id][1].number}"
                self.report("two-rows", f"two rows are for `{titles[id]}`", table, row, keys[-1], advice)
            elif id not in rows or row.id in filled:
                rows[id] = table, row
        return rows

    def entries(self, path: str, name: str) -> Iterator[tuple[int, Table, Row]]:
        """The rows of a list of the profile that has a row for each entry, with their numbers; notes their ids."""
        for number, (table, row) in enumerate(self.filled(name)):
            self.row_ids.setdefault(path, []).append(row.id)
            yield number, table, row


def added(table: Table, row: Row) -> bool:
    """Whether the planner added a row, now or before an earlier update: its id was then made from what it says."""
    word = (id_from(table.form.name) or "row").partition("-")[0]
    return re.fullmatch(f"{word}-[0-9a-f]{{8}}", row.id) is not None
