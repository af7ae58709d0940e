"""Reads everything that a person can type into a workbook, with its place and its look."""

from __future__ import annotations

import colorsys
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

from ..model.diagnostics import Diagnostic, InputFault
from ..model.sheets.form import Value
from ..model.typed_workbook import (
    EMPTY,
    Area,
    Look,
    TypedCell,
    TypedSheet,
    TypedTable,
    TypedWorkbook,
    Uncarried,
    cell_name,
)
from .excel import MAX_COLUMNS, MAX_ROWS, loaded, too_large, unreadable
from .workbook_package import RICH_TEXT, Package, SheetPart

_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f])_")
"""A control character as Excel writes it into its files."""
_THREAD = re.compile(r"\[Threaded comment\]\s.*?Comment:\s*", re.DOTALL)
"""What Excel writes above a conversation, for programs that cannot show one."""
_OTHER_FILE = re.compile(r"\[\d+\]")
_FILE_LINK = "a link to another workbook (its last value stays)"
_SEVERAL_CELLS = "a formula that fills several cells (its results stay)"
_DAY = datetime.timedelta(days=1)


def read_typed(raw: bytes, file: str) -> TypedWorkbook:
    """An Excel file as its last editor left it. `file` is its name, for diagnostics.

    Raises:
        InputFault: it is not an Excel file, one that may do harm, or one with cells beyond the limits.
    """
    book, parts = loaded(raw, file, rich_text=True)
    try:
        package = Package(parts)
        sheets = [_SheetReader(book, sheet, package.sheets[sheet.title]) for sheet in book.worksheets]
        faults = [fault for sheet in sheets for fault in sheet.faults(file)]
        if faults:
            raise InputFault(faults)
        read = tuple(sheet.read() for sheet in sheets)
        uncarried = (*package.uncarried(), *(item for sheet in sheets for item in sheet.uncarried))
    except (LookupError, ValueError, TypeError, AttributeError, ElementTree.ParseError) as error:
        raise unreadable(file) from error
    return TypedWorkbook(file, read, package.names(), uncarried)


class _SheetReader:
    """Reads a sheet from what openpyxl makes of it, and from its XML what openpyxl leaves out."""

    def __init__(self, book: Any, sheet: Any, part: SheetPart) -> None:
        self.book = book
        self.sheet = sheet
        self.part = part
        self.uncarried: list[Uncarried] = []
        self.looks: dict[bytes, Look] = {}
        self.colours = _theme_colours(book)

    def faults(self, file: str) -> Iterator[Diagnostic]:
        """A fault for the first cell that lies beyond the limits, and says something."""
        for (row, column), cell in sorted(self.sheet._cells.items()):
            if (row > MAX_ROWS or column > MAX_COLUMNS) and (cell.value not in (None, "") or cell.comment):
                yield too_large(file, self.part.name, row, column)
                return

    def read(self) -> TypedSheet:
        sheet = self.sheet
        cells = {}
        for (row, column), cell in sorted(sheet._cells.items()):
            if row <= MAX_ROWS and column <= MAX_COLUMNS and (typed := self._cell(cell)) != EMPTY:
                cells[row, column] = typed
        columns = list(_columns(sheet))
        colour = sheet.sheet_properties.tabColor
        return TypedSheet(
            name=self.part.name,
            cells=cells,
            widths={number: column.width for number, column in columns if column.customWidth},
            heights=self.part.heights,
            hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
            hidden_columns=frozenset(number for number, column in columns if column.hidden),
            merged=tuple(sorted(Area(*_corners(area)) for area in sheet.merged_cells.ranges)),
            frozen=_frozen(sheet.freeze_panes),
            colour=self._colour(colour),
            hidden=sheet.sheet_state != "visible",
            filtered=self.part.filtered
            or any(table.autoFilter is not None and table.autoFilter.filterColumn for table in sheet.tables.values()),
            tables=tuple(map(_table, sheet.tables.values())),
            rules=self.part.rules,
        )

    def _cell(self, cell: Any) -> TypedCell:
        value, name = cell.value, cell_name(cell.row, cell.column)
        look = self._look(cell)
        typed = TypedCell(look=look)
        if cell.data_type == "f":
            typed = self._formula(value, name, look)
        elif cell.data_type == "e":
            # A number that is not a date although it should look like one.
            number = _number(self.part.saved.get(name, ("", ""))[1])
            typed = TypedCell(number if number is not None else str(value), error=number is None, look=look)
        elif value not in (None, ""):
            if isinstance(value, list) and not all(type(run) is str for run in value):
                self.uncarried.append(Uncarried(RICH_TEXT, self.part.name, name))
            typed = TypedCell(_plain(value), look=look)
        note = cell.comment.text if cell.comment else ""
        link = cell.hyperlink
        if note or link:
            address = (link.target or "") + (f"#{link.location}" if link.location else "") if link else ""
            typed = replace(typed, note=_unescaped(_THREAD.sub("", note)), link=address)
        return typed

    def _formula(self, value: Any, name: str, look: Look) -> TypedCell:
        kind, saved = self.part.saved.get(name, ("", ""))
        result = self._result(kind, saved, look)
        text = value if isinstance(value, str) else ""
        if not text or _OTHER_FILE.search(text):
            self.uncarried.append(Uncarried(_FILE_LINK if text else _SEVERAL_CELLS, self.part.name, name))
            return TypedCell(result, error=kind == "e", look=look)
        return TypedCell(text, formula=True, result=result, look=look)

    def _result(self, kind: str, saved: str, look: Look) -> Value:
        """The result of a formula that a program saved."""
        from openpyxl.styles.numbers import is_date_format
        from openpyxl.utils.datetime import from_excel

        if kind in ("str", "e"):
            return _unescaped(saved)
        if kind == "b":
            return saved == "1"
        number = _number(saved)
        if number is None:
            return None
        if is_date_format(look.number_format):
            try:
                return _plain(from_excel(number, self.book.epoch))
            except (ValueError, OverflowError):
                return number
        return int(number) if number.is_integer() else number

    def _look(self, cell: Any) -> Look:
        if cell._style is None:
            return Look()
        key = cell._style.tobytes()
        if key not in self.looks:
            self.looks[key] = self._new_look(cell)
        return self.looks[key]

    def _new_look(self, cell: Any) -> Look:
        font, fill, alignment = cell.font, cell.fill, cell.alignment
        filled = fill.fill_type not in (None, "none")
        colour = self._colour(font.color)
        return Look(
            fill=self._colour(fill.fgColor if fill.fill_type == "solid" else fill.bgColor) if filled else None,
            colour=None if colour == "#000000" else colour,
            bold=bool(font.bold),
            italic=bool(font.italic),
            underline=font.underline not in (None, "none"),
            strike=bool(font.strike),
            number_format=str(cell.number_format),
            wrap=bool(alignment.wrap_text),
            align=alignment.horizontal if alignment.horizontal in ("left", "center", "right") else None,
        )

    def _colour(self, colour: Any) -> str | None:
        """A colour as #rrggbb; None for the program's own."""
        from openpyxl.styles.colors import COLOR_INDEX

        if colour is None:
            return None
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            rgb = colour.rgb[-6:]
        elif colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
            rgb = COLOR_INDEX[colour.indexed][-6:]
        elif colour.type == "theme" and colour.theme < len(self.colours):
            rgb = self.colours[colour.theme]
        else:
            return None
        return f"#{_tinted(rgb, colour.tint or 0).lower()}"


def _plain(value: Any) -> Value:
    """A value as the model holds it."""
    match value:
        case bool() | int() | float() | datetime.time():
            return value
        case datetime.datetime():
            return value.date() if value.time() == datetime.time() else value
        case datetime.timedelta():
            return value / _DAY
        case _:
            return _unescaped(str(value))


def _unescaped(text: str) -> str:
    """Text with the control characters that a program wrote as codes, such as _x000D_, and plain line ends."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _columns(sheet: Any) -> Iterator[tuple[int, Any]]:
    """The columns of a sheet that have something of their own, each with its number."""
    for column in sheet.column_dimensions.values():
        for number in range(column.min or 0, min(column.max or 0, MAX_COLUMNS) + 1):
            yield number, column


def _corners(area: Any) -> tuple[int, int, int, int]:
    return area.min_row, area.min_col, area.max_row, area.max_col


def _frozen(cell: str | None) -> tuple[int, int]:
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    if not cell:
        return 0, 0
    column, row = coordinate_from_string(cell)
    return row - 1, column_index_from_string(column) - 1


def _table(table: Any) -> TypedTable:
    from openpyxl.worksheet.cell_range import CellRange

    style = table.tableStyleInfo
    area = Area(*_corners(CellRange(table.ref)))
    header, totals = table.headerRowCount != 0, bool(table.totalsRowCount)
    return TypedTable(table.displayName, area, (style.name if style else "") or "", header, totals)


def _theme_colours(book: Any) -> tuple[str, ...]:
    """The colours of a workbook's theme in the order in which cells number them."""
    if not book.loaded_theme:
        return ()
    root = ElementTree.fromstring(book.loaded_theme)  # noqa: S314 - checked for entities before
    scheme = next((item for item in root.iter() if item.tag.endswith("}clrScheme")), ())
    firsts = [next(iter(item)) for item in scheme if len(item)]
    colours = [first.get("lastClr") or first.get("val") or "000000" for first in firsts]
    # The file lists dark before light; cells number light before dark.
    return (*_swapped(colours[:4]), *colours[4:])


def _swapped(colours: list[str]) -> Iterable[str]:
    return (colours[number ^ 1] for number in range(len(colours)) if number ^ 1 < len(colours))


def _tinted(rgb: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker."""
    if not tint:
        return rgb
    red, green, blue = (int(rgb[number : number + 2], 16) / 255 for number in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))
