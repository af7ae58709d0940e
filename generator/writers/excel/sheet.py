"""A sheet of ours: a table, with its first line, ids, notes and lists."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import Worksheet

from ...documents.cell_looks import (
    IDS_WIDTH,
    TAB_COLOURS,
    first_line_look,
    header_look,
    total_look,
    usual_look,
    width_in_file,
)
from ...documents.spreadsheet import HEADER, Cell, Formula, Sheet, SheetLink, Workbook, total, typed_cell
from ...model.sheets.form import EXAMPLE, ROW_ID
from ...model.typed_workbook import Look
from .formats import Formats
from .text import CHARACTER_PIXELS, LONGEST_HEADER, LONGEST_MESSAGE, cut, lines, printed, text
from .validation import validation

A4 = 9
LINE_PIXELS, EDGE_PIXELS = 19, 4
"""Height of a line, and padding above and below."""
PAGE_CHARACTERS = 150
"""Width of a sheet in characters that is still readable when it is printed on one page."""
FILTER_CHARACTERS = 3
"""Width of the button of a filter on the header."""
MOST_LINES = 28
"""Excel shows no taller row."""
NOTE_PIXELS = 300
"""Width of a note on a cell."""
_FUNCTION = re.compile(r"[\w.]+\(")


class Page(Worksheet):
    """A worksheet whose rows have a height at first, and grow when somebody types more."""

    def __init__(self) -> None:
        super().__init__()
        self.fixed_rows: set[int] = set()
        """Numbers of rows, from 0, whose height somebody set."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, expand_future_functions)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        if tag == "row" and dict(attributes)["r"] - 1 not in self.fixed_rows:
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def write_value(self, row: int, column: int, cell: Cell, look: Format) -> None:
        """Write a cell as what it is; no text ever becomes anything else."""
        # xlsxwriter's public methods first find out for each cell whether its place is written like A1.
        match cell:
            case None:
                self._write_blank(row, column, None, look)
            case str():
                self._write_string(row, column, text(cell), look)
            case bool():
                self.write_boolean(row, column, cell, look)
            case datetime.datetime():
                self.write_datetime(row, column, cell, look)
            case datetime.date():
                self.write_datetime(row, column, datetime.datetime.combine(cell, datetime.time()), look)
            case datetime.time():
                seconds = (cell.hour * 60 + cell.minute) * 60 + cell.second
                self._write_number(row, column, seconds / 86_400, look)
            case Formula():
                self.write_formula(row, column, f"={cell.expression}", look, cell.value)
            case SheetLink():
                self.write_url(row, column, f"internal:'{cell.sheet}'!A1", look, cell.sheet)
            case _:
                self._write_number(row, column, cell, look)

    def link(self, row: int, column: int, address: str, look: Format) -> None:
        """Link a cell, whose value is written afterwards, to an address."""
        self.write_url(row, column, f"internal:{address[1:]}" if address.startswith("#") else address, look)

    def set_width(self, column: int, width: float | None, *, hidden: bool) -> None:
        """Set the width of a column, as files have it; None is the usual one."""
        pixels = None if width is None else round(width * CHARACTER_PIXELS)
        self.set_column_pixels(column, column, pixels, None, {"hidden": hidden})

    def write_note(self, row: int, column: int, note: str) -> None:
        """Put a note on a cell, in a box that is large enough for it."""
        height = (lines(text(note), NOTE_PIXELS / CHARACTER_PIXELS) + 1) * LINE_PIXELS
        self.write_comment(row, column, text(note), {"width": NOTE_PIXELS, "height": height, "font_size": 10})


@lru_cache(maxsize=4096)
def _prepared(formula: str, expand_future_functions: bool) -> str:
    """A formula as a file has it. A column has the same one in every row, and so has the workbook of every trust.

    xlsxwriter searches it for each of the functions whose name in a file is another; most formulas have none of them.
    """
    functions = set(_FUNCTION.findall(formula))
    if "{" in formula or any(_by_xlsxwriter(name, expand_future_functions) != name for name in functions):
        return _by_xlsxwriter(formula, expand_future_functions)
    return formula.removeprefix("=")


@lru_cache(maxsize=4096)
def _by_xlsxwriter(formula: str, expand_future_functions: bool) -> str:
    prepared: str = Worksheet()._prepare_formula(formula, expand_future_functions)  # type: ignore[no-untyped-call]
    return prepared


def header_row(sheet: Sheet) -> int:
    """Number of the row of the column names, from 0."""
    return 1 if sheet.ids else 0


def first_column(sheet: Sheet) -> int:
    """Number of the first column that anybody sees, from 0."""
    return 1 if sheet.ids else 0


@dataclass(frozen=True, slots=True)
class SheetWriter:
    """Writes a sheet."""

    workbook: Workbook
    sheet: Sheet
    page: Page
    formats: Formats
    sources: Mapping[str, str]
    """The range of cells behind each list by its name."""
    usual: dict[tuple[int, bool, type], Format] = field(default_factory=dict)
    """Formats by the column, whether the row is the example, and the type of the cell."""

    def write(self) -> None:
        sheet, page = self.sheet, self.page
        rows = sheet.rows or ((None,) * len(sheet.columns),)
        top, left = header_row(sheet) + 1, first_column(sheet)
        self._table(rows)
        self._height(HEADER, [column.title for column in sheet.columns])
        for number, cells in enumerate(rows):
            self._height(number, cells)
            example = bool(sheet.ids) and sheet.ids[number] == EXAMPLE
            for column, cell in enumerate(cells):
                look = self._look((number, column), cell, example=example)
                if address := sheet.links.get((number, column)):
                    page.link(top + number, left + column, address, look)
                page.write_value(top + number, left + column, cell, look)
        if sheet.ids:
            self._first_line_and_ids()
        for place, note in sheet.notes.items():
            page.write_note(top + place[0], left + place[1], note)
        for number, held in enumerate(sheet.columns):
            width = sheet.widths.get(number, width_in_file(held.width))
            page.set_width(left + number, width, hidden=number in sheet.hidden_columns)
            self._validate(number, len(rows))
        self._highlight(top, top + len(rows) - 1)
        page.freeze_panes(top, left + sheet.fixed_columns)
        if sheet.use:
            page.set_tab_color(TAB_COLOURS[sheet.use])
        if sheet.hidden:
            page.hide()
        self._print()

    def _look(self, place: tuple[int, int], cell: Cell, *, example: bool) -> Format:
        if look := self.sheet.looks.get(place):
            return self.formats.of_table(look)
        if column := self.sheet.overrides.get(place):
            return self.formats.of_table(usual_look(column, cell, self.workbook.colour, example=example))
        key = (place[1], example, type(cell))
        if key not in self.usual:
            look = usual_look(self.sheet.columns[place[1]], cell, self.workbook.colour, example=example)
            self.usual[key] = self.formats.of_table(look)
        return self.usual[key]

    def _first_line_and_ids(self) -> None:
        """Say above the table what the sheet is for, and put the ids of rows into a hidden column."""
        page, plain = self.page, self.formats.plain(Look(number_format="@"))
        page.write_string(0, 1, text(self.sheet.note), self.formats.plain(first_line_look(self.workbook.colour)))
        page.set_row_pixels(0, LINE_PIXELS + 2 * EDGE_PIXELS)
        for number, cell in self.sheet.above.items():
            look = self.formats.plain(cell.look)
            if cell.link:
                page.link(0, number + 1, cell.link, look)
            page.write_value(0, number + 1, typed_cell(cell), look)
            if cell.note:
                page.write_note(0, number + 1, cell.note)
        for number, id in enumerate(self.sheet.ids, start=2):
            if id:
                page.write_string(number, 0, text(id), plain)
        page.set_column(0, 0, IDS_WIDTH, None, {"hidden": True})
        for number, column in enumerate(self.sheet.columns):
            if column.prompt and (HEADER, number) not in self.sheet.notes:
                page.write_note(1, number + 1, column.prompt)

    def _table(self, rows: Sequence[Sequence[Cell]]) -> None:
        sheet = self.sheet
        columns: list[dict[str, Any]] = []
        for number, column in enumerate(sheet.columns):
            look = sheet.looks.get((HEADER, number)) or header_look(self.workbook.colour)
            header = self.formats.of_table(look, valign="vcenter")
            options: dict[str, Any] = {"header": cut(text(column.title), LONGEST_HEADER), "header_format": header}
            if column.total:
                options |= {"total_function": "sum", "total_value": total(row[number] for row in rows)}
            elif number == 0:
                options["total_string"] = "Total"
            if column.formula:
                options["formula"] = column.formula
            columns.append(options)
        if sheet.ids:
            columns.insert(0, {"header": ROW_ID})
        totals = any(column.total for column in sheet.columns)
        top = header_row(sheet)
        last = top + len(rows) + totals
        table = {
            "name": sheet.table,
            "style": None,
            "title": sheet.name,
            "description": cut(text(sheet.note), LONGEST_MESSAGE),
            "total_row": totals,
            "columns": columns,
        }
        if self.page.add_table(top, 0, last, len(columns) - 1, table) != 0:
            raise ValueError(f"{sheet.name} cannot be a table")
        # A number typed as text, or a figure typed over a formula, is no mistake of the reader's.
        area = xl_range(top + 1, 0, last, len(columns) - 1)
        self.page.ignore_errors(
            {"number_stored_as_text": area, "calculated_column": area, "list_data_validation": area}
        )
        if totals:
            self._totals(last, rows)

    def _totals(self, last: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Format the totals, which a table leaves plain."""
        for number, column in enumerate(self.sheet.columns):
            look = self.formats.of_table(total_look(column, self.workbook.colour), top=2)
            place = (last, first_column(self.sheet) + number)
            if column.total:
                formula = f"SUBTOTAL(109,{self.sheet.table}[{column.title}])"
                self.page.write_formula(*place, formula, look, total(row[number] for row in rows))
            elif number == 0:
                self.page.write_string(*place, "Total", look)
            else:
                self.page.write_blank(*place, None, look)

    def _height(self, number: int, cells: Sequence[Cell]) -> None:
        """Set the height that the text of a row needs, since not every program works it out."""
        sheet = self.sheet
        row = header_row(sheet) + 1 + number
        hidden = {"hidden": True} if number in sheet.hidden_rows else None
        if height := sheet.heights.get(number):
            self.page.fixed_rows.add(row)
            self.page.set_row(row, height, None, hidden)
            return
        needed = 1
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                width = sheet.widths.get(column, sheet.columns[column].width) - FILTER_CHARACTERS * (number == HEADER)
                needed = max(needed, lines(cell, width))
        self.page.set_row_pixels(row, min(needed, MOST_LINES) * LINE_PIXELS + EDGE_PIXELS, None, hidden)

    def _validate(self, number: int, rows: int) -> None:
        """Set the rules of a column's cells, for as many in a row as have the same."""
        top, column = header_row(self.sheet) + 1, first_column(self.sheet) + number
        for holds, places in groupby(range(rows), lambda row: self.sheet.column_at((row, number))):
            first, *others = places
            if options := validation(holds, self.sources):
                self.page.data_validation(top + first, column, top + (others or [first])[-1], column, options)

    def _highlight(self, first: int, last: int) -> None:
        left = first_column(self.sheet)
        for highlight in self.sheet.highlights:
            words = xl_col_to_name(left + self.sheet.number(highlight.column))
            rule = {
                "type": "formula",
                "criteria": f'=${words}{first + 1}="{highlight.words}"',
                "format": self.formats.tone(highlight.tone),
            }
            for key in (highlight.column, *highlight.cells):
                column = left + self.sheet.number(key)
                self.page.conditional_format(first, column, last, column, rule)

    def _print(self) -> None:
        workbook = self.workbook
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.8)
        width = sum(column.width for column in self.sheet.columns)
        pages = max(1, round(width / PAGE_CHARACTERS))
        self.page.fit_to_pages(pages, 0)
        if pages > 1 and self.sheet.fixed_columns:
            first = first_column(self.sheet)
            self.page.repeat_columns(first, first + self.sheet.fixed_columns - 1)
        self.page.repeat_rows(header_row(self.sheet))
        left, right = printed(workbook.organisation, 75), printed(workbook.cohort, 45)
        self.page.set_header(f"&L{left}&C&A&R{right}", {"margin": 0.4})
        release = printed(f"Content release {workbook.release}", 45)
        self.page.set_footer(f"&L{release}&RPage &P of &N", {"margin": 0.4})
