"""The room of a meet-first event in one round: tables in rows, each with the person who stays and the one who comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import svg
from .document import Drawing
from .text_width import width

ACROSS = 4
"""Tables in a row."""
MOST = 40
"""Tables in one drawing, so that two drawings fit on a page of A4."""
_CELL, _ROW, _RADIUS = svg.WIDTH / ACROSS, 48, 16
_NAME_LEFT = 2 * _RADIUS + 8
_NAME_ROOM = _CELL - _NAME_LEFT - 10
NOBODY = "nobody"


def room_picture(
    title: str, tables: Sequence[tuple[str, str | None]], first: int, prefix: str, colour: str = svg.ACCENT
) -> Drawing:
    """The tables of a round.

    Args:
        title: such as Round 1.
        tables: who stays at each table and who comes to it; None: nobody.
        first: number of the first table.
        prefix: makes the ids of the drawing unique within the page.
        colour: of the tables.
    """
    rows = tuple(
        (f"Table {number}", f"{stays} and {comes}" if comes else f"{stays}, {NOBODY} comes")
        for number, (stays, comes) in enumerate(tables, start=first)
    )
    shapes = [
        shape
        for place, (stays, comes) in enumerate(tables)
        for shape in _table(place, str(first + place), stays, comes, colour)
    ]
    size = svg.WIDTH, _ROW * -(-len(tables) // ACROSS)
    description = " ".join(f"{what}: {who}." for what, who in rows)
    return replace(svg.drawing("room", prefix, title, description, size, shapes), rows=rows)


def _table(place: int, number: str, stays: str, comes: str | None, colour: str) -> Iterator[str]:
    down, across = divmod(place, ACROSS)
    left, middle = across * _CELL, (down + 0.5) * _ROW
    yield f'<circle cx="{left + _RADIUS + 1:.1f}" cy="{middle:.1f}" r="{_RADIUS}" fill="{colour}"/>'
    centre = {"text_anchor": "middle", "font_weight": "600"}
    yield svg.words(number, left + _RADIUS + 1, middle + 5, svg.PAPER, **centre)
    yield svg.words(fitting(stays), left + _NAME_LEFT, middle - 4, font_weight="600")
    yield svg.words(
        fitting(comes) if comes else NOBODY, left + _NAME_LEFT, middle + 13, svg.INK if comes else svg.QUIET
    )


def fitting(name: str) -> str:
    """A name that is cut where the room beside a table ends."""
    if width(name, svg.FONT_SIZE) <= _NAME_ROOM:
        return name
    short = next(
        name[:length]
        for length in range(len(name) - 1, -1, -1)
        if width(f"{name[:length]}\N{HORIZONTAL ELLIPSIS}", svg.FONT_SIZE) <= _NAME_ROOM
    )
    return f"{short.rstrip()}\N{HORIZONTAL ELLIPSIS}"
