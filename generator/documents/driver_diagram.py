"""A project's driver diagram, from the aim at the left to changes to try at the right: as a drawing and as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.english import counted
from ..model.project import ImprovementProject
from . import svg
from .document import Drawing, Listing, Paragraph, Run, bullets, ended, paragraph
from .text_width import wrapped

COLUMNS = ("Aim", "Primary drivers", "Secondary drivers", "Changes to try")
"""Headings of the columns."""
WIDTHS = (118, 124, 150, 248)
"""Widths of the boxes in each column, in pixels like all sizes here."""
BETWEEN = 26
"""Width between two columns, for the connecting lines."""
PADDING_X, PADDING_Y = 8, 6
GAP, GROUP_GAP = 6, 12
"""Height between two boxes of one driver, and between boxes of different drivers."""
HEAD = 30
LEVELS = ("aim", "primary", "secondary", "change")
FILLS = {"aim": svg.ACCENT, "primary": svg.PAPER, "secondary": svg.PAPER, "change": svg.PAPER}
EDGES = {"aim": svg.ACCENT, "primary": svg.ACCENT, "secondary": svg.QUIET, "change": svg.LINE}
"""For files and paper; the site's style sheet has its own, for light and dark."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A box and the boxes that branch off it."""

    lines: tuple[str, ...]
    level: int
    inner: tuple[_Box, ...] = ()

    @classmethod
    def of(cls, words: str, level: int, inner: Iterable[_Box] = ()) -> _Box:
        return cls(wrapped(words, WIDTHS[level] - 2 * PADDING_X, svg.FONT_SIZE), level, tuple(inner))

    @property
    def own_height(self) -> float:
        return len(self.lines) * svg.LINE_HEIGHT + 2 * PADDING_Y

    @property
    def gap(self) -> int:
        """Height between its inner boxes."""
        return GROUP_GAP if any(box.inner for box in self.inner) else GAP

    @property
    def inner_height(self) -> float:
        return sum(box.height for box in self.inner) + self.gap * max(0, len(self.inner) - 1)

    @property
    def height(self) -> float:
        return max(self.own_height, self.inner_height)


def driver_diagram(project: ImprovementProject, prefix: str) -> Drawing:
    """The driver diagram of a project. `prefix` makes its ids unique within the page."""
    primary = []
    for driver in project.drivers:
        secondary = (
            _Box.of(inner.name, 2, (_Box.of(change, 3) for change in inner.changes)) for inner in driver.secondary
        )
        primary.append(_Box.of(driver.name, 1, secondary))
    aim = _Box.of(project.aim, 0, primary)
    size = (sum(WIDTHS) + BETWEEN * (len(WIDTHS) - 1) + 2, HEAD + aim.height + 2)
    titles = (svg.words(title, _left(level), 15, svg.QUIET, font_weight="600") for level, title in enumerate(COLUMNS))
    title, shapes = f"Driver diagram: {project.title}", (*titles, *_drawn(aim, HEAD + 1.0))
    return svg.drawing("driver-diagram", prefix, title, description(project), size, shapes)


def _left(level: int) -> float:
    return 1 + sum(WIDTHS[:level]) + BETWEEN * level


def _drawn(box: _Box, top: float) -> Iterator[str]:
    """A box in the middle of its space, and its inner boxes with a line to each."""
    middle = top + box.height / 2
    yield _rectangle(box, middle)
    inner_top = middle - box.inner_height / 2
    for inner in box.inner:
        yield _line(box.level, middle, inner_top + inner.height / 2)
        yield from _drawn(inner, inner_top)
        inner_top += inner.height + box.gap


def _rectangle(box: _Box, middle: float) -> str:
    left, top, kind = _left(box.level), middle - box.own_height / 2, LEVELS[box.level]
    colour = svg.PAPER if kind == "aim" else svg.INK
    lines = (
        svg.words(line, left + PADDING_X, top + PADDING_Y + (number + 0.76) * svg.LINE_HEIGHT, colour)
        for number, line in enumerate(box.lines)
    )
    return (
        f'<g class="driver driver-{kind}"><rect x="{left:.1f}" y="{top:.1f}" width="{WIDTHS[box.level]}" '
        f'height="{box.own_height:.1f}" rx="4" fill="{FILLS[kind]}" stroke="{EDGES[kind]}"/>{"".join(lines)}</g>'
    )


def _line(level: int, start: float, end: float) -> str:
    left = _left(level) + WIDTHS[level]
    middle, right = left + BETWEEN / 2, left + BETWEEN
    return (
        f'<path fill="none" stroke="{svg.QUIET}" '
        f'd="M{left:.1f} {start:.1f}C{middle:.1f} {start:.1f} {middle:.1f} {end:.1f} {right:.1f} {end:.1f}"/>'
    )


def description(project: ImprovementProject) -> str:
    """A short description of the drawing. The list has every driver and every change."""
    secondary = [driver for primary in project.drivers for driver in primary.secondary]
    changes = sum(len(driver.changes) for driver in secondary)
    names = "; ".join(driver.name for driver in project.drivers)
    return (
        f"The aim at the left: {ended(project.aim)} "
        f"It is reached through {counted(len(project.drivers), 'primary driver')}: {ended(names)} "
        f"These have {counted(len(secondary), 'secondary driver')} and, at the right, "
        f"{counted(changes, 'change')} to try."
    )


def as_list(project: ImprovementProject) -> Listing:
    """The same as a list: primary drivers, their secondary drivers and changes to try."""
    items = []
    for driver in project.drivers:
        secondary = (
            (paragraph(inner.name), bullets(f"Try: {change}" for change in inner.changes)) for inner in driver.secondary
        )
        items.append((Paragraph((Run(driver.name, strong=True),)), Listing(tuple(secondary))))
    return Listing(tuple(items))
