"""Workbook to an Excel file, in memory and with the same bytes each time."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_formula
from xlsxwriter.worksheet import Worksheet

from ..documents.cell_looks import LISTS_WIDTH
from ..documents.spreadsheet import Choices, ColumnChoices, Workbook, record_cells
from ..model.colour import is_colour
from ..model.sheets.form import LISTS, RECORD
from .excel.formats import FONT, Formats
from .excel.own_sheet import write_own_sheet
from .excel.sheet import Page, SheetWriter, first_column, header_row
from .excel.text import text


def write(workbook: Workbook, stamp: datetime.datetime) -> bytes:
    """A workbook as an Excel file, with the time of writing in its properties. A time without a zone is in UTC.

    Raises:
        ValueError: the colour is not of the form #rrggbb.
    """
    if not is_colour(workbook.colour):
        raise ValueError(f"not a colour: {workbook.colour!r}")
    target = io.BytesIO()
    # A new dictionary for each file, since xlsxwriter changes it.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(FONT),
    }
    with xlsxwriter.Workbook(target, options) as file:
        file.set_properties(_properties(workbook, stamp))
        formats, sources = Formats(file), dict(_sources(workbook))
        for sheet in workbook.sheets:
            SheetWriter(workbook, sheet, file.add_worksheet(sheet.name, Page), formats, sources).write()
        for own in workbook.own_sheets:
            write_own_sheet(own, file.add_worksheet(own.name, Page), formats)
        for name, reference in workbook.names.items():
            file.define_name(name, f"={reference}")
        if lists := _typed_lists(workbook):
            _write_lists(file.add_worksheet(LISTS), lists)
        if workbook.record:
            _write_record(file.add_worksheet(RECORD), workbook.record)
    return target.getvalue()


def _properties(workbook: Workbook, stamp: datetime.datetime) -> dict[str, Any]:
    utc = stamp.astimezone(datetime.UTC).replace(tzinfo=None) if stamp.tzinfo else stamp
    return {
        "title": text(f"{workbook.title}: {workbook.organisation}, {workbook.cohort}"),
        "subject": text(workbook.cohort),
        "author": text(workbook.organisation),
        "company": text(workbook.organisation),
        "comments": text(f"Content release {workbook.release}"),
        "created": utc.replace(microsecond=0),
    }


def _typed_lists(workbook: Workbook) -> list[Choices]:
    """The lists that are on the hidden sheet, in order."""
    return [choices for choices in workbook.lists if isinstance(choices, Choices)]


def _sources(workbook: Workbook) -> Iterator[tuple[str, str]]:
    """The range of cells behind each list that has values, by its name."""
    for number, choices in enumerate(_typed_lists(workbook)):
        if choices.values:
            yield choices.name, xl_range_formula(LISTS, 1, number, len(choices.values), number)
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for column in workbook.lists:
        if isinstance(column, ColumnChoices):
            sheet = sheets[column.sheet]
            top, number = header_row(sheet) + 1, first_column(sheet) + sheet.number(column.column)
            yield column.name, xl_range_formula(sheet.name, top, number, top + max(1, len(sheet.rows)) - 1, number)


def _write_lists(page: Worksheet, lists: Sequence[Choices]) -> None:
    """Write the lists side by side, each below its name."""
    for number, choices in enumerate(lists):
        for row, value in enumerate((choices.name, *choices.values)):
            page.write_string(row, number, text(value))
    page.set_column(0, max(0, len(lists) - 1), LISTS_WIDTH)
    page.hide()


def _write_record(page: Worksheet, record: str) -> None:
    """Write the record down the first column of a sheet that no menu of Excel shows."""
    for row, cell in enumerate(record_cells(record)):
        page.write_string(row, 0, cell)
    page.very_hidden()
