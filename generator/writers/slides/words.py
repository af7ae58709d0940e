"""Text in shapes, each run with its language, and by estimate the font size that fits. Sizes are points."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.text.text import TextFrame
from pptx.util import Pt

from ...documents.text_width import wrapped
from ...model.characters import clean

SIZES = (32, 28, 24, 20, 18)
"""Font sizes of points. Below 24 only if the words leave no choice."""
LONE = (*SIZES, 16, 14, 12, 10, 8)
"""Font sizes of a single point, which cannot be divided."""
LINE = 1.2
"""Height of a line, as a share of the font size."""
GAP = 0.5
"""Space above a paragraph, as a share of the font size."""


def line(value: str) -> str:
    """Text on one line."""
    return " ".join(clean(value).split())


def put(frame: TextFrame, paragraphs: Sequence[str], language: str, size: float | None = None) -> None:
    """Fill a text frame, in the font size of its layout unless another is given."""
    for number, value in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()  # type: ignore[no-untyped-call]
        if text := line(value):
            run = paragraph.add_run()
            run.text = text
            run._r.get_or_add_rPr().set("lang", language)
            if size is not None:
                run.font.size = Pt(size)


def height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """Height of paragraphs in a box of a width."""
    lines = sum(len(wrapped(text, width, size)) for text in paragraphs)
    return (lines * LINE + len(paragraphs) * GAP) * size


def fitting_size(paragraphs: Sequence[str], box: tuple[float, float], sizes: Sequence[float]) -> float | None:
    """The first of some font sizes at which paragraphs fit the width and height of a box; None if none does."""
    return next((size for size in sizes if height(paragraphs, box[0], size) <= box[1]), None)


def pages(paragraphs: Sequence[str], box: tuple[float, float], own: float) -> list[tuple[tuple[str, ...], float]]:
    """Paragraphs for each slide, with their font size: on one slide if they fit, else halved until they do.

    The layout's own font size is used if everything fits the width and height of the box, and it is not too small.
    """
    start = max(own, 24.0)
    largest = fitting_size(paragraphs, box, [start, *(size for size in SIZES if size < start)])
    if largest is not None:
        return [(tuple(paragraphs), largest)]
    if len(paragraphs) == 1:
        return [(tuple(paragraphs), fitting_size(paragraphs, box, LONE) or LONE[-1])]
    middle = (len(paragraphs) + 1) // 2
    return [*pages(paragraphs[:middle], box, own), *pages(paragraphs[middle:], box, own)]
