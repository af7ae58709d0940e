"""Decks for the tests of the PowerPoint writer, and a template as a trust may have it."""

from __future__ import annotations

import datetime
import io
from functools import partial

import pptx as python_pptx
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation
from pptx.util import Inches

from generator.documents.deck import Deck, Picture, Slide, SlideKind
from generator.writers import pptx
from tests import small
from tests.writers import sample

BASE = (small.ROOT / pptx.BASE).read_bytes()
changed = partial(sample.changed, raw=BASE)
with_text = partial(sample.with_text, raw=BASE)
POINTS = ("Listen", "Say back", "Swap")


def deck(*slides: Slide, **values: object) -> Deck:
    given = {
        "title": "Listening",
        "subject": "Partners listen.",
        "organisation": "Westbrook",
        "language": "en-GB",
        "colour": "#0f6f83",
        "release": "1.0.0",
        "date": datetime.date(2026, 11, 24),
        "slides": slides or everything(),
    }
    return Deck(**(given | values))  # type: ignore[arg-type]


def content(*points: str, **values: object) -> Slide:
    given = {"title": "What we do", "time": "13:00 to 13:25", "activity": "Welcome"}
    return Slide(SlideKind.CONTENT, points=points, **(given | values))  # type: ignore[arg-type]


def everything() -> tuple[Slide, ...]:
    """Each kind of slide and each picture."""
    back = datetime.time(13, 40)
    return (
        Slide(SlideKind.TITLE, "Listening", ("Westbrook", "13:00 to 14:00"), "Before people come"),
        Slide(SlideKind.SECTION, "Welcome", ("People meet.",), "Say hello", "13:00 to 13:25", "Welcome"),
        content(*POINTS, notes="Say\n- Welcome."),
        content(),
        *(content(*POINTS, picture=picture) for picture in Picture),
        Slide(SlideKind.BREAK, "Break", ("We start again at 13:40",), "", "13:25 to 13:40", "Break", back=back),
        Slide(SlideKind.CLOSING, "Thank you", ("Fill in the form.",)),
    )


def trust(*, layouts: tuple[int, ...] = tuple(range(11)), advice: bool = True) -> Presentation:
    """A template of a trust: own colours and fonts, wide slides, and slides of advice to delete.

    Args:
        layouts: which of PowerPoint's own layouts it has, by their place.
        advice: whether it has slides.
    """
    presentation = python_pptx.Presentation()
    theme = presentation.slide_master.part.part_related_by(RT.THEME)
    theme._blob = theme.blob.replace(b"4F81BD", b"C0392B").replace(b"Calibri", b"Georgia")
    for part in (presentation.slide_master, *presentation.slide_layouts):
        part.name = f"Ours {part.name}"
        for shape in part.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = int(shape.left * 4 / 3), int(shape.width * 4 / 3)
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    for number in reversed(range(len(presentation.slide_layouts))):
        if number not in layouts:
            presentation.slide_layouts.remove(presentation.slide_layouts[number])
    for words in ("How to use this template", "Delete this slide") if advice else ():
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = words
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(1, 2, 3)
        slide.notes_slide.notes_text_frame.text = "Advice"
    return presentation


def saved(presentation: Presentation) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def read(raw: bytes) -> Presentation:
    return python_pptx.Presentation(io.BytesIO(raw))
