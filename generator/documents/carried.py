"""A new workbook of a scheme with everything that its planner typed into the old one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ..model.characters import clean
from ..model.recorded_plan import RecordedPlan
from ..model.scheme_file import Change, Record, SchemeFile, Written
from ..model.sheets.form import EXAMPLE
from ..model.typed_workbook import TypedSheet
from .carried_sheet import CarriedSheet, SheetCarrier, cell_written, our_notes
from .moved_formulas import Moves, moved, moved_reference
from .spreadsheet import Choices, Formula, Sheet, Workbook


class Carried(NamedTuple):
    """A workbook with what was carried over."""

    workbook: Workbook
    changes: tuple[Change, ...]
    """What the planner should look at, in the order of the sheets."""
    own: Mapping[str, tuple[str, ...]]
    """Ids of the planner's own rows, by sheet."""
    notes: Mapping[str, Mapping[str, str]]
    """Our notes by sheet and `row id|column key`, without what the planner added to them."""


def carried(new: Workbook, old: SchemeFile, today: datetime.date) -> Carried:
    """A workbook that was made as if there were none before, with everything typed into the old one.

    Args:
        new: the plan as it is now. Each of its sheets has ids.
        old: the planner's file. What it cannot carry is in its `uncarried`.
        today: the day for notes on rows that come back or are no longer in the plan.
    """
    sheets: list[CarriedSheet] = []
    for sheet in new.sheets:
        table = old.tables.get(sheet.name)
        if table is None:
            sheets.append(CarriedSheet(sheet, notes=our_notes(sheet)))
        else:
            sheets.append(SheetCarrier(sheet, table, old.record, new.colour, today).carried())
    moves = {carried.sheet.name: carried.moves for carried in sheets if carried.moves is not None}
    workbook = replace(
        new,
        sheets=tuple(_with_moved_formulas(carried, moves) for carried in sheets),
        own_sheets=tuple(_own_sheet(sheet, moves) for sheet in old.own_sheets),
        names={name: moved_reference(reference, moves) for name, reference in old.names.items()},
    )
    return Carried(
        workbook,
        (*old.changes, *(change for carried in sheets for change in carried.changes)),
        {carried.sheet.name: carried.own for carried in sheets if carried.own},
        {carried.sheet.name: carried.notes for carried in sheets if carried.notes},
    )


def _with_moved_formulas(carried: CarriedSheet, moves: Mapping[str, Moves]) -> Sheet:
    sheet = carried.sheet
    rows = [list(cells) for cells in sheet.rows]
    for row, column in carried.formulas:
        cell = rows[row][column]
        if isinstance(cell, Formula):
            expression = moved(f"={cell.expression}", sheet.name, moves).removeprefix("=")
            rows[row][column] = replace(cell, expression=expression)
    return replace(sheet, rows=tuple(map(tuple, rows)))


def _own_sheet(sheet: TypedSheet, moves: Mapping[str, Moves]) -> TypedSheet:
    cells = {
        place: replace(cell, value=moved(str(cell.value), sheet.name, moves)) if cell.formula else cell
        for place, cell in sheet.cells.items()
    }
    # A filter is not carried over, so the rows that it hides show again.
    hidden = frozenset[int]() if sheet.filtered else sheet.hidden_rows
    return replace(sheet, cells=cells, hidden_rows=hidden, filtered=False)


def record_of(
    new: Workbook,
    *,
    generator: str,
    trust: str,
    made: datetime.date,
    planning_from: datetime.date,
    profile: str = "",
    plan: RecordedPlan | None = None,
    carried: Carried | None = None,
) -> Record:
    """What to record of a workbook.

    Args:
        new: the workbook as the plan has it, before anything was carried over.
        generator: version of the generator.
        trust: id of the trust.
        made: today.
        planning_from: the day from which the plan was made.
        profile: fingerprint of the profile that the plan was made from.
        plan: the plan, for the next one.
        carried: what was carried over, if there was an old file.
    """
    sheets = [sheet for sheet in new.sheets if sheet.ids]
    return Record(
        generator=generator,
        release=new.release,
        trust=trust,
        made=made,
        planning_from=planning_from,
        profile=profile,
        plan=plan,
        colour=new.colour,
        first_lines={sheet.name: sheet.note for sheet in sheets},
        columns={sheet.name: {column.title: column.key for column in sheet.columns} for sheet in sheets},
        cells={sheet.name: _cells(sheet) for sheet in sheets},
        notes={name: dict(notes) for name, notes in (carried.notes if carried else _notes(new)).items()},
        lists={
            choices.name: [clean(value) for value in choices.values]
            for choices in new.lists
            if isinstance(choices, Choices)
        },
        own={name: list(ids) for name, ids in carried.own.items()} if carried else {},
    )


def _notes(workbook: Workbook) -> dict[str, dict[str, str]]:
    return {sheet.name: notes for sheet in workbook.sheets if (notes := our_notes(sheet))}


def _cells(sheet: Sheet) -> dict[str, dict[str, Written]]:
    """The values of a sheet by row id and column key, without empty ones and those that only the planner fills in."""
    return {
        id: {
            column.key: value
            for column, cell in zip(sheet.columns, cells, strict=True)
            if id == EXAMPLE or not column.fill or column.suggested
            for value in [cell_written(cell)]
            if value is not None
        }
        for id, cells in zip(sheet.ids, sheet.rows, strict=True)
        if id
    }
