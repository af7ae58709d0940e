"""Results of the last run of all tests and benchmarks: written by `make quality`, never typed."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from .base import Line, Noun, ReleaseId


class TestedArea(Noun):
    """Test results of one area."""

    area: Line
    """What they are about."""
    passed: Annotated[int, Field(ge=0)]
    """Tests that passed."""
    failed: Annotated[int, Field(ge=0)] = 0
    """Tests that failed."""
    skipped: Annotated[int, Field(ge=0)] = 0
    """Tests that could not run there."""


class Measured(Noun):
    """One figure of the benchmarks."""

    what: Line
    """What was measured."""
    figure: Line
    """The figure with its unit."""
    budget: Line | None = None
    """What it should be; none if the figure is for information only."""
    kept: bool | None = None
    """Whether the budget was kept."""


class Quality(Noun):
    """The last run."""

    date: datetime.date
    """Day of the run."""
    release: ReleaseId
    """Release of the content at that time."""
    machine: Line
    """Where it ran: cores and version of Python."""
    tests: list[TestedArea]
    """Areas, in the order of reading."""
    measured: list[Measured] = []
    """Figures, in the order of the benchmarks."""
