"""Charts on squared paper: empty ones to draw on by hand, and drawn ones to hang up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from ..model.english import figure
from ..model.handout import ChartAxis, HandoutChart
from . import svg
from .document import Drawing
from .svg import INK, LINE, PAPER, QUIET, WIDTH

_TOP, _LEFT, _RIGHT, _BOTTOM = 62, 46, 10, 46
"""Around the squares: for the titles, the numbers up the side, and the numbers and the title along the bottom."""
_THIN, _STRONG = f'stroke="{LINE}"', f'stroke="{QUIET}" stroke-opacity="0.5"'
_SMALLEST = 8.5
"""Sides of the smallest squares: two millimetres in print."""
_DIVISIONS = (10, 5, 2)
_PIXELS = WIDTH / 168
"""In a millimetre, where the drawing is as wide as a page."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where the numbers of an axis are, in pixels."""

    axis: ChartAxis
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (value - self.axis.first) / (self.axis.last - self.axis.first)
        return self.start + share * (self.end - self.start)

    @property
    def numbers(self) -> range:
        return range(self.axis.first, self.axis.last + 1, self.axis.step)

    def squares(self) -> Iterator[float]:
        """Places of the thin lines between the numbers."""
        apart = abs(self.place(self.axis.first + self.axis.step) - self.start)
        divisions = next((number for number in _DIVISIONS if apart / number >= _SMALLEST), 1)
        for number in self.numbers[:-1]:
            for part in range(1, divisions):
                yield self.place(number + self.axis.step * part / divisions)


def chart_drawing(chart: HandoutChart, prefix: str, colour: str = svg.ACCENT) -> Drawing:
    """A chart as wide as a page, in the colour of a trust. `prefix` makes its ids unique within the document."""
    height = chart.height * _PIXELS
    pad = (WIDTH - _LEFT - _RIGHT) / (2 * (len(range(chart.across.first, chart.across.last + 1, chart.across.step))))
    across = _Scale(chart.across, _LEFT + pad, WIDTH - _RIGHT - pad)
    up = _Scale(chart.up, height - _BOTTOM, _TOP)
    rows = tuple(_rows(chart))
    words = " ".join(f"{head}: {what}." for head, what in rows)
    shapes = [*_paper(across, up), *_titles(chart, height), *_drawn(chart, across, up, colour)]
    drawing = svg.drawing("squared-paper", prefix, chart.title, words, (WIDTH, round(height)), shapes)
    return replace(drawing, rows=rows)


def points(chart: HandoutChart) -> list[tuple[int, float]]:
    """The values with their numbers along the bottom."""
    start = chart.across.first if chart.values_from is None else chart.values_from
    return [(start + chart.across.step * number, value) for number, value in enumerate(chart.values)]


def _rows(chart: HandoutChart) -> Iterator[tuple[str, str]]:
    if not chart.values:
        yield "Along the bottom", f"{chart.across.title}, {chart.across.first} to {chart.across.last}"
        yield "Up the side", f"{chart.up.title}, {chart.up.first} to {chart.up.last}"
        return
    for number, value in points(chart):
        yield f"{chart.across.title} {number}", f"{_number(value)}"
    if chart.median:
        yield chart.median, _number(_median(chart))


def _median(chart: HandoutChart) -> Fraction:
    return median(Fraction(str(value)) for value in chart.values)


def _number(value: float | Fraction) -> str:
    return figure(float(value), 0 if value == int(value) else 1)


def _paper(across: _Scale, up: _Scale) -> Iterator[str]:
    """The squares, the axes and their numbers."""
    right, top, bottom = WIDTH - _RIGHT, up.end, up.start
    numbered = [*map(across.place, across.numbers)], [*map(up.place, up.numbers)]
    for looks, (columns, rows) in ((_THIN, (across.squares(), up.squares())), (_STRONG, numbered)):
        lines = [f"M{x:.1f} {top}V{bottom:.1f}" for x in columns] + [f"M{_LEFT} {y:.1f}H{right}" for y in rows]
        yield f'<path d="{"".join(lines)}" {looks} stroke-width="0.8" fill="none"/>'
    for number, x in zip(across.numbers, numbered[0], strict=True):
        yield svg.words(f"{number}", x, bottom + 17, text_anchor="middle")
    for number, y in zip(up.numbers, numbered[1], strict=True):
        yield svg.words(f"{number}", _LEFT - 7, y + 4.5, text_anchor="end")
    yield f'<path d="M{_LEFT} {top}V{bottom:.1f}H{right}" fill="none" stroke="{INK}" stroke-width="1.6"/>'


def _titles(chart: HandoutChart, height: float) -> Iterator[str]:
    yield svg.words(chart.title, 0, 16, font_size="16", font_weight="600")
    yield svg.words(chart.up.title, 0, 44, QUIET)
    yield svg.words(chart.across.title, WIDTH - _RIGHT, height - 8, QUIET, text_anchor="end")
    if chart.median and not chart.values:
        x = WIDTH - _RIGHT - 90
        yield svg.words(f"{chart.median}:", x - 6, 44, QUIET, text_anchor="end")
        yield f'<path d="M{x} 48h90" fill="none" stroke="{INK}" stroke-width="0.8"/>'


def _drawn(chart: HandoutChart, across: _Scale, up: _Scale, colour: str) -> Iterator[str]:
    """The median and the values."""
    places = [(across.place(number), up.place(value)) for number, value in points(chart)]
    if chart.median and chart.values:
        middle = _median(chart)
        y = up.place(float(middle))
        yield (
            f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{INK}" stroke-width="1.6" stroke-dasharray="7 4" '
            'fill="none"/>'
        )
        words = f"{chart.median} {_number(middle)}"
        room = svg.width(words) + 8
        yield f'<path d="M{WIDTH - _RIGHT - room:.1f} {_TOP - 28}h{room:.1f}v18h-{room:.1f}z" fill="{PAPER}"/>'
        yield svg.words(words, WIDTH - _RIGHT - 4, _TOP - 18, INK, text_anchor="end")
    if len(places) > 1:
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="2.4"/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.6" fill="{colour}"/>'
