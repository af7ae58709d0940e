"""What a handout has to draw on and to write in: charts on squared paper, grids and boxes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Line, Noun

_Figure = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]


class ChartAxis(Noun):
    """The numbers along one side of a chart."""

    title: Line
    """What is counted, with its unit, such as Wait, minutes."""
    first: Annotated[int, Field(ge=0, le=1_000_000)]
    """The first number."""
    last: Annotated[int, Field(ge=1, le=1_000_000)]
    """The last number."""
    step: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    """From one number to the next."""


class HandoutChart(Noun):
    """A chart on squared paper, empty or with its values."""

    title: Line
    """What it shows."""
    across: ChartAxis
    """Along the bottom."""
    up: ChartAxis
    """Up the side."""
    values: list[_Figure] = []
    """A value for each number along the bottom, from `values_from` on; none: participants draw them."""
    values_from: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    """The number along the bottom that the first value belongs to, if it is not the first number."""
    median: Line | None = None
    """Of which values the median is, such as Median of weeks 1 to 10: a level line if values are given, else a place
    to write it."""
    height: Annotated[int, Field(ge=40, le=240)] = 90
    """Height in print, in millimetres."""


class HandoutGrid(Noun):
    """A table to write in, or boxes if it has neither titles nor words."""

    columns: list[Line] = []
    """The title of each column. None: boxes without titles, as many side by side as `boxes_across` says."""
    boxes_across: Annotated[int, Field(ge=1, le=6)] = 1
    """How many boxes are side by side, for a grid without titles."""
    rows: list[list[Line]] = []
    """The words of each row from the left; cells after them are empty."""
    empty_rows: Annotated[int, Field(ge=0, le=30)] = 0
    """How many empty rows follow."""
    row_height: Annotated[int, Field(ge=6, le=130)] = 12
    """Least height of a row in print, in millimetres: 8 for a word or figure, 16 for two lines of handwriting."""
    widths: list[Annotated[int, Field(ge=1, le=40)]] = []
    """Relative width of each column; none: by their words, with more for what is written by hand."""
