"""Workbook to an Excel file, in memory and with the same bytes each time."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_pixel_width, xl_range_formula
from xlsxwriter.workbook import Workbook as File
from xlsxwriter.worksheet import Worksheet

from ..documents.spreadsheet import Cell, Choices, Column, Formula, Sheet, SheetLink, Workbook
from ..model.characters import clean
from ..model.colour import is_colour
from ..model.sheets.form import Kind

LISTS = "Lists"
"""Name of the hidden sheet with the values of drop-down lists."""
TINT, LINE = "#fff8e1", "#c8c8c8"
A4 = 9
LINE_PIXELS, EDGE_PIXELS, CHARACTER_PIXELS, INDENT_PIXELS = 19, 4, 7, 9
"""Height of a line, padding above and below, and widths of a digit and an indent as `xl_pixel_width` counts."""
MOST_LINES = 28
"""Excel shows no taller row."""
LONGEST_TEXT, LONGEST_HEADER, LONGEST_MESSAGE, LONGEST_TITLE = 32_767, 255, 255, 32
"""Limits of Excel, in UTF-16 units."""
TEXT_FORMAT = "@"  # Text stays text, even after somebody edits the cell.
NUMBER_FORMATS = {
    Kind.DATE: "ddd d mmm yyyy",
    Kind.NUMBER: "0",
    Kind.HOURS: "#,##0.0",
    Kind.MONEY: "£#,##0.00",
    Kind.RATING: "0",
}
FONT = {"font_name": "Arial", "font_size": 11, "font_scheme": "none"}
"""Font of every cell; without `none`, Excel would use the font of its theme."""
BASE = {"text_wrap": True, "align": "left", "indent": 1, "valign": "top", "border": 1, "border_color": LINE}
"""Format of every cell, unless it has its own."""
FIRST_DATE, LAST_DATE = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


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
        for sheet in workbook.sheets:
            _SheetWriter(file, workbook, sheet, file.add_worksheet(sheet.name, _Page)).write()
        _write_lists(file.add_worksheet(LISTS), workbook.lists)
    return target.getvalue()


def _properties(workbook: Workbook, stamp: datetime.datetime) -> dict[str, Any]:
    utc = stamp.astimezone(datetime.UTC).replace(tzinfo=None) if stamp.tzinfo else stamp
    return {
        "title": _text(f"{workbook.title}: {workbook.organisation}, {workbook.cohort}"),
        "subject": _text(workbook.cohort),
        "author": _text(workbook.organisation),
        "company": _text(workbook.organisation),
        "comments": _text(f"Content release {workbook.release}"),
        "created": utc.replace(microsecond=0),
    }


def _write_lists(page: Worksheet, lists: Sequence[Choices]) -> None:
    """Write the lists side by side, each below its name."""
    for number, choices in enumerate(lists):
        for row, value in enumerate((choices.name, *choices.values)):
            page.write_string(row, number, _text(value))
    page.set_column(0, max(0, len(lists) - 1), 28)
    page.hide()


class _Page(Worksheet):
    """A worksheet whose rows have a height at first, and grow when somebody types more."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        if tag == "row":
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


@dataclass(frozen=True, slots=True)
class _SheetWriter:
    file: File
    workbook: Workbook
    sheet: Sheet
    page: Worksheet

    def write(self) -> None:
        columns = self.sheet.columns
        rows = self.sheet.rows or ((None,) * len(columns),)
        self._table(rows)
        self._height(0, [column.title for column in columns])
        looks = [self._format(column.kind, **({"bg_color": TINT} if column.fill else {})) for column in columns]
        link = self._format(font_color=self.workbook.colour, underline=1)
        for row, cells in enumerate(rows, start=1):
            self._height(row, cells)
            for number, cell in enumerate(cells):
                self._cell(row, number, cell, link if isinstance(cell, SheetLink) else looks[number])
        sources = {
            choices.name: xl_range_formula(LISTS, 1, number, len(choices.values), number)
            for number, choices in enumerate(self.workbook.lists)
        }
        for number, column in enumerate(columns):
            self.page.set_column(number, number, column.width)
            if options := _validation(column, sources):
                self.page.data_validation(1, number, len(rows), number, options)
        self.page.freeze_panes(1, self.sheet.fixed_columns)
        self._print()

    def _format(self, kind: Kind = Kind.TEXT, **changes: Any) -> Format:
        """The format of cells of a kind. Those that look alike share one in the file."""
        look = BASE | {"num_format": NUMBER_FORMATS.get(kind, TEXT_FORMAT)} | changes
        if kind in (Kind.NUMBER, Kind.HOURS, Kind.MONEY, Kind.RATING):
            look["align"] = "right"
        return self.file.add_format(look)

    def _table(self, rows: Sequence[Sequence[Cell]]) -> None:
        colour = self.workbook.colour
        header = self._format(bold=True, font_color="#ffffff", bg_color=colour, valign="vcenter")
        columns = []
        for number, column in enumerate(self.sheet.columns):
            options: dict[str, Any] = {"header": _cut(_text(column.title), LONGEST_HEADER), "header_format": header}
            if column.total:
                options |= {"total_function": "sum", "total_value": _sum(row[number] for row in rows)}
            elif number == 0:
                options["total_string"] = "Total"
            if column.formula:
                options["formula"] = column.formula
            columns.append(options)
        total = any(column.total for column in self.sheet.columns)
        last = len(rows) + total
        table = {
            "name": self.sheet.table,
            "style": None,
            "title": self.sheet.name,
            "description": _cut(_text(self.sheet.note), LONGEST_MESSAGE),
            "total_row": total,
            "columns": columns,
        }
        if self.page.add_table(0, 0, last, len(columns) - 1, table) != 0:
            raise ValueError(f"{self.sheet.name} cannot be a table")
        if total:
            self._totals(last, rows)

    def _totals(self, last: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Format the totals, which a table leaves plain."""
        for number, column in enumerate(self.sheet.columns):
            look = self._format(column.kind if column.total else Kind.TEXT, bold=True, top=2)
            if column.total:
                formula = f"SUBTOTAL(109,{self.sheet.table}[{column.title}])"
                self.page.write_formula(last, number, formula, look, _sum(row[number] for row in rows))
            elif number == 0:
                self.page.write_string(last, number, "Total", look)
            else:
                self.page.write_blank(last, number, None, look)

    def _cell(self, row: int, number: int, cell: Cell, look: Format) -> None:
        match cell:
            case None:
                self.page.write_blank(row, number, None, look)
            case str():
                self.page.write_string(row, number, _text(cell), look)
            case datetime.date():
                self.page.write_datetime(row, number, datetime.datetime.combine(cell, datetime.time()), look)
            case Formula():
                self.page.write_formula(row, number, f"={cell.expression}", look, cell.value)
            case SheetLink():
                self.page.write_url(row, number, f"internal:'{cell.sheet}'!A1", look, cell.sheet)
            case _:
                self.page.write_number(row, number, cell, look)

    def _height(self, row: int, cells: Sequence[Cell]) -> None:
        """Set the height that the text of a row needs, since not every program works it out."""
        pairs = zip(self.sheet.columns, cells, strict=True)
        lines = [_lines(_text(cell), column.width) for column, cell in pairs if isinstance(cell, str)]
        self.page.set_row_pixels(row, min(max(lines, default=1), MOST_LINES) * LINE_PIXELS + EDGE_PIXELS)

    def _print(self) -> None:
        workbook = self.workbook
        self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.8)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(0)
        left, right = _printed(workbook.organisation, 75), _printed(workbook.cohort, 45)
        self.page.set_header(f"&L{left}&C&A&R{right}", {"margin": 0.4})
        release = _printed(f"Content release {workbook.release}", 45)
        self.page.set_footer(f"&L{release}&RPage &P of &N", {"margin": 0.4})


def _validation(column: Column, sources: Mapping[str, str]) -> dict[str, Any] | None:
    """Rule and messages for the cells of a column; None if anything is allowed."""
    rule = _rule(column, sources)
    if rule is None and not column.prompt:
        return None
    allowed, hint = rule or ({"validate": "any"}, "")
    title = _cut(_text(column.title), LONGEST_TITLE)
    return allowed | {
        "input_title": title,
        "input_message": _cut(_text(column.prompt or hint), LONGEST_MESSAGE),
        "error_title": title,
        "error_message": hint if column.strict else "This is not on the list.",
        "error_type": "stop" if column.strict else "warning",
    }


def _rule(column: Column, sources: Mapping[str, str]) -> tuple[dict[str, Any], str] | None:
    """What is allowed, and the message for anything else."""
    if column.formula:
        return None
    match column.kind:
        case Kind.CHOICE | Kind.CHECK if column.choices:
            return {"validate": "list", "source": sources[column.choices]}, "Choose from the list."
        case Kind.DATE:
            limits = {"validate": "date", "criteria": "between", "minimum": FIRST_DATE, "maximum": LAST_DATE}
            return limits, "Type a date, such as 13/1/2027."
        case Kind.RATING:
            limits = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": column.highest}
            return limits, f"Type a whole number from 1 to {column.highest}, or leave it empty."
        case Kind.NUMBER if column.fill:
            return {"validate": "integer", "criteria": ">=", "value": 0}, "Type a whole number from 0."
        case Kind.HOURS | Kind.MONEY if column.fill:
            return {"validate": "decimal", "criteria": ">=", "value": 0}, "Type a number from 0, such as 1.5."
        case _:
            return None


def _lines(text: str, width: int) -> int:
    """Number of lines that text takes in a column, broken between words."""
    room = width * CHARACTER_PIXELS - INDENT_PIXELS
    space = xl_pixel_width(" ")
    number = 0
    for paragraph in text.split("\n"):
        number, used = number + 1, 0
        for word in paragraph.split(" "):
            pixels = xl_pixel_width(word)
            if used and used + pixels > room:
                number, used = number + 1, 0
            number += pixels // (room + 1)
            used += pixels + space
    return number


def _sum(cells: Iterable[Cell]) -> float:
    numbers = (cell.value if isinstance(cell, Formula) else cell for cell in cells)
    return round(math.fsum(number for number in numbers if isinstance(number, int | float)), 2)


def _text(value: str) -> str:
    """Text that a cell shows unchanged: not XML, and no longer than Excel allows."""
    text = _cut(clean(value), LONGEST_TEXT)
    # xlsxwriter would write such a text as XML.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _cut(text: str, length: int) -> str:
    """Text of at most so many UTF-16 units, with an ellipsis if something is left out."""
    if len(text.encode("utf-16-le")) // 2 <= length:
        return text
    return text.encode("utf-16-le")[: (length - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _printed(text: str, length: int) -> str:
    """Text for a header or footer, where `&` has a special meaning and 255 characters are the limit."""
    return _cut(_text(text), length).replace("&", "&&")
