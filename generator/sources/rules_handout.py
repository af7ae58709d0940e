"""Checks of what a handout has to draw on and to write in: charts, grids and pages."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.diagnostics import Diagnostic
from ..model.english import counted, figure
from ..model.handout import ChartAxis, HandoutChart, HandoutGrid
from ..model.walk import Path
from ..model.workshop import Workshop
from .entry import Entry

MOST_NUMBERS = 40
"""Numbers along one side of a chart that can still be read in print."""


def handouts(entry: Entry, workshop: Workshop) -> Iterator[Diagnostic]:
    """Axes without room for their numbers or values, and grids whose rows have more cells than columns."""
    for number, handout in enumerate(workshop.handouts):
        for index, part in enumerate(handout.parts):
            path: Path = ("handouts", number, "parts", index)
            if part.chart:
                yield from _chart(entry, (*path, "chart"), part.chart)
            if part.grid:
                yield from _grid(entry, (*path, "grid"), part.grid)


def _chart(entry: Entry, path: Path, chart: HandoutChart) -> Iterator[Diagnostic]:
    for name, axis in (("across", chart.across), ("up", chart.up)):
        yield from _axis(entry, (*path, name), axis)
    for index, value in enumerate(chart.values):
        if not chart.up.first <= value <= chart.up.last:
            message = f"the value {figure(value)} is not between {chart.up.first} and {chart.up.last}"
            yield entry.fault("value-off-the-chart", message, (*path, "values", index), "change `up`, or the value")
    start = chart.across.first if chart.values_from is None else chart.values_from
    end = start + (len(chart.values) - 1) * chart.across.step
    if chart.values and not chart.across.first <= start <= end <= chart.across.last:
        message = f"the values are for {start} to {end}, but the chart has {chart.across.first} to {chart.across.last}"
        place = (*path, "values" if chart.values_from is None else "values_from")
        yield entry.fault("value-off-the-chart", message, place, "change `across`, or the number of values")


def _axis(entry: Entry, path: Path, axis: ChartAxis) -> Iterator[Diagnostic]:
    length = axis.last - axis.first
    if length <= 0 or length % axis.step or length // axis.step >= MOST_NUMBERS:
        message = f"numbers from {axis.first} to {axis.last} in steps of {axis.step} make no axis"
        advice = f"let whole steps lead from the first to the last, with at most {MOST_NUMBERS} numbers"
        yield entry.fault("bad-axis", message, (*path, "last"), advice)


def _grid(entry: Entry, path: Path, grid: HandoutGrid) -> Iterator[Diagnostic]:
    across = len(grid.columns) or grid.boxes_across
    if not grid.rows and not grid.empty_rows:
        yield entry.fault("grid-without-rows", "the grid has no rows", path, "add `rows` or `empty_rows`")
    for index, row in enumerate(grid.rows):
        if len(row) > across:
            message = f"the row has {counted(len(row), 'cell')}, but the grid has {counted(across, 'column')}"
            yield entry.fault("row-too-long", message, (*path, "rows", index), "delete a cell, or add a column")
    if grid.widths and len(grid.widths) != across:
        message = f"there are {counted(len(grid.widths), 'width')}, but {counted(across, 'column')}"
        yield entry.fault("widths-of-other-columns", message, (*path, "widths"), "give a width for each column")
