"""Takes a workbook of ours apart: known sheets by row and column, the planner's own, and what was recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from pydantic import ValidationError

from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.scheme_file import FORMAT, OWN, Change, Record, SchemeFile, Table
from ..model.sheets.evaluation import CODES, READ_ME
from ..model.sheets.form import LISTS, RECORD, SheetForm
from ..model.typed_workbook import EMPTY, TypedSheet, TypedWorkbook, Uncarried, cell_name
from .scheme_sheet import ReadSheet, plain, read_sheet

_NEW = "choose the workbook of a scheme, or start a new scheme"
_OTHERS = (
    (
        {"Checklist", "Schedule"},
        "old-workbook",
        "this is the workbook of an older playbook, not a scheme",
        "start a new scheme, and copy into it what you typed here",
    ),
    (
        {"Trust", "Cohort"},
        "old-form",
        "this is the profile form of an older release, not a scheme",
        "make a scheme of it first: open it by itself on the page Make your plan",
    ),
    (
        {READ_ME, CODES},
        "answers",
        "this workbook has answers to questionnaires, and is not a scheme",
        "choose the scheme's own workbook",
    ),
)
"""Other workbooks that people choose by mistake: sheets that only they have, then the code, message and help."""
OLD_ANSWERS = "Evaluation data"
"""The sheet for ratings in the workbook of a playbook up to release 2026.4."""
_WITHOUT_RECORD = "so every cell that differs from the plan stays as it is."


class Expected(NamedTuple):
    """What is said of a workbook of another kind than the one that is read."""

    code: str
    message: str
    help: str


SCHEME = Expected("not-a-scheme", "this workbook is not a scheme", _NEW)
ANSWERS = Expected(
    "not-answers",
    "this workbook is not one for answers to questionnaires",
    "choose the file evaluation.xlsx, which is in every playbook",
)


def scheme_file(typed: TypedWorkbook, forms: Sequence[SheetForm], expected: Expected = SCHEME) -> SchemeFile:
    """A scheme's workbook, or that of its answers, by rows and columns. `forms` are the sheets that it has.

    Raises:
        InputFault: it is another workbook, or a sheet or column has another name than it had. All faults are named.
    """
    file, faults = SchemeReader(forms, expected).read(typed)
    if faults:
        raise InputFault(faults)
    return file


class SchemeReader:
    """Reads a workbook again and again while somebody types in it: sheets that stay the same are read once."""

    def __init__(self, forms: Sequence[SheetForm], expected: Expected = SCHEME) -> None:
        """`forms` are the sheets that the workbook has."""
        self.forms, self.expected = forms, expected
        self._record: tuple[TypedSheet | None, Record | None] = (None, None)
        self._read: dict[str, tuple[TypedSheet, Record | None, ReadSheet]] = {}

    def read(self, typed: TypedWorkbook) -> tuple[SchemeFile, list[Diagnostic]]:
        """A scheme's workbook by rows and columns, without the sheets that have faults, and these faults.

        Raises:
            InputFault: it is another workbook.
        """
        sheets = {sheet.name: sheet for sheet in typed.sheets}
        if fault := _other_file(typed, sheets.keys(), self.forms, self.expected):
            raise InputFault([fault])
        changes: list[Change] = []
        record = self._recorded(typed.file, sheets.get(RECORD))
        if record is None:
            changes.append(Change("", "", f"The hidden sheet Record is missing or damaged, {_WITHOUT_RECORD}"))
        faults: list[Diagnostic] = []
        tables = {}
        own = [
            sheet for sheet in typed.sheets if sheet.name not in {LISTS, RECORD, *(form.name for form in self.forms)}
        ]
        for form in self.forms:
            sheet = sheets.get(form.name)
            if sheet is not None:
                result = self._sheet(form, sheet, typed.file, record)
                faults += result.faults
                changes += result.changes
                if result.table:
                    tables[form.name] = result.table
            elif renamed := next((sheet for sheet in own if _same_sheet(form, sheet)), None):
                message = f"this is the sheet {form.name} under another name"
                advice = f"call the sheet `{form.name}` again"
                faults.append(Diagnostic("sheet-renamed", message, Place(typed.file, cell=renamed.name), advice))
            elif record is None or form.name in record.columns:
                changes.append(Change(form.name, "", "The sheet was deleted. It comes back as a new one."))
        uncarried = (*typed.uncarried, *_rules(typed, own, tables), *_added_choices(sheets.get(LISTS), record))
        merged = "Cells that were merged are separate again. What they say stays."
        changes += [Change(name, "", merged) for name, table in tables.items() if table.sheet.merged]
        return SchemeFile(typed.file, tables, tuple(own), record, typed.names, uncarried, tuple(changes)), faults

    def _recorded(self, file: str, sheet: TypedSheet | None) -> Record | None:
        if self._record[0] is not sheet or sheet is None:
            self._record = sheet, _record(file, sheet)
        return self._record[1]

    def _sheet(self, form: SheetForm, sheet: TypedSheet, file: str, record: Record | None) -> ReadSheet:
        before = self._read.get(form.name)
        if before is None or before[0] is not sheet or before[1] is not record:
            before = self._read[form.name] = sheet, record, read_sheet(form, sheet, file, record)
        return before[2]


def _rules(typed: TypedWorkbook, own: Sequence[TypedSheet], tables: Mapping[str, Table]) -> Iterator[Uncarried]:
    """Conditional formats and rules for cells that are not ours."""
    for sheet in typed.sheets:
        for rule in sheet.rules:
            ours = sheet.name in tables and rule.usual and rule.area.column in _our_columns(tables[sheet.name])
            if sheet in own or (sheet.name in tables and not ours):
                yield Uncarried(rule.what, sheet.name, cell_name(rule.area.row, rule.area.column))


def _added_choices(sheet: TypedSheet | None, record: Record | None) -> Iterator[Uncarried]:
    """What somebody typed into the hidden sheet of drop-down lists."""
    if sheet is None or record is None:
        return
    for (row, column), cell in sorted(sheet.cells.items()):
        values = record.lists.get(str(sheet.cells.get((1, column), EMPTY).value), [])
        if row > 1 and cell.shown is not None and str(cell.value) not in values:
            yield Uncarried("a choice that was added to a list", LISTS, cell_name(row, column))


def _other_file(
    typed: TypedWorkbook, names: Set[str], forms: Sequence[SheetForm], expected: Expected
) -> Diagnostic | None:
    """Why a workbook is not the one that is expected; None if it is."""
    known = {form.name for form in forms}
    if (RECORD in names and known & names) or len(known & names) * 2 > len(known):
        return None
    place = Place(typed.file)
    if not any(sheet.cells for sheet in typed.sheets):
        return Diagnostic("empty-file", "the file is empty", place, expected.help)
    if expected is ANSWERS and OLD_ANSWERS in names:
        message = "this is the workbook of an older playbook"
        advice = "leave it as it is, start a new workbook for answers, and add this one to it as an export"
        return Diagnostic("old-answers", message, place, advice)
    if expected is SCHEME:
        for sheets, code, message, advice in _OTHERS:
            if names >= sheets:
                return Diagnostic(code, message, place, advice)
    return Diagnostic(expected.code, expected.message, place, expected.help)


def _record(file: str, sheet: TypedSheet | None) -> Record | None:
    """The record on its hidden sheet; None if it is missing or damaged.

    Raises:
        InputFault: a later release wrote it.
    """
    if sheet is None:
        return None
    text = "".join(str(cell.value) for (_, column), cell in sorted(sheet.cells.items()) if column == 1)
    try:
        values = json.loads(text)
        if isinstance(values, dict) and isinstance(values.get("format"), int) and values["format"] > FORMAT:
            advice = "open it with the latest release of Paired Learning"
            raise InputFault.of("later-release", "a later release wrote this file", file, advice)
        return Record.model_validate_json(text)
    except (json.JSONDecodeError, RecursionError, ValidationError):
        return None


def _same_sheet(form: SheetForm, sheet: TypedSheet) -> bool:
    """Whether a sheet with another name has the columns of a form."""
    titles = {plain(column.title) for column in form.columns}
    return any(
        len(titles & {plain(cell.shown) for (number, _), cell in sheet.cells.items() if number == row}) * 3
        > len(titles) * 2
        for row in (1, 2, 3)
    )


def _our_columns(table: Table) -> set[int]:
    """Numbers of the columns that are not the planner's."""
    return {1, *(number for key, number in table.columns.items() if not key.startswith(OWN))}
