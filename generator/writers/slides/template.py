"""Checks of a PowerPoint template from outside, which counts as hostile until shown otherwise."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache

from pptx.presentation import Presentation
from pptx.util import Length

from ...documents.deck import Deck
from ..office import checks
from ..office.slide_checks import MAIN, NO_LAYOUT, actions
from . import file
from .layouts import TEXTS, Layouts, font_size, placeholders

NOT_SAVED_BY_POWERPOINT = "is not written as PowerPoint writes .pptx files; open it in PowerPoint and save it as .pptx"


@lru_cache(maxsize=2)
def template_fault(raw: bytes) -> str | None:
    """What is wrong with a PowerPoint file or template; None if nothing is."""
    return checks.first_fault(raw, MAIN, "PowerPoint", ".pptx", actions, lambda _parts: _trial(raw))


def _write_all(presentation: Presentation, layouts: Layouts) -> None:
    """Write a deck with a slide of every layout and with notes."""
    used = (layouts.title, layouts.content, layouts.section, layouts.pause, layouts.alone)
    for layout in used:
        slide = presentation.slides.add_slide(layout)
        for shape in (*placeholders(slide), *placeholders(layout)):
            Length(shape.left or 0), Length(shape.top or 0), Length(shape.width or 0), Length(shape.height or 0)
            font_size(layout, shape.placeholder_format.idx)
        if slide.notes_slide.notes_text_frame is None:
            raise ValueError("no placeholder for notes")
    file.sections(presentation, [""] * len(used))
    file.written(presentation, Deck("", "", "", "en-GB", "#000000", "", datetime.date(2000, 1, 1), ()))


def _trial(raw: bytes) -> Iterator[str]:
    """Whether slides can be written with it. Whatever python-pptx raises is the fault of the file."""
    try:
        presentation = file.opened(raw)
        layouts = Layouts.of(presentation)
        if layouts is None:
            yield NO_LAYOUT
            return
        file.accent(presentation)
        notes = {shape.placeholder_format.type for shape in placeholders(presentation.notes_master)}
        if not notes & set(TEXTS):
            yield "has a notes page without a placeholder for notes"
        _write_all(presentation, layouts)
    except Exception:
        yield NOT_SAVED_BY_POWERPOINT
