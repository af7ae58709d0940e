"""Records with the places of their values, from a file or from cells; their faults quote no value.

They are about people, so the line, or the sheet and cell, must be enough to find what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..model.diagnostics import Diagnostic, Place, errors
from ..model.scheme import (
    CohortProject,
    DateRecord,
    LearningGroup,
    Measurement,
    Person,
    Records,
    RiskRecord,
    Scores,
    TaskRecord,
)
from ..model.sheets.form import SheetColumn
from ..model.walk import Path
from . import rules_records
from .convert import convert, convert_by_path
from .yaml_reader import Source, Spot, read

_FIELDS = {
    name
    for model in (
        Records,
        Person,
        Scores,
        LearningGroup,
        DateRecord,
        TaskRecord,
        CohortProject,
        Measurement,
        RiskRecord,
    )
    for name in model.model_fields
}
_WITHOUT_VALUES = ("missing-field", "empty-field", "too-long", "not-one-line", "empty-text", "control-character")
"""Codes of faults whose messages quote no value."""
_PRIVATE = {
    "bad-email": ("is not an email address", "type one address, such as name@example.nhs.uk"),
    "bad-date": ("is not a date", "write a date such as 2027-01-13"),
    "bad-id": ("is not an id", "use small letters, digits and single hyphens"),
    "device-name": ("is not an id", "use a longer id"),
    "wrong-type": ("has a value of the wrong kind", None),
    "unknown-choice": ("has a value that it cannot have", None),
    "unknown-field": ("is not known here", None),
    "hidden-character": ("contains an invisible character", "type the text again instead of pasting it"),
}
"""What other faults say of a value without quoting it, and how to put it right; None keeps the help."""


@dataclass(slots=True)
class CellSource(Source):
    """Values that are in the cells of a workbook."""

    cells: dict[Path, tuple[Place, SheetColumn]] = field(default_factory=dict)
    """The cell of each value, empty or not, by its path, and the column that it is in."""

    def question(self, path: Path) -> tuple[str, str] | None:
        if path not in self.cells:
            return None
        column = self.cells[path][1]
        return column.title, (column.help[:1].lower() + column.help[1:]).rstrip(".")

    def place(self, path: Path, *, key: bool = False, text_line: int = 0) -> Place:  # noqa: ARG002
        """The cell of a value, or of the nearest value around it."""
        above = (self.cells[path[:length]][0] for length in range(len(path), 0, -1) if path[:length] in self.cells)
        return next(above, Place(self.file))


class ReadRecords(NamedTuple):
    """Records with the places of their values."""

    records: Records | None
    """None if they have faults."""
    source: Source
    diagnostics: list[Diagnostic]


def read_records_file(file: str, raw: bytes) -> ReadRecords:
    """The records in `records.yml`."""
    source, faults = read(file, raw)
    if source is not None:
        return checked_records(source, [])
    return ReadRecords(None, Source(file, "", {}, Spot(0, 0, 1)), [_without_quotes(fault) for fault in faults])


def checked_records(source: Source, faults: Iterable[Diagnostic]) -> ReadRecords:
    """The records in a source, besides faults that its reader noted; a value has one fault at most."""
    diagnostics = list(faults)
    places = {fault.place for fault in diagnostics}
    records, by_path = convert_by_path(source, Records, "")
    diagnostics += [_private(source, path, fault) for path, fault in by_path if fault.place not in places]
    # Without the values that have faults, most records can still be compared with one another.
    if by_path:
        good = replace(source, data=_without(source.data, [path for path, _ in by_path]))
        records, _ = convert(good, Records, "")
    if records is not None:
        diagnostics += rules_records.check(records, source)
    return ReadRecords(None if errors(diagnostics) else records, source, diagnostics)


def _without(data: dict[str, Any], paths: Iterable[Path]) -> dict[str, Any]:
    """The values without those at some paths; entries of lists stay, so that the others keep their numbers."""
    rest: dict[str, Any] = deepcopy(data)
    for path in paths:
        inner: Any = rest
        for step in path[:-1]:
            inner = inner[step]
        if isinstance(inner, dict):
            inner.pop(path[-1], None)
    return rest


def _private(source: Source, path: Path, fault: Diagnostic) -> Diagnostic:
    """A fault in words that quote no value."""
    question, last = source.question(path), path[-1] if path else ""
    name = f"`{question[0]}`" if question else f"`{last}`" if last in _FIELDS else "this"
    message, help = fault.message, fault.help
    if fault.code == "out-of-range":
        message = f"{name} must be{message.partition('; it must be')[2].removesuffix('.0')}"
        help = help and help.replace(".0 ", " ")
    elif fault.code == "missing-field" and question:
        help = f"{help}, or clear the row"
    elif fault.code not in _WITHOUT_VALUES or name == "this":
        words, advice = _PRIVATE.get(fault.code, ("cannot be used as it is", None))
        help = advice or (help and help.partition(': "')[0])
        message = f"{name} {words}"
    return replace(fault, message=message, help=help, excerpt="")


def _without_quotes(fault: Diagnostic) -> Diagnostic:
    """A fault of a file that is no YAML, without the words of the file."""
    message = re.sub("`([^`]*)`", lambda match: match[0] if match[1] in _FIELDS else "this", fault.message)
    return replace(fault, message=message, excerpt="")
