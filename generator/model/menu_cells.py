"""Converts the field of a project to the text of a cell, and back.

Each entry of a list is on its own line, with `|` between the texts of an entry. A backslash escapes `|`, `;`, another
backslash, and what would be a bullet at the start of a line.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TypeAlias

from .base import Applicability
from .ids import fresh_id
from .menu_table import Holds, MenuColumn, Names
from .progress import Progress
from .project import ImprovementProject, Measure, PrimaryDriver, Risk
from .sheets.choices import NO, YES

CellValue: TypeAlias = str | int | datetime.date | tuple[str, ...] | None
"""The value of a cell; a tuple is a list of entries."""

Shown: TypeAlias = Callable[[str, str], str]
"""What readers see of a noun, from its id and kind."""

MARKS = "*\u2022\u00b7\u2023\u25e6\u2013\u2014-"
"""Characters that people use as bullets."""
_FORMULA = re.compile("'*[=+\\-@\t\uff1d\uff0b\uff0d\uff20]")
"""The start of a formula in some spreadsheet; full-width signs count too."""
_BULLET = re.compile(rf"\A(?:[{MARKS}]|\d{{1,3}}[.)])\s+")
_ESCAPED = re.compile(rf"\\([\\|;.){MARKS}])")
_TOKEN = re.compile(rf"\\[\\|;.){MARKS}]|.", re.DOTALL)
_NO_PROGRESS = Progress()
_EMPTY: tuple[Any, ...] = ([], Applicability())
"""Made once: each cell of each project is compared with them."""


class UnusableError(ValueError):
    """The value of a cell does not suit its field; the message is a sentence that says why."""


def escaped(text: str, *, alone: bool = False) -> str:
    """An entry, or a text of it, escaped so that `unescaped` gives it back.

    If it is `alone`, the only entry of its list, a semicolon would separate entries.
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


def split_at(text: str, separator: str) -> list[str]:
    """The text split at each separator that is not escaped."""
    texts = [""]
    for token in _TOKEN.findall(text):
        if token == separator:
            texts.append("")
        else:
            texts[-1] += token
    return [text.strip() for text in texts]


def entries(value: str | Sequence[str], *, bullets: bool = True) -> list[str]:
    """The entries of a cell, still escaped: on lines of their own, or separated by semicolons on a single line.

    `bullets` removes bullets and numbers.
    """
    if isinstance(value, str):
        lines = value.split("\n")
        if sum(bool(line.strip()) for line in lines) == 1:
            lines = split_at(value, ";")
    else:
        lines = [" ".join(entry.split("\n")) for entry in value]
    stripped = (_BULLET.sub("", line.strip(), count=1) if bullets else line.strip() for line in lines)
    return [line for line in stripped if line]


def encode(project: ImprovementProject, column: MenuColumn, shown: Shown) -> CellValue:
    """The value of a project's cell; None if the field is empty."""
    value: Any = project
    if column.path[0] == "progress" and project.progress == _NO_PROGRESS:
        return None
    for step in column.path:
        value = getattr(value, str(step)) if value is not None else None
    if value is None or value in _EMPTY:
        return None
    if isinstance(value, StrEnum):
        return shown_choice(value)
    match column.holds:
        case Holds.YES_NO:
            return YES if value else NO
        case Holds.NAME:
            return shown(value, column.refers or "")
        case Holds.NUMBER | Holds.WEEKS | Holds.DATE | Holds.LINE | Holds.PROSE | Holds.ID:
            return value  # type: ignore[no-any-return]
        case _:
            return _several(value, column, shown)


def _several(value: Any, column: MenuColumn, shown: Shown) -> tuple[str, ...]:
    """The entries of a cell whose field is a list."""
    match column.holds:
        case Holds.CHOICES:
            return tuple(shown_choice(choice) for choice in value)
        case Holds.NAMES:
            return tuple(shown(id, column.refers or "") for id in value)
        case Holds.LINES:
            return tuple(escaped(entry, alone=len(value) == 1) for entry in value)
        case Holds.MEASURES:
            return _measures(value)
        case Holds.DRIVERS:
            return _drivers(value)
        case Holds.RISKS:
            return _risks(value)
        case _:
            return _cohorts(value.model_dump(exclude_defaults=True))


def shown_choice(choice: StrEnum) -> str:
    """A choice as readers see it."""
    return choice.value.capitalize()


def shown_names(names: Names) -> Shown:
    """What readers see of each noun: its title, or its id if the title could not be read back as this noun."""
    called = {
        kind: Counter(name for id, title in known.items() for name in {id.casefold(), title.casefold()})
        for kind, known in names.items()
    }

    def shown(id: str, kind: str) -> str:
        title = names.get(kind, {}).get(id)
        if title is None or called[kind][title.casefold()] > 1:
            return id
        return title if entries(title) == [title] and "\\" not in title else id

    return shown


def _measures(measures: Sequence[Measure]) -> tuple[str, ...]:
    taken: set[str] = set()
    lines = []
    alone = len(measures) == 1
    for measure in measures:
        texts = [measure.kind.value, *(escaped(text, alone=alone) for text in (measure.name, measure.definition))]
        if measure.id != fresh_id(measure.name, "measure", taken):
            texts.append(measure.id)
        taken.add(measure.id)
        lines.append(" | ".join(texts))
    return tuple(lines)


def _risks(risks: Sequence[Risk]) -> tuple[str, ...]:
    alone = len(risks) == 1
    return tuple(f"{escaped(risk.risk, alone=alone)} | {escaped(risk.response, alone=alone)}" for risk in risks)


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
