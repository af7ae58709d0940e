"""Checks the zip that a Word, PowerPoint or Excel file is, before a library reads it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

MOST_BYTES = 20_000_000
MOST_MEMBERS = 2_000
MOST_UNPACKED = 100_000_000
MOST_RATIO = 200
"""Of a file's size when unpacked to its size when packed."""
_SMALL = 1_000_000
"""Below this size, in bytes, the ratio does not matter: blank pictures compress extremely well."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
UNREADABLE = (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, zlib.error)
"""What reading a zip raises that is damaged, compressed in an unknown way, or protected by a password."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every member of an archive that is written: the oldest that the format knows, so that no byte depends on
a clock."""
_COMPRESSED = (".docx", ".xlsx", ".pptx", ".pdf", ".png", ".zip")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def opened(raw: bytes, program: str, ending: str, most_bytes: int = MOST_BYTES) -> dict[str, bytes] | str:
    """The members of a file of Word, PowerPoint or Excel by name, or what is wrong with the zip.

    `program` is the program's name, `ending` that of its files, such as .docx.
    """
    if len(raw) > most_bytes:
        return f"has {len(raw):,} bytes; the limit is {most_bytes:,}"
    if raw.startswith(_OLD_OFFICE):
        return f"has a password, or is an old {ending[:-1]} file; save it as {ending} without a password"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            fault = next(_faults(archive.infolist(), len(raw), program), None)
            if fault:
                return fault
            return {
                member.filename: archive.read(member).removeprefix(_BYTE_ORDER_MARK) for member in archive.infolist()
            }
    except UNREADABLE:
        return f"is not a complete {program} file ({ending})"


def _faults(members: list[zipfile.ZipInfo], size: int, program: str) -> Iterator[str]:
    """Faults that show before anything is unpacked."""
    if len(members) > MOST_MEMBERS:
        yield f"holds {len(members):,} files; the limit is {MOST_MEMBERS:,}"
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        yield f"unpacks to {total:,} bytes; the limit is {MOST_UNPACKED:,}"
    if total > _SMALL and total > MOST_RATIO * size:
        yield f"unpacks to more than {MOST_RATIO} times its size"
    names: set[str] = set()
    for member in members:
        name = member.filename
        if member.flag_bits & 1:
            yield "has a password; save it without one"
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield f"compresses `{name}` in a way that {program} does not use"
        if member.file_size > _SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            yield f"holds `{name}`, which unpacks to more than {MOST_RATIO} times its size"
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            yield f"holds a file whose name leads out of the zip: `{name}`"
        if name.lower() in names:
            yield f"holds `{name}` twice"
        names.add(name.lower())


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of files by path, in their order. The same files give the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as target:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return raw.getvalue()


def is_xml(name: str, content: bytes) -> bool:
    """Whether a member is XML, going by its name or its first character."""
    return name.lower().endswith(_XML) or content.lstrip().startswith(b"<")


def xml_fault(name: str, content: bytes) -> str | None:
    """Why an XML file must not be parsed: its encoding, or entities that it declares."""
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
