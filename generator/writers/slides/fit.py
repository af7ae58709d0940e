"""How much room words take, by estimate: which size fits a box, and where a long list is cut. Sizes are points."""

from __future__ import annotations

from collections.abc import Sequence

SIZES = (32, 28, 24, 20, 18)
"""Steps of the size of points. Below 24 only where the words leave no choice."""
LONE = (*SIZES, 16, 14, 12, 10, 8)
"""Steps for a single point that cannot be cut."""
LINE = 1.2
"""Height of a line as a share of the size."""
GAP = 0.5
"""Space above a paragraph as a share of the size."""
INDENT = 27
"""Width of the bullet and its space, in points."""
_SPARE = 1.06
"""Fonts differ, and so do the programs that lay out text."""
_NARROW, _WIDE, _FULL = frozenset("iljtfrI.,:;'!|()[]/ -"), frozenset("mwMW@%—"), 0x2E80


def advance(text: str) -> float:
    """Width of some text as a share of its size, about as in Arial."""
    return sum(_advance(character) for character in text) * _SPARE


def _advance(character: str) -> float:
    if ord(character) >= _FULL:
        return 1.0
    if character in _NARROW:
        return 0.32
    if character in _WIDE:
        return 0.9
    return 0.7 if character.isupper() else 0.56


def lines(text: str, width: float, size: float) -> int:
    """How many lines a paragraph takes.

    Args:
        text: its words.
        width: of the box, in points.
        size: of the font.
    """
    most = max(width / size, 1.0)
    count, used = 1, 0.0
    for word in text.split():
        long = advance(word)
        if used and used + advance(" ") + long > most:
            count, used = count + 1, 0.0
        used += long + (advance(" ") if used else 0.0)
        while used > most:
            count, used = count + 1, used - most
    return count


def height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """How high some paragraphs are, in points."""
    return sum((lines(one, width, size) * LINE + GAP) * size for one in paragraphs)


def size(paragraphs: Sequence[str], box: tuple[float, float], steps: Sequence[float]) -> float | None:
    """The largest step at which paragraphs fit a box, or None where none does.

    Args:
        paragraphs: the words.
        box: width and height, in points.
        steps: sizes, the largest first.
    """
    return next((step for step in steps if height(paragraphs, box[0], step) <= box[1]), None)


def pages(paragraphs: Sequence[str], box: tuple[float, float], own: float) -> list[tuple[tuple[str, ...], float]]:
    """Paragraphs by slide, each with its size: on one slide where they fit, else halved until they do.

    Args:
        paragraphs: the words.
        box: width and height, in points.
        own: the size that the layout gives, which is kept where all fits.
    """
    start = max(own, 24.0)
    steps = [start, *(step for step in SIZES if step < start)]
    found = size(paragraphs, box, steps)
    if found is not None:
        return [(tuple(paragraphs), found)]
    if len(paragraphs) == 1:
        return [(tuple(paragraphs), size(paragraphs, box, LONE) or LONE[-1])]
    middle = (len(paragraphs) + 1) // 2
    return [*pages(paragraphs[:middle], box, own), *pages(paragraphs[middle:], box, own)]
