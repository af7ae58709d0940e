"""Schemes' workbooks that somebody filled in: a good one, with some edits.

Each edit names a sheet and what is typed into it:

    - {sheet: Scheme, row: cohort.months, column: Your choice, value: 9 months}

A row is an id, `new` for the first blank row, `new 2` for the second and so on, or `titles`. A column is its title.
`formula` or `error` instead of `value` is what the cell holds; a value that is left out empties the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from generator.documents import scheme_records
from generator.documents.scheme_profile import plan_cells, profile_sheets
from generator.documents.scheme_workbook import scheme_workbook
from generator.documents.spreadsheet import Formula, Sheet, SheetLink, sheet_of
from generator.model.diagnostics import Diagnostic, InputFault, errors, render_all
from generator.model.library import Library
from generator.model.scheme_file import SchemeFile
from generator.model.sheets import plan, records
from generator.model.sheets.form import REQUIRED_MARK, ROW_ID, SheetForm
from generator.model.sheets.profile import PROFILE_SHEETS
from generator.model.trust import TrustProfile
from generator.model.typed_workbook import TypedCell, TypedSheet, TypedWorkbook
from generator.planning.playbook import Playbook
from generator.planning.playbook import plan as planned
from generator.sources.content_file import FilesReadBefore
from generator.sources.convert import convert
from generator.sources.load import load
from generator.sources.scheme_file import scheme_file
from generator.sources.scheme_input import ReadScheme, SchemeInput
from generator.sources.scheme_profile import read_profile
from generator.sources.scheme_records import read_records
from tests.worked import content

Edit: TypeAlias = Mapping[str, Any]
"""Sheet, row and column, and what is typed there."""
FILE, TRUST = "westbrook.xlsx", "westbrook"
READ = FilesReadBefore()
"""The worked library's other files, which are the same for every filling."""
PLAN_SHEETS = (plan.DATES, plan.HOURS, plan.RATES, plan.costs_form({}), plan.MENU)


def typed_sheet(sheet: Sheet) -> TypedSheet:
    """A sheet as it is read when nobody has changed it."""
    titles = [ROW_ID, *(column.title for column in sheet.columns)]
    cells = {(1, 2): TypedCell(sheet.note)}
    cells |= {(2, column): TypedCell(title) for column, title in enumerate(titles, 1)}
    for row, (id, values) in enumerate(zip(sheet.ids, sheet.rows, strict=True), 3):
        for column, value in enumerate((id, *values), 1):
            if isinstance(value, SheetLink):
                cells[row, column] = TypedCell(value.sheet)
            elif isinstance(value, Formula):
                cells[row, column] = TypedCell(f"={value.expression}", formula=True, result=value.value)
            elif value not in (None, ""):
                cells[row, column] = TypedCell(value)  # type: ignore[arg-type]
    return TypedSheet(sheet.name, cells)


def sheets_of(profile: TrustProfile, library: Library) -> list[Sheet]:
    """The sheets that hold a profile, and in those of the plan nothing else."""
    cells = plan_cells(profile, library)
    sheets = [sheet_of(form, list(cells.get(form.name, {}).items())) for form in PLAN_SHEETS]
    return [*profile_sheets(profile, library).values(), *sheets]


def profile_file(profile: TrustProfile, library: Library) -> SchemeFile:
    """A workbook that holds a profile, as it is read."""
    return as_read(TypedWorkbook(FILE, tuple(map(typed_sheet, sheets_of(profile, library)))))


def as_read(typed: TypedWorkbook) -> SchemeFile:
    """A workbook with the sheets that hold a profile."""
    return scheme_file(typed, (*PROFILE_SHEETS, *PLAN_SHEETS))


def edits_of(case: Path, name: str = "edits.yml") -> list[Edit]:
    """What is typed in a case."""
    edits: list[Edit] = yaml.safe_load((case / name).read_text(encoding="utf-8"))
    return edits


@cache
def _good() -> tuple[Playbook, dict[str, TypedSheet], tuple[SheetForm, ...]]:
    """A plan, its workbook as it is read when nobody has changed it, and the forms of its sheets."""
    playbook = planned(content.library(), TRUST)
    sessions = records.sessions_form(scheme_records.sessions(playbook))
    forms = (records.PEOPLE, records.groups_form(2), sessions, records.PROJECTS, records.MEASURES)
    return playbook, {sheet.name: typed_sheet(sheet) for sheet in scheme_workbook(playbook).sheets}, forms


def filled(edits: Iterable[Edit]) -> SchemeFile:
    """The workbook of the worked library's trust after some edits.

    Raises:
        InputFault: its sheets or columns are not as they should be.
    """
    _, good, forms = _good()
    typed = dict(good)
    for edit in edits:
        typed[edit["sheet"]] = edited(typed[edit["sheet"]], edit)
    return scheme_file(
        TypedWorkbook(FILE, tuple(typed.values())), (*PROFILE_SHEETS, *PLAN_SHEETS, plan.TASKS, plan.RISKS, *forms)
    )


def profile_of(edits: Iterable[Edit]) -> TrustProfile:
    """The profile in the workbook after some edits that are right."""
    source = read_profile(filled(edits), content.library())
    profile, faults = convert(source, TrustProfile, TRUST)
    assert profile is not None, render_all(source.all_faults(faults))
    assert source.faults == []
    return profile


def _loaded(files: Mapping[str, bytes], read: ReadScheme) -> list[Diagnostic]:
    return load(files, schemes={TRUST: read}, before=READ).diagnostics


def faults(
    edits: Iterable[Edit], loaded: Callable[[Mapping[str, bytes], ReadScheme], list[Diagnostic]] = _loaded
) -> list[Diagnostic]:
    """Every fault of the workbook after some edits, as it is loaded with the other files of the worked library."""
    try:
        file = filled(edits)
    except InputFault as fault:
        return fault.diagnostics

    def read(shared: Library) -> SchemeInput:
        source = read_profile(file, shared)
        of_profile = source.all_faults(convert(source, TrustProfile, TRUST)[1])
        result = read_records(file, scheme_records.record_choices(_good()[0]))
        if of_both := [*map(source.worded, of_profile), *errors(result.diagnostics)]:
            raise InputFault(of_both)
        return SchemeInput(source, result, file)

    files = {path: raw for path, raw in content.files().items() if not path.startswith(f"content/trusts/{TRUST}/")}
    return loaded(files, read)


def edited(sheet: TypedSheet, edit: Edit) -> TypedSheet:
    """A sheet after one edit."""
    titles = {
        str(cell.value).removesuffix(REQUIRED_MARK): column for (row, column), cell in sheet.cells.items() if row == 2
    }
    row, column = _row(sheet, str(edit["row"])), titles[edit["column"]]
    cells = {place: cell for place, cell in sheet.cells.items() if place != (row, column)}
    if "formula" in edit:
        cells[row, column] = TypedCell(edit["formula"], formula=True)
    elif "error" in edit:
        cells[row, column] = TypedCell(edit["error"], error=True)
    elif edit.get("value") is not None:
        cells[row, column] = TypedCell(edit["value"])
    return replace(sheet, cells=cells)


def _row(sheet: TypedSheet, name: str) -> int:
    if name == "titles":
        return 2
    ids = {row: cell.value for (row, column), cell in sheet.cells.items() if column == 1}
    word, _, number = name.partition(" ")
    return max(ids) + int(number or 1) if word == "new" else next(row for row, id in ids.items() if id == name)
