"""Values over time as a drawing: points, level lines with their names, changes by letter, and a key below.

Shapes, dashes and words carry the meaning, never a colour alone. Sizes are pixels; at its own size on paper, text has
9.75 points.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from ..planning import dates
from . import svg
from .svg import INK, LINE, LINE_HEIGHT, PAPER, QUIET
from .text_width import wrapped

WIDTH = 620
PLOT, INSET, DAYS, BETWEEN = 200, 14, 40, 10
"""Height of the plot, distance of the outer points from its sides, room for days below it, and above the key."""
LETTER = 10
"""Radius of the circle round the letter of a change."""
KEY = 34
"""Where the words of the key begin, right of its symbols."""
LABELS_APART = 15
MOST_STEPS = 5
DASHED, DOTTED = "6 4", "2 3"


class Symbol(StrEnum):
    """What stands for a kind of value or line, on the plot and in the key."""

    SQUARE = "square"
    DIAMOND = "diamond"
    DISC = "disc"
    THICK = "thick"
    """A thick line from value to value."""
    LEVEL = "level"
    """A level line, solid and then dashed."""
    LETTER = "letter"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Level:
    """A level line with its name at the right."""

    value: Fraction
    label: str
    dashes: str = ""
    """Its dashes; empty for a solid line."""
    solid: int = 0
    """A dashed line is solid over so many first values."""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key, whose symbol marks some values of the plot."""

    symbol: Symbol
    head: str
    words: str
    points: tuple[int, ...] = ()
    """Positions of the values, from 0."""


def plot(
    head: Sequence[str],
    days: Sequence[datetime.date],
    values: Sequence[Fraction],
    levels: Sequence[Level],
    key: Sequence[Entry],
    colour: str,
) -> tuple[list[str], float]:
    """The shapes of a plot, and its height. `head` are the lines above it, of which the first is its title.

    There is at least one value, and a day for each.
    """
    shapes, top = _head(head)
    letters = [entry for entry in key if entry.symbol is Symbol.LETTER]
    top += 2 * LETTER + 6 if letters else 14
    area = _Area.of(days, values, levels, top)
    shapes += _ticks(area)
    shapes += _days(area, days)
    shapes += [shape for level in levels for shape in _level(area, level)]
    shapes += _labels(area, levels)
    shapes += _changes(area, letters)
    shapes += _values(area, values, key, colour)
    entries, height = _key(key, top + PLOT + DAYS + BETWEEN, colour)
    return [*shapes, *entries], height


def letter(number: int) -> str:
    """The letter of a change, counted from 0: A to Z, then AA, AB and so on."""
    first, last = divmod(number, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + last)


def apart(places: Iterable[float], gap: float, highest: float) -> list[float]:
    """Ascending places, moved up until they have a gap between them, and down again where they are past the highest."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], highest)
        highest = moved[number] - gap
    return moved


@dataclass(frozen=True, slots=True)
class _Area:
    """Where days and values are."""

    left: float
    right: float
    top: float
    xs: tuple[float, ...]
    lowest: Fraction
    highest: Fraction
    step: Fraction

    @classmethod
    def of(
        cls, days: Sequence[datetime.date], values: Sequence[Fraction], levels: Sequence[Level], top: float
    ) -> _Area:
        shown = [*values, *(level.value for level in levels)]
        step = _step(max(shown) - min(shown) or Fraction(MOST_STEPS))
        lowest, highest = step * floor(min(shown) / step), step * ceil(max(shown) / step)
        if lowest == highest:
            lowest, highest = lowest - step, highest + step
        left = max(svg.width(words) for words in _steps(lowest, highest, step).values()) + 12
        right = WIDTH - max(svg.width(level.label) for level in levels) - 8 if levels else WIDTH - 4
        room, length = right - left - 2 * INSET, (days[-1] - days[0]).days
        xs = tuple(left + INSET + room * ((day - days[0]).days / length if length else 0.5) for day in days)
        return cls(left, right, top, xs, lowest, highest, step)

    @property
    def bottom(self) -> float:
        return self.top + PLOT

    def y(self, value: Fraction) -> float:
        return self.bottom - PLOT * float((value - self.lowest) / (self.highest - self.lowest))


def _step(span: Fraction) -> Fraction:
    """The least of 1, 2 and 5 with any number of noughts that divides a span into few steps."""
    step = Fraction(1, 10_000)
    while True:
        for times in (1, 2, 5):
            if span / (step * times) <= MOST_STEPS:
                return step * times
        step *= 10


def _steps(lowest: Fraction, highest: Fraction, step: Fraction) -> dict[Fraction, str]:
    """The values at which the scale has a line, with their words, which all have the same number of decimals."""
    decimals = next(places for places in range(5) if (step * 10**places).denominator == 1)
    return {
        lowest + number * step: f"{float(lowest + number * step):,.{decimals}f}"
        for number in range(int((highest - lowest) / step) + 1)
    }


def _head(head: Sequence[str]) -> tuple[list[str], float]:
    """The lines above the plot, and the height at which they end."""
    shapes: list[str] = []
    y = 2.0
    for number, line in enumerate(head):
        for words in wrapped(line, WIDTH, svg.FONT_SIZE):
            y += LINE_HEIGHT
            shapes.append(svg.words(words, 0, y - 4, *(() if number == 0 else (QUIET,)), **_weight(number == 0)))
    return shapes, y


def _weight(strong: bool) -> dict[str, str]:
    return {"font_weight": "600"} if strong else {}


def _ticks(area: _Area) -> Iterator[str]:
    for value, words in _steps(area.lowest, area.highest, area.step).items():
        y = area.y(value)
        yield f'<path fill="none" stroke="{LINE}" d="M{area.left:.1f} {y:.1f}H{area.right:.1f}"/>'
        yield svg.words(words, area.left - 8, y + 4.5, QUIET, text_anchor="end")


def _days(area: _Area, days: Sequence[datetime.date]) -> Iterator[str]:
    """The first day, the last, and as many between them as there is room for, with the year where it begins."""
    taken: list[tuple[float, float]] = []
    named: list[int] = []
    for number in dict.fromkeys((0, len(days) - 1, *range(len(days)))):
        half = svg.width(_day(days[number])) / 2
        left = area.xs[number] - half
        if all(left >= end + 10 or left + 2 * half + 10 <= start for start, end in taken):
            taken.append((left, left + 2 * half))
            named.append(number)
    year = 0
    for number in sorted(named):
        left, right = taken[named.index(number)]
        x = (left + right) / 2
        yield f'<path fill="none" stroke="{QUIET}" d="M{area.xs[number]:.1f} {area.bottom}v5"/>'
        yield svg.words(_day(days[number]), x, area.bottom + 19, QUIET, text_anchor="middle")
        if days[number].year != year:
            year = days[number].year
            yield svg.words(f"{year}", x, area.bottom + 35, QUIET, text_anchor="middle")


def _day(day: datetime.date) -> str:
    return f"{day.day} {dates.MONTHS[day.month - 1][:3]}"


def _level(area: _Area, level: Level) -> Iterator[str]:
    y, width = area.y(level.value), 2 if level.strong else 1.5
    # The solid stretch ends halfway to the first value that is not part of it.
    turn = area.left
    if level.solid:
        turn = area.right if level.solid >= len(area.xs) else sum(area.xs[level.solid - 1 : level.solid + 1]) / 2
        yield _level_line(area.left, turn, y, width, "")
    if turn < area.right:
        yield _level_line(turn, area.right, y, width, level.dashes)


def _level_line(left: float, right: float, y: float, width: float, dashes: str) -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path fill="none" stroke="{QUIET}" stroke-width="{width:g}"{dash} d="M{left:.1f} {y:.1f}H{right:.1f}"/>'


def _labels(area: _Area, levels: Sequence[Level]) -> Iterator[str]:
    """The names of the lines at the right, moved apart where lines are close together."""
    ordered = sorted(levels, key=lambda level: -level.value)
    ys = apart([area.y(level.value) for level in ordered], LABELS_APART, area.bottom + LABELS_APART / 2)
    for level, y in zip(ordered, ys, strict=True):
        yield svg.words(level.label, area.right + 8, y + 4.5, INK, **_weight(level.strong))


def _changes(area: _Area, letters: Sequence[Entry]) -> Iterator[str]:
    """A line at the day of each change, with its letter above; letters of days that are close stand side by side."""
    middle = area.top - LETTER - 3
    gap = min(2 * LETTER + 3, (WIDTH - 2 * LETTER) / max(1, len(letters)))
    xs = apart([area.xs[entry.points[0]] for entry in letters], gap, WIDTH - LETTER - 1.0)
    for entry, x in zip(letters, xs, strict=True):
        at = area.xs[entry.points[0]]
        yield (
            f'<path fill="none" stroke="{QUIET}" stroke-dasharray="{DOTTED}" '
            f'd="M{x:.1f} {middle + LETTER:.1f}L{at:.1f} {area.top:.1f}V{area.bottom:.1f}"/>'
        )
        yield from _letter(entry.head, x, middle)


def _letter(words: str, x: float, y: float) -> Iterator[str]:
    yield f'<circle fill="{PAPER}" stroke="{QUIET}" cx="{x:.1f}" cy="{y:.1f}" r="{LETTER}"/>'
    size = {} if len(words) == 1 else {"font_size": "12"}
    yield svg.words(words, x, y + 4.5, INK, text_anchor="middle", font_weight="600", **size)


def _values(area: _Area, values: Sequence[Fraction], key: Sequence[Entry], colour: str) -> Iterator[str]:
    """The values and the line through them. Of a value with several symbols, the first in the key is drawn."""
    ys = [area.y(value) for value in values]
    yield _path(list(zip(area.xs, ys, strict=True)), f'stroke="{INK}" stroke-width="1.2"')
    for entry in key:
        if entry.symbol is Symbol.THICK:
            points = range(entry.points[0], entry.points[-1] + 1)
            yield _path([(area.xs[point], ys[point]) for point in points], _thick(colour))
    symbols = {
        point: entry.symbol
        for entry in reversed(key)
        if entry.symbol in (Symbol.SQUARE, Symbol.DIAMOND, Symbol.DISC)
        for point in entry.points
    }
    radius = 4.0 if len(values) <= 30 else 3.0 if len(values) <= 60 else 2.2
    for number, (x, y) in enumerate(zip(area.xs, ys, strict=True)):
        yield _symbol(symbols.get(number, Symbol.NONE), x, y, radius, colour)


def _path(points: Sequence[tuple[float, float]], looks: str) -> str:
    return f'<path fill="none" {looks} d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>'


def _thick(colour: str) -> str:
    return f'class="accent" stroke="{colour}" stroke-width="4" stroke-linejoin="round"'


def _symbol(symbol: Symbol, x: float, y: float, radius: float, colour: str) -> str:
    """A value that nothing is said of is a ring."""
    if symbol is Symbol.SQUARE:
        side = 2 * radius + 1
        return _filled(colour, f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side:g}v{side:g}h-{side:g}Z")
    if symbol is Symbol.DIAMOND:
        half = radius + 3
        return _filled(colour, f"M{x:.1f} {y - half:.1f}l{half:g} {half:g}l-{half:g} {half:g}l-{half:g} -{half:g}Z")
    if symbol is Symbol.DISC:
        return f'<circle class="accent" fill="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="{radius + 0.5:g}"/>'
    return f'<circle fill="{PAPER}" stroke="{INK}" stroke-width="1.5" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"/>'


def _filled(colour: str, path: str) -> str:
    return f'<path class="accent" fill="{colour}" d="{path}"/>'


def _key(key: Iterable[Entry], top: float, colour: str) -> tuple[list[str], float]:
    """The key, and the height at which it ends."""
    shapes: list[str] = []
    y = top
    for entry in key:
        words = entry.words if entry.symbol is Symbol.LETTER else f"{entry.head}: {entry.words}"
        middle = y + LINE_HEIGHT / 2
        match entry.symbol:
            case Symbol.LETTER:
                shapes += _letter(entry.head, 12, middle)
            case Symbol.LEVEL:
                shapes += [_level_line(0, 13, middle, 2, ""), _level_line(13, 26, middle, 2, "5 3")]
            case Symbol.THICK:
                shapes.append(_path([(1, middle), (23, middle)], _thick(colour)))
            case Symbol.NONE:
                pass
            case symbol:
                shapes.append(_symbol(symbol, 12, middle, 4, colour))
        left = KEY if entry.symbol is not Symbol.NONE else 0
        for line in wrapped(words, WIDTH - left, svg.FONT_SIZE):
            shapes.append(svg.words(line, left, y + 13))
            y += LINE_HEIGHT
        y += 7 if entry.symbol is Symbol.LETTER else 5
    return shapes, y
