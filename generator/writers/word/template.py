"""A template from outside is hostile until shown otherwise: what is wrong with it, in words."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from .markup import MAIN, elements, form_fault
from .numbering import EMPTY, Numbering
from .package import DOCUMENT, OFFICE, TYPES, Package, relationships
from .section import PREFIXES
from .styles import read

MOST_BYTES = 20_000_000
MOST_PARTS = 2_000
MOST_EXPANDED = 100_000_000
MOST_RATIO = 200
_SMALL = 1_000_000
"""Parts below this size may shrink as much as they like: blank pictures do."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML = (".xml", ".rels", ".vml")
_MACROS = ("vbaproject", "vbadata", "attachedtoolbars", "activex", "keymapcustomizations", "macroenabled")
_EMBEDDED = {
    "oleobject": "an embedded object",
    "control": "an active control",
    "afchunk": "a piece of another file",
}
_FETCHING = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|RD|QUOTE\s+\d+)\b", re.I | re.M)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_MARK = b"\xef\xbb\xbf"
_ELSEWISE = "is not written as Word writes .docx files; open it in Word and save it as Word Document (.docx)"


def template_fault(raw: bytes) -> str | None:
    """What is wrong with a Word file or template, or None where nothing is."""
    if len(raw) > MOST_BYTES:
        return f"has {len(raw):,} bytes, the most is {MOST_BYTES:,}"
    if raw.startswith(_OLD_OFFICE):
        return "has a password, or is an old .doc file; save it as .docx without a password"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            fault = next(_container(archive.infolist(), len(raw)), None)
            if fault:
                return fault
            parts = {one.filename: archive.read(one).removeprefix(_MARK) for one in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error):
        return "is not a whole Word file (.docx)"
    return next(_contents(parts), None) or next(_as_word_writes(Package(raw)), None)


def _container(entries: list[zipfile.ZipInfo], size: int) -> Iterator[str]:
    """Faults of the zip itself, found before any of it is unpacked."""
    if len(entries) > MOST_PARTS:
        yield f"holds {len(entries):,} parts, the most is {MOST_PARTS:,}"
    total = sum(entry.file_size for entry in entries)
    if total > MOST_EXPANDED:
        yield f"unpacks to {total:,} bytes, the most is {MOST_EXPANDED:,}"
    if total > _SMALL and total > MOST_RATIO * size:
        yield f"unpacks to more than {MOST_RATIO} times its size"
    names: set[str] = set()
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            yield "has a password; save it without one"
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"packs `{name}` in a way that Word does not"
        if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            yield f"holds `{name}`, which unpacks to more than {MOST_RATIO} times its size"
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            yield f"holds a part whose name leads elsewhere: `{name}`"
        if name.lower() in names:
            yield f"holds `{name}` twice"
        names.add(name.lower())


def _contents(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Faults of what the zip holds."""
    for name in (TYPES, DOCUMENT):
        if name not in parts:
            yield f"has no {name}, so it is not a Word file (.docx)"
    for name, content in parts.items():
        if any(word in name.lower() for word in _MACROS):
            yield f"holds macros or controls (`{name}`); save it without them"
        if name.lower().startswith("_xmlsignatures/"):
            yield "is signed; save a copy without the signature"
        if name.lower().endswith(_XML) or content.lstrip().startswith(b"<"):
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
    declared = _DECLARED.match(content)
    encoding = declared[1].decode("latin-1").lower() if declared else "utf-8"
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or encoding not in ("utf-8", "us-ascii", "ascii"):
        yield f"holds `{name}`, which is not in UTF-8"
    elif "<!doctype" in text.lower() or "<!entity" in text.lower():
        yield f"holds `{name}`, which declares a document type or entities"
    elif fault := form_fault(content):
        yield f"holds `{name}`, which is not well-formed: {fault}"
    else:
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


def _as_word_writes(package: Package) -> Iterator[str]:
    """Whether the parts that are edited are written as Word writes them: edits are put into their text."""
    document = elements(package.parts[DOCUMENT], "w:document", "w:body")
    root = next((one for one in document if one.depth == 0), None)
    opens = package.related("", f"{OFFICE}officeDocument")
    if root is None or root.attributes.get("xmlns:w") != MAIN or opens != DOCUMENT:
        yield _ELSEWISE
        return
    if sum(one.name == "w:body" and one.depth == 1 for one in document) != 1:
        yield "has no body"
    for prefix, address in PREFIXES.items():
        if root.attributes.get(f"xmlns:{prefix}", address) != address:
            yield f"uses the prefix `{prefix}` for something else than Word does"
    for kind in ("styles", "numbering", "settings"):
        for name in package.all_related(DOCUMENT, f"{OFFICE}{kind}"):
            roots = [one for one in elements(package.parts[name], f"w:{kind}") if one.depth == 0]
            if not roots or roots[0].attributes.get("xmlns:w") != MAIN:
                yield _ELSEWISE
    try:
        for name in package.all_related(DOCUMENT, f"{OFFICE}styles"):
            read(package.parts[name])
        for name in package.all_related(DOCUMENT, f"{OFFICE}numbering"):
            Numbering(package.parts[name], EMPTY)
    except ValueError:
        yield "has lists or styles that cannot be read"
