"""A file of Word or PowerPoint from outside is hostile until shown otherwise: what is wrong with it, in words."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from .word.markup import form_fault
from .word.package import TYPES, relationships

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
    "webextension": "an add-in",
    "webextensiontaskpanes": "an add-in",
}
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_MARK = b"\xef\xbb\xbf"


def opened(raw: bytes, program: str, ending: str) -> dict[str, bytes] | str:
    """The parts of a file by name, or what is wrong with the zip that holds them.

    Args:
        raw: the file.
        program: Word or PowerPoint.
        ending: of its files, such as .docx.
    """
    if len(raw) > MOST_BYTES:
        return f"has {len(raw):,} bytes, the most is {MOST_BYTES:,}"
    if raw.startswith(_OLD_OFFICE):
        return f"has a password, or is an old {ending[:-1]} file; save it as {ending} without a password"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            fault = next(_container(archive.infolist(), len(raw), program), None)
            if fault:
                return fault
            return {one.filename: archive.read(one).removeprefix(_MARK) for one in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error):
        return f"is not a whole {program} file ({ending})"


def _container(entries: list[zipfile.ZipInfo], size: int, program: str) -> Iterator[str]:
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
            yield f"packs `{name}` in a way that {program} does not"
        if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            yield f"holds `{name}`, which unpacks to more than {MOST_RATIO} times its size"
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            yield f"holds a part whose name leads elsewhere: `{name}`"
        if name.lower() in names:
            yield f"holds `{name}` twice"
        names.add(name.lower())


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
        if is_xml(name, content):
            yield from _xml(name, content)
    for item in ElementTree.fromstring(parts[TYPES]):  # noqa: S314 - no entities, see _xml
        kind = item.get("ContentType", "")
        if any(word in kind.lower() for word in _MACROS):
            yield f"holds macros or controls ({kind}); save it without them"
    for name, content in parts.items():
        if name.lower().endswith(".rels"):
            yield from _ties(content)


def is_xml(name: str, content: bytes) -> bool:
    """Whether a part is XML, by its name or by how it begins."""
    return name.lower().endswith(_XML) or content.lstrip().startswith(b"<")


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
