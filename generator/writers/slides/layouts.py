"""The layouts of a file, identified by the types of their placeholders, since names differ between trusts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

Shape: TypeAlias = Any
"""A shape of python-pptx, whose type annotations leave out inherited attributes."""

TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
TEXTS = (KIND.OBJECT, KIND.BODY, KIND.SUBTITLE)
FURNITURE = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER)
_USUAL = 18.0
"""Font size if a file does not give one."""


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
        """The layouts of the first master that has a layout with a title and a text; None if no master has."""
        for master in presentation.slide_masters:
            usable = [layout for layout in master.slide_layouts if not _vertical(layout)]
            content = _match(usable, ("title object", "title body"), "obj") or _any(usable)
            if content is not None:
                section = _match(list(filter(_reads_down, usable)), ("title body",), "secHead") or content
                opening = _match(usable, ("center_title subtitle", "title subtitle", "center_title body"), "title")
                return cls(
                    opening or section,
                    content,
                    section,
                    # A break must stand out: without a layout for sections, it looks like the first slide.
                    _match(usable, ("title subtitle",), "") or (opening if section is content else None) or section,
                    _match(usable, ("title", "center_title"), "titleOnly") or content,
                )
        return None


def _reads_down(layout: SlideLayout) -> bool:
    """Whether the title is above the text; in some older files it is below."""
    tops = {shape.placeholder_format.type: shape.top or 0 for shape in placeholders(layout)}
    return tops.get(KIND.TITLE, 0) <= tops.get(KIND.BODY, 0)


def _vertical(layout: SlideLayout) -> bool:
    return any(element.get("orient") == "vert" for element in layout.placeholders._element.iter(qn("p:ph")))


def _signature(layout: SlideLayout) -> str:
    """Types of the placeholders for content, titles first, such as `title object`."""
    kinds = [shape.placeholder_format.type for shape in placeholders(layout)]
    content = sorted((kind not in TITLES, kind.name.lower()) for kind in kinds if kind not in FURNITURE)
    return " ".join(name for _, name in content)


def _match(layouts: list[SlideLayout], signatures: tuple[str, ...], kind: str) -> SlideLayout | None:
    """The first layout with the earliest signature that any has; preferably of the kind that PowerPoint gives it."""
    for signature in signatures:
        matches = [layout for layout in layouts if _signature(layout) == signature]
        if matches:
            return next((layout for layout in matches if layout._element.get("type") == kind), matches[0])
    return None


def _any(layouts: list[SlideLayout]) -> SlideLayout | None:
    """The first layout with a title and a text."""
    for layout in layouts:
        kinds = {shape.placeholder_format.type for shape in placeholders(layout)}
        if not kinds.isdisjoint(TITLES) and not kinds.isdisjoint(TEXTS):
            return layout
    return None


def placeholders(owner: Any) -> list[Shape]:
    """The placeholders of a slide, a layout or a master."""
    return list(owner.placeholders)


def text_place(shapes: list[Shape]) -> Shape | None:
    """The largest placeholder for text."""
    texts = [shape for shape in shapes if shape.placeholder_format.type in TEXTS]
    return max(texts, key=lambda shape: (shape.width or 0) * (shape.height or 0), default=None)


def font_size(layout: SlideLayout, index: int) -> float:
    """Font size in a placeholder of a layout, its own, or that of the master's placeholder or text style."""
    place = next((shape for shape in placeholders(layout) if shape.placeholder_format.idx == index), None)
    title = place is not None and place.placeholder_format.type in TITLES
    bases = [place, place._base_placeholder] if place is not None else []
    styles = [style for base in bases if base is not None for style in base._element.iter(qn("a:lstStyle"))]
    styles += layout.slide_master._element.iter(qn("p:titleStyle" if title else "p:bodyStyle"))
    for style in styles:
        properties = style.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        if properties is not None and properties.get("sz", "").isdigit():
            return int(properties.get("sz")) / 100
    return _USUAL
