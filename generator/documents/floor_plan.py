"""The plan of a workshop's room: its places with tables and chairs, as many as a session needs, and what lies there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..model.english import counted
from ..model.room_set import PLAN_ACROSS, PLAN_DOWN, Area
from ..model.workshop import Room
from ..planning.room_set import RoomNumbers, number
from . import svg
from .document import Block, Drawing, paragraph, table

TITLE = "Plan of the room"
_STEP = svg.WIDTH / PLAN_ACROSS
_MARGIN, _TABLE, _CHAIR, _GAP = 6, 26, 10, 5
"""Free within a place, the diameter of a table, the side of a chair, and between two of them: in pixels."""
_WORDS = 44
"""Height of the two lines of words of a place."""


def floor_plan(room: Room, numbers: RoomNumbers, prefix: str, colour: str = svg.ACCENT) -> Drawing:
    """The drawing. The prefix makes the ids of the drawing unique within the page."""
    rows = tuple((area.title, _furniture(area, numbers)) for area in room.plan)
    description = " ".join(f"{title}: {furniture}." if furniture else f"{title}." for title, furniture in rows)
    shapes = [shape for area in room.plan for shape in _area(area, numbers, colour)]
    size = svg.WIDTH, _STEP * PLAN_DOWN
    return replace(svg.drawing("floor-plan", prefix, TITLE, description, size, shapes), rows=rows)


def what_lies_where(room: Room) -> Iterator[Block]:
    """What lies at each place before the start."""
    if rows := [(area.title, "\n".join(area.holds)) for area in room.plan if area.holds]:
        yield paragraph("What lies where before the start:")
        yield table(("Place", "What lies there"), rows, widths=(4, 11), row_headers=True)


def _furniture(area: Area, numbers: RoomNumbers) -> str:
    """Tables and chairs in words, such as 3 tables, 8 chairs."""
    each = ((area.tables, "table"), (area.chairs, "chair"))
    return ", ".join(counted(number(count, numbers), noun) for count, noun in each if count)


def _area(area: Area, numbers: RoomNumbers, colour: str) -> Iterator[str]:
    left, top = _STEP * area.left + 1, _STEP * area.top + 1
    width, height = _STEP * area.across - 2, _STEP * area.down - 2
    yield _walls(left, top, width, height) if area.walls else _tape(left, top, width, height)
    middle, chairs = left + width / 2, number(area.chairs, numbers) if area.chairs else 0
    if area.ring:
        yield from _ring(chairs, middle, top + height / 2, width / 2 - 14, height / 2 - 14)
        yield svg.words(area.title, middle, top + height / 2 - 3, text_anchor="middle", font_weight="600")
        words = _furniture(area, numbers)
        yield svg.words(words, middle, top + height / 2 + 14, svg.QUIET, text_anchor="middle")
        return
    yield svg.words(area.title, left + _MARGIN + 2, top + 18, font_weight="600")
    yield svg.words(_furniture(area, numbers), left + _MARGIN + 2, top + 35, svg.QUIET)
    tables = number(area.tables, numbers) if area.tables else 0
    yield from _tables(tables, left + _MARGIN + 2, top + _WORDS, colour)
    down = top + _WORDS + (_TABLE + _GAP if tables else 0)
    across = max(1, int((width - 2 * _MARGIN) // (_CHAIR + _GAP)))
    for chair in range(chairs):
        row, place = divmod(chair, across)
        yield _chair(left + _MARGIN + 2 + place * (_CHAIR + _GAP), down + row * (_CHAIR + _GAP))


def _tables(tables: int, left: float, top: float, colour: str) -> Iterator[str]:
    radius = _TABLE / 2
    for place in range(tables):
        x, y = left + radius + place * (_TABLE + 3 * _GAP), top + radius
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour}"/>'
        if tables > 1:
            yield svg.words(f"{place + 1}", x, y + 5, svg.PAPER, text_anchor="middle", font_weight="600")


def _ring(chairs: int, x: float, y: float, across: float, down: float) -> Iterator[str]:
    """Chairs on an ellipse, at even steps of its outline."""
    steps = 720
    points = [
        (x + across * math.cos(2 * math.pi * step / steps), y + down * math.sin(2 * math.pi * step / steps))
        for step in range(steps + 1)
    ]
    reached = [0.0]
    for before, after in pairwise(points):
        reached.append(reached[-1] + math.dist(before, after))
    for chair in range(chairs):
        wanted = reached[-1] * chair / chairs
        place = next(index for index, length in enumerate(reached) if length >= wanted)
        yield _chair(points[place][0] - _CHAIR / 2, points[place][1] - _CHAIR / 2)


def _chair(x: float, y: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{_CHAIR}" height="{_CHAIR}" rx="2" fill="{svg.QUIET}"/>'


def _walls(left: float, top: float, width: float, height: float) -> str:
    """Walls with a gap for the door in the right one, near its lower end."""
    right, bottom = left + width, top + height
    outline = f"M{right:.1f} {bottom - 12:.1f}V{bottom:.1f}H{left:.1f}V{top:.1f}H{right:.1f}V{bottom - 40:.1f}"
    return f'<path d="{outline}" fill="none" stroke="{svg.INK}" stroke-width="3"/>'


def _tape(left: float, top: float, width: float, height: float) -> str:
    size = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {size} fill="none" stroke="{svg.QUIET}" stroke-dasharray="6 4"/>'
