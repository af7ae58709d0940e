"""An estimate of how much of a page a sheet needs, so that long text can be shortened before it is written.

The sizes, in points, follow the small type and narrow margins that the writers give a sheet. They are generous: they
are for Arial, which is wider than the font of PDF documents.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from .document import BLANK, Block, Document, Drawing, Figures, Heading, Inline, Listing, Paragraph, Table, plain
from .text_width import wrapped

WIDTH = 512
"""An A4 page without margins of 14 millimetres."""
HEIGHT = 812
"""What a full page is estimated at: Word and Typst need at most 93 hundredths of an estimate, and have 768 points."""
FOR_TEMPLATE = 125
"""Room for the header of a trust's own Word template, and for a font that is wider than Arial."""
SIZE, LINE = 8.1, 11.3
TITLE_SIZE, TITLE_LINE = 17.0, 21.0
BAND, HEADING, PARAGRAPH_GAP, TABLE_GAP = 16, 21, 3, 4
CELL_X, CELL_Y = 11, 4.5
BLANK_HEIGHT = 20
FIGURE, FIGURE_X = 31, 14
"""A large number with the gap below it, and the gap between two of them."""
INDENT = 14
PIXEL, DRAWING_GAP = 0.75, 12
"""A pixel of a drawing, and the gaps above and below one."""
_SIZE = re.compile(r'^<svg[^>]* width="([0-9.]+)" height="([0-9.]+)"')


def fits(document: Document, spare: float = 0, pages: int = 1) -> bool:
    """Whether a sheet fits on some pages and leaves some of their height spare."""
    return height(document) <= pages * HEIGHT - spare


def fullest(layouts: Sequence[Callable[[], Document]], spare: float = 0, pages: int = 1) -> Document:
    """The first of some layouts, from the fullest to the shortest, that fits on some pages; else the last.

    Most sheets fit with the first.
    """
    for layout in layouts[:-1]:
        document = layout()
        if fits(document, spare, pages):
            return document
    return layouts[-1]()


def height(document: Document) -> float:
    """Height of a sheet."""
    title = len(wrapped(document.title, WIDTH - BAND, TITLE_SIZE)) * TITLE_LINE
    subtitle = lines(document.subtitle, WIDTH - BAND) * LINE
    organisation = lines(document.organisation, WIDTH - BAND) * LINE
    return BAND + organisation + title + subtitle + math.fsum(map(_block, document.blocks))


def _block(block: Block) -> float:
    match block:
        case Heading():
            return HEADING
        case Paragraph():
            return lines(plain(block.runs), WIDTH) * LINE + PARAGRAPH_GAP
        case Table():
            return _table(block)
        case Listing():
            return math.fsum(_item(each) for item in block.items for each in item)
        case Drawing():
            return _drawing(block)
        case Figures():
            room = WIDTH / len(block.items) - FIGURE_X
            return FIGURE + max(lines(item.label, room) + lines(item.note, room) for item in block.items) * LINE
        case _:
            raise ValueError(f"a sheet cannot hold a {type(block).__name__}")


def _drawing(block: Drawing) -> float:
    size = _SIZE.match(block.svg)
    if size is None:
        raise ValueError("the drawing has no size")
    width, height = (float(side) * PIXEL for side in size.groups())
    return height * min(1.0, WIDTH / width) + DRAWING_GAP


def _item(block: Block) -> float:
    if not isinstance(block, Paragraph):
        raise ValueError(f"a list on a sheet cannot hold a {type(block).__name__}")
    return lines(plain(block.runs), WIDTH - INDENT) * LINE + PARAGRAPH_GAP


def _table(block: Table) -> float:
    widths = [WIDTH * width / sum(block.widths) - CELL_X for width in block.widths]
    rows = (zip(row, widths, strict=True) for row in (block.header, *block.rows))
    return TABLE_GAP + math.fsum(max(_cell(cell, width) for cell, width in row) + CELL_Y for row in rows)


def _cell(cell: Inline, width: float) -> float:
    return BLANK_HEIGHT if cell == BLANK else lines(plain(cell), width) * LINE


@lru_cache(maxsize=4096)
def lines(value: str, room: float) -> int:
    """How many lines a text needs. Most texts are the same for every trust."""
    return sum(len(wrapped(line, room, SIZE)) for line in value.split("\n"))


def shortened(value: str, most: int) -> str:
    """A text cut to a number of characters: after a whole sentence if that keeps half of them, or else after a word."""
    if len(value) <= most:
        return value
    cut = value[: most + 1]
    end = max(cut.rfind(f"{mark} ") for mark in ".?!")
    if end >= most // 2:
        return value[: end + 1]
    return value[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + " \u2026"
