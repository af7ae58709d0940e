"""Values and diagnostics as the studio's page sees them, and the values that it sends back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from ..model.diagnostics import Diagnostic
from ..model.sheets.every import SHEETS
from ..model.sheets.form import Value
from .schema import Fault, WireValue

Files: TypeAlias = Sequence[tuple[str, bytes]]
"""Files by name."""
Reply: TypeAlias = tuple[Mapping[str, Any], Files]
"""Values for JSON, and the files that go with them."""
_SHEETS = {form.name: number for number, form in enumerate(SHEETS)}
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


def to_wire(value: Value) -> WireValue:
    """The value of a cell as JSON has it."""
    match value:
        case datetime.datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case datetime.date():
            return {"date": value.isoformat()}
        case datetime.time():
            return {"time": f"{value:%H:%M}"}
    return value


def from_wire(value: Any) -> Value:
    """The value of a cell from JSON. ValueError if it is none."""
    match value:
        case {"date": str(text)}:
            return datetime.date.fromisoformat(text)
        case {"time": str(text)}:
            return datetime.time.fromisoformat(text)
        case None | str() | bool() | int() | float():
            return value
    raise ValueError("not the value of a cell")


def faults(diagnostics: Iterable[Diagnostic], names: Mapping[str, str] | None = None) -> list[Fault]:
    """Diagnostics, errors first, in the order of the workbook.

    `names` has what the planner calls a file, by its path in the project.
    """
    shown = [_fault(each, names or {}) for each in sorted(diagnostics, key=Diagnostic.sort_key)]
    return sorted(shown, key=_order)


def _order(fault: Fault) -> tuple[bool, int, int, int]:
    """Errors before warnings, then by sheet, row and column; what is in no sheet comes first."""
    sheet = _SHEETS.get(fault["sheet"] or "", len(_SHEETS) if fault["sheet"] else -1)
    return fault["severity"] != "error", sheet, fault["row"] or 0, fault["column"] or 0


def _fault(diagnostic: Diagnostic, names: Mapping[str, str]) -> Fault:
    place = diagnostic.place
    sheet, _, cell = (place.cell or "").partition("!")
    match = _CELL.fullmatch(cell)
    return {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "severity": diagnostic.severity.value,
        "file": names.get(place.file, place.file),
        "sheet": sheet or None,
        "cell": cell or None,
        "line": place.line if place.cell is None and place.line > 1 else None,
        "row": int(match[2]) if match else None,
        "column": column_number(match[1]) if match else None,
    }


def column_number(letters: str) -> int:
    """The number of a column from 1, such as 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
