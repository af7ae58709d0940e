"""The file that is being written: its package, styles and lists, and everything that must be unique in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from ...documents.document import BESIDE, Block, Heading, Paragraph, address_beside, descendants
from ..office.package import Package
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


class Target:
    """What every block needs to know about the file."""

    def __init__(self, package: Package, styles: Styles, blocks: tuple[Block, ...], width: int, height: int) -> None:
        """Name the bookmarks for the anchors in blocks. Width and height are of the text, in twentieths of a point."""
        self.package, self.styles, self.width, self.height = package, styles, width, height
        anchors = (item.anchor for item in descendants(blocks) if isinstance(item, Heading | Paragraph))
        self._bookmarks = bookmarks(filter(None, anchors))
        self._placed: set[str] = set()
        self._taken = {
            kind: {int(id) for name, part in package.parts.items() if name != package.main for id in ids.findall(part)}
            for kind, ids in _IDS.items()
        }

    def next_id(self, kind: str) -> int:
        """The next free id for a bookmark, picture or control."""
        taken = self._taken[kind]
        id = next(number for number in count(len(taken) + 1) if number not in taken)
        taken.add(id)
        return id

    def bookmark(self, anchor: str) -> str | None:
        """Name of the bookmark at an anchor; None if the document has no such anchor."""
        return self._bookmarks.get(anchor)

    def place_bookmark(self, anchor: str) -> str | None:
        """Name of the bookmark to set at an anchor; None if it is set already."""
        name = None if anchor in self._placed else self.bookmark(anchor)
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


def bookmarks(names: Iterable[str]) -> dict[str, str]:
    """Bookmark names by anchor: letters, digits and `_`, at most 40 characters, unique whatever their case."""
    result: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in names:
        base = re.sub(r"[^A-Za-z0-9]+", "_", anchor).strip("_") or "place"
        base = base if base[0].isalpha() else f"p_{base}"
        name, number = base[:LONGEST_BOOKMARK], 1
        while name.lower() in taken:
            number += 1
            name = f"{base[: LONGEST_BOOKMARK - len(str(number)) - 1]}_{number}"
        taken.add(name.lower())
        result.setdefault(anchor, name)
    return result
