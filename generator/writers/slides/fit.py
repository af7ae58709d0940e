"""Which font size fits a box on a slide, and where a long list is cut, by estimate. Sizes are points."""

from __future__ import annotations

from collections.abc import Sequence

from ...documents.text_width import wrapped

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


def height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """Height of paragraphs in a box of a width."""
    lines = sum(len(wrapped(text, width, size)) for text in paragraphs)
    return (lines * LINE + len(paragraphs) * GAP) * size


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
