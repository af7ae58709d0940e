"""Text in shapes, each run with its language."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.text.text import TextFrame
from pptx.util import Pt

from ...model.characters import clean

LONGEST = 255
"""Most characters in a property of the file."""


def line(value: str) -> str:
    """Text on one line."""
    return " ".join(clean(value).split())


def put(frame: TextFrame, paragraphs: Sequence[str], language: str, size: float | None = None) -> None:
    """Fill the text frame of a shape.

    Args:
        frame: the text frame.
        paragraphs: the text.
        language: a language tag.
        size: of the font, if it is not that of the layout.
    """
    for number, value in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()  # type: ignore[no-untyped-call]
        text = line(value)
        if not text:
            continue
        run = paragraph.add_run()
        run.text = text
        run._r.get_or_add_rPr().set("lang", language)
        if size is not None:
            run.font.size = Pt(size)
