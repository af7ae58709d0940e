"""Two copies of a scheme's workbook that two people edited, as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model.scheme_file import OWN, Change, Record, Row, SchemeFile, Table, own_note, same, written
from ..model.sheets.form import REQUIRED_MARK, Value
from ..model.sheets.profile import WHAT
from ..model.typed_workbook import EMPTY, TypedCell, TypedSheet, cell_name
from .carried_sheet import in_words, joined
from .moved_formulas import Moves, moved

THEIRS = "In the other copy: {}"
NO_BASE = (
    "Without the file that both copies come from, nobody can know what was deleted: "
    "a row, a column or a value that only one copy has stays."
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that both copies changed, each in another way. Mine stays, with a note of theirs."""

    sheet: str
    cell: str
    """In my copy, such as C7."""
    row: str
    """Which row it is, in words that name nobody."""
    column: str
    """Title of its column; empty in a sheet of the planner's own."""
    mine: Value
    theirs: Value


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of two copies, to be updated as usual."""

    file: SchemeFile
    conflicts: tuple[Conflict, ...]


def merged(base: SchemeFile | None, mine: SchemeFile, theirs: SchemeFile) -> Merged:
    """My copy with what is new in theirs. `base` is the file that both come from, if it is still there."""
    conflicts: list[Conflict] = []
    changes: list[Change] = [] if base else [Change("", "", NO_BASE)]
    tables = dict(mine.tables)
    moves: dict[str, Moves] = {}
    for name, their_table in theirs.tables.items():
        if name not in tables:
            tables[name] = their_table
            continue
        merger = _TableMerger(
            base.tables.get(name) if base else None, tables[name], their_table, mine, theirs, conflicts, changes
        )
        tables[name], moves[name] = merger.merged()
    old_sheets = {sheet.name: sheet for sheet in base.own_sheets} if base else {}
    sheets = {sheet.name: sheet for sheet in mine.own_sheets}
    for sheet in theirs.own_sheets:
        old = old_sheets.get(sheet.name)
        if sheet.name in sheets:
            sheets[sheet.name] = _own_sheet(old, sheets[sheet.name], sheet, conflicts)
        elif sheet != old:
            sheets[sheet.name] = sheet
    for name, sheet in list(sheets.items()):
        if sheet == old_sheets.get(name) and name not in {sheet.name for sheet in theirs.own_sheets}:
            del sheets[name]
    file = replace(
        mine,
        tables=tables,
        own_sheets=tuple(sheets.values()),
        record=_record(mine.record, theirs.record),
        names={**theirs.names, **mine.names},
        uncarried=(*mine.uncarried, *(item for item in theirs.uncarried if item not in mine.uncarried)),
        changes=(*mine.changes, *(change for change in theirs.changes if change not in mine.changes), *changes),
    )
    return Merged(file, tuple(conflicts))


def _record(mine: Record | None, theirs: Record | None) -> Record | None:
    """My record, because my sheets are what the other's are added to; of the plans, the later one."""
    if mine and theirs and theirs.made > mine.made:
        return mine.model_copy(update={"plan": theirs.plan, "planning_from": theirs.planning_from})
    return mine


class _TableMerger:
    """Merges a sheet, row by row."""

    def __init__(
        self,
        base: Table | None,
        mine: Table,
        theirs: Table,
        my_file: SchemeFile,
        their_file: SchemeFile,
        conflicts: list[Conflict],
        changes: list[Change],
    ) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.my_record, self.their_record = my_file.record, their_file.record
        self.conflicts, self.changes = conflicts, changes
        self.base_rows = {row.id: row for row in base.rows} if base else {}
        self.my_rows = {row.id: row for row in mine.rows}
        self.their_rows = {row.id: row for row in theirs.rows}
        self.columns = dict(mine.columns)
        self.titles = dict(mine.titles)
        self.cells = dict(mine.sheet.cells)
        self.widths = dict(mine.sheet.widths)
        self._add_columns()

    def merged(self) -> tuple[Table, Moves]:
        """The table, and where the rows of the other copy are in it."""
        order = self._order()
        last = max([row.number for row in self.mine.rows], default=self.mine.header)
        numbers: dict[str, int] = {}
        for id in order:
            if id not in self.my_rows:
                last += 1
            numbers[id] = self.my_rows[id].number if id in self.my_rows else last
        moves = Moves(
            {row.number: numbers[row.id] for row in self.theirs.rows if row.id in numbers},
            {number: self.columns[key] for key, number in self.theirs.columns.items() if key in self.columns},
            max([row.number for row in self.theirs.rows], default=self.theirs.header),
            last,
        )
        name = self.mine.form.name
        rows = tuple(self._row(id, numbers[id], {name: moves}) for id in order)
        above = dict(self.mine.above)
        for number, cell in self.theirs.above.items():
            if cell.value not in [other.value for other in above.values()]:
                above[next(free for free in range(number, 10_000) if free not in above)] = cell
        table = replace(
            self.mine,
            sheet=replace(self.mine.sheet, cells=self.cells, widths=self.widths),
            columns=self.columns,
            titles=self.titles,
            rows=rows,
            above=above,
            example=self.mine.example and self.theirs.example,
        )
        return table, moves

    def _add_columns(self) -> None:
        """Add the planner's columns that only the other copy has, and drop those that it deleted."""
        old = set(self.base.own_columns) if self.base else set()
        for key in self.theirs.own_columns:
            if key not in self.columns and not (key in old and self._unchanged(self.theirs, key)):
                number, there = max([*self.columns.values(), 1]) + 1, self.theirs.columns[key]
                self.columns[key], self.titles[key] = number, self.theirs.titles[key]
                self.cells[self.mine.header, number] = self.theirs.sheet.cells.get((self.theirs.header, there), EMPTY)
                if there in self.theirs.sheet.widths:
                    self.widths[number] = self.theirs.sheet.widths[there]
        for key in self.mine.own_columns:
            if key in old and key not in self.theirs.columns and self._unchanged(self.mine, key):
                del self.columns[key]

    def _unchanged(self, table: Table, key: str) -> bool:
        return all(row.cell(key) == self.base_rows.get(row.id, row).cell(key) for row in table.rows)

    def _order(self) -> list[str]:
        """Ids of the rows: mine in their order, each of the other copy's after the one that it follows there."""
        followers: dict[str, list[str]] = {"": []}
        for row in self.mine.rows:
            if row.id in self.their_rows or not self._deleted(row, by_other=True):
                followers[row.id] = []
        previous = ""
        for row in self.theirs.rows:
            if row.id in followers:
                previous = row.id
            elif row.id not in self.my_rows and not self._deleted(row, by_other=False):
                followers[previous].append(row.id)
        return [id for first, others in followers.items() for id in (first, *others) if id]

    def _deleted(self, row: Row, *, by_other: bool) -> bool:
        """Whether a row that only one copy has goes: the other deleted it, and nobody changed it here."""
        record = self.my_record if by_other else self.their_record
        typed = any(self._typed(record, row, key) for key in row.cells)
        if row.id not in self.base_rows:
            # A row of a plan that only the other copy knows comes back with the next update if nobody typed in it.
            return not by_other and not row.own and self.their_record is not None and not typed
        if row.cells == self.base_rows[row.id].cells:
            return True
        who = "The other copy deleted a row that you" if by_other else "You deleted a row that the other copy"
        self.changes.append(Change(self.mine.form.name, "", f"{who} changed. It stays."))
        return False

    def _typed(self, record: Record | None, row: Row, key: str) -> bool:
        """Whether somebody typed a value into a cell, going by what the copy records of it."""
        value = written(row.cell(key).value, formula=row.cell(key).formula)
        recorded = record.cells.get(self.mine.form.name, {}).get(row.id, {}) if record else {}
        return value is not None and not same(value, recorded.get(key))

    def _row(self, id: str, number: int, moves: Mapping[str, Moves]) -> Row:
        """A row of both copies, or of one of them."""
        mine, theirs = self.my_rows.get(id), self.their_rows.get(id)
        if theirs is None:
            return self.my_rows[id]
        their_cells = {
            key: replace(cell, value=moved(str(cell.value), self.theirs.form.name, moves)) if cell.formula else cell
            for key, cell in theirs.cells.items()
            if key in self.columns
        }
        if mine is None:
            return replace(theirs, number=number, cells=their_cells)
        keys = [key for key in self.columns if key in mine.cells or key in their_cells]
        cells = {key: self._cell(mine, key, their_cells.get(key, EMPTY)) for key in keys}
        return replace(mine, cells=cells)

    def _cell(self, row: Row, key: str, their_cell: TypedCell) -> TypedCell:
        mine, base = row.cell(key), self._base_cell(row.id, key)
        filled = key.startswith(OWN) or self._is_filled_in(key)
        if not filled and self.my_record and self.their_record:
            # What the tool wrote into either copy is no edit: the next update writes it again.
            theirs = self.their_rows[row.id]
            if not self._typed(self.their_record, theirs, key):
                their_cell = replace(their_cell, value=mine.value, formula=mine.formula, result=mine.result)
            elif not self._typed(self.my_record, row, key):
                base = mine
        label = f"{row.id}|{key}"
        ours = self._recorded_note(self.my_record, label)
        cell, conflict = _merged_cell(
            base and replace(base, note=own_note(base.note, ours)),
            replace(mine, note=own_note(mine.note, ours)),
            replace(their_cell, note=own_note(their_cell.note, self._recorded_note(self.their_record, label))),
        )
        if conflict:
            name = self.mine.cell(row, key) if key in self.mine.columns else ""
            title = self.titles[key]
            words = _row_in_words(self.mine, row)
            self.conflicts.append(Conflict(self.mine.form.name, name, words, title, mine.shown, their_cell.shown))
        return replace(cell, note=joined(cell.note, ours if ours and ours in mine.note else ""))

    def _recorded_note(self, record: Record | None, label: str) -> str:
        return record.notes.get(self.mine.form.name, {}).get(label, "") if record else ""

    def _base_cell(self, id: str, key: str) -> TypedCell | None:
        if self.base is None or id not in self.base_rows:
            return None
        return self.base_rows[id].cell(key)

    def _is_filled_in(self, key: str) -> bool:
        return any(column.key == key and column.fill and not column.suggested for column in self.mine.form.columns)


def _row_in_words(table: Table, row: Row) -> str:
    """Which row it is: what the plan calls it, or its number where the planner names it."""
    for column in sorted(table.form.columns, key=lambda column: column.key != WHAT):
        if not column.fill and not column.suggested and isinstance(text := row.value(column.key), str):
            return text.removesuffix(REQUIRED_MARK)
    return f"row {row.number}"


def _merged_cell(base: TypedCell | None, mine: TypedCell, theirs: TypedCell) -> tuple[TypedCell, bool]:
    """A cell of both copies, and whether they contradict each other. Without a base, what is empty gives way."""
    values = [written(cell.value, formula=cell.formula) for cell in (mine, theirs)]
    empty = [written(base.value, formula=base.formula)] if base else [None]
    conflict = False
    held = mine
    if not same(values[0], values[1]) and not same(values[1], empty[0]):
        if same(values[0], empty[0]):
            held = theirs
        else:
            conflict = True
    old = base or EMPTY
    link = theirs.link if mine.link == old.link else mine.link
    look = theirs.look if base and mine.look == base.look else mine.look
    note = mine.note
    if mine.note == old.note:
        note = theirs.note
    elif theirs.note not in ("", old.note) and theirs.note not in mine.note:
        note = joined(mine.note, theirs.note)
    if conflict:
        note = joined(note, THEIRS.format(in_words(theirs.value)))
    return replace(held, link=link, look=look, note=note), conflict


def _own_sheet(base: TypedSheet | None, mine: TypedSheet, theirs: TypedSheet, conflicts: list[Conflict]) -> TypedSheet:
    """A sheet of the planner's own that both copies have."""
    cells = {}
    for row, column in sorted({*mine.cells, *theirs.cells}):
        place = (row, column)
        my_cell, their_cell = mine.cells.get(place, EMPTY), theirs.cells.get(place, EMPTY)
        cell, conflict = _merged_cell(base.cells.get(place, EMPTY) if base else None, my_cell, their_cell)
        if conflict:
            name = cell_name(row, column)
            conflicts.append(Conflict(mine.name, name, f"row {row}", "", my_cell.shown, their_cell.shown))
        if cell != EMPTY:
            cells[place] = cell
    return replace(mine, cells=cells, widths={**theirs.widths, **mine.widths})
