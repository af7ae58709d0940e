"""Checks of a Word template from outside, which counts as hostile until shown otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from ...model import archive
from ..office import checks
from ..office.package import Package
from ..office.xml import elements
from .file import DOCUMENT, MAIN, PREFIXES, opened
from .styles import NO_LISTS, Numbering, read

_FETCHING = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|RD|QUOTE\s+\d+)\b", re.I | re.M)
NOT_SAVED_BY_WORD = "is not written as Word writes .docx files; open it in Word and save it as Word Document (.docx)"


def template_fault(raw: bytes) -> str | None:
    """What is wrong with a Word file or template; None if nothing is."""
    return checks.first_fault(raw, DOCUMENT, "Word", ".docx", _fetches, lambda _parts: _as_word_writes(opened(raw)))


def _fetches(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Fields that fetch something from outside the file."""
    for name, content in parts.items():
        if archive.is_xml(name, content) and (match := _FETCHING.search(_instructions(content))):
            yield f"holds a field that fetches from outside ({match[1].upper()} in `{name}`)"


def _instructions(content: bytes) -> str:
    """The instructions of a part's fields. One may be split over many elements, up to the next field character."""
    text: list[str] = []
    open_elements: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        # A part may use any prefix, or none, for Word's own namespace.
        open_elements.append(name.rpartition(":")[2])
        if open_elements[-1] in ("fldSimple", "fldChar"):
            text.extend(["\n", *(value for key, value in attributes.items() if key.endswith("instr")), "\n"])

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: open_elements.pop()
    parser.CharacterDataHandler = lambda data: text.append(data) if open_elements[-1] == "instrText" else None
    parser.Parse(content, True)
    return "".join(text)


def _as_word_writes(package: Package) -> Iterator[str]:
    """Whether the parts that are edited are written as Word writes them, since they are edited as text."""
    document = elements(package.parts[DOCUMENT], "w:document", "w:body")
    root = next((element for element in document if element.depth == 0), None)
    opens = package.related("officeDocument", "")
    if root is None or root.attributes.get("xmlns:w") != MAIN or opens != DOCUMENT:
        yield NOT_SAVED_BY_WORD
        return
    if sum(element.name == "w:body" and element.depth == 1 for element in document) != 1:
        yield "has no body"
    for prefix, address in PREFIXES.items():
        if root.attributes.get(f"xmlns:{prefix}", address) != address:
            yield f"uses the prefix `{prefix}` for another namespace than Word does"
    for kind in ("styles", "numbering", "settings"):
        for name in package.all_related(kind):
            roots = [element for element in elements(package.parts[name], f"w:{kind}") if element.depth == 0]
            if not roots or roots[0].attributes.get("xmlns:w") != MAIN:
                yield NOT_SAVED_BY_WORD
    try:
        for name in package.all_related("styles"):
            read(package.parts[name])
        for name in package.all_related("numbering"):
            Numbering(package.parts[name], NO_LISTS)
    except ValueError:
        yield "has lists or styles that cannot be read"
