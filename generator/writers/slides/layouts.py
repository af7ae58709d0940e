"""The layouts of a file, found by the kinds of their placeholders: names differ from trust to trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

Shape: TypeAlias = Any
"""A shape of python-pptx, whose own types leave out what its classes inherit."""

TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
TEXTS = (KIND.OBJECT, KIND.BODY, KIND.SUBTITLE)
FURNITURE = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
_USUAL = 18.0
"""The size of text where a file says nothing."""


@dataclass(frozen=True, slots=True)
class Layouts:
    """A layout for each kind of slide."""

    title: SlideLayout
    content: SlideLayout
    section: SlideLayout
    pause: SlideLayout
    alone: SlideLayout

    @classmethod
    def of(cls, presentation: Presentation) -> Layouts | None:
        """The layouts of the first master that has one with a title and a text; None where there is none."""
        for master in presentation.slide_masters:
            known = [one for one in master.slide_layouts if not _vertical(one)]
            content = _found(known, ("title object", "title body"), "obj") or _any(known)
            if content is not None:
                section = _found([one for one in known if _reads_down(one)], ("title body",), "secHead") or content
                opening = _found(known, ("center_title subtitle", "title subtitle", "center_title body"), "title")
                return cls(
                    opening or section,
                    content,
                    section,
                    # A break stands out: where there is no layout for sections, it looks like the first slide.
                    _found(known, ("title subtitle",), "") or (opening if section is content else None) or section,
                    _found(known, ("title", "center_title"), "titleOnly") or content,
                )
        return None


def _reads_down(layout: SlideLayout) -> bool:
    """Whether the title stands above the text: in some older files it stands below."""
    tops = {one.placeholder_format.type: one.top or 0 for one in placeholders(layout)}
    return tops.get(KIND.TITLE, 0) <= tops.get(KIND.BODY, 0)


def _vertical(layout: SlideLayout) -> bool:
    return any(mark.get("orient") == "vert" for mark in layout.placeholders._element.iter(qn("p:ph")))


def _signature(layout: SlideLayout) -> str:
    """What a layout has besides furniture, such as `title object`."""
    kinds = [one.placeholder_format.type for one in placeholders(layout)]
    return " ".join(sorted((kind.name.lower() for kind in kinds if kind not in FURNITURE), key=_order))


def _order(name: str) -> tuple[bool, str]:
    return name not in ("title", "center_title"), name


def _found(layouts: list[SlideLayout], signatures: tuple[str, ...], kind: str) -> SlideLayout | None:
    """The first layout with the earliest signature; among several, one that PowerPoint made for the purpose."""
    for signature in signatures:
        fitting = [one for one in layouts if _signature(one) == signature]
        if fitting:
            return next((one for one in fitting if one._element.get("type") == kind), fitting[0])
    return None


def _any(layouts: list[SlideLayout]) -> SlideLayout | None:
    """Any layout with a title and a text."""
    for one in layouts:
        kinds = {placeholder.placeholder_format.type for placeholder in placeholders(one)}
        if kinds & set(TITLES) and kinds & set(TEXTS):
            return one
    return None


def placeholders(owner: Any) -> list[Shape]:
    """The placeholders of a slide, a layout or a master."""
    return list(owner.placeholders)


def text_place(shapes: list[Shape]) -> Shape | None:
    """The largest place for text among placeholders."""
    found = [one for one in shapes if one.placeholder_format.type in TEXTS]
    return max(found, key=lambda one: (one.width or 0) * (one.height or 0), default=None)


def font_size(layout: SlideLayout, index: int) -> float:
    """The size of text in a placeholder of a layout, as it is inherited."""
    place = next((one for one in placeholders(layout) if one.placeholder_format.idx == index), None)
    master = layout.slide_master
    kind = place.placeholder_format.type if place else KIND.BODY
    style = "titleStyle" if kind in TITLES else "bodyStyle"
    sources = [*_own_styles(place), *master._element.iter(qn(f"p:{style}"))]
    for source in sources:
        level = source.find(qn("a:lvl1pPr"))
        look = level.find(qn("a:defRPr")) if level is not None else None
        if look is not None and look.get("sz", "").isdigit():
            return int(look.get("sz")) / 100
    return _USUAL


def _own_styles(place: Shape | None) -> list[Any]:
    """What a placeholder of a layout, then that of the master, say of the looks of their text."""
    bases = [place, place._base_placeholder] if place is not None else []
    return [style for one in bases if one is not None for style in one._element.iter(qn("a:lstStyle"))]
