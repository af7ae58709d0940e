"""The parts of a handout: words, charts, grids to write in, lines, and cards to cut out."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.base import Line
from ..model.handout import HandoutGrid
from ..model.workshop import Handout, HandoutPart
from .document import BLANK, Block, Heading, Piece, Pieces, Table, Words, table
from .pieces import checked
from .session import prose_blocks
from .squared_paper import chart_drawing

CARDS_ACROSS, CARD_WIDTH, CARD_HEIGHT = 2, 84, 52
_HANDWRITING = 26
"""What an empty column of a grid weighs, in letters."""
_NARROWEST, _WIDEST = 5, 40


def cards(handout: Handout, source: str) -> Pieces:
    """The parts of a handout as cards to cut out.

    Raises:
        InputFault: a card is too long; its workshop is in the file `source`.
    """
    pieces = (Piece((Heading(3, part.title, ""), *prose_blocks(part.text or ""))) for part in handout.parts)
    caption = f"{handout.title}: cut along the dashed lines."
    return checked(Pieces(tuple(pieces), CARDS_ACROSS, CARD_WIDTH, CARD_HEIGHT, caption), source)


def part_blocks(part: HandoutPart, id: str, colour: str) -> Iterator[Block]:
    """What a part says below its heading, and what is drawn on or written in; `colour` is that of drawings."""
    if part.text:
        yield from prose_blocks(part.text)
    if part.chart:
        yield chart_drawing(part.chart, f"{id}-chart", colour)
    if part.grid:
        yield grid(part.grid)


def grid(grid: HandoutGrid) -> Table:
    """A grid as a table whose rows have room to write in; boxes have no titles."""
    across = len(grid.columns) or grid.boxes_across
    header = grid.columns or [""] * across
    filled: list[list[Line]] = [*grid.rows, *[[]] * grid.empty_rows]
    rows: list[list[Words]] = [[*row, *[BLANK] * (across - len(row))] for row in filled]
    return table(
        header,
        rows,
        widths=tuple(grid.widths) or tuple(_weight(grid, column) for column in range(across)),
        row_headers=bool(grid.columns) and all(filled),
        row_height=grid.row_height,
    )


def _weight(grid: HandoutGrid, column: int) -> int:
    """How wide a column is, in letters: as its longest words, or for handwriting."""
    words = [row[column] for row in grid.rows if len(row) > column]
    title = len(grid.columns[column]) if grid.columns else 0
    if len(words) < len(grid.rows) + grid.empty_rows or not words:
        return max(_HANDWRITING, title)
    return min(_WIDEST, max(_NARROWEST, title, *map(len, words)))
