"""A file of Word or PowerPoint from outside is hostile until shown otherwise: what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from ..model import archive
from .word.markup import form_fault
from .word.package import TYPES, relationships

_MACROS = ("vbaproject", "vbadata", "attachedtoolbars", "activex", "keymapcustomizations", "macroenabled")
_EMBEDDED = {
    "oleobject": "an embedded object",
    "control": "an active control",
    "afchunk": "a piece of another file",
    "webextension": "an add-in",
    "webextensiontaskpanes": "an add-in",
}


def contents(parts: Mapping[str, bytes], main: str, program: str, ending: str) -> Iterator[str]:
    """Faults of what the zip holds.

    Args:
        parts: the parts by name.
        main: the part without which it is no such file.
        program: Word or PowerPoint.
        ending: of its files, such as .docx.
    """
    for name in (TYPES, main):
        if name not in parts:
            yield f"has no {name}, so it is not a {program} file ({ending})"
    for name, content in parts.items():
        if any(word in name.lower() for word in _MACROS):
            yield f"holds macros or controls (`{name}`); save it without them"
        if name.lower().startswith("_xmlsignatures/"):
            yield "is signed; save a copy without the signature"
        if archive.is_xml(name, content):
            yield from _xml(name, content)
    for item in ElementTree.fromstring(parts[TYPES]):  # noqa: S314 - no entities, see _xml
        kind = item.get("ContentType", "")
        if any(word in kind.lower() for word in _MACROS):
            yield f"holds macros or controls ({kind}); save it without them"
    for name, content in parts.items():
        if name.lower().endswith(".rels"):
            yield from _ties(content)


def _xml(name: str, content: bytes) -> Iterator[str]:
    """Faults of an XML part. It is not parsed before it is known to declare no entities."""
    if fault := archive.xml_fault(name, content):
        yield fault
    elif fault := form_fault(content):
        yield f"holds `{name}`, which is not well-formed: {fault}"


def _ties(content: bytes) -> Iterator[str]:
    """Faults of what a part is tied to."""
    for tie in relationships(content):
        kind = tie.kind.rpartition("/")[2]
        if tie.external and kind != "hyperlink":
            yield f"takes something from elsewhere ({kind}: {tie.target}); only links may lead outside"
        if kind.lower() in _EMBEDDED:
            yield f"holds {_EMBEDDED[kind.lower()]} ({tie.target})"
        if any(word in kind.lower() for word in _MACROS):
            yield f"holds macros or controls ({tie.target}); save it without them"
