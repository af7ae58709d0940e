"""The file that is being written: its package, styles and lists, and everything that must be unique in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from ...documents.document import (
    BESIDE,
    Block,
    Callout,
    Checklist,
    Document,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    address_beside,
)
from ..office.package import Package
from .file import Section
from .styles import Styles

LONGEST_BOOKMARK = 40
"""Word ignores longer names (Microsoft, Bookmarks.Add)."""
_IDS = {
    "bookmark": re.compile(rb'<w:bookmarkStart\b[^>]*?\bw:id="(\d{1,9})"'),
    "picture": re.compile(rb'<wp:docPr\b[^>]*?\bid="(\d{1,9})"'),
    "control": re.compile(rb'<w:id\b[^>]*?\bw:val="(\d{1,10})"'),
}
_SCHEMES = ("https://", "mailto:")
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%#]|%(?![0-9A-Fa-f]{2})")


class Ids:
    """The ids that are in use in a file."""

    def __init__(self, package: Package) -> None:
        """Find those of the parts that stay."""
        self._taken = {
            kind: {int(id) for name, part in package.parts.items() if name != package.main for id in ids.findall(part)}
            for kind, ids in _IDS.items()
        }

    def next(self, kind: str) -> int:
        """The next free id for a bookmark, picture or control."""
        taken = self._taken[kind]
        id = next(number for number in count(len(taken) + 1) if number not in taken)
        taken.add(id)
        return id


class Target:
    """What every block of a document needs to know about the file that it is written into."""

    def __init__(
        self,
        package: Package,
        styles: Styles,
        page: Section,
        ids: Ids,
        own: Mapping[str, str],
        all: Mapping[str, str],
        icons: Mapping[str, str],
        *,
        in_outline: bool,
        has_imprint: bool,
    ) -> None:
        """Bookmarks are given by their anchors: the document's own, and those of every document in the file.

        Icons are given as the data of SVG paths, by name. `in_outline` if Word's outline lists the document's title:
        there are others in the file. `has_imprint` if a footer has a place for who made the file.
        """
        self.has_imprint = has_imprint
        self.title_level = '<w:outlineLvl w:val="0"/>' if in_outline else ""
        self.package, self.styles, self.page, self.icons, self._ids = package, styles, page, icons, ids
        self._bookmarks, self._all = own, all
        self._placed: set[str] = set()

    @property
    def ruled(self) -> bool:
        """Whether a short rule stands above each heading of a chapter."""
        return self.page.hang > 0 and self.styles.find("heading 1").name == "heading 1"

    def next_id(self, kind: str) -> int:
        """The next free id for a bookmark, picture or control."""
        return self._ids.next(kind)

    def bookmark(self, anchor: str) -> str | None:
        """Name of the bookmark at an anchor of the document, or else of another in the file; None if there is none."""
        return self._bookmarks.get(anchor) or self._all.get(anchor)

    def place_bookmark(self, anchor: str) -> str | None:
        """Name of the bookmark to set at an anchor; None if it is set already."""
        name = None if anchor in self._placed else self._bookmarks.get(anchor)
        self._placed.add(anchor)
        return name

    def link(self, address: str) -> str | None:
        """Attribute of a hyperlink to an address; None if it leads nowhere."""
        if address.startswith("#"):
            name = self.bookmark(address[1:])
            return None if name is None else f'w:anchor="{name}"'
        if address.startswith(BESIDE):
            # A relative target, which Word looks for beside the file.
            address = address_beside(address)
        elif not address.startswith(_SCHEMES):
            return None
        id = self.package.relate("hyperlink", _quoted(address), external=True)
        return f'r:id="{id}"'


def _quoted(address: str) -> str:
    """An address in which every invalid character is written as %XX, since Word opens no file that holds one."""
    path, _, fragment = address.partition("#")
    quoted = [
        _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode(errors="replace")), text)
        for text in (path, fragment.replace("#", "%23"))
    ]
    return "#".join(filter(None, quoted))


def bookmarks(documents: Sequence[Document]) -> list[dict[str, str]]:
    """Bookmark names by anchor for each document: letters, digits and `_`, at most 40 characters.

    They are unique in the file, whatever their case.
    """
    taken: set[str] = set()
    return [_bookmarks(_anchors(each.blocks), taken) for each in documents]


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                if block.anchor:
                    yield block.anchor
            case Callout() | Quotation():
                yield from _anchors(block.blocks)
            case Listing():
                yield from _anchors(chain.from_iterable(block.items))
            case Checklist():
                yield from _anchors(chain.from_iterable(entry.detail for entry in block.entries))


def _bookmarks(anchors: Iterable[str], taken: set[str]) -> dict[str, str]:
    result: dict[str, str] = {}
    for anchor in anchors:
        base = re.sub(r"[^A-Za-z0-9]+", "_", anchor).strip("_") or "place"
        base = base if base[0].isalpha() else f"p_{base}"
        name, number = base[:LONGEST_BOOKMARK], 1
        while name.lower() in taken:
            number += 1
            name = f"{base[: LONGEST_BOOKMARK - len(str(number)) - 1]}_{number}"
        taken.add(name.lower())
        result.setdefault(anchor, name)
    return result
