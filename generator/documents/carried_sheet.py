"""A new sheet of a scheme with everything that its planner typed into the old one."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from ..model.scheme_file import OWN, Change, Record, Row, Table, Written, own_note, same, written
from ..model.sheets.form import EXAMPLE, Kind
from ..model.typed_workbook import EMPTY, Look, TypedCell, cell_name
from ..planning import dates
from .cell_looks import header_look, same_look, usual_look, width_in_file
from .moved_formulas import Moves
from .spreadsheet import HEADER, Cell, Column, Formula, Place, Sheet, SheetLink, typed_cell

TOP, LEFT = 3, 2
"""Numbers of the first row and of the first column that anybody sees, as the file counts them."""
CAME_BACK = "This row was deleted. It came back on {}, because the plan has it."
NO_LONGER = "This row has not been in the plan since {}."
GONE = "A row that the plan no longer has is gone. Nothing was typed in it."
TYPED = "You typed this. The plan now says: {}"
LASTING = tuple(note.partition("{")[0] for note in (CAME_BACK, NO_LONGER))
"""Starts of our notes that stay until the planner deletes them."""
LONGEST_QUOTE = 200
OWN_WIDTH = 15
"""Width of a planner's column that has none of its own, in characters."""
_DIGITS = re.compile(r"\d+")
SAME_WIDTH = 0.4
"""Programs round widths by less, in characters."""


@dataclass(frozen=True, slots=True)
class CarriedSheet:
    """A sheet with what was carried over."""

    sheet: Sheet
    changes: tuple[Change, ...] = ()
    own: tuple[str, ...] = ()
    """Ids of the planner's own rows."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Our notes by `row id|column key`."""
    formulas: frozenset[Place] = frozenset()
    """Places of formulas that the planner typed."""
    moves: Moves | None = None
    """Where the rows and columns of the old sheet are now; None without one."""


def our_notes(sheet: Sheet) -> dict[str, str]:
    """The notes of a sheet by `row id|column key`, those on its header too."""
    notes = {f"|{column.key}": column.prompt for column in sheet.columns if column.prompt}
    for (row, column), note in sheet.notes.items():
        notes[f"{'' if row == HEADER else sheet.ids[row]}|{sheet.columns[column].key}"] = note
    return notes


def cell_written(cell: Cell) -> Written:
    """A cell as the record holds it."""
    match cell:
        case Formula():
            return written(f"={cell.expression}", formula=True)
        case SheetLink():
            return written(cell.sheet)
        case _:
            return written(cell)


class _Line(NamedTuple):
    """A row of the sheet to be: of the new sheet, of the old one, or of both."""

    id: str
    number: int | None
    """Its number in the new sheet."""
    row: Row | None
    """What it was in the old sheet."""


class SheetCarrier:
    """Carries what was typed into a table over to a new sheet."""

    def __init__(self, new: Sheet, table: Table, record: Record | None, colour: str, today: datetime.date) -> None:
        self.new, self.table, self.record = new, table, record
        self.colour = record.colour if record and record.colour else colour
        self.today = dates.date(today)
        self.recorded = record.cells.get(new.name, {}) if record else {}
        self.recorded_notes = record.notes.get(new.name, {}) if record else our_notes(new)
        self.changes: list[Change] = []
        self.notes: dict[Place, str] = {}
        self.ours: dict[str, str] = {}
        self.looks: dict[Place, Look] = {}
        self.links: dict[Place, str] = {}
        self.formulas: set[Place] = set()
        own = list(self._own_columns())
        self.columns = (*new.columns, *(column for column, _ in own))
        self.keys = (*(column.key for column in new.columns), *(key for _, key in own))
        """The key that each column has in the table."""

    def carried(self) -> CarriedSheet:
        """The new sheet with what was typed."""
        rows = tuple(
            tuple(self._cell((number, column), line) for column in range(len(self.columns)))
            for number, line in enumerate(self.lines)
        )
        for column in range(len(self.columns)):
            self._header(column)
        sheet = self._with_sizes(
            replace(
                self.new,
                columns=self.columns,
                rows=rows,
                ids=tuple(line.id for line in self.lines),
                notes=self.notes,
                looks=self.looks,
                links=self.links,
                above={column - LEFT: cell for column, cell in self.table.above.items()},
            )
        )
        own = tuple(line.id for line in self.lines if line.row and (line.row.own or line.number is None))
        return CarriedSheet(sheet, tuple(self.changes), own, self.ours, frozenset(self.formulas), self._moves())

    def _own_columns(self) -> Iterator[tuple[Column, str]]:
        """The planner's columns, and those of ours that are gone but hold something of hers, with their old keys."""
        keys = {column.key for column in self.new.columns}
        titles = {column.title.casefold() for column in self.new.columns}
        for key in sorted(self.table.columns, key=self.table.columns.__getitem__):
            if key in keys or not (key.startswith(OWN) or any(self._typed(row, key) for row in self.table.rows)):
                continue
            stem = title = self.table.titles[key] or key.removeprefix(OWN)
            count = 2
            while title.casefold() in titles:
                title, count = f"{stem} ({count})", count + 1
            titles.add(title.casefold())
            yield Column(title, OWN_WIDTH, key=f"{OWN}{title}"), key

    def _typed(self, row: Row, key: str) -> bool:
        """Whether the planner typed something into a cell of a row that the tool may have written."""
        cell = row.cell(key)
        recorded = self.recorded.get(row.id)
        value = written(cell.value, formula=cell.formula)
        if self._own_note(cell.note, f"{row.id}|{key}"):
            return True
        return value is not None and not (recorded is not None and same(value, recorded.get(key)))

    @cached_property
    def lines(self) -> list[_Line]:
        """The rows in order: the plan's as it has them, and each of the planner's own after the row it followed."""
        numbers = {id: number for number, id in enumerate(self.new.ids) if id}
        if not self.table.example and (self.record is None or EXAMPLE in self.recorded):
            numbers.pop(EXAMPLE, None)
        rows = {row.id: row for row in self.table.rows}
        followers: dict[str, list[_Line]] = {"": []}
        for id in numbers:
            if not (id in rows and rows[id].own):
                followers[id] = []
        previous = ""
        for row in self.table.rows:
            if row.id in followers:
                previous = row.id
            elif row.own or self._stays(row):
                followers[previous].append(_Line(row.id, numbers.get(row.id), row))
        lines = [*followers.pop("")]
        for id, own in followers.items():
            lines += [_Line(id, numbers[id], rows.get(id)), *own]
        return [*lines, *(_Line("", number, None) for number, id in enumerate(self.new.ids) if not id)]

    def _stays(self, row: Row) -> bool:
        """Whether a row that the plan no longer has stays, because something in it is the planner's."""
        stays = self.record is None or any(self._typed(row, key) for key in row.cells)
        if not stays:
            self._change("", GONE)
        return stays

    def _change(self, cell: str, text: str) -> None:
        self.changes.append(Change(self.new.name, cell, text))

    def _cell(self, place: Place, line: _Line) -> Cell:
        number, column = place
        cell = self._new_cell(line, column)
        ours = self.new.notes.get((line.number, column), "") if line.number is not None else ""
        if line.row is None:
            if column == 0 and line.id in self.recorded and line.id != EXAMPLE:
                ours = joined(ours, CAME_BACK.format(self.today))
                self._change(
                    cell_name(number + TOP, LEFT), "A row that was deleted came back, because the plan has it."
                )
            self._note(place, line.id, "", ours)
            self._keep_looks(place, line)
            return cell
        if self.keys[column] not in self.table.columns:
            self._note(place, line.id, "", ours)
            self._keep_looks(place, line)
            return cell
        old = line.row.cell(self.keys[column])
        cell, remark = self._value(place, line, old, cell)
        if column == 0 and line.number is None and not line.row.own:
            remark = joined(remark, NO_LONGER.format(self.today))
            self._change(
                cell_name(number + TOP, LEFT), "The plan no longer has this row. It stays, as you typed in it."
            )
        label = f"{line.id}|{self.keys[column]}"
        lasting = self.recorded_notes.get(label, "")
        if lasting.startswith(LASTING) and lasting in old.note:
            remark = joined(remark, lasting)
        self._note(place, line.id, self._own_note(old.note, label), joined(ours, remark))
        self._look(place, line, old, cell)
        return cell

    def _new_cell(self, line: _Line, column: int) -> Cell:
        if column >= len(self.new.columns):
            return None
        if line.number is not None:
            return self.new.rows[line.number][column]
        formula = self.columns[column].formula
        return Formula(formula, "") if formula else None

    def _value(self, place: Place, line: _Line, old: TypedCell, cell: Cell) -> tuple[Cell, str]:
        """What a cell holds that was there before, and our remark on it."""
        column = self._column(place, line)
        typed, now = written(old.value, formula=old.formula), cell_written(cell)
        recorded = self.recorded.get(line.id)
        if isinstance(cell, Formula) and (typed is None or old.formula) and self._is_ours(old, column.key):
            return cell, ""
        if line.number is None or (column.fill and not column.suggested) or place[1] >= len(self.new.columns):
            return self._as_typed(place, old), ""
        if same(typed, now) or (recorded is not None and same(typed, recorded.get(column.key))):
            return cell, ""
        name = cell_name(place[0] + TOP, place[1] + LEFT)
        own = line.row is not None and line.row.own
        if typed is None and not column.suggested:
            if recorded is not None and not own:
                self._change(name, f"`{column.title}` was cleared. What the plan says is back.")
            return cell, ""
        if own or column.suggested or (typed is None):
            return self._as_typed(place, old), ""
        self._change(name, f"`{column.title}` holds what you typed, and the plan says something else.")
        shown = cell.value if isinstance(cell, Formula) else cell.sheet if isinstance(cell, SheetLink) else cell
        return self._as_typed(place, old), TYPED.format(_cut(in_words(shown)))

    def _as_typed(self, place: Place, old: TypedCell) -> Cell:
        if old.formula:
            self.formulas.add(place)
        return typed_cell(old)

    def _is_ours(self, old: TypedCell, key: str) -> bool:
        """Whether a formula is the one that we wrote, as another program writes it: most rows have one like it."""
        shapes = self._shapes[key]
        return not old.formula or shapes[_shape(old)] * 2 > shapes.total()

    @cached_property
    def _shapes(self) -> Mapping[str, Counter[str]]:
        """How many formulas of each shape are in each column of the old sheet."""
        shapes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in self.table.rows:
            for key, cell in row.cells.items():
                if cell.formula:
                    shapes[key][_shape(cell)] += 1
        return shapes

    def _column(self, place: Place, line: _Line) -> Column:
        number, column = line.number, place[1]
        held = self.new.overrides.get((number, column)) if number is not None else None
        return held or self.columns[column]

    def _own_note(self, note: str, label: str) -> str:
        return own_note(note, self.recorded_notes.get(label, ""))

    def _note(self, place: Place, id: str, own: str, ours: str) -> None:
        if ours:
            self.ours[f"{id}|{self.columns[place[1]].key}"] = ours
        if note := joined(own, ours):
            self.notes[place] = note

    def _keep_looks(self, place: Place, line: _Line) -> None:
        """Keep the look and the link that the new sheet gives to a cell."""
        if line.number is not None:
            if look := self.new.looks.get((line.number, place[1])):
                self.looks[place] = look
            if link := self.new.links.get((line.number, place[1])):
                self.links[place] = link

    def _look(self, place: Place, line: _Line, old: TypedCell, cell: Cell) -> None:
        """Keep the look and the link of a cell if the planner changed them."""
        self._keep_looks(place, line)
        if place[1] >= len(self.new.columns):
            self.looks[place] = old.look
        else:
            held, was = self._column(place, line), cell if isinstance(cell, SheetLink) else typed_cell(old)
            usual = [usual_look(held, was, self.colour, example=example) for example in (False, True)]
            ours = [Look(), self.looks.get(place), *usual]
            if not any(look is not None and same_look(old.look, look) for look in ours):
                self.looks[place] = old.look
            elif old.look == Look() and isinstance(old.value, int | float) and held.kind in (Kind.DATE, Kind.TIME):
                self.looks[place] = replace(usual[0], number_format="General")
        if old.link and not isinstance(cell, SheetLink):
            self.links[place] = old.link

    def _header(self, column: int) -> None:
        place, key = (HEADER, column), self.keys[column]
        ours = self.new.notes.get(place, self.columns[column].prompt)
        if look := self.new.looks.get(place):
            self.looks[place] = look
        if place in self.new.notes:
            self.notes[place] = ours
        if ours:
            self.ours[f"|{self.columns[column].key}"] = ours
        if key not in self.table.columns:
            return
        old = self.table.sheet.cells.get((self.table.header, self.table.columns[key]), EMPTY)
        if own := self._own_note(old.note, f"|{key}"):
            self.notes[place] = joined(own, ours)
        if not any(same_look(old.look, look) for look in (Look(), self.looks.get(place, header_look(self.colour)))):
            self.looks[place] = old.look

    def _with_sizes(self, sheet: Sheet) -> Sheet:
        """A sheet with the widths and heights that the planner set, and with what she hid."""
        was, moves = self.table.sheet, self._moves()
        columns = {old: number - LEFT for old, number in moves.columns.items()}
        rows = {old: number - TOP for old, number in moves.rows.items() if old != self.table.header}
        usual = [width_in_file(column.width) for column in self.new.columns]
        numbers = {line.number: number for number, line in enumerate(self.lines)}
        # A filter is not carried over, so the rows that it hides show again.
        hidden = () if was.filtered else was.hidden_rows
        return replace(
            sheet,
            overrides={
                (numbers[row], column): held for (row, column), held in self.new.overrides.items() if row in numbers
            },
            # Always one for a planner's column, so that the next update finds the same.
            widths={number: width_in_file(OWN_WIDTH) for number in range(len(usual), len(self.columns))}
            | {
                columns[old]: width
                for old, width in was.widths.items()
                if old in columns and not (columns[old] < len(usual) and abs(width - usual[columns[old]]) < SAME_WIDTH)
            },
            heights={rows[old]: height for old, height in was.heights.items() if old in rows},
            hidden_rows=frozenset(rows[old] for old in hidden if old in rows),
            hidden_columns=frozenset(columns[old] for old in was.hidden_columns if old in columns),
            hidden=was.hidden,
        )

    def _moves(self) -> Moves:
        table = self.table
        rows = {line.row.number: number + TOP for number, line in enumerate(self.lines) if line.row}
        columns = {table.columns[key]: number + LEFT for number, key in enumerate(self.keys) if key in table.columns}
        last = max((number for number, line in enumerate(self.lines) if line.id), default=HEADER) + TOP
        return Moves({**rows, table.header: TOP - 1}, columns, max(rows, default=table.header), last)


def joined(*notes: str) -> str:
    """Notes below each other."""
    return "\n\n".join(note for note in notes if note)


def in_words(value: object) -> str:
    """A value as a note says it."""
    if isinstance(value, datetime.date):
        return dates.date(value)
    if isinstance(value, datetime.time):
        return dates.clock(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "nothing" if value is None else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _shape(cell: TypedCell) -> str:
    """A formula without the numbers of its rows."""
    return _DIGITS.sub("", str(cell.value))
