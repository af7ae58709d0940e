"""A file of Word or PowerPoint as a package (OPC): its parts by name, their content types and their relationships.

The parts for content types and relationships are written again from what is known of them; all others stay as they are.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import count
from typing import NamedTuple, TypeAlias
from xml.etree import ElementTree

from .xml import DECLARATION, attributes

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
"""How the types of most relationships begin."""
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMPRESSED = (".png", ".jpg", ".jpeg")
"""Pictures that are compressed already."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Parts: TypeAlias = tuple[tuple[str, bytes], ...]
"""Names and contents."""


class Relationship(NamedTuple):
    """A relationship of a part with another part, or with an address outside the package."""

    id: str
    type: str
    target: str
    external: bool


@lru_cache(maxsize=64)
def relationships(part: bytes) -> tuple[Relationship, ...]:
    """The relationships that a `.rels` part lists."""
    return tuple(
        Relationship(
            item.get("Id", ""), item.get("Type", ""), item.get("Target", ""), item.get("TargetMode") == "External"
        )
        for item in ElementTree.fromstring(part)  # noqa: S314 - checked for entities before
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package as a zip in the order of its parts, without the time of writing."""
    return _zipped(tuple(parts.items()))


def _zipped(parts: Parts, begun: bytes = b"") -> bytes:
    """A zip of these parts after those of another zip."""
    buffer = io.BytesIO(begun)
    with zipfile.ZipFile(buffer, "a" if begun else "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()


_begun = lru_cache(maxsize=4)(_zipped)
"""The beginning of packages that have the same look: a thousand charters share eleven parts."""


@lru_cache(maxsize=4)
def _unzipped(raw: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {
            entry.filename: archive.read(entry).removeprefix(_BYTE_ORDER_MARK)
            for entry in archive.infolist()
            if not entry.is_dir()
        }


@lru_cache(maxsize=4)
def _types(part: bytes) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The content types that parts have by the ends of their names, and by their whole names."""
    defaults, overrides = {}, {}
    for item in ElementTree.fromstring(part):  # noqa: S314 - checked for entities before
        type = item.get("ContentType", "")
        if item.tag == f"{{{_CONTENT_TYPES}}}Default":
            defaults[item.get("Extension", "").lower()] = type
        else:
            overrides[item.get("PartName", "").removeprefix("/")] = type
    return defaults, overrides


class Package:
    """A package that parts can be added to."""

    def __init__(self, raw: bytes, main: str, main_type: str) -> None:
        """Open a file that has passed the checks. The main part gets a content type: a template becomes a document."""
        self.parts = dict(_unzipped(raw))
        self._defaults, self._overrides = map(dict, _types(self.parts.pop(CONTENT_TYPES)))
        self.main = main
        self._overrides[main] = main_type
        self._relationships: dict[str, list[Relationship]] = {}
        self._pictures: set[str] = set()

    def related(self, type: str, part: str | None = None) -> str | None:
        """Name of the first part that the main part, or another, has a type of relationship with."""
        return next(iter(self.all_related(type, part)), None)

    def all_related(self, type: str, part: str | None = None) -> tuple[str, ...]:
        """Names of the parts that the main part, or another, has a type of relationship with."""
        part = self.main if part is None else part
        names = [
            _resolved(part, each.target) for each in self._of(part) if each.type == _full(type) and not each.external
        ]
        return tuple(name for name in names if name in self.parts)

    def relate(self, type: str, target: str, part: str | None = None, *, external: bool = False) -> str:
        """Relate the main part, or another, to a part or to an address outside, and return the id.

        The type is an address, or the end of one that begins with `OFFICE`. The part `` is the package itself.
        """
        part, type = self.main if part is None else part, _full(type)
        known = self._of(part)
        if not external:
            folder = posixpath.dirname(part)
            inside = folder and target.startswith(f"{folder}/")
            target = target.removeprefix(f"{folder}/") if inside else f"/{target}"
        for each in known:
            if (each.type, each.target, each.external) == (type, target, external):
                return each.id
        taken = {int(match[1]) for each in known if (match := re.fullmatch(r"rId(\d{1,9})", each.id))}
        known.append(Relationship(f"rId{max(taken, default=0) + 1}", type, target, external))
        return known[-1].id

    def part_of_kind(self, kind: str, name: str, type: str, content: bytes = b"", source: str | None = None) -> str:
        """Name of the first part with a kind of relationship; if none has it, a part with a content type is added."""
        related = self.related(kind, source)
        if related is None:
            self.parts[name], self._overrides[name] = content, type
            self.relate(kind, name, source)
        return related or name

    def add_media(self, extension: str, content: bytes, type: str) -> str:
        """Add a picture, once for the same bytes, and return its name."""
        self._defaults.setdefault(extension, type)
        names = (f"word/media/picture{number}.{extension}" for number in count(1))
        name = next(name for name in names if self.parts.get(name, content) == content)
        if name not in self.parts and self._defaults[extension] != type:
            self._overrides[name] = type
        self.parts[name] = content
        self._pictures.add(name)
        return name

    def _of(self, part: str) -> list[Relationship]:
        if part not in self._relationships:
            raw = self.parts.get(_relationships_name(part))
            self._relationships[part] = list(relationships(raw)) if raw else []
        return self._relationships[part]

    def write(self, own: Collection[str]) -> bytes:
        """The package as a zip: the content types first, and parts of its `own`, relationships and pictures last.

        All others are the same in many packages, and compressed once for all of them.
        """
        last = self._pictures.union(own)
        for part, known in self._relationships.items():
            if known:
                self.parts[_relationships_name(part)] = _relationships_part(known)
                last.add(_relationships_name(part))
        parts = {CONTENT_TYPES: self._content_types_part(), **self.parts}
        begun = _begun(tuple(part for part in parts.items() if part[0] not in last))
        return _zipped(tuple(part for part in parts.items() if part[0] in last), begun)

    def _content_types_part(self) -> bytes:
        items = [
            *(("Default", {"Extension": name, "ContentType": type}) for name, type in self._defaults.items()),
            *(("Override", {"PartName": f"/{name}", "ContentType": type}) for name, type in self._overrides.items()),
        ]
        return _list_part("Types", _CONTENT_TYPES, items)


def _full(type: str) -> str:
    return type if "://" in type else OFFICE + type


def _relationships_name(part: str) -> str:
    """Name of the part that lists the relationships of a part; those of the package itself for ``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationships_part(known: Iterable[Relationship]) -> bytes:
    items = [
        {"Id": each.id, "Type": each.type, "Target": each.target}
        | ({"TargetMode": "External"} if each.external else {})
        for each in known
    ]
    return _list_part("Relationships", _RELATIONSHIPS, [("Relationship", item) for item in items])


def _list_part(name: str, namespace: str, items: Iterable[tuple[str, dict[str, str]]]) -> bytes:
    content = "".join(f"<{item}{attributes(values)}/>" for item, values in items)
    return f'{DECLARATION}<{name} xmlns="{namespace}">{content}</{name}>'.encode()


def _resolved(part: str, target: str) -> str:
    """Name of the part that a target means, as seen from a part."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))[1:]
