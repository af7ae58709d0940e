"""Rows of the table that `make bench` prints: a figure, and whether it keeps its budget."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    what: str
    figure: float | None
    """None where it could not be measured; the unit then says why."""
    unit: str
    budget: str = ""
    """The budget in words; empty where it has none."""
    limit: float | None = None
    passed: bool | None = None
    """Whether it keeps the budget; None where it has none, or nothing was measured."""


def at_most(what: str, figure: float, unit: str, limit: float) -> Row:
    """A figure that must not be larger."""
    return Row(what, figure, unit, f"at most {limit:g}", limit, figure <= limit)


def at_least(what: str, figure: float, unit: str, limit: float) -> Row:
    """A figure that must not be smaller."""
    return Row(what, figure, unit, f"at least {limit:g}", limit, figure >= limit)


def missing(what: str, why: str) -> Row:
    """A figure that cannot be had on this machine."""
    return Row(what, None, why)


def table(rows: Sequence[Row]) -> str:
    """All rows, in columns."""
    lines = [("measured", "figure", "unit", "budget", "")]
    lines += [(row.what, _number(row.figure), row.unit, row.budget, _verdict(row)) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column == 1 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _number(figure: float | None) -> str:
    if figure is None:
        return "-"
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.2f}"


def _verdict(row: Row) -> str:
    return "" if row.passed is None else "pass" if row.passed else "FAIL"


def save(path: Path, rows: Sequence[Row], date: str, release: str) -> None:
    """The same rows as JSON. Of the machine it says nothing but its cores and its Python.

    Args:
        path: the file to write.
        rows: the rows.
        date: the day of the run.
        release: id of the release of the content.
    """
    values = {
        "date": date,
        "release": release,
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "rows": [{name: getattr(row, name) for name in ("what", "figure", "unit", "budget", "passed")} for row in rows],
    }
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
