"""Whatever somebody does to a scheme's workbook, nothing typed is lost by the next update.

Edits are drawn, made in a file of ours through openpyxl, and looked for in the new file through openpyxl again.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.documents.scheme_workbook import scheme_workbook
from generator.documents.spreadsheet import Sheet
from generator.documents.updated_scheme import updated_scheme
from generator.model.sheets.form import EXAMPLE
from generator.planning.playbook import plan
from generator.sources.scheme import named_scheme
from generator.writers import xlsx
from tests import small_scheme
from tests.examples import examples
from tests.small_scheme import DAYS, updated, written
from tests.worked import content

START = written(small_scheme.workbook(DAYS))
MOVED = {
    "welcome": (datetime.date(2027, 2, 1), "Welcome", None),
    **{id: day for id, day in DAYS.items() if id != "surgery-1"},
    "workshop-b": (datetime.date(2027, 5, 19), "Second workshop", "Library"),
}
"""A later plan: a date more, a date less, and a date moved."""
ODD = (
    "=1+1",
    "007",
    "+44 20 7946 0000",
    "@home",
    "'quoted",
    " spaces around ",
    "two\nlines",
    "TRUE",
    "1e5",
    "{=A1}",
    "_x0041_",
    "<b>&amp;</b>",
    "\N{GRINNING FACE}\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}",
    "long " * 2000,
)
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"))
MOMENTS = st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2100, 1, 1))  # noqa: DTZ001
VALUES = st.one_of(
    st.sampled_from(ODD),
    st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: bool(text.strip())),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda number: round(number, 6) or 0.5),
    st.booleans(),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)),
    MOMENTS.map(lambda moment: moment.replace(second=1, microsecond=0)),
    st.times().map(lambda time: time.replace(microsecond=0)),
)
WORDS = (
    st.text("abcdefghijklm nopqrstuvwxyz", min_size=3, max_size=12).map(str.strip).filter(lambda text: len(text) > 2)
)
COLOURS = st.sampled_from(["FFFF00", "00FF00", "AA33BB"])


@dataclass
class Typed:
    """A cell as somebody sees it."""

    value: Any = None
    formula: bool = False
    note: str = ""
    fill: str | None = None
    style: Any = None


@dataclass(repr=False)
class Grid:
    """A sheet as somebody sees it: rows below titles. The first column holds the hidden ids."""

    titles: list[Any]
    rows: list[list[Typed]]
    widths: dict[int, float] = field(default_factory=dict)
    title_notes: dict[int, str] = field(default_factory=dict)

    @property
    def data(self) -> list[int]:
        """Numbers of rows that hold something, without totals."""
        return [
            number
            for number, row in enumerate(self.rows)
            if any(cell.value is not None for cell in row) and not any("SUBTOTAL" in str(cell.value) for cell in row)
        ]


def typed(cell: Any) -> Typed:
    """A cell of openpyxl."""
    value = cell.value
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    fill = cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type == "solid" else None
    note = cell.comment.text if cell.comment else ""
    return Typed(value, cell.data_type == "f", note, fill, cell._style)


def grid(sheet: Worksheet) -> Grid:
    """A sheet of a file."""
    columns = range(1, sheet.max_column + 1)
    rows = [[typed(sheet.cell(row, column)) for column in columns] for row in range(3, sheet.max_row + 1)]
    widths = {column: sheet.column_dimensions[get_column_letter(column)].width for column in columns}
    notes = {column: typed(sheet.cell(2, column)).note for column in columns}
    return Grid([sheet.cell(2, column).value for column in columns], rows, widths, notes)


def write_back(sheet: Worksheet, edited: Grid) -> None:
    """Put an edited sheet into its file."""
    for place in [place for place in sheet._cells if place[0] > 2]:
        del sheet._cells[place]
    sheet.tables.clear()
    for column, title in enumerate(edited.titles, start=1):
        sheet.cell(2, column).value = title
        if edited.widths.get(column):
            sheet.column_dimensions[get_column_letter(column)].width = edited.widths[column]
    for number, row in enumerate(edited.rows, start=3):
        for column, held in enumerate(row, start=1):
            put(sheet.cell(number, column), held)


def put(cell: Any, held: Typed) -> None:
    """Put a value into a cell, as a program does for whoever types it."""
    if held.style is not None:
        cell._style = copy(held.style)
    if isinstance(held.value, int | float) and cell.is_date:
        # A program would show such a number as a day of 1900.
        cell.style = "Normal"
    cell.value = held.value
    if isinstance(held.value, str):
        cell.data_type = "f" if held.formula else "s"
    if held.note:
        cell.comment = Comment(held.note, "Ada")
    if held.fill:
        cell.fill = PatternFill("solid", held.fill)


EDITS = ("type", "type", "clear", "note", "colour", "sort", "filter", "insert", "delete", "copy", "add_column")
EDITS += ("insert_column", "widen")


@dataclass(repr=False)
class Editor:
    """Draws edits and makes them."""

    draw: st.DataObject
    grids: dict[str, Grid]
    hidden: dict[str, set[int]] = field(default_factory=dict)
    own_titles: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def edit(self) -> None:
        name = self.draw.draw(st.sampled_from(sorted(self.grids)), label="sheet")
        self.touched.add(name)
        getattr(self, self.draw.draw(st.sampled_from(EDITS), label="edit"))(name)

    def _number(self, below: int) -> int:
        return self.draw.draw(st.integers(0, below - 1))

    def _cell(self, name: str) -> Typed:
        """Any cell but an id."""
        rows = self.grids[name].rows
        return rows[self._number(len(rows))][1 + self._number(len(self.grids[name].titles) - 1)]

    def type(self, name: str) -> None:
        cell = self._cell(name)
        cell.value, cell.formula = self.draw.draw(VALUES, label="value"), False

    def clear(self, name: str) -> None:
        cell = self._cell(name)
        cell.value, cell.formula = None, False

    def note(self, name: str) -> None:
        self._cell(name).note = self.draw.draw(WORDS, label="note")

    def colour(self, name: str) -> None:
        self._cell(name).fill = self.draw.draw(COLOURS, label="colour")

    def sort(self, name: str) -> None:
        edited = self.grids[name]
        column, numbers = 1 + self._number(len(edited.titles) - 1), edited.data
        rows = sorted((edited.rows[number] for number in numbers), key=lambda row: str(row[column].value))
        for number, row in zip(numbers, rows, strict=True):
            edited.rows[number] = row

    def filter(self, name: str) -> None:
        self.hidden.setdefault(name, set()).add(self._number(len(self.grids[name].rows)))

    def insert(self, name: str) -> None:
        edited = self.grids[name]
        row = [Typed() for _ in edited.titles]
        for _ in range(1 + self._number(3)):
            row[1 + self._number(len(row) - 1)].value = self.draw.draw(VALUES, label="value")
        edited.rows.insert(self._number(len(edited.rows) + 1), row)

    def delete(self, name: str) -> None:
        edited = self.grids[name]
        if numbers := edited.data:
            del edited.rows[self.draw.draw(st.sampled_from(numbers), label="row")]

    def copy(self, name: str) -> None:
        edited = self.grids[name]
        if numbers := edited.data:
            row = edited.rows[self.draw.draw(st.sampled_from(numbers), label="row")]
            copied = [replace(cell) for cell in row]
            edited.rows.insert(self._number(len(edited.rows) + 1), copied)

    def add_column(self, name: str) -> None:
        self._column(name, len(self.grids[name].titles))

    def insert_column(self, name: str) -> None:
        self._column(name, 1 + self._number(len(self.grids[name].titles)))

    def _column(self, name: str, number: int) -> None:
        edited = self.grids[name]
        title = self.draw.draw(WORDS.filter(lambda word: f"my {word}" not in self.own_titles), label="title")
        self.own_titles.add(f"my {title}")
        edited.titles.insert(number, f"my {title}")
        for row in edited.rows:
            row.insert(number, Typed(self.draw.draw(st.none() | VALUES, label="value")))
        edited.widths = {column + (column > number): width for column, width in edited.widths.items()}

    def widen(self, name: str) -> None:
        edited = self.grids[name]
        edited.widths[2 + self._number(len(edited.titles) - 1)] = self.draw.draw(st.sampled_from([5.0, 44.0, 71.0]))


@dataclass(frozen=True, eq=False)
class Subject:
    """A workbook to edit, and how it is updated."""

    raw: bytes
    sheets: Mapping[str, Sheet]
    """Its sheets by name, as the plan has them."""
    updates: Sequence[Callable[[bytes], bytes]]
    """Ways to update it: to the same plan, or to a later one."""

    @cached_property
    def before(self) -> dict[str, Grid]:
        """Its sheets as they were when the file was written."""
        book = openpyxl.load_workbook(io.BytesIO(self.raw))
        return {name: grid(book[name]) for name in self.sheets}

    def clears(self, name: str, title: str) -> bool:
        """Whether a cell that somebody clears stays empty."""
        return any(column.title == title and (column.fill or column.suggested) for column in self.sheets[name].columns)

    def calculates(self, name: str, title: str) -> bool:
        return any(column.title == title and column.formula for column in self.sheets[name].columns)


def same(value: Any, other: Any) -> bool:
    if isinstance(value, bool) or isinstance(other, bool):
        return value is other
    if isinstance(value, int | float) and isinstance(other, int | float):
        return value == pytest.approx(other, rel=1e-12)
    return bool(value == other)


@dataclass
class Wanted:
    """What was typed into a cell: its value, a note, a colour, or that it was cleared."""

    title: str
    cell: Typed
    value: bool
    note: bool
    fill: bool
    cleared: bool

    def is_in(self, cell: Typed) -> bool:
        return (
            (not self.value or same(cell.value, self.cell.value))
            and (not self.note or self.cell.note in cell.note)
            and (not self.fill or cell.fill == self.cell.fill)
            and (not self.cleared or cell.value is None)
        )


def wanted(
    subject: Subject, name: str, row: list[Typed], titles: list[str], start: dict[str, Typed] | None
) -> list[Wanted]:
    """What was typed into a row; `start` is how it was when the file was written, None for a row of the planner's."""
    items = []
    for title, cell in zip(titles[1:], row[1:], strict=True):
        old = (start or {}).get(title, Typed())
        ours = "SUBTOTAL" in str(cell.value) or (start is None and cell.value == "Total")
        ours = (
            ours
            or (subject.calculates(name, title) and cell.formula)
            or (start is not None and same(cell.value, old.value))
        )
        value = cell.value is not None and not ours
        # The colour of a cell without a value goes where its row goes.
        fill = cell.fill is not None and cell.fill != "FFF8E1" and cell.fill != old.fill and (value or bool(start))
        cleared = start is not None and cell.value is None and old.value is not None and subject.clears(name, title)
        item = Wanted(title, cell, value, bool(cell.note) and cell.note != old.note, fill, cleared)
        if value or item.note or fill or cleared:
            items.append(item)
    return items


def lost(subject: Subject, name: str, before: Grid, edited: Grid, after: Grid) -> list[str]:
    """What was typed into a sheet and is not in the new one."""
    columns = {title: number for number, title in enumerate(after.titles)}
    missing = [f"column {title}" for title in edited.titles if title not in columns]
    start = {row[0].value: dict(zip(before.titles, row, strict=True)) for row in before.rows if row[0].value}
    new_ids = [row[0].value for row in after.rows if row[0].value]
    missing += [f"one row for the id {id}" for id in set(new_ids) if new_ids.count(id) > 1]

    def typed_in(row: list[Typed], old: dict[str, Typed] | None) -> list[Wanted]:
        return wanted(subject, name, row, edited.titles, old)

    def holds(row: list[Typed], items: list[Wanted]) -> bool:
        return all(item.is_in(row[columns[item.title]]) for item in items)

    unused, own = list(after.rows), []
    for id in {row[0].value for row in edited.rows}:
        rows = [row for row in edited.rows if row[0].value == id]
        if id and id != EXAMPLE:
            # Of several rows with an id, one keeps it; the others are the planner's.
            kept = next((row for row in after.rows if row[0].value == id), None)
            held = [row for row in rows if kept and holds(kept, typed_in(row, start[id]))]
            first = max(held or rows, key=lambda row: (len(typed_in(row, start[id])), len(typed_in(row, None))))
            # A row that the plan no longer has goes if it is only coloured.
            items = [item for item in typed_in(first, start[id]) if kept or item.value or item.note]
            if items and not held:
                missing.append(f"row {id}: {items}")
            rows = [row for row in rows if row is not first]
            unused = [row for row in unused if row is not kept]
        elif id and len(rows) == 1 and not typed_in(rows[0], start[id]):
            rows = []
        items = [typed_in(row, None) for row in rows]
        own += [[item for item in each if not (id and subject.calculates(name, item.title))] for each in items]
    # Those that say most come first, so that no other row takes their place.
    for items in sorted(filter(None, own), key=len, reverse=True):
        match = next((row for row in unused if holds(row, items)), None)
        unused = [row for row in unused if row is not match]
        if match is None:
            missing.append(f"a row: {items}")
    return missing


def check(data: st.DataObject, subject: Subject) -> None:
    """Draw edits, make them, update the file, and look for everything that was typed."""
    book = openpyxl.load_workbook(io.BytesIO(subject.raw))
    before, editor = subject.before, Editor(data, deepcopy(subject.before))
    for _ in range(data.draw(st.integers(1, 8), label="number of edits")):
        editor.edit()
    for name in editor.touched:
        write_back(book[name], editor.grids[name])
    for name, numbers in editor.hidden.items():
        book[name].auto_filter.ref = "A2:D20"
        book[name].auto_filter.add_filter_column(0, ["x"])
        for number in numbers:
            book[name].row_dimensions[number + 3].hidden = True
    own = own_sheet(data, book)
    saved = io.BytesIO()
    book.save(saved)

    update = data.draw(st.sampled_from(subject.updates), label="update")
    raw = update(saved.getvalue())
    new = openpyxl.load_workbook(io.BytesIO(raw))
    grids = {name: grid(new[name]) for name in editor.touched}
    missing = {name: lost(subject, name, before[name], editor.grids[name], grids[name]) for name in editor.touched}
    assert {name: items for name, items in missing.items() if items} == {}
    for place, held in own.items():
        now = typed(new["Mine"][place])
        assert same(now.value, held.value), (now.value, held.value)
        assert (now.note, now.fill) == (held.note, held.fill)
    assert differences(update(raw), raw) == {}


def differences(raw: bytes, other: bytes) -> dict[str, tuple[str, str]]:
    """The parts in which two files differ, each from where it does."""
    files = [zipfile.ZipFile(io.BytesIO(each)) for each in (raw, other)]
    texts = [{name: file.read(name).decode() for name in file.namelist()} for file in files]
    pairs = {}
    for name in sorted(texts[0].keys() | texts[1].keys()):
        pair = [each.get(name, "") for each in texts]
        if pair[0] != pair[1]:
            start = next((place for place, (a, b) in enumerate(zip(*pair, strict=False)) if a != b), 0)
            pairs[name] = (pair[0][max(0, start - 99) :][:200], pair[1][max(0, start - 99) :][:200])
    return pairs


def own_sheet(data: st.DataObject, book: openpyxl.Workbook) -> dict[str, Typed]:
    """Add a sheet of the planner's own, with what is in its cells."""
    cells = st.dictionaries(
        st.sampled_from(["A1", "B2", "C3", "D4", "E50"]),
        st.builds(Typed, VALUES, note=st.just("") | WORDS, fill=st.none() | COLOURS),
        max_size=4,
    )
    own = data.draw(cells, label="own sheet")
    if own:
        sheet = book.create_sheet("Mine")
        for place, held in own.items():
            put(sheet[place], held)
    return own


SMALL = Subject(
    START,
    {sheet.name: sheet for sheet in small_scheme.workbook(DAYS).sheets},
    (lambda raw: updated(raw).raw, lambda raw: updated(raw, MOVED).raw),
)
DRAWN = {"suppress_health_check": list(HealthCheck), "phases": (Phase.generate,)}


@settings(max_examples=examples(25), **DRAWN)
@given(st.data())
def test_nothing_typed_is_lost(data: st.DataObject) -> None:
    check(data, SMALL)


@pytest.mark.slow
@settings(max_examples=1000, **DRAWN)
@given(st.data())
def test_nothing_typed_is_lost_in_a_thousand_drawn_edits(data: st.DataObject) -> None:
    check(data, SMALL)


@cache
def scheme() -> Subject:
    """The workbook of a trust, with all its sheets."""
    today = datetime.date(2026, 11, 28)
    library = content.library()
    playbook = plan(library, "westbrook", today=today, made=today)

    def update(raw: bytes) -> bytes:
        read = replace(playbook, scheme_file=named_scheme(raw, "westbrook.xlsx").file)
        return xlsx.write(updated_scheme(read)[0], small_scheme.STAMP)

    raw = xlsx.write(updated_scheme(playbook)[0], small_scheme.STAMP)
    return Subject(raw, {sheet.name: sheet for sheet in scheme_workbook(playbook).sheets}, (update,))


@pytest.mark.slow
@settings(max_examples=12, **DRAWN)
@given(st.data())
def test_nothing_typed_into_a_whole_scheme_is_lost(data: st.DataObject) -> None:
    check(data, scheme())
