"""A Word file as a package: parts by name, their types and how they are related. Reads it, adds to it, zips it.

The table of types and the tables of relationships are flat and are written anew; all other parts stay as they are.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from .markup import DECLARATION, attribute

DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part's tie to another, or to an address outside."""

    id: str
    kind: str
    target: str
    external: bool


def relationships(part: bytes) -> tuple[Relationship, ...]:
    """What a `.rels` part says."""
    return tuple(
        Relationship(
            item.get("Id", ""), item.get("Type", ""), item.get("Target", ""), item.get("TargetMode") == "External"
        )
        for item in ElementTree.fromstring(part)  # noqa: S314 - checked for entities before
    )


def rels_name(part: str) -> str:
    """Name of the part that holds another's relationships; the package's own for ``."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


class Package:
    """A Word file opened for adding to it."""

    def __init__(self, raw: bytes) -> None:
        """Open a file that was found to have no fault."""
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            self.parts = {
                entry.filename: archive.read(entry).removeprefix(b"\xef\xbb\xbf")
                for entry in archive.infolist()
                if not entry.is_dir()
            }
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        for item in ElementTree.fromstring(self.parts.pop(TYPES)):  # noqa: S314 - checked for entities before
            kind = item.get("ContentType", "")
            if item.tag == f"{{{_TYPES}}}Default":
                self._defaults[item.get("Extension", "").lower()] = kind
            else:
                self._overrides[item.get("PartName", "").removeprefix("/")] = kind
        # A template of Word (.dotx) becomes a document.
        self._overrides[DOCUMENT] = MAIN_TYPE
        self._relationships: dict[str, list[Relationship]] = {}

    def related(self, part: str, kind: str) -> str | None:
        """Name of the part that another is tied to by a kind of relationship, where there is one."""
        for relationship in self._of(part):
            if relationship.kind == kind and not relationship.external:
                name = _resolved(part, relationship.target)
                if name in self.parts:
                    return name
        return None

    def all_related(self, part: str, kind: str) -> tuple[str, ...]:
        """Names of all parts that another is tied to by a kind of relationship."""
        names = [_resolved(part, one.target) for one in self._of(part) if one.kind == kind and not one.external]
        return tuple(name for name in names if name in self.parts)

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Tie a part to another by its name, or to an address outside, and return the id of the tie."""
        known = self._of(part)
        if not external:
            folder = part.rpartition("/")[0]
            inside = folder and target.startswith(f"{folder}/")
            target = target.removeprefix(f"{folder}/") if inside else f"/{target}"
        for one in known:
            if (one.kind, one.target, one.external) == (kind, target, external):
                return one.id
        taken = {int(match[1]) for one in known if (match := re.fullmatch(r"rId(\d{1,9})", one.id))}
        known.append(Relationship(f"rId{max(taken, default=0) + 1}", kind, target, external))
        return known[-1].id

    def add(self, part: str, content: bytes, kind: str) -> None:
        """Add a part of a type."""
        self.parts[part] = content
        self._overrides[part] = kind

    def add_media(self, extension: str, content: bytes, kind: str) -> str:
        """Add a picture, once for the same bytes, and return its name."""
        self._defaults.setdefault(extension, kind)
        number = 1
        while (name := f"word/media/picture{number}.{extension}") in self.parts:
            if self.parts[name] == content:
                return name
            number += 1
        self.parts[name] = content
        if self._defaults[extension] != kind:
            self._overrides[name] = kind
        return name

    def _of(self, part: str) -> list[Relationship]:
        if part not in self._relationships:
            raw = self.parts.get(rels_name(part))
            self._relationships[part] = list(relationships(raw)) if raw else []
        return self._relationships[part]

    def write(self) -> bytes:
        """The package as a zip: the table of types first, then every part in its order, always with one time."""
        for part, ties in self._relationships.items():
            if ties:
                self.parts[rels_name(part)] = _relationships_part(ties)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in ((TYPES, self._types_part()), *self.parts.items()):
                entry = zipfile.ZipInfo(name, _EARLIEST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, content)
        return buffer.getvalue()

    def _types_part(self) -> bytes:
        defaults = "".join(
            f'<Default Extension="{attribute(extension)}" ContentType="{attribute(kind)}"/>'
            for extension, kind in self._defaults.items()
        )
        overrides = "".join(
            f'<Override PartName="/{attribute(name)}" ContentType="{attribute(kind)}"/>'
            for name, kind in self._overrides.items()
        )
        return f'{DECLARATION}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'.encode()


def _relationships_part(ties: list[Relationship]) -> bytes:
    outside = ("", ' TargetMode="External"')
    items = "".join(
        f'<Relationship Id="{attribute(tie.id)}" Type="{attribute(tie.kind)}" Target="{attribute(tie.target)}"'
        f"{outside[tie.external]}/>"
        for tie in ties
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{items}</Relationships>'.encode()


def _resolved(part: str, target: str) -> str:
    """Name of a part from how another part points to it."""
    if target.startswith("/"):
        return target[1:]
    path = part.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            path = path[:-1]
        elif step != ".":
            path.append(step)
    return "/".join(path)
