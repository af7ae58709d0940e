"""What every slide has besides its content: the time, the footer, and the slide's number."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Length

from ...documents import text_width
from .layouts import Shape, font_size, placeholders
from .words import put

_NAMES = {KIND.DATE: "Time", KIND.FOOTER: "Footer", KIND.SLIDE_NUMBER: "Slide number"}
_MARKS = {KIND.DATE: "dt", KIND.FOOTER: "ftr", KIND.SLIDE_NUMBER: "sldNum"}
_FIELD = "{7E5A5F1C-0F6F-4836-9A6B-4E8E2F6B3C9C}"


def add(slide: Slide, language: str, time: tuple[str, ...], footer: tuple[str, ...]) -> None:
    """Fill in the placeholders for them that the layout of a slide has.

    Args:
        slide: the slide, complete otherwise: a screen reader reads these last.
        language: a language tag.
        time: wordings of the time, the longest first; the first that fits on a line is used.
        footer: wordings of the footer, the longest first.
    """
    words = {KIND.DATE: time, KIND.FOOTER: footer}
    for place in placeholders(slide.slide_layout):
        kind = place.placeholder_format.type
        if kind == KIND.SLIDE_NUMBER:
            shape = _shape(slide, place)
            number = len(slide.part.package.presentation_part.presentation.slides)
            field = f'<a:fld {nsdecls("a")} id="{_FIELD}" type="slidenum"><a:rPr/><a:t>{number}</a:t></a:fld>'
            shape.txBody.p_lst[0].append(parse_xml(field))
            shape.txBody.p_lst[0][-1][0].set("lang", language)
        elif kind in words and (text := _fitting(words[kind], place, slide)):
            _shape(slide, place)
            last: Shape = slide.shapes[-1]
            put(last.text_frame, [text], language)


def _fitting(wordings: tuple[str, ...], place: Shape, slide: Slide) -> str:
    """The longest wording that fits on a line; empty if none does."""
    size = font_size(slide.slide_layout, place.placeholder_format.idx)
    width = Length(place.width or 0).pt - 15
    return next((wording for wording in wordings if text_width.width(wording, size) <= width), "")


def _shape(slide: Slide, place: Shape) -> Any:
    kind, index = place.placeholder_format.type, place.placeholder_format.idx
    tree = slide.shapes._spTree
    name, mark = _NAMES[kind], _MARKS[kind]
    number = max((int(id) for id in tree.xpath("//@id") if str(id).isdigit()), default=1) + 1
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{mark}" idx="{index}"/></p:nvPr></p:nvSpPr>'
        "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
    tree.append(shape)
    return shape
