"""A template from outside is hostile until shown otherwise: what is wrong with it, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from ...model import archive
from ..office import checks
from ..office.package import Package
from ..office.xml import elements
from .numbering import EMPTY, Numbering
from .parts import DOCUMENT, MAIN, PREFIXES, opened
from .styles import read

PROGRAM, ENDING = "Word", ".docx"
_FETCHING = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|RD|QUOTE\s+\d+)\b", re.I | re.M)
NOT_SAVED_BY_WORD = "is not written as Word writes .docx files; open it in Word and save it as Word Document (.docx)"


def template_fault(raw: bytes) -> str | None:
    """What is wrong with a Word file or template, or None where nothing is."""
    parts = archive.opened(raw, PROGRAM, ENDING)
    if isinstance(parts, str):
        return parts
    return (
        next(checks.faults(parts, DOCUMENT, PROGRAM, ENDING), None)
        or next(_fetches(parts), None)
        or next(_as_word_writes(opened(raw)), None)
    )


def _fetches(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Fields that fetch from elsewhere."""
    for name, content in parts.items():
        if archive.is_xml(name, content):
            yield from _fields(name, content)


def _fields(name: str, content: bytes) -> Iterator[str]:
    match = _FETCHING.search(_instructions(content))
    if match:
        yield f"holds a field that fetches from elsewhere ({match[1].upper()} in `{name}`)"


def _instructions(content: bytes) -> str:
    """What the fields of a part do. An instruction may be cut into many pieces: they count as one up to a mark."""
    found: list[str] = []
    within: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        # A part may call Word's own namespace by any prefix, or by none.
        within.append(name.rpartition(":")[2])
        if within[-1] in ("fldSimple", "fldChar"):
            found.extend(["\n", *(value for key, value in attributes.items() if key.endswith("instr")), "\n"])

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: within.pop()
    parser.CharacterDataHandler = lambda text: found.append(text) if within[-1] == "instrText" else None
    parser.Parse(content, True)
    return "".join(found)


def _as_word_writes(package: Package) -> Iterator[str]:
    """Whether the parts that are edited are written as Word writes them: edits are put into their text."""
    document = elements(package.parts[DOCUMENT], "w:document", "w:body")
    root = next((one for one in document if one.depth == 0), None)
    opens = package.related("officeDocument", "")
    if root is None or root.attributes.get("xmlns:w") != MAIN or opens != DOCUMENT:
        yield NOT_SAVED_BY_WORD
        return
    if sum(one.name == "w:body" and one.depth == 1 for one in document) != 1:
        yield "has no body"
    for prefix, address in PREFIXES.items():
        if root.attributes.get(f"xmlns:{prefix}", address) != address:
            yield f"uses the prefix `{prefix}` for something else than Word does"
    for kind in ("styles", "numbering", "settings"):
        for name in package.all_related(kind):
            roots = [one for one in elements(package.parts[name], f"w:{kind}") if one.depth == 0]
            if not roots or roots[0].attributes.get("xmlns:w") != MAIN:
                yield NOT_SAVED_BY_WORD
    try:
        for name in package.all_related("styles"):
            read(package.parts[name])
        for name in package.all_related("numbering"):
            Numbering(package.parts[name], EMPTY)
    except ValueError:
        yield "has lists or styles that cannot be read"
