"""Which font size fits a box on a slide, and where a long list is cut, by estimate. Sizes are points."""

from __future__ import annotations

from collections.abc import Sequence

from ...documents.text_width import wrapped

SIZES = (32, 28, 24, 20, 18)
"""Font sizes of points. Below 24 only if the words leave no choice."""
LONE = (*SIZES, 16, 14, 12, 10, 8)
"""Font sizes of a single point, which cannot be divided."""
LINE = 1.2
"""Height of a line, as a share of the font size."""
GAP = 0.5
"""Space above a paragraph, as a share of the font size."""
INDENT = 27
"""Width of a bullet and the space after it."""


def height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """Height of paragraphs in a box of a width."""
    lines = sum(len(wrapped(text, width, size)) for text in paragraphs)
    return (lines * LINE + len(paragraphs) * GAP) * size


def size(paragraphs: Sequence[str], box: tuple[float, float], steps: Sequence[float]) -> float | None:
    """The largest font size at which paragraphs fit a box; None if none does.

    Args:
        paragraphs: the words.
        box: width and height, in points.
        steps: font sizes to try, the largest first.
    """
    return next((step for step in steps if height(paragraphs, box[0], step) <= box[1]), None)


def pages(paragraphs: Sequence[str], box: tuple[float, float], own: float) -> list[tuple[tuple[str, ...], float]]:
    """Paragraphs for each slide, with their font size: on one slide if they fit, else halved until they do.

    Args:
        paragraphs: the words.
        box: width and height, in points.
        own: the font size of the layout, which is used if everything fits.
    """
    start = max(own, 24.0)
    steps = [start, *(step for step in SIZES if step < start)]
    largest = size(paragraphs, box, steps)
    if largest is not None:
        return [(tuple(paragraphs), largest)]
    if len(paragraphs) == 1:
        return [(tuple(paragraphs), size(paragraphs, box, LONE) or LONE[-1])]
    middle = (len(paragraphs) + 1) // 2
    return [*pages(paragraphs[:middle], box, own), *pages(paragraphs[middle:], box, own)]
