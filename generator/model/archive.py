"""Checks the ZIP archive of a Word, PowerPoint or Excel file before a library reads it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

MOST_BYTES = 20_000_000
MOST_PARTS = 2_000
MOST_EXPANDED = 100_000_000
MOST_RATIO = 200
_SMALL = 1_000_000
"""In bytes; smaller members may have any ratio, as blank pictures do."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
BROKEN = (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, zlib.error)
"""Raised when a ZIP archive is damaged, uses an unknown compression or has a password."""
_MARK = b"\xef\xbb\xbf"


def opened(raw: bytes, program: str, ending: str, most_bytes: int = MOST_BYTES) -> dict[str, bytes] | str:
    """The parts of an Office file by name, or why its archive cannot be read.

    Args:
        raw: the file.
        program: Word, PowerPoint or Excel.
        ending: suffix of its files, such as .docx.
        most_bytes: largest size of the file, in bytes.
    """
    if len(raw) > most_bytes:
        return f"has {len(raw):,} bytes; the limit is {most_bytes:,}"
    if raw.startswith(_OLD_OFFICE):
        return f"has a password, or is an old {ending[:-1]} file; save it as {ending} without a password"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            fault = next(_container(archive.infolist(), len(raw), program), None)
            if fault:
                return fault
            return {entry.filename: archive.read(entry).removeprefix(_MARK) for entry in archive.infolist()}
    except BROKEN:
        return f"is not a whole {program} file ({ending})"


def _container(entries: list[zipfile.ZipInfo], size: int, program: str) -> Iterator[str]:
    """Faults of the archive itself; nothing is unpacked."""
    if len(entries) > MOST_PARTS:
        yield f"holds {len(entries):,} parts; the limit is {MOST_PARTS:,}"
    total = sum(entry.file_size for entry in entries)
    if total > MOST_EXPANDED:
        yield f"unpacks to {total:,} bytes; the limit is {MOST_EXPANDED:,}"
    if total > _SMALL and total > MOST_RATIO * size:
        yield f"unpacks to more than {MOST_RATIO} times its size"
    names: set[str] = set()
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            yield "has a password; save it without one"
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"compresses `{name}` in a way that {program} does not use"
        if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            yield f"holds `{name}`, which unpacks to more than {MOST_RATIO} times its size"
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            yield f"holds a part whose name leads elsewhere: `{name}`"
        if name.lower() in names:
            yield f"holds `{name}` twice"
        names.add(name.lower())


def is_xml(name: str, content: bytes) -> bool:
    """Whether a part is XML, by its name or by how it begins."""
    return name.lower().endswith(_XML) or content.lstrip().startswith(b"<")


def xml_fault(name: str, content: bytes) -> str | None:
    """Why an XML part must not be parsed: its encoding, or entities that it declares; None if it may."""
    declared = _DECLARED.match(content)
    encoding = declared[1].decode("latin-1").lower() if declared else "utf-8"
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or encoding not in ("utf-8", "us-ascii", "ascii"):
        return f"holds `{name}`, which is not in UTF-8"
    if "<!doctype" in text.lower() or "<!entity" in text.lower():
        return f"holds `{name}`, which declares a document type or entities"
    return None
