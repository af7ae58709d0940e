"""How a field of a project stands in one cell: to text, and back.

Entries of a list stand one a line, parts of an entry between `|`. A backslash takes its meaning from `|`, `;`, another
backslash, and from what would be a bullet at the start of a line.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeAlias

from .base import Applicability
from .ids import fresh_id
from .menu_table import Holds, MenuColumn, Names
from .progress import Progress
from .project import ImprovementProject, Measure, PrimaryDriver, Risk

CellValue: TypeAlias = str | int | datetime.date | tuple[str, ...] | None
"""What a cell holds; a tuple is a list of entries."""

YES, NO = "Yes", "No"
MARKS = "*\u2022\u00b7\u2023\u25e6\u2013\u2014-"
"""What people put in front of the entries of a list."""
_FORMULA = re.compile("'*[=+\\-@\t\uff1d\uff0b\uff0d\uff20]")
"""How a formula begins for some spreadsheet: also with the full-width forms of its signs."""
_BULLET = re.compile(rf"(?:[{MARKS}]|\d{{1,3}}[.)])\s+")
_ESCAPED = re.compile(rf"\\([\\|;.){MARKS}])")
_TOKEN = re.compile(rf"\\[\\|;.){MARKS}]|.", re.DOTALL)


class UnusableError(ValueError):
    """A cell does not say what its field needs; the message says why, after `it`."""


def escaped(text: str, *, alone: bool = False) -> str:
    """One entry, or one part of it, so that reading it gives the same text.

    Args:
        text: the entry.
        alone: whether it is the only one of its list, in which a semicolon could part entries.
    """
    special = "|;" if alone else "|"
    result = re.sub(rf"\\(?=[\\|;.){MARKS}])|\\\Z|[{special}]", lambda match: f"\\{match[0]}", text)
    if result[:1] in tuple(MARKS):
        return f"\\{result}"
    return re.sub(r"\A(\d{1,3})([.)])(?=\s)", r"\1\\\2", result)


def guarded(text: str) -> str:
    """A text for CSV that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe.

    So does one that begins with apostrophes and then like a formula; `unguarded` gives the same text back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The text that was escaped."""
    return _ESCAPED.sub(r"\1", text)


def parted(text: str, separator: str) -> list[str]:
    """A text in parts, at each separator without a backslash before it."""
    parts = [""]
    for token in _TOKEN.findall(text):
        if token == separator:
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts]


def entries(value: str | Sequence[str], *, bullets: bool = True) -> list[str]:
    """The entries of a cell, still escaped: one a line, or between semicolons where all stands on one line.

    Args:
        value: the cell's text, or entries that are apart already.
        bullets: take bullets and numbers off.
    """
    if isinstance(value, str):
        lines = value.split("\n")
        if sum(bool(line.strip()) for line in lines) == 1:
            lines = parted(value, ";")
    else:
        lines = [" ".join(part.split("\n")) for part in value]
    found = [line.strip() for line in lines]
    if bullets:
        found = [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in found]
    return [line for line in found if line]


def encode(project: ImprovementProject, column: MenuColumn, names: Names) -> CellValue:
    """What stands in a project's cell; None where the field is empty."""
    value: Any = project
    if column.path[0] == "progress" and project.progress == Progress():
        return None
    for step in column.path:
        value = getattr(value, str(step)) if value is not None else None
    if value is None or value in ([], Applicability()):
        return None
    if isinstance(value, StrEnum):
        return shown_choice(value)
    match column.holds:
        case Holds.YES_NO:
            return YES if value else NO
        case Holds.NAME:
            return shown_name(value, column.refers or "", names)
        case Holds.NUMBER | Holds.WEEKS | Holds.DATE | Holds.LINE | Holds.PROSE | Holds.ID:
            return value  # type: ignore[no-any-return]
        case _:
            return _several(value, column, names)


def _several(value: Any, column: MenuColumn, names: Names) -> tuple[str, ...]:
    """The entries of a cell that holds several."""
    match column.holds:
        case Holds.CHOICES:
            return tuple(shown_choice(part) for part in value)
        case Holds.NAMES:
            return tuple(shown_name(id, column.refers or "", names) for id in value)
        case Holds.LINES:
            return tuple(escaped(part, alone=len(value) == 1) for part in value)
        case Holds.MEASURES:
            return _measures(value)
        case Holds.DRIVERS:
            return _drivers(value)
        case Holds.RISKS:
            return _risks(value)
        case _:
            return _cohorts(value.model_dump(exclude_defaults=True))


def shown_choice(choice: StrEnum) -> str:
    """A choice as a reader sees it."""
    return choice.value.capitalize()


def shown_name(id: str, kind: str, names: Names) -> str:
    """A noun's title, or its id where the title would not lead back to it."""
    known = names.get(kind, {})
    title = known.get(id, id)
    alike = [other for other in known if title.casefold() in (other.casefold(), known[other].casefold())]
    return title if alike == [id] and entries(title) == [title] and "\\" not in title else id


def _measures(measures: Sequence[Measure]) -> tuple[str, ...]:
    taken: set[str] = set()
    lines = []
    alone = len(measures) == 1
    for measure in measures:
        parts = [measure.kind.value, *(escaped(text, alone=alone) for text in (measure.name, measure.definition))]
        if measure.id != fresh_id(measure.name, "measure", taken):
            parts.append(measure.id)
        taken.add(measure.id)
        lines.append(" | ".join(parts))
    return tuple(lines)


def _risks(risks: Sequence[Risk]) -> tuple[str, ...]:
    alone = len(risks) == 1
    return tuple(f"{escaped(one.risk, alone=alone)} | {escaped(one.response, alone=alone)}" for one in risks)


def _drivers(drivers: Sequence[PrimaryDriver]) -> tuple[str, ...]:
    lines = []
    for primary in drivers:
        lines.append(escaped(primary.name))
        for secondary in primary.secondary:
            lines.append(f"- {escaped(secondary.name)}")
            lines.extend(f"-- {escaped(change)}" for change in secondary.changes)
    return tuple(lines)


def _cohorts(values: dict[str, Any]) -> tuple[str, ...]:
    def text(value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    return tuple(f"{name.replace('_', ' ')}: {text(value)}" for name, value in values.items())
