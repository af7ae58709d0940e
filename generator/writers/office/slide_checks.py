"""Checks of a PowerPoint file from outside that need nothing but its XML, so that a browser makes them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree

from ...model import archive
from . import checks
from .package import relationships

MAIN = "ppt/presentation.xml"
NO_LAYOUT = "has no layout with a title and a text"
_RUNS = re.compile(r"""action\s*=\s*["']\s*ppaction://(program|macro|ole)""", re.I)
_RETAINED = re.compile(r"ppt/(?!slides/|notesSlides/)\w+/_rels/", re.I)
"""Folders of the relationships of parts that stay in the file, other than the presentation itself."""
_LAYOUT = re.compile(r"ppt/slideLayouts/[^/]+\.xml", re.I)
_PLACEHOLDER = "{http://schemas.openxmlformats.org/presentationml/2006/main}ph"
_TITLES, _TEXTS = {"title", "ctrTitle"}, {"obj", "body", "subTitle"}


@lru_cache(maxsize=2)
def fault(raw: bytes) -> str | None:
    """What is wrong with a PowerPoint file or template; None if nothing is, as far as its XML says."""
    return checks.first_fault(raw, MAIN, "PowerPoint", ".pptx", actions, _layouts)


def actions(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Programs that a click would start, and layouts that link to a slide, which would stay in the file."""
    for name, content in parts.items():
        if archive.is_xml(name, content) and (match := _RUNS.search(content.decode())):
            yield f"holds a button that starts a {match[1].lower()} (`{name}`)"
        if _RETAINED.match(name) and any(each.type.endswith("/slide") for each in relationships(content)):
            yield f"holds a layout that links to a slide (`{name}`); remove that link"


def _layouts(parts: Mapping[str, bytes]) -> Iterator[str]:
    if not any(_is_usable(content) for name, content in parts.items() if _LAYOUT.fullmatch(name)):
        yield NO_LAYOUT


def _is_usable(layout: bytes) -> bool:
    """Whether a layout has a title and a text, and no text that is written from top to bottom."""
    places = list(ElementTree.fromstring(layout).iter(_PLACEHOLDER))  # noqa: S314 - checked for entities before
    kinds = {place.get("type", "obj") for place in places}
    upright = all(place.get("orient") != "vert" for place in places)
    return upright and bool(kinds & _TITLES) and bool(kinds & _TEXTS)
