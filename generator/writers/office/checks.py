"""A file of Word or PowerPoint from outside is hostile until shown otherwise: what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeAlias
from xml.etree import ElementTree

from ...model import archive
from .package import CONTENT_TYPES, relationships
from .xml import form_fault

_MACROS = ("vbaproject", "vbadata", "attachedtoolbars", "activex", "keymapcustomizations", "macroenabled")
_EMBEDDED = {
    "oleobject": "an embedded object",
    "control": "an active control",
    "afchunk": "a piece of another file",
    "webextension": "an add-in",
    "webextensiontaskpanes": "an add-in",
}


Check: TypeAlias = Callable[[Mapping[str, bytes]], Iterable[str]]
"""From the parts of a package to its faults."""


def first_fault(raw: bytes, main: str, program: str, ending: str, *further: Check) -> str | None:
    """What is wrong with a file of Word or PowerPoint; None if nothing is. Further checks run if ours find no fault."""
    parts = archive.opened(raw, program, ending)
    if isinstance(parts, str):
        return parts
    own = chain.from_iterable(check(parts) for check in further)
    return next(chain(_faults(parts, main, program, ending), own), None)


def _faults(parts: Mapping[str, bytes], main: str, program: str, ending: str) -> Iterator[str]:
    for name in (CONTENT_TYPES, main):
        if name not in parts:
            yield f"has no {name}, so it is not a {program} file ({ending})"
    for name, content in parts.items():
        if any(word in name.lower() for word in _MACROS):
            yield f"holds macros or controls (`{name}`); save it without them"
        if name.lower().startswith("_xmlsignatures/"):
            yield "is signed; save a copy without the signature"
        if archive.is_xml(name, content):
            yield from _xml(name, content)
    for item in ElementTree.fromstring(parts[CONTENT_TYPES]):  # noqa: S314 - no entities, see _xml
        type = item.get("ContentType", "")
        if any(word in type.lower() for word in _MACROS):
            yield f"holds macros or controls ({type}); save it without them"
    for name, content in parts.items():
        if name.lower().endswith(".rels"):
            yield from _relationships(content)


def _xml(name: str, content: bytes) -> Iterator[str]:
    """Faults of an XML part, which is parsed only once it is known to declare no entities."""
    if fault := archive.xml_fault(name, content):
        yield fault
    elif fault := form_fault(content):
        yield f"holds `{name}`, which is not well-formed: {fault}"


def _relationships(content: bytes) -> Iterator[str]:
    for each in relationships(content):
        type = each.type.rpartition("/")[2]
        if each.external and type != "hyperlink":
            yield f"fetches something from outside ({type}: {each.target}); only links may lead outside"
        if type.lower() in _EMBEDDED:
            yield f"holds {_EMBEDDED[type.lower()]} ({each.target})"
        if any(word in type.lower() for word in _MACROS):
            yield f"holds macros or controls ({each.target}); save it without them"
