"""A drawing of native shapes on a slide: one group, with a description for people who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeAlias

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from .file import INK
from .layouts import Shape
from .words import put

WIDTH, HEIGHT = 640.0, 440.0
"""Size of a drawing in its own units, which are scaled to fit the room for it, equally in both directions."""
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, width and height on a slide, in English Metric Units (EMU)."""
Place: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height in a drawing."""
Point: TypeAlias = tuple[float, float]


class Look(StrEnum):
    """How a shape is filled."""

    FULL = "full"
    TINT = "tint"
    PLAIN = "plain"
    NONE = "none"


class Canvas:
    """Draws on a slide, in units of its own."""

    def __init__(self, slide: Slide, box: Box, language: str, ink: str, name: str, description: str) -> None:
        """Add an empty drawing. `ink` is the colour of words on the main colour, as RRGGBB."""
        self._language, self._ink = language, ink
        left, top, width, height = box
        self._unit = min(width / WIDTH, height / HEIGHT)
        self._left = left + (width - WIDTH * self._unit) / 2
        self._top = top + (height - HEIGHT * self._unit) / 2
        group: Shape = slide.shapes.add_group_shape()
        self._shapes = group.shapes
        properties = group._element.nvGrpSpPr.cNvPr
        properties.set("name", name)
        properties.set("descr", description)

    def box(self, place: Place, text: str, look: Look, size: float = 24) -> None:
        """A box with rounded corners."""
        shape = self._shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *self._place(*place))
        shape.adjustments[0] = 0.14
        self._dress(shape, look)
        self._write(shape, text, look, size)

    def circle(self, x: float, y: float, radius: float, look: Look) -> None:
        """A circle around a point."""
        place = self._place(x - radius, y - radius, 2 * radius, 2 * radius)
        self._dress(self._shapes.add_shape(MSO_SHAPE.OVAL, *place), look)

    def label(self, place: Place, text: str, size: float, on: Look = Look.NONE) -> None:
        """Words without a frame; `on` is the look of the shape behind them."""
        self._write(self._shapes.add_textbox(*self._place(*place)), text, on, size)

    def line(self, start: Point, end: Point, width: float = 2, *, dashed: bool = False, arrow: bool = False) -> None:
        """A straight line."""
        shape = self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *self._point(*start), *self._point(*end))
        _without_effects(shape)
        shape.line.width = Pt(width)
        shape.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH
        if arrow:
            shape.line._get_or_add_ln().append(parse_xml(f'<a:tailEnd {nsdecls("a")} type="triangle"/>'))

    def outline(self, points: Sequence[Point], look: Look, *, closed: bool = True) -> None:
        """A shape from point to point."""
        first, *others = (self._point(*point) for point in points)
        builder = self._shapes.build_freeform(*first)
        builder.add_line_segments(others, close=closed)
        shape = builder.convert_to_shape()
        self._dress(shape, look)
        if not closed:
            shape.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
            shape.line.width = Pt(2.5)

    def _point(self, x: float, y: float) -> tuple[Emu, Emu]:
        return Emu(round(self._left + x * self._unit)), Emu(round(self._top + y * self._unit))

    def _place(self, x: float, y: float, width: float, height: float) -> tuple[Emu, Emu, Emu, Emu]:
        return *self._point(x, y), Emu(round(width * self._unit)), Emu(round(height * self._unit))

    def _dress(self, shape: Shape, look: Look) -> None:
        _without_effects(shape)
        if look is Look.NONE:
            shape.fill.background()
        else:
            shape.fill.solid()
            plain = look is Look.PLAIN
            shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if plain else MSO_THEME_COLOR.ACCENT_1
            if look is Look.TINT:
                shape.fill.fore_color.brightness = 0.84
        if look in (Look.PLAIN, Look.TINT):
            shape.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
            shape.line.width = Pt(1.75)
        else:
            shape.line.fill.background()

    def _write(self, shape: Shape, text: str, look: Look, size: float) -> None:
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(36000)
        put(frame, [text], self._language, max(10, round(size * self._unit / 12700)))
        font = frame.paragraphs[0].runs[0].font
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        font.bold = look is Look.FULL
        if look in (Look.FULL, Look.TINT):
            colour = self._ink if look is Look.FULL else INK
            font.color.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
        else:
            font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def _without_effects(shape: Shape) -> None:
    """Remove the effects, such as shadows, that a theme may give a shape."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
