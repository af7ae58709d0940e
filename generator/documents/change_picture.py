"""How people's answers or scores moved, one line for each person: before to after beside looking back to after.

Dashes and words tell who went up, stayed and went down, never a colour alone. People with the same value are drawn a
little apart, so that each of them can be seen. Sizes are pixels; at its own size on paper, text has 9.75 points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import median

from ..evaluation.results import Comparison
from ..model.english import counted, figure
from ..model.instrument import Wave
from ..planning.figures import rounded
from . import svg
from .document import Drawing, Table, table
from .svg import INK, LINE, LINE_HEIGHT, QUIET
from .text_width import wrapped

WIDTH, PANEL, GAP, PLOT = 620, 290, 40, 280
"""Width of the drawing and of the picture of one comparison, distance between two, and height of the plot."""
LEFT, RIGHT = 56, 246
"""Where the two times are, from the left of a panel."""
EDGE = 12
"""Height left free above the highest and below the lowest value."""
APART = 5.0
"""The most that two people with the same value are drawn apart."""
TIMES = {Wave.BEFORE: "Before", Wave.THEN: "Looking back", Wave.AFTER: "After"}
_UP, _SAME, _DOWN = "Up", "The same", "Down"
_DASHES = {_UP: "", _SAME: "1.5 3", _DOWN: "6 3"}
_WEIGHTS = {_UP: 1.0, _SAME: 1.2, _DOWN: 1.4}


def change_drawing(
    before_after: Comparison | None,
    then_after: Comparison | None,
    highest: int,
    prefix: str,
    colour: str,
    title: str,
) -> Drawing:
    """The changes of each person between two times; a comparison that is None is left out.

    Args:
        before_after: answers or scores before and after.
        then_after: the same looking back, and after.
        highest: the highest point of the scale, whose lowest is 1.
        prefix: makes the ids of the drawing unique within the page.
        colour: of lines that go up.
        title: what the answers or scores are of.

    Raises:
        ValueError: there is nothing to compare.
    """
    shown = [comparison for comparison in (before_after, then_after) if comparison and comparison.pairs]
    if not shown:
        raise ValueError("nobody has two answers to compare")
    shapes, top = _title(title)
    for number, comparison in enumerate(shown):
        shapes += _Panel(comparison, (PANEL + GAP) * number, top, highest, colour).shapes()
    rows = tuple((_heading(comparison), _words(comparison)) for comparison in shown)
    description = " ".join(f"{head}: {words}." for head, words in rows)
    size = (WIDTH, top + 22 + PLOT + 64)
    drawing = svg.drawing("change", prefix, title, description, size, shapes)
    return replace(drawing, rows=(("Compared", title), *rows))


def change_table(comparisons: Sequence[Comparison]) -> Table:
    """The same in figures: a column for each comparison."""
    rows = [["People"], [_UP], [_SAME], [_DOWN], ["Median first"], ["Median later"]]
    for comparison in comparisons:
        changes = comparison.changes
        numbers = map(str, (comparison.n, changes.up, changes.same, changes.down))
        medians = map(_number, _medians(comparison)) if comparison.pairs else ("", "")
        for row, words in zip(rows, (*numbers, *medians), strict=True):
            row.append(words)
    header = ("", *map(_heading, comparisons))
    return table(header, rows, row_headers=True, numbers=tuple(range(1, len(header))))


def _title(title: str) -> tuple[list[str], float]:
    """The title and what a line stands for, and the height at which they end."""
    shapes: list[str] = []
    y = 2.0
    for line in wrapped(title, WIDTH, svg.FONT_SIZE):
        y += LINE_HEIGHT
        shapes.append(svg.words(line, 0, y - 4, font_weight="600"))
    shapes.append(svg.words("Each line is one person.", 0, y + LINE_HEIGHT - 4, QUIET))
    return shapes, y + LINE_HEIGHT + 6


@dataclass(frozen=True, slots=True)
class _Panel:
    """The picture of one comparison."""

    comparison: Comparison
    left: float
    top: float
    highest: int
    colour: str

    def shapes(self) -> Iterator[str]:
        heading = f"{_heading(self.comparison)}: {counted(self.comparison.n, 'person', 'people')}"
        yield svg.words(heading, self.left, self.top + 13, font_weight="600")
        yield from self._scale()
        # Most people go up: the others are drawn over them.
        for line in sorted(self._lines(), key=lambda line: list(_DASHES).index(line.way)):
            yield self._line(line)
        for at, wave, middle in zip(
            (LEFT, RIGHT), (self.comparison.earlier, self.comparison.later), _medians(self.comparison), strict=True
        ):
            yield from self._median(self.left + at, middle)
            x, y = self.left + at, self.bottom + 17
            yield svg.words(TIMES[wave], x, y, text_anchor="middle", font_weight="600")
            yield svg.words(f"median {_number(middle)}", x, y + LINE_HEIGHT, text_anchor="middle")
        yield from self._key()

    @property
    def bottom(self) -> float:
        return self.top + 22 + PLOT

    def y(self, value: Fraction) -> float:
        return self.bottom - EDGE - (PLOT - 2 * EDGE) * float((value - 1) / max(1, self.highest - 1))

    def _scale(self) -> Iterator[str]:
        for value in range(1, self.highest + 1):
            y = self.y(Fraction(value))
            start, end = self.left + 20, self.left + PANEL - 4
            yield f'<path fill="none" stroke="{LINE}" d="M{start:.1f} {y:.1f}H{end:.1f}"/>'
            yield svg.words(f"{value}", self.left + 12, y + 4.5, QUIET, text_anchor="end")
        for at in (LEFT, RIGHT):
            x, start = self.left + at, self.top + 22
            yield f'<path fill="none" stroke="{QUIET}" d="M{x:.1f} {start:.1f}V{self.bottom:.1f}"/>'

    def _lines(self) -> Iterator[_Line]:
        ways = [_UP if later > first else _DOWN if later < first else _SAME for first, later in self.comparison.pairs]
        forth = [(_drawn(first), _drawn(later)) for first, later in self.comparison.pairs]
        back = [(later, first) for first, later in forth]
        starts, ends = _places(forth), _places(back)
        steps = self._steps((forth, starts), (back, ends))
        # Lines that are close together are thin, so that each can still be seen.
        thickness = max(0.7, min(1.3, 0.6 * min(steps.values())))
        for way, (first, later), start, end in zip(ways, forth, starts, ends, strict=True):
            yield _Line(
                way, self.y(first) - start * steps[first], self.y(later) - end * steps[later], thickness * _WEIGHTS[way]
            )

    def _steps(self, *times: tuple[Sequence[tuple[Fraction, Fraction]], Sequence[float]]) -> dict[Fraction, float]:
        """How far people with the same value are apart, at both times: each is nearer to it than to any other value."""
        steps: dict[Fraction, float] = {}
        for pairs, places in times:
            distinct = sorted({value for value, _ in pairs})
            nearest = min((self.y(low) - self.y(high) for low, high in pairwise(distinct)), default=float(PLOT))
            for (value, _), place in zip(pairs, places, strict=True):
                steps[value] = min(steps.get(value, APART), 0.46 * nearest / max(1.0, abs(place)))
        return steps

    def _line(self, line: _Line) -> str:
        looks = self._looks(line.way, line.thickness)
        return f'<path {looks} d="M{self.left + LEFT:.1f} {line.start:.1f}L{self.left + RIGHT:.1f} {line.end:.1f}"/>'

    def _looks(self, way: str, thickness: float) -> str:
        dash = f' stroke-dasharray="{_DASHES[way]}"' if _DASHES[way] else ""
        look = f'class="accent" fill="none" stroke="{self.colour}"' if way == _UP else f'fill="none" stroke="{INK}"'
        return f'{look} stroke-width="{thickness:.2f}"{dash}'

    def _median(self, x: float, value: Fraction) -> Iterator[str]:
        y = self.y(value)
        yield f'<path fill="none" stroke="{svg.PAPER}" stroke-width="8" d="M{x - 15:.1f} {y:.1f}h30"/>'
        yield f'<path fill="none" stroke="{INK}" stroke-width="5" d="M{x - 14:.1f} {y:.1f}h28"/>'

    def _key(self) -> Iterator[str]:
        changes, y = self.comparison.changes, self.bottom + 56
        x = self.left
        for way, number in ((_UP, changes.up), (_SAME, changes.same), (_DOWN, changes.down)):
            words = f"{number} {way.lower()}"
            yield f'<path {self._looks(way, 1.3 * _WEIGHTS[way])} d="M{x:.1f} {y - 4:.1f}h26"/>'
            yield svg.words(words, x + 32, y)
            x += 32 + svg.width(words) + 14


def _drawn(value: Fraction) -> Fraction:
    """A score to a tenth of a point: exact scores of one person would be the same in several pictures, and lay them
    side by side."""
    return Fraction(round(value * 10), 10)


@dataclass(frozen=True, slots=True)
class _Line:
    """A person: which way, the heights at the two times, and how thick its line is."""

    way: str
    start: float
    end: float
    thickness: float


def _places(pairs: Sequence[tuple[Fraction, Fraction]]) -> list[float]:
    """Where each person is among those with the same first value: steps above it, or below it if negative.

    Whoever stays the same is in the middle, so that these lines are level; those whose other value is higher are above
    them, and those whose other value is lower below.
    """
    places = [0.0] * len(pairs)
    order = sorted(range(len(pairs)), key=pairs.__getitem__)
    for value, group in groupby(order, key=lambda number: pairs[number][0]):
        people = list(group)
        level = [place for place, number in enumerate(people) if pairs[number][1] == value] or range(len(people))
        middle = (level[0] + level[-1]) / 2
        for place, number in enumerate(people):
            places[number] = place - middle
    return places


def _heading(comparison: Comparison) -> str:
    return f"{TIMES[comparison.earlier]} to {TIMES[comparison.later].lower()}"


def _words(comparison: Comparison) -> str:
    changes = comparison.changes
    first, later = map(_number, _medians(comparison))
    return (
        f"{counted(comparison.n, 'person', 'people')}, of whom {changes.up} went up, {changes.same} stayed the same "
        f"and {changes.down} went down; the median was {first} first and {later} later"
    )


def _medians(comparison: Comparison) -> tuple[Fraction, Fraction]:
    """Of the people with both answers."""
    return median(first for first, _ in comparison.pairs), median(later for _, later in comparison.pairs)


def _number(value: Fraction) -> str:
    return figure(rounded(value, 2), 2)
