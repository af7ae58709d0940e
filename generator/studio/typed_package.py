"""Types values into the cells of an Excel file, and leaves everything else in it as it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from typing import TypeAlias

from ..model.archive import zipped
from ..model.sheets.form import Value
from ..model.typed_workbook import cell_name
from ..sources.excel import checked_parts
from ..sources.workbook_package import WORKBOOK, Package
from .typed_edits import Edits
from .wire import column_number

_DATA = re.compile(r"<((?:\w+:)?)sheetData\s*(?:/>|>(.*?)</\1sheetData>)", re.DOTALL)
_SHARED = re.compile(r"<((?:\w+:)?)f\b(?=[^>]*\bt=\"shared\")[^>]*?\bsi=\"(\d+)\"[^>]*?(?:/>|>([^<]*)</\1f>)")
_CALCULATED = "xl/calcChain.xml"
"""The part that lists the cells with formulas; programs write it again."""
_DAY_0 = datetime.date(1899, 12, 30)
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""

_Element: TypeAlias = tuple[str, str]
"""The attributes of a row or cell but its number or name, and what is in it."""


def typed_into(raw: bytes, file: str, edits: Edits) -> bytes:
    """An Excel file with other values in some cells. `file` is its name, for diagnostics.

    Raises:
        InputFault: it is not an Excel file, or one that may do harm.
    """
    parts = dict(checked_parts(raw, file))
    sheets = Package(parts).sheets
    by_path: dict[str, dict[int, dict[int, Value]]] = {}
    for (name, row, column), value in edits.items():
        if name in sheets:
            by_path.setdefault(sheets[name].path, {}).setdefault(row, {})[column] = value
    for path, values in by_path.items():
        parts[path] = _with_cells(parts[path].decode(), values).encode()
    if parts.pop(_CALCULATED, None) is not None:
        for path in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            parts[path] = re.sub(rb"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", parts[path])
    # Results that depend on what was typed are worked out when the file is opened.
    calculated = rb'<\1calcPr fullCalcOnLoad="1"'
    parts[WORKBOOK] = re.sub(rb"<((?:\w+:)?)calcPr\b(?![^>]*fullCalcOnLoad)", calculated, parts[WORKBOOK])
    return zipped(parts)


def _with_cells(xml: str, values: Mapping[int, Mapping[int, Value]]) -> str:
    """The XML of a sheet with other values in some cells, by row and column."""
    data = _DATA.search(xml)
    if data is None:
        return xml
    prefix = data[1]
    rows: dict[int, tuple[str, dict[int, _Element]]] = {
        number: (attributes, dict(_cells(inner, prefix)))
        for number, (attributes, inner) in _elements(data[2] or "", f"{prefix}row", int)
    }
    _unshare(rows)
    for number, typed in values.items():
        attributes, cells = rows.get(number, ("", {}))
        cells |= {column: _typed(cells.get(column, ("", ""))[0], value, prefix) for column, value in typed.items()}
        rows[number] = re.sub(r'\s+spans="[^"]*"', "", attributes), cells
    lines = []
    for number, (attributes, cells) in sorted(rows.items()):
        inner = "".join(
            f'<{prefix}c r="{cell_name(number, column)}"{more}>{content}</{prefix}c>'
            for column, (more, content) in sorted(cells.items())
        )
        lines.append(f'<{prefix}row r="{number}"{attributes}>{inner}</{prefix}row>')
    return f"{xml[: data.start()]}<{prefix}sheetData>{''.join(lines)}</{prefix}sheetData>{xml[data.end() :]}"


def _elements(xml: str, tag: str, number: Callable[[str], int]) -> Iterator[tuple[int, _Element]]:
    """Rows or cells with their numbers. One without a number follows the one before it."""
    last = 0
    for match in re.finditer(rf"<{tag}\b([^>]*?)(?:/>|>(.*?)</{tag}>)", xml, re.DOTALL):
        reference = re.search(r'\sr="([^"]*)"', match[1])
        last = number(reference[1]) if reference else last + 1
        yield last, (re.sub(r'\s+r="[^"]*"', "", match[1]), match[2] or "")


def _cells(xml: str, prefix: str) -> Iterator[tuple[int, _Element]]:
    return _elements(xml, f"{prefix}c", lambda name: column_number(name.rstrip("0123456789")))


def _unshare(rows: Mapping[int, tuple[str, dict[int, _Element]]]) -> None:
    """Give each cell that shares a formula with others its own, so that none depends on one that is typed over."""
    formulas: dict[str, tuple[str, str]] = {}
    for number, (_, cells) in sorted(rows.items()):
        for column, (attributes, inner) in cells.items():
            if (match := _SHARED.search(inner)) is None:
                continue
            name = cell_name(number, column)
            if match[3]:
                formulas[match[2]] = name, match[3]
            if match[2] in formulas:
                formula = f"<{match[1]}f>{_moved(*formulas[match[2]], name)}</{match[1]}f>"
                cells[column] = attributes, inner.replace(match[0], formula)


def _moved(origin: str, formula: str, name: str) -> str:
    from openpyxl.formula.translate import Translator

    moved: str = Translator(f"={unescape(formula)}", origin=origin).translate_formula(name)
    return escape(moved.removeprefix("="), quote=False)


def _typed(attributes: str, value: Value, prefix: str) -> _Element:
    """A cell with a value. It keeps its look."""
    style = re.search(r'\ss="\d+"', attributes)
    look = style[0] if style else ""
    match value:
        case None:
            return look, ""
        case bool():
            return f'{look} t="b"', f"<{prefix}v>{int(value)}</{prefix}v>"
        case str():
            text = escape(_UNCLEAN.sub("", value), quote=False)
            inline = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
            return f'{look} t="inlineStr"', inline
        case datetime.datetime():
            number: float = (value - datetime.datetime.combine(_DAY_0, datetime.time())) / datetime.timedelta(days=1)
        case datetime.date():
            number = (value - _DAY_0).days
        case datetime.time():
            number = (value.hour * 60 + value.minute) / (24 * 60)
        case _:
            number = value
    return look, f"<{prefix}v>{number!r}</{prefix}v>"
