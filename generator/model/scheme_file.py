"""A scheme's workbook as its planner left it: rows by id, columns by key, and what the tool recorded in it."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .base import ComposedLine, Day, Noun, Slug
from .characters import clean
from .diagnostics import Place
from .recorded_plan import RecordedPlan
from .sheets.form import SheetForm, Value
from .typed_workbook import EMPTY, TypedCell, TypedSheet, Uncarried, cell_name

FORMAT = 1
"""Version of the record's fields."""
OWN = "own/"
"""Start of the key of a column that the planner added; her title follows."""

Written: TypeAlias = str | bool | int | float | dict[str, str] | None
"""A value as JSON holds it. A date is {"date": "2026-11-28"}; `datetime`, `time` and `formula` are alike."""


def written(value: Value, *, formula: bool = False) -> Written:
    """A value as the record holds it: what compares equal looks the same to whoever typed it."""
    match value:
        case str():
            text = clean(value)
            return {"formula": text} if formula else text or None
        case datetime.datetime():
            return {"datetime": value.isoformat()}
        case datetime.date():
            return {"date": value.isoformat()}
        case datetime.time():
            return {"time": value.replace(microsecond=0).isoformat()}
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


def same(value: Written, other: Written) -> bool:
    """Whether two values are the same to whoever reads them. Programs round numbers in their last digits."""
    if isinstance(value, bool) or isinstance(other, bool):
        return value is other
    if isinstance(value, int | float) and isinstance(other, int | float):
        return math.isclose(value, other, rel_tol=1e-12, abs_tol=1e-12)
    return value == other


def own_note(note: str, ours: str) -> str:
    """What the planner wrote on a cell: its note without ours."""
    if not note or " ".join(note.split()) == " ".join(ours.split()):
        return ""
    return note.replace(ours, "", 1).strip() if ours else note


class Record(Noun):
    """What the tool wrote into a scheme's workbook, so that it knows later what somebody typed."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = FORMAT
    """Version of the record's fields."""
    generator: ComposedLine
    """Version of the generator."""
    release: ComposedLine
    """Id of the content release."""
    trust: Slug
    """Id of the trust."""
    made: Day
    """The day on which the file was written."""
    planning_from: Day
    """The day from which the plan was made."""
    profile: ComposedLine = ""
    """The fingerprint of the profile that the plan was made from: while it stays, `planning_from` does too."""
    plan: RecordedPlan | None = None
    """The plan, so that dates stay where they were."""
    colour: ComposedLine = ""
    """Main colour of the workbook, as #rrggbb."""
    first_lines: dict[str, str] = {}
    """What is written above the titles, by sheet."""
    columns: dict[str, dict[str, str]] = {}
    """Keys of columns by sheet and title."""
    cells: dict[str, dict[str, dict[str, Written]]] = {}
    """Values by sheet, row id and column key, of rows that are not the planner's own. Columns that only she fills in
    are left out."""
    notes: dict[str, dict[str, str]] = {}
    """Notes by sheet and `row id|column key`; the row id of the header is empty."""
    lists: dict[str, list[str]] = {}
    """Values of the drop-down lists, by the name of the list."""
    own: dict[str, list[str]] = {}
    """Ids of the rows that the planner added, by sheet."""


def record_text(record: Record) -> str:
    """A record as the text of its hidden sheet: JSON that needs no character beyond ASCII."""
    return json.dumps(record.model_dump(mode="json", exclude_defaults=True) | {"format": FORMAT}, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Change:
    """Something in the planner's file that the tool changed, for her to look at."""

    sheet: str
    """Empty for the workbook as a whole."""
    cell: str
    """Such as B2, in the new file; empty for the sheet as a whole."""
    text: str
    """A sentence that names nobody and quotes nothing that she typed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet that somebody may have filled in."""

    id: str
    """Unique within the sheet."""
    number: int
    """Number of the row in the sheet, from 1."""
    cells: Mapping[str, TypedCell]
    """The cells that hold something, or look different, by column key."""
    own: bool = False
    """Whether the planner added it."""

    def cell(self, key: str) -> TypedCell:
        return self.cells.get(key, EMPTY)

    def value(self, key: str) -> Value:
        """What the cell shows: of a formula its saved result, and None if there is nothing but spaces."""
        return self.cell(key).shown


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose columns are known. Blank rows, the example row and the row of totals are left out."""

    form: SheetForm
    file: str
    """Name of the workbook, for diagnostics."""
    sheet: TypedSheet
    header: int
    """Number of the row with the titles."""
    columns: Mapping[str, int]
    """Numbers of the sheet's columns, from 1, by key. A column that the planner deleted is missing."""
    titles: Mapping[str, str]
    """Titles by key, as they stand in the sheet."""
    rows: tuple[Row, ...]
    """In the order of the sheet."""
    above: Mapping[int, TypedCell] = field(default_factory=dict)
    """What the planner typed above the titles, by the number of its column."""
    example: bool = False
    """Whether the example row is still there, as it was written."""
    ids: int | None = None
    """Number of the column with the ids of rows; None if the planner deleted it."""

    @property
    def own_columns(self) -> tuple[str, ...]:
        """Keys of the columns that the planner added, from left to right."""
        return tuple(sorted((key for key in self.columns if key.startswith(OWN)), key=self.columns.__getitem__))

    def cell(self, row: Row, key: str) -> str:
        """Name of a cell, such as C7. That of a column that is missing is the first of the row."""
        return cell_name(row.number, self.columns.get(key, 2))

    def place(self, row: Row | None = None, key: str | None = None) -> Place:
        """Where a cell is; of the titles without a row, of the row without a column."""
        number = row.number if row else self.header
        return Place(self.file, cell=f"{self.form.name}!{cell_name(number, self.columns.get(key or '', 2))}")


@dataclass(frozen=True, slots=True)
class SchemeFile:
    """A scheme's workbook, taken apart."""

    file: str
    """Its name, for diagnostics."""
    tables: Mapping[str, Table]
    """The sheets that a scheme has, by name. A sheet that the planner deleted is missing."""
    own_sheets: tuple[TypedSheet, ...] = ()
    """The sheets that the planner added."""
    record: Record | None = None
    """None if it is lost; then a cell that differs from the plan's counts as typed."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names that the planner gave to cells, with what they stand for."""
    uncarried: tuple[Uncarried, ...] = ()
    changes: tuple[Change, ...] = ()
    """What the reader put right: a sheet or a column that comes back, a record that is lost."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[SchemeFile], handler: GetCoreSchemaHandler) -> CoreSchema:
        """A noun that has one checks its class alone: schemas of all that is in a workbook take as long as 8 nouns."""
        return core_schema.is_instance_schema(cls)
