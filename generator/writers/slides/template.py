"""A template for slides from outside: what is wrong with it, in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pptx.presentation import Presentation
from pptx.util import Length

from ...documents.deck import Deck
from ...model import archive
from ..office import checks
from ..office.package import relationships
from . import file
from .layouts import TEXTS, Layouts, font_size, placeholders

PROGRAM, ENDING = "PowerPoint", ".pptx"
MAIN = "ppt/presentation.xml"
_RUNS = re.compile(r"""action\s*=\s*["']\s*ppaction://(program|macro|ole)""", re.I)
_LASTING = re.compile(r"ppt/(?!slides/|notesSlides/)\w+/_rels/", re.I)
"""Where parts are that are kept, other than the presentation itself."""
NOT_SAVED_BY_POWERPOINT = "is not written as PowerPoint writes .pptx files; open it in PowerPoint and save it as .pptx"


@lru_cache(maxsize=2)
def template_fault(raw: bytes) -> str | None:
    """What is wrong with a PowerPoint file or template, or None where nothing is."""
    parts = archive.opened(raw, PROGRAM, ENDING)
    if isinstance(parts, str):
        return parts
    return (
        next(checks.faults(parts, MAIN, PROGRAM, ENDING), None)
        or next(_actions(parts), None)
        or next(_opened(raw), None)
    )


def _actions(parts: Mapping[str, bytes]) -> Iterator[str]:
    """What a click would start, and slides that would stay because a layout leads to them."""
    for name, content in parts.items():
        if archive.is_xml(name, content) and (match := _RUNS.search(content.decode())):
            yield f"holds a button that starts a {match[1].lower()} (`{name}`)"
        if _LASTING.match(name) and any(each.type.endswith("/slide") for each in relationships(content)):
            yield f"holds a layout that leads to a slide (`{name}`); remove that link"


def _tried(presentation: Presentation, layouts: Layouts) -> None:
    """Do once what every deck needs: slides of all layouts, the places on them, notes, and a file of it all."""
    used = (layouts.title, layouts.content, layouts.section, layouts.pause, layouts.alone)
    for layout in used:
        slide = presentation.slides.add_slide(layout)
        for one in (*placeholders(slide), *placeholders(layout)):
            Length(one.left or 0), Length(one.top or 0), Length(one.width or 0), Length(one.height or 0)
            font_size(layout, one.placeholder_format.idx)
        if slide.notes_slide.notes_text_frame is None:
            raise ValueError("no place for notes")
    file.sections(presentation, [""] * len(used))
    file.written(presentation, Deck("", "", "", "en-GB", "#000000", "", datetime.date(2000, 1, 1), ()))


def _opened(raw: bytes) -> Iterator[str]:
    """Whether it can be filled. Whatever python-pptx raises over an odd file is the file's fault."""
    try:
        presentation = file.opened(raw)
        layouts = Layouts.of(presentation)
        if layouts is None:
            yield "has no layout with a title and a text"
            return
        file.accent(presentation)
        notes = [one.placeholder_format.type for one in placeholders(presentation.notes_master)]
        if not set(notes) & set(TEXTS):
            yield "has a page of notes without a place for them"
        _tried(presentation, layouts)
    except Exception:
        yield NOT_SAVED_BY_POWERPOINT
