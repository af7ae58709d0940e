"""Pictures of the workshops, drawn with shapes so that they stay sharp and a facilitator can change them."""

from __future__ import annotations

import datetime
import math
import statistics
from collections.abc import Callable, Iterator

from ...documents.deck import Picture
from .canvas import HEIGHT, WIDTH, Canvas, Look, Point

BEFORE = (62, 78, 55, 82, 66, 74, 58, 70, 80, 60)
"""Invented figures before a change: ten, as the workshops ask for."""
AFTER = (46, 38, 50, 34, 42, 30)
"""Invented figures after it: six in a row on one side of the median."""


def _driver_diagram(canvas: Canvas) -> None:
    wide, high = 142.0, 74.0
    left = [0.0, 166.0, 332.0, 498.0]
    rows = [34.0 + 106 * number for number in range(4)]
    primary = [(rows[0] + rows[1]) / 2, (rows[2] + rows[3]) / 2]
    aim = (primary[0] + primary[1]) / 2
    half = high / 2
    for number, top in enumerate(rows):
        canvas.line((left[2], top + half), (left[1] + wide, primary[number // 2] + half))
        canvas.line((left[3], top + half), (left[2] + wide, top + half))
    for top in primary:
        canvas.line((left[1], top + half), (left[0] + wide, aim + half))
    canvas.box((left[0], aim, wide, high), "Aim", Look.FULL, 30)
    for top in primary:
        canvas.box((left[1], top, wide, high), "Primary driver", Look.TINT, 22)
    for top in rows:
        canvas.box((left[2], top, wide, high), "Secondary driver", Look.TINT, 22)
        canvas.box((left[3], top, wide, high), "Change to try", Look.PLAIN, 22)


def _wheel(canvas: Canvas) -> None:
    middle, outer, inner = (WIDTH / 2, HEIGHT / 2), 212.0, 108.0
    for number, word in enumerate(("Plan", "Do", "Study", "Act")):
        start = -90.0 + 90 * number
        look = Look.TINT if number % 2 else Look.FULL
        canvas.outline(list(_segment(middle, outer, inner, start)), look)
        x, y = _around(middle, (outer + inner) / 2, start + 50)
        canvas.label((x - 60, y - 28, 120, 56), word, 34, on=look)


def _segment(middle: Point, outer: float, inner: float, start: float) -> Iterator[Point]:
    """A quarter of a ring that ends in an arrow, with a gap before the next quarter."""
    first, last, point, steps = start + 2, start + 78, 12.0, 24
    turns = [(last - first) * step / steps for step in range(steps + 1)]
    yield from (_around(middle, outer, first + turn) for turn in turns)
    yield _around(middle, (outer + inner) / 2, last + point)
    yield from (_around(middle, inner, last - turn) for turn in turns)
    yield _around(middle, (outer + inner) / 2, first + point)


def _around(middle: Point, radius: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def _run_chart(canvas: Canvas) -> None:
    left, right, top, bottom = 56.0, 630.0, 10.0, 376.0
    figures = (*BEFORE, *AFTER)
    step = (right - left) / len(figures)
    median, change = statistics.median(BEFORE), len(BEFORE) - 0.5

    def at(number: float, value: float) -> Point:
        return left + step * (number + 0.5), bottom - (bottom - top) * value / 100

    canvas.line((left, top), (left, bottom))
    canvas.line((left, bottom), (right, bottom))
    canvas.line((left, at(0, median)[1]), (right, at(0, median)[1]), dashed=True)
    canvas.label((right - 120, at(0, median)[1] - 40, 120, 36), "Median", 26)
    canvas.line((at(change, 0)[0], top + 44), (at(change, 0)[0], bottom), 1.25, dashed=True)
    canvas.label((at(change, 0)[0] - 70, top, 140, 40), "Change", 26)
    points = [at(number, value) for number, value in enumerate(figures)]
    canvas.outline(points, Look.NONE, closed=False)
    for number, point in enumerate(points):
        canvas.circle(*point, 9, Look.FULL if number >= len(BEFORE) else Look.PLAIN)
    canvas.label((left, bottom + 8, right - left, 44), "Weeks", 26)


def _roles(canvas: Canvas) -> None:
    high, gap = 80.0, 40.0
    places = (("Top", 250.0), ("Middle", 380.0), ("Front line", 510.0), ("Patients", 640.0))
    for number, (name, wide) in enumerate(places):
        top = number * (high + gap)
        look = Look.FULL if name == "Patients" else Look.TINT
        canvas.box(((WIDTH - wide) / 2, top, wide, high), name, look, 32)
        if number:
            for side, (start, end) in ((-24, (-4, 4 - gap)), (24, (4 - gap, -4))):
                x = WIDTH / 2 + side
                canvas.line((x, top + start), (x, top + end), arrow=True)


def clock(canvas: Canvas, time: datetime.time) -> None:
    """A clock that shows a time."""
    middle, radius = (WIDTH / 2, HEIGHT / 2), 208.0
    canvas.circle(*middle, radius, Look.PLAIN)
    for hour in range(12):
        canvas.line(_around(middle, radius - 30, 30 * hour), _around(middle, radius - 12, 30 * hour), 3)
    canvas.line(middle, _around(middle, 118, (time.hour % 12) * 30 + time.minute / 2 - 90), 7)
    canvas.line(middle, _around(middle, 160, time.minute * 6 - 90), 4)
    canvas.circle(*middle, 12, Look.FULL)


PICTURES: dict[Picture, tuple[str, str, Callable[[Canvas], None]]] = {
    Picture.DRIVER_DIAGRAM: (
        "Driver diagram",
        "Driver diagram. An aim at the left is tied to two primary drivers, each of those to two secondary drivers, "
        "and each of those to a change to try at the right.",
        _driver_diagram,
    ),
    Picture.WHEEL: (
        "Wheel of plan, do, study and act",
        "A wheel of four steps, each leading to the next: plan, do, study, act, and then plan again.",
        _wheel,
    ),
    Picture.RUN_CHART: (
        "Run chart",
        "Run chart with sixteen points over time. A line at the median has five of the first ten points on each side. "
        "After a change, six points in a row lie below it.",
        _run_chart,
    ),
    Picture.ROLES: (
        "Places in a system",
        "Four places in a hospital, one below the other: the top, the middle, the front line and the patients. Arrows "
        "go both ways between neighbours.",
        _roles,
    ),
}
"""The name of each picture, what it shows for people who cannot see it, and the function that draws it."""
