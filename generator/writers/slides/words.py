"""Words of a deck in the text of a shape: what XML forbids is left out, every run says its language."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.text.text import TextFrame
from pptx.util import Pt

from ...model.characters import clean

LONGEST = 255
"""Most characters of a property of the file."""


def line(value: str) -> str:
    """Text on one line."""
    return " ".join(clean(value).split())


def put(frame: TextFrame, paragraphs: Sequence[str], language: str, size: float | None = None) -> None:
    """Fill the text of a shape.

    Args:
        frame: the text.
        paragraphs: the words.
        language: a language tag.
        size: of the font, where it is not the layout's own.
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
