"""XML as text: what may stand in it, and where the elements of a part lie, so that a part is edited in place.

Parts are never written anew from a tree: that would rename prefixes, and Word reads some attributes by prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_START_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


def clean(value: str) -> str:
    """Text without what XML 1.0 forbids; every line end is `\\n`."""
    return _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(value: str) -> str:
    """Clean text between tags."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text(value: str) -> str:
    """Any text between tags."""
    return escaped(clean(value))


def attribute(value: str) -> str:
    """Text between double quotes, in one line."""
    return text(" ".join(value.split())).replace('"', "&quot;")


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element lies in its part, in bytes."""

    name: str
    """With its prefix, as it is written."""
    depth: int
    """0 for the root."""
    attributes: dict[str, str]
    start: int
    inner_start: int
    inner_end: int
    end: int


def elements(part: bytes, *names: str) -> tuple[Element, ...]:
    """Elements of some names in a part, each after those within it.

    Raises:
        ValueError: the part is not well-formed.
    """
    found: list[Element] = []
    opened: list[tuple[dict[str, str], int]] = []
    parser = expat.ParserCreate()

    def open_element(_name: str, attributes: dict[str, str]) -> None:
        opened.append((attributes, parser.CurrentByteIndex))

    def close_element(name: str) -> None:
        attributes, start = opened.pop()
        if name in names:
            found.append(_element(part, name, len(opened), attributes, start, parser.CurrentByteIndex))

    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return tuple(found)


def form_fault(part: bytes) -> str | None:
    """Why a part is not well-formed, its namespaces included, or None where it is."""
    try:
        # As ElementTree does, which stumbles over a namespace with this sign in it.
        expat.ParserCreate(namespace_separator="}").Parse(part, True)
    except expat.ExpatError as error:
        return str(error)
    return None


def _element(part: bytes, name: str, depth: int, attributes: dict[str, str], start: int, inner_end: int) -> Element:
    tag = _START_TAG.match(part, start)
    if tag is None:
        raise ValueError("a tag without an end")
    if tag[0].endswith(b"/>"):
        return Element(name, depth, attributes, start, tag.end(), tag.end(), tag.end())
    return Element(name, depth, attributes, start, tag.end(), inner_end, part.index(b">", inner_end) + 1)


def replaced(part: bytes, changes: Iterable[tuple[int, int, str]]) -> bytes:
    """A part with some stretches, from start to end, replaced by others."""
    for start, end, new in sorted(changes, reverse=True):
        part = part[:start] + new.encode() + part[end:]
    return part
