"""Deck to a PowerPoint file with real layouts and titles, speaker notes, and drawings with descriptions.

The only writer that is not pure: it needs python-pptx, so only a build machine makes decks.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.text import CT_TextBody
from pptx.presentation import Presentation
from pptx.slide import Slide as PowerPointSlide
from pptx.slide import SlideLayout
from pptx.util import Emu, Length

from ..documents import text_width
from ..documents.deck import Deck, Picture, Slide, SlideKind
from ..documents.document import Drawing
from ..model.colour import is_colour
from . import picture
from .slides import drawings, file
from .slides.canvas import Box, Canvas
from .slides.layouts import TITLES, Layouts, Shape, font_size, placeholders, text_place
from .slides.template import template_fault
from .slides.words import GAP, fitting_size, line, pages, put

__all__ = ["BASE", "template_fault", "write"]

BASE = "theme/documents/base.pptx"
SHARES = {Picture.DRIVER_DIAGRAM: 0.42}
"""Share of the width for points beside a picture."""
_SHARE = 0.5
"""The same beside any other picture."""
_DRAWING_SHARE = 0.38
"""The same beside a drawing, whose letters shrink with it."""
_TITLE_STEPS = (40, 36, 32, 28, 24, 20, 18, 16, 14, 12, 10, 8)
_ROOM_FOR_CLOCK = 3 * 914400
_INDENT = 27
"""Width of a bullet and the space after it, in points."""
_FURNITURE = {KIND.DATE: "Time", KIND.FOOTER: "Footer", KIND.SLIDE_NUMBER: "Slide number"}
"""What every slide has besides its content, with the names of the placeholders."""
_FIELD = "{7E5A5F1C-0F6F-4836-9A6B-4E8E2F6B3C9C}"


def write(deck: Deck, base: bytes, template: bytes | None = None, glyphs: bytes = b"") -> bytes:
    """A deck as a PowerPoint file, in the base with the deck's colour, or in a trust's own file or template.

    The look of a trust's file stays unchanged, and its slides are left out. `glyphs` has the outlines of letters, for
    the words of drawings.

    Raises:
        ValueError: the template has a fault, or the colour is not of the form #rrggbb.
    """
    if not is_colour(deck.colour):
        raise ValueError(f"not a colour: {deck.colour!r}")
    if template is not None and (fault := template_fault(template)):
        raise ValueError(f"the template {fault}")
    presentation = file.opened(base if template is None else template)
    if template is None:
        file.tint(presentation, deck.colour[1:].upper())
    layouts = Layouts.of(presentation)
    if layouts is None:
        raise ValueError("the file has no layout with a title and a text")
    writer = _Writer(deck, presentation, layouts, file.ink_on(file.accent(presentation)), glyphs)
    names = [name for slide in deck.slides for name in writer.add(slide)]
    if names:
        file.sections(presentation, names)
    return file.written(presentation, deck)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Adds the slides of a deck to a file."""

    deck: Deck
    presentation: Presentation
    layouts: Layouts
    ink: str
    """Colour of words on the main colour."""
    glyphs: bytes

    def add(self, slide: Slide) -> list[str]:
        """Add a slide, and others that continue it if its points need more room. Name the section of each."""
        left: Sequence[str] | None = slide.points
        count = 0
        while left is not None:
            left = self._add(slide, left, count)
            count += 1
        name = slide.activity or slide.title
        return [f"{slide.time.split(' ')[0]} {name}".strip()] * count

    def _add(self, slide: Slide, points: Sequence[str], number: int) -> Sequence[str] | None:
        """Add a slide with as many points as fit, and return the others, if any."""
        added = self.presentation.slides.add_slide(self._layout(slide))
        shapes = placeholders(added)
        title = next((shape for shape in shapes if shape.placeholder_format.type in TITLES), None)
        body = text_place(shapes)
        words = f"{slide.title} (continued)" if number else slide.title
        shown = slide.picture if number == 0 else None
        drawing = slide.drawing if number == 0 else None
        room = None
        if body is not None and (shown or drawing):
            room = _shared(body, SHARES.get(shown, _SHARE) if shown else _DRAWING_SHARE)
        left = self._points(body, points, added.slide_layout) if body is not None and points else None
        if title is not None:
            self._title(title, words, added.slide_layout)
        _tidied(added, title, body if points else None)
        if shown and room:
            name, description, draw = drawings.PICTURES[shown]
            draw(Canvas(added, room, self.deck.language, self.ink, name, description))
        elif drawing and room:
            _draw(added, drawing, room, self.glyphs)
        if slide.back is not None:
            self._clock(added, slide.back, [shape for shape in (title, body) if shape is not None])
        # Last, so that a screen reader reads these after the content.
        self._furnish(added, slide)
        notes = added.notes_slide.notes_text_frame
        if slide.notes and notes is not None:
            put(notes, slide.notes.split("\n"), self.deck.language)
        return left

    def _layout(self, slide: Slide) -> SlideLayout:
        plain = self.layouts.content if slide.points or slide.picture or slide.drawing else self.layouts.alone
        return {
            SlideKind.TITLE: self.layouts.title,
            SlideKind.CONTENT: plain,
            SlideKind.SECTION: self.layouts.section,
            SlideKind.BREAK: self.layouts.pause,
            SlideKind.CLOSING: self.layouts.title,
        }[slide.kind]

    def _points(self, body: Shape, points: Sequence[str], layout: SlideLayout) -> Sequence[str] | None:
        """Write points into their placeholder, and return those for which there is no room."""
        own = font_size(layout, body.placeholder_format.idx)
        box = _points_of(body)
        first, size = pages([line(point) for point in points], (box[0] - _INDENT, box[1]), own)[0]
        put(body.text_frame, first, self.deck.language, None if size == own else size)
        return points[len(first) :] or None

    def _title(self, title: Shape, words: str, layout: SlideLayout) -> None:
        own = font_size(layout, title.placeholder_format.idx)
        steps = [own, *(step for step in _TITLE_STEPS if step < own)]
        # A title is usually bold, and so wider.
        width, height = _points_of(title)
        size = fitting_size([line(words)], (width * 0.93, height + own * GAP), steps) or steps[-1]
        put(title.text_frame, [words], self.deck.language, None if size == own else size)

    def _clock(self, added: PowerPointSlide, time: datetime.time, places: Sequence[Shape]) -> None:
        """Add a clock at the right, if the layout leaves room for one."""
        wide, high = self.presentation.slide_width or 0, self.presentation.slide_height or 0
        start = max((shape.left + shape.width for shape in places), default=0)
        room = wide - start - wide // 15
        if room >= _ROOM_FOR_CLOCK:
            box, words = (start, high // 5, room, high * 3 // 5), f"A clock that shows {time:%H:%M}"
            drawings.clock(Canvas(added, box, self.deck.language, self.ink, "Clock", words), time)

    def _furnish(self, added: PowerPointSlide, slide: Slide) -> None:
        """Fill in the time, the footer and the slide's number, as far as the layout has room for them."""
        long = f"{slide.time} · {slide.activity}" if slide.activity != slide.title else slide.time
        footer = line(self.deck.title)
        wordings: dict[KIND, tuple[str, ...]] = {
            KIND.DATE: (line(long), slide.time) if slide.time else (),
            KIND.FOOTER: (f"{footer} · {line(self.deck.organisation)}", footer),
        }
        for place in placeholders(added.slide_layout):
            kind = place.placeholder_format.type
            if kind == KIND.SLIDE_NUMBER:
                number = f"<a:rPr/><a:t>{len(self.presentation.slides)}</a:t>"
                field = parse_xml(f'<a:fld {nsdecls("a")} id="{_FIELD}" type="slidenum">{number}</a:fld>')
                field[0].set("lang", self.deck.language)
                _placeholder(added, place).text_frame.paragraphs[0]._p.append(field)
            elif text := _fitting(wordings.get(kind, ()), place, added.slide_layout):
                put(_placeholder(added, place).text_frame, [text], self.deck.language)


def _fitting(wordings: Sequence[str], place: Shape, layout: SlideLayout) -> str:
    """The first wording that fits on a line; empty if none does."""
    size = font_size(layout, place.placeholder_format.idx)
    width = Length(place.width or 0).pt - 15
    return next((wording for wording in wordings if text_width.width(wording, size) <= width), "")


def _placeholder(slide: PowerPointSlide, place: Shape) -> Shape:
    """A new placeholder on a slide for one of its layout, since python-pptx leaves out those for furniture."""
    tree = slide.shapes._spTree
    kind, index = place.placeholder_format.type, place.placeholder_format.idx
    element = tree.add_placeholder(tree.max_shape_id + 1, _FURNITURE[kind], kind, "horz", "full", index)
    element.append(CT_TextBody.new())  # type: ignore[no-untyped-call]
    return slide.shapes[-1]


def _tidied(slide: PowerPointSlide, title: Shape | None, body: Shape | None) -> None:
    """Remove empty placeholders, and put the title first, so that a screen reader begins with it."""
    tree = slide.shapes._spTree
    filled = [shape._element for shape in (title, body) if shape is not None]
    for shape in placeholders(slide):
        if shape._element not in filled:
            tree.remove(shape._element)
    for element in reversed(filled):
        tree.remove(element)
        tree.insert(2, element)


def _draw(slide: PowerPointSlide, drawing: Drawing, room: Box, glyphs: bytes) -> None:
    """Add a drawing as a picture with a description, as large as it can be in the middle of the room."""
    left, top, width, height = room
    across, down = picture.size(drawing.svg)
    scale = min(width / across, height / down)
    wide, high = int(across * scale), int(down * scale)
    place = (Emu(left + (width - wide) // 2), Emu(top + (height - high) // 2), Emu(wide), Emu(high))
    image = picture.png(picture.outlined(drawing.svg, glyphs))
    shape = slide.shapes.add_picture(io.BytesIO(image), *place)
    properties = shape._element.find(qn("p:nvPicPr")).find(qn("p:cNvPr"))
    properties.set("name", drawing.title or "Drawing")
    properties.set("descr", drawing.description)


def _points_of(shape: Shape) -> tuple[float, float]:
    """Width and height of a placeholder in points, without a narrow margin."""
    return Length(shape.width or 0).pt - 15, Length(shape.height or 0).pt - 8


def _shared(body: Shape, share: float) -> Box:
    """Narrow the placeholder of the points, and return the room for a picture beside it."""
    left, top, width, height = (body.left or 0, body.top or 0, body.width or 0, body.height or 0)
    body.left, body.top, body.width, body.height = left, top, int(width * share), height
    gap = width // 40
    return left + body.width + gap, top, width - body.width - gap, height
