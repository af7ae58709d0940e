"""Rows of the table that `make bench` prints: a figure, and whether it meets its budget."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    what: str
    figure: float | None
    """None if it could not be measured; the unit then says why."""
    unit: str
    budget: str = ""
    """The budget in words; empty if it has none."""
    limit: float | None = None
    passed: bool | None = None
    """Whether it meets the budget; None without a budget or a figure."""


def at_most(what: str, figure: float, unit: str, limit: float) -> Row:
    """A figure that must not be larger."""
    return Row(what, figure, unit, f"at most {limit:g}", limit, figure <= limit)


def at_least(what: str, figure: float, unit: str, limit: float) -> Row:
    """A figure that must not be smaller."""
    return Row(what, figure, unit, f"at least {limit:g}", limit, figure >= limit)


def missing(what: str, why: str) -> Row:
    """A figure that this machine cannot give."""
    return Row(what, None, why)


def table(rows: Sequence[Row]) -> str:
    """All rows in columns."""
    lines = [("measured", "figure", "unit", "budget", "")]
    lines += [(row.what, number(row.figure), row.unit, row.budget, _verdict(row)) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column == 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def number(figure: float | None) -> str:
    """A figure as people read it."""
    if figure is None:
        return "-"
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.2f}"


def _verdict(row: Row) -> str:
    return "" if row.passed is None else "pass" if row.passed else "FAIL"


def save(path: Path, parts: Mapping[str, Sequence[Row]], date: str, release: str) -> None:
    """Save the rows as JSON. The only facts about the machine are its cores and its Python.

    Args:
        path: the file to write.
        parts: the rows of each part; other parts that the file already has stay.
        date: the day of the run.
        release: id of the release of the content.
    """
    fields = ("what", "figure", "unit", "budget", "passed")
    measured = {part: [{name: getattr(row, name) for name in fields} for row in rows] for part, rows in parts.items()}
    saved = json.loads(path.read_text(encoding="utf-8"))["parts"] if path.exists() else {}
    values = {
        "date": date,
        "release": release,
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "parts": saved | measured,
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
