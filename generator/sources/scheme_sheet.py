"""Reads one sheet of a scheme's workbook: which columns there are, which rows, and what the planner did to them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from ..model.diagnostics import Diagnostic, Place
from ..model.ids import id_from
from ..model.scheme_file import OWN, Change, Record, Row, Table, written
from ..model.sheets.form import EXAMPLE, REQUIRED_MARK, ROW_ID, SheetForm
from ..model.typed_workbook import EMPTY, TypedCell, TypedSheet, cell_name

HIGHEST_HEADER = 30
"""The titles of a sheet are searched for in so many rows."""


def plain(title: object) -> str:
    """A title as it is compared: without the mark of required columns, and whatever its case and spaces."""
    return " ".join(str(title or "").casefold().removesuffix(REQUIRED_MARK.strip()).split())


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a sheet says."""

    table: Table | None
    """None if it has faults."""
    faults: tuple[Diagnostic, ...]
    changes: tuple[Change, ...]
    """What the reader put right."""


def read_sheet(form: SheetForm, sheet: TypedSheet, file: str, record: Record | None) -> ReadSheet:
    """A sheet as a table. `file` is the name of the workbook, and `record` what was written into it."""
    reader = _SheetReader(form, sheet, file, record)
    table = reader.read()
    return ReadSheet(table, tuple(reader.faults), tuple(reader.changes))


@dataclass
class _SheetReader:
    form: SheetForm
    sheet: TypedSheet
    file: str
    record: Record | None
    faults: list[Diagnostic] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    ids: int | None = None
    """Number of the column of row ids; None if it was deleted."""

    def read(self) -> Table | None:
        """The sheet as a table; None if it has faults."""
        name = self.form.name
        header = self._header()
        if header is None:
            first = cell_name(2, 2)
            message = f"the row of titles is missing from the sheet {name}"
            advice = f"type `{self.form.columns[0].title}` into {first}, and the other titles beside it"
            self._fault("titles-missing", message, first, advice)
            return None
        before = len(self.faults)
        self._columns(header)
        if len(self.faults) > before:
            return None
        example, rows = self._rows(header)
        return Table(
            self.form,
            self.file,
            self.sheet,
            header,
            self.columns,
            self.titles,
            rows,
            self._above(header),
            example,
            self.ids,
        )

    def _fault(self, code: str, message: str, cell: str, advice: str) -> None:
        self.faults.append(Diagnostic(code, message, Place(self.file, cell=f"{self.form.name}!{cell}"), advice))

    @property
    def _recorded_titles(self) -> Mapping[str, str]:
        return self.record.columns.get(self.form.name, {}) if self.record else {}

    @property
    def _keys(self) -> dict[str, str]:
        """Keys of columns by the titles that they have, or had when the file was written."""
        current = {} if self._recorded_titles else {column.title: column.key for column in self.form.columns}
        return {plain(title): key for title, key in (current | dict(self._recorded_titles)).items()}

    def _header(self) -> int | None:
        """Number of the row with most of the known titles; None if no row has any."""
        known = self._keys
        matches = Counter(
            row
            for (row, _), cell in self.sheet.cells.items()
            if row <= HIGHEST_HEADER and isinstance(cell.value, str) and plain(cell.value) in known
        )
        return min(matches, key=lambda row: (-matches[row], row), default=None)

    def _columns(self, header: int) -> None:
        """Find out which columns there are, and what the planner did to them."""
        known, cells = self._keys, self.sheet.cells
        filled: set[int] = set()
        for (row, column), cell in cells.items():
            if column not in filled and row >= header and _says(cell):
                filled.add(column)
        others: list[int] = []
        for column in sorted(filled):
            title = plain(cells.get((header, column), EMPTY).shown)
            if title == plain(ROW_ID):
                self.ids = column
                continue
            key = known.get(title)
            if key is None:
                others.append(column)
            elif key in self.columns:
                message = f"two columns have the title of {cell_name(header, self.columns[key])}"
                self._fault("duplicate-column", message, cell_name(header, column), "give one of them another title")
            else:
                self._add(key, header, column)
        self._missing(header, list(known.values()), others)
        for column in others:
            title = str(cells.get((header, column), EMPTY).shown or "")
            name = title or f"Column {column}"
            number = sum(key.startswith(f"{OWN}{name}") for key in self.columns)
            self._add(f"{OWN}{name}" + (f" ({number + 1})" if number else ""), header, column)

    def _add(self, key: str, header: int, column: int) -> None:
        self.columns[key] = column
        self.titles[key] = str(self.sheet.cells.get((header, column), EMPTY).shown or "")

    def _missing(self, header: int, keys: Sequence[str], others: Sequence[int]) -> None:
        """Report each column that is missing: as renamed if an unknown one is in its place, else as deleted."""
        previous = self.ids or 0
        for key in keys:
            if key in self.columns:
                previous = self.columns[key]
                continue
            titles = (column.title for column in self.form.columns if column.key == key)
            recorded = (title for title, other in self._recorded_titles.items() if other == key)
            title = next(titles, None) or next(recorded, key)
            if previous + 1 in others:
                previous += 1
                message = f"the column `{title}` has lost its title"
                advice = f"type `{title}` here again; if you deleted that column, move this one of yours to the end"
                self._fault("column-renamed", message, cell_name(header, previous), advice)
            else:
                text = f"The column `{title}` was deleted. It comes back without what you typed in it."
                self.changes.append(Change(self.form.name, "", text))

    def _above(self, header: int) -> dict[int, TypedCell]:
        """What the planner typed above the titles: everything but our own first line."""
        above: dict[int, TypedCell] = {}
        for (_, column), cell in sorted(item for item in self.sheet.cells.items() if item[0][0] < header):
            ours = cell.shown == self.form.note or (
                self.record and cell.shown == self.record.first_lines.get(self.form.name)
            )
            if _says(cell) and not ours:
                free = next(number for number in range(max(column, 3), 10_000) if number not in above)
                above[free] = cell
        return above

    def _rows(self, header: int) -> tuple[bool, tuple[Row, ...]]:
        """Whether the example row is as it was, and the other rows that hold something."""
        by_number: defaultdict[int, dict[str, TypedCell]] = defaultdict(dict)
        keys = {column: key for key, column in self.columns.items()}
        cells = self.sheet.cells
        ids: dict[int, str] = {}
        for place in sorted(cells):
            number, column = place
            if number > header and column == self.ids:
                ids[number] = str(cells[place].shown or "").strip()
            elif number > header and column in keys:
                by_number[number][keys[column]] = cells[place]
        rows = [
            Row(ids.get(number, ""), number, by_number.get(number, {}))
            for number in sorted(by_number.keys() | ids.keys())
        ]
        rows = [row for row in map(self._without_totals, rows) if row.id or any(map(self._typed_in, row.cells.items()))]
        example = next((row for row in rows if row.id == EXAMPLE and self._as_written(row)), None)
        return example is not None, tuple(self._with_ids([row for row in rows if row is not example]))

    def _typed_in(self, item: tuple[str, TypedCell]) -> bool:
        """Whether the cell of a row without an id holds something besides the formula of its column."""
        key, cell = item
        return _says(cell) and not (cell.formula and self._is(key, "formula"))

    def _is(self, key: str, what: str) -> bool:
        """Whether a column has a formula or a total. One that only some workbooks have, such as a month's, may have."""
        columns = {column.key: column for column in self.form.columns}
        return bool(getattr(columns[key], what)) if key in columns else not key.startswith(OWN)

    def _without_totals(self, row: Row) -> Row:
        """A row; if it is the row of totals, what the planner added to it."""
        if row.id:
            return row
        formulas = (key for key, cell in row.cells.items() if cell.formula and "SUBTOTAL(" in str(cell.value))
        sums = [key for key in formulas if self._is(key, "total")]
        if not sums:
            return row
        label = self.form.columns[0].key
        ours = [*sums, *([label] if row.cell(label).value == "Total" else [])]
        cells = {
            key: replace(EMPTY, note=cell.note, link=cell.link) if key in ours else cell
            for key, cell in row.cells.items()
        }
        return replace(row, cells=cells)

    def _recorded(self, id: str) -> Mapping[str, object] | None:
        return self.record.cells.get(self.form.name, {}).get(id) if self.record else None

    def _as_written(self, row: Row) -> bool:
        """Whether an example row says what we wrote, and nothing else."""
        recorded = self._recorded(EXAMPLE)
        example = {key: written(value) for key, value in self.form.example.items()} if recorded is None else recorded
        formulas = {column.key for column in self.form.columns if column.formula}
        says = {
            key: written(cell.value, formula=cell.formula)
            for key, cell in row.cells.items()
            if _says(cell) and key not in formulas
        }
        return says == {key: value for key, value in example.items() if value is not None and key not in formulas}

    def _likeness(self, row: Row) -> int:
        """How many cells of a row are as they were recorded."""
        recorded = self._recorded(row.id) or {}
        return sum(written(row.cell(key).value, formula=row.cell(key).formula) == recorded[key] for key in recorded)

    def _with_ids(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows, each with an id of its own. A copy of a row, or one without an id, is the planner's own."""
        owners: dict[str, Row] = {}
        for row in rows:
            if (
                row.id
                and row.id != EXAMPLE
                and (row.id not in owners or self._likeness(row) > self._likeness(owners[row.id]))
            ):
                owners[row.id] = row
        recovered = self._recovered([row for row in rows if not row.id], owners.keys())
        own = set(self.record.own.get(self.form.name, ())) if self.record else set()
        taken = {*owners, *recovered.values()}
        for row in rows:
            if owners.get(row.id) is row:
                known = self.record is None or self._recorded(row.id) is not None or self._is_begun(row)
                yield replace(row, own=row.id in own or not known)
            elif row.number in recovered:
                yield replace(row, id=recovered[row.number])
            elif any(map(self._typed_in, row.cells.items())):
                id = self._new_id(row, taken)
                taken.add(id)
                yield replace(row, id=id, own=True)

    def _is_begun(self, row: Row) -> bool:
        """Whether a row waits for its plan: the page types the id of a new date, and the pin, but never the date."""
        fill = {column.key for column in self.form.columns if column.fill and not column.suggested}
        return all(item[0] in fill for item in row.cells.items() if self._typed_in(item))

    def _recovered(self, rows: Sequence[Row], taken: Set[str]) -> dict[int, str]:
        """Ids of rows that have lost theirs, by row number: a row that says all that was recorded of just one row."""
        recorded = self.record.cells.get(self.form.name, {}) if self.record else {}
        by_values: dict[str, list[str]] = {}
        for id, values in recorded.items():
            texts = {key: value for key, value in values.items() if isinstance(value, str)}
            if id not in taken and id != EXAMPLE and texts:
                by_values.setdefault(json.dumps(texts, sort_keys=True), []).append(id)
        ids = {}
        for row in rows:
            keys = {key for values in recorded.values() for key in values}
            texts = {
                key: cell.value
                for key, cell in row.cells.items()
                if key in keys and isinstance(cell.value, str) and not cell.formula
            }
            candidates = by_values.pop(json.dumps(texts, sort_keys=True), [])
            if len(candidates) == 1:
                ids[row.number] = candidates[0]
        return ids

    def _new_id(self, row: Row, taken: Set[str]) -> str:
        """An id for a row of the planner's own: from what it says, so that other copies of the file do not use it."""
        cells = {key: written(cell.value, formula=cell.formula) for key, cell in row.cells.items() if _says(cell)}
        text = json.dumps([self.form.name, cells], sort_keys=True)
        word = (id_from(self.form.name) or "row").partition("-")[0]
        counter = 0
        while True:
            digest = hashlib.sha256(f"{text}{counter or ''}".encode()).hexdigest()
            if (id := f"{word}-{digest[:8]}") not in taken:
                return id
            counter += 1


def _says(cell: TypedCell) -> bool:
    """Whether a cell holds more than a look."""
    return cell.value not in (None, "") or bool(cell.note) or bool(cell.link)
