"""Sheets of a scheme as a planner's file would be read, without writing and reading a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.documents.scheme_profile import plan_cells, profile_sheets
from generator.documents.spreadsheet import Cell, Sheet, sheet_of
from generator.model.library import Library
from generator.model.scheme_file import Row, SchemeFile, Table
from generator.model.sheets import plan
from generator.model.sheets.form import EXAMPLE, SheetForm
from generator.model.sheets.profile import PROFILE_SHEETS
from generator.model.trust import TrustProfile
from generator.model.typed_workbook import TypedCell, TypedSheet

PLAN_SHEETS = {form.name: form for form in (plan.DATES, plan.HOURS, plan.RATES, plan.costs_form({}), plan.MENU)}
FILE = "westshire.xlsx"


def table_of(form: SheetForm, sheet: Sheet) -> Table:
    """A sheet as it is read: its title row is 2, and column A has the ids."""
    rows = []
    for number, (id, cells) in enumerate(zip(sheet.ids, sheet.rows, strict=True), start=3):
        values = {column.key: cell for column, cell in zip(form.columns, cells, strict=True)}
        typed = {key: TypedCell(value) for key, value in values.items() if isinstance(value, typed_values())}
        if id != EXAMPLE and typed:
            rows.append(Row(id, number, typed))
    columns = {column.key: number for number, column in enumerate(form.columns, start=2)}
    titles = {column.key: column.title for column in form.columns}
    return Table(form, FILE, TypedSheet(form.name, {}), 2, columns, titles, tuple(rows))


def typed_values() -> tuple[type, ...]:
    import datetime

    return (str, int, float, datetime.date, datetime.time)


def plan_sheets(cells: Mapping[str, Mapping[str, Mapping[str, Cell]]]) -> Iterable[tuple[SheetForm, Sheet]]:
    """The sheets of the plan with nothing but what the profile says."""
    for name, form in PLAN_SHEETS.items():
        yield form, sheet_of(form, [(id, dict(row)) for id, row in cells.get(name, {}).items()])


def scheme_file(profile: TrustProfile, library: Library) -> SchemeFile:
    """A profile in a scheme's workbook."""
    sheets = profile_sheets(profile, library)
    tables = {form.name: table_of(form, sheets[form.name]) for form in PROFILE_SHEETS}
    tables |= {form.name: table_of(form, sheet) for form, sheet in plan_sheets(plan_cells(profile, library))}
    return SchemeFile(FILE, tables)
