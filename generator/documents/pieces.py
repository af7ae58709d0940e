"""How large the letters of pieces and posters are: the largest size at which their text fits by a generous estimate."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model.diagnostics import Diagnostic, InputFault, Place
from .document import (
    AnswerBoxes,
    Block,
    Document,
    Drawing,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Piece,
    Pieces,
    Run,
    WritingLines,
    of_size,
    size_of,
)
from .text_width import width as width_of

SIZES: tuple[int, ...] = (*range(160, 40, -4), *range(40, 20, -2), *range(20, 8, -1))
"""Sizes of letters in points, the largest first. The smallest can still be read at arm's length."""
PADDING = 5
"""Free at each side of a piece, in millimetres."""
MARGIN, TOP = 5, 11
"""Free around the pieces of a page, in millimetres: printers leave about five blank. The caption is at the top."""
POSTER_MARGIN = 15
TITLE, HEADING, GAP, LINE, INDENT = 1.6, 1.2, 0.4, 1.25, 1.5
"""In sizes of the letters: the title of a poster, a heading, the gap below a block, a line, the indent of a list."""
BOX = "\u2610"
WRITING_LINE = 8.5
"""Height of a line to write on, in millimetres."""
_POINTS = 72 / 25.4
_PIXEL = 0.75


class DoesNotFit(ValueError):
    """Text is too long for its piece or poster even in the smallest letters."""


def letters(block: Pieces) -> int:
    """The size of letters of all pieces, in points.

    Raises:
        DoesNotFit: a piece is too long.
    """
    try:
        sizes: list[int] = [letters_of(piece, block) for piece in block.pieces]
        return min(sizes, default=block.largest)
    except DoesNotFit as error:
        raise DoesNotFit(f"{block.caption.rstrip('.')}: {error}") from None


def checked(block: Pieces, source: str) -> Pieces:
    """The same pieces, which come from a file of content.

    Raises:
        InputFault: pieces are too long, each named once.
    """
    faults: dict[Diagnostic, None] = {}
    for piece in block.pieces:
        try:
            letters_of(piece, block)
        except DoesNotFit as error:
            advice = "shorten it, or make two of it"
            faults[Diagnostic("piece-too-long", f"{block.caption.rstrip('.')}: {error}", Place(source), advice)] = None
    if faults:
        raise InputFault([*faults])
    return block


def letters_of(piece: Piece, block: Pieces) -> int:
    """The size of letters at which a piece fits by itself.

    Raises:
        DoesNotFit: it is too long.
    """
    room = (block.width - 2 * PADDING) * _POINTS, (block.height - 2 * PADDING) * _POINTS
    return _largest(piece.blocks, room, block.largest)


def sides(document: Document) -> tuple[int, int]:
    """Width and height of the paper as it is read, in millimetres."""
    width, height = document.page.millimetres
    return (height, width) if document.landscape else (width, height)


def poster_letters(document: Document) -> int:
    """The size of letters of a poster, in points.

    Raises:
        DoesNotFit: it is too long for a page.
    """
    across, down = sides(document)
    room = (across - 2 * POSTER_MARGIN) * _POINTS, (down - 2 * POSTER_MARGIN) * _POINTS
    return _largest(poster_blocks(document), room, SIZES[0])


def poster_blocks(document: Document) -> tuple[Block, ...]:
    """What a poster says, with its title as a heading."""
    return (Heading(0, document.title, "title"), *document.blocks)


def in_own_letters(block: Block) -> Block:
    """A block whose words have a size if it is pieces: `largest` is the size that all of them have.

    Raises:
        DoesNotFit: a piece is too long.
    """
    if not isinstance(block, Pieces):
        return block
    size = letters(block)
    pieces = (replace(piece, blocks=tuple(in_letters(piece.blocks, size))) for piece in block.pieces)
    return replace(block, pieces=tuple(pieces), largest=size)


def rows_on_a_page(block: Pieces, document: Document) -> int:
    """How many rows of pieces a page has room for, in a document of pieces alone.

    Raises:
        DoesNotFit: the pieces are larger than a page.
    """
    across, down = sides(document)
    rows: int = int((down - TOP - MARGIN) / block.height + 0.001)
    if not rows or block.across * block.width > across - 2 * MARGIN:
        raise DoesNotFit(
            f"{block.caption.rstrip('.')}: {block.across} times {block.width:g} mm is more than a page has room for"
        )
    return rows


def in_letters(blocks: Iterable[Block], size: int) -> Iterator[Block]:
    """Blocks whose words have a size. Headings become paragraphs, and so do answers, each on a line behind its box."""
    for block in blocks:
        match block:
            case Heading():
                points = round(size * (HEADING if block.level else TITLE))
                yield Paragraph((Run(block.text, strong=True, role=of_size(points)),))
            case Paragraph():
                yield replace(block, runs=tuple(_sized(block.runs, size)))
            case Listing():
                yield replace(block, items=tuple(tuple(in_letters(item, size)) for item in block.items))
            case AnswerBoxes():
                answers = "\n".join(f"{BOX}\u00a0{label}" for label in block.labels)
                yield Paragraph((Run(answers, role=of_size(size)),))
            case _:
                yield block


def _sized(runs: Inline, size: int) -> Iterator[Run]:
    return (run if run.role else replace(run, role=of_size(size)) for run in runs)


def _largest(blocks: tuple[Block, ...], room: tuple[float, float], largest: int) -> int:
    for size in SIZES:
        if size > largest:
            continue
        if height(blocks, size, room[0]) <= room[1] and _longest_word(blocks, size) <= room[0]:
            return size
    raise DoesNotFit(f"too long for {room[0] / _POINTS:.0f} by {room[1] / _POINTS:.0f} mm: {_beginning(blocks)}")


def height(blocks: Iterable[Block], size: float, room: float) -> float:
    """Height of blocks whose letters have a size and whose lines are at most as wide as the room, in points.

    Raises:
        ValueError: a piece or poster cannot hold a block of such a kind.
    """
    return math.fsum(_block(block, size, room) + GAP * size for block in blocks)


def _block(block: Block, size: float, room: float) -> float:
    match block:
        case Heading():
            large = size * (HEADING if block.level else TITLE)
            return _text((Run(block.text, strong=True),), large, room)
        case Paragraph():
            return _text(block.runs, size, room)
        case Listing():
            return math.fsum(height(item, size, room - INDENT * size) for item in block.items) - GAP * size
        case AnswerBoxes():
            rows = (_text((Run(label),), size, room - INDENT * size) for label in block.labels)
            return math.fsum(rows)
        case WritingLines():
            return block.lines * WRITING_LINE * _POINTS
        case Drawing():
            across, down = (float(side) * _PIXEL for side in _sides(block))
            return down * min(1.0, room / across)
        case _:
            raise ValueError(f"a piece cannot hold a {type(block).__name__}")


def _sides(block: Drawing) -> tuple[str, str]:
    return block.svg.split(' width="', 1)[1].split('"', 1)[0], block.svg.split(' height="', 1)[1].split('"', 1)[0]


def _words(runs: Inline, size: float) -> Iterator[list[tuple[float, float]]]:
    """The words of each line that is written as one: their width, and the size of their letters."""
    line: list[tuple[float, float]] = []
    for run in runs:
        points = size_of(run.role) or size
        first, *others = run.text.split("\n")
        line += [(width_of(word, points), points) for word in first.split()]
        for text in others:
            yield line
            line = [(width_of(word, points), points) for word in text.split()] or [(0.0, points)]
    yield line


def _text(runs: Inline, size: float, room: float) -> float:
    """Height of a paragraph."""
    total = 0.0
    for line in _words(runs, size):
        used, highest = 0.0, 0.0
        for length, points in line:
            space = width_of(" ", points) if used else 0.0
            if used and used + space + length > room:
                total += _line(highest, size)
                used = space = highest = 0.0
            used += space + length
            highest = max(highest, points)
        total += _line(highest or size, size)
    return total


def _line(highest: float, size: float) -> float:
    """Height of a line: its letters, and the space to the next line, which is the same for all lines."""
    return highest * LINE if highest > size else highest + (LINE - 1) * size


def _longest_word(blocks: Iterable[Block], size: float) -> float:
    """Width of the widest word with its indent: words must not break."""
    lines = ((inside, line) for inside, runs, points in _runs(blocks, size) for line in _words(runs, points))
    return max((inside + length for inside, line in lines for length, _ in line), default=0.0)


def _runs(blocks: Iterable[Block], size: float, inside: float = 0.0) -> Iterator[tuple[float, Inline, float]]:
    """The runs of all paragraphs, with their indent and size."""
    for block in blocks:
        match block:
            case Heading():
                yield inside, (Run(block.text, strong=True),), size * (HEADING if block.level else TITLE)
            case Paragraph():
                yield inside, block.runs, size
            case Listing():
                for item in block.items:
                    yield from _runs(item, size, inside + INDENT * size)
            case AnswerBoxes():
                for label in block.labels:
                    yield inside + INDENT * size, (Run(label),), size


def _beginning(blocks: Iterable[Block]) -> str:
    words = " ".join(run.text for _, runs, _ in _runs(blocks, 1) for run in runs).split()
    return " ".join(words[:8])
