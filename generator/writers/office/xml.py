"""XML as text: what may be in it, and where the elements of a part are, so that a part is edited in place.

A part is never written again from a tree: that would rename prefixes, and Word reads some attributes by prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from ...model.characters import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_START_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


@lru_cache(maxsize=8192)
def text(value: str) -> str:
    """Any text between tags."""
    return clean(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=8192)
def attribute(value: str) -> str:
    """Text between double quotes, on one line."""
    return text(" ".join(value.split())).replace('"', "&quot;")


def attributes(values: Mapping[str, str]) -> str:
    """Attributes with their values, each after a space."""
    return "".join(f' {name}="{attribute(value)}"' for name, value in values.items())


class Element(NamedTuple):
    """Where an element is in its part, in bytes."""

    name: str
    """With its prefix, as it is written."""
    depth: int
    """0 for the root."""
    attributes: dict[str, str]
    start: int
    inner_start: int
    inner_end: int
    end: int


@lru_cache(maxsize=128)
def elements(part: bytes, *names: str) -> tuple[Element, ...]:
    """Elements of these names, each after those inside it. The parts of a base are the same for every file.

    Raises:
        ValueError: the part is not well-formed.
    """
    result: list[Element] = []
    opened: list[tuple[dict[str, str], int]] = []
    parser = expat.ParserCreate()

    def close_element(name: str) -> None:
        values, start = opened.pop()
        if name in names:
            result.append(_element(part, name, len(opened), values, start, parser.CurrentByteIndex))

    parser.StartElementHandler = lambda _name, values: opened.append((values, parser.CurrentByteIndex))
    parser.EndElementHandler = close_element
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return tuple(result)


def form_fault(part: bytes) -> str | None:
    """Why a part is not well-formed, its namespaces included; None if it is."""
    try:
        # ElementTree uses this separator, and cannot take a namespace that contains it.
        expat.ParserCreate(namespace_separator="}").Parse(part, True)
    except expat.ExpatError as error:
        return str(error)
    return None


def _element(part: bytes, name: str, depth: int, values: dict[str, str], start: int, inner_end: int) -> Element:
    tag = _START_TAG.match(part, start)
    if tag is None:
        raise ValueError("a tag is not closed")
    if tag[0].endswith(b"/>"):
        return Element(name, depth, values, start, tag.end(), tag.end(), tag.end())
    return Element(name, depth, values, start, tag.end(), inner_end, part.index(b">", inner_end) + 1)


def replaced(part: bytes, changes: Iterable[tuple[int, int, str]]) -> bytes:
    """A part with the bytes from each start to its end replaced."""
    for start, end, new in sorted(changes, reverse=True):
        part = part[:start] + new.encode() + part[end:]
    return part
