"""Lists: each numbered list counts separately, and looks like those of the template if it has any."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from ..office.xml import DECLARATION, elements, replaced
from .file import MAIN

_W = f"{{{MAIN}}}"
EMPTY = f'{DECLARATION}<w:numbering xmlns:w="{MAIN}"></w:numbering>'.encode()


class Numbering:
    """The lists of a file that is being written."""

    def __init__(self, part: bytes, base: bytes) -> None:
        """Start with the lists in the numbering part of a file, and with those of the base to copy from."""
        self._part = part
        self._same = part == base
        self._looks = _looks(part)
        self._base_looks = _looks(base)
        self._sources = {
            element.attributes.get("w:abstractNumId", ""): base[element.start : element.end].decode()
            for element in elements(base, "w:abstractNum")
        }
        self._next_list = max(self._looks, default=0) + 1
        ids = [int(look.attributes.get("w:abstractNumId", "0")) for look in elements(part, "w:abstractNum")]
        self._next_look = max(ids, default=0) + 1
        self._adopted: dict[int, int] = {}
        self._new_looks: list[str] = []
        self._new_lists: list[str] = []

    def adopt(self, base_list: int) -> int:
        """Id in this file of a list of the base, which is copied if need be."""
        if self._same:
            return base_list
        if base_list not in self._adopted:
            source = self._sources[str(self._base_looks[base_list])]
            source = re.sub(r'w:abstractNumId="\d+"', f'w:abstractNumId="{self._next_look}"', source, count=1)
            # Without links to styles of the base, which this file may lack.
            self._new_looks.append(re.sub(r"<w:(pStyle|styleLink|numStyleLink) [^>]*/>", "", source))
            self._adopted[base_list] = self._list(self._next_look, "")
            self._next_look += 1
        return self._adopted[base_list]

    def holds(self, list_id: int | None) -> bool:
        """Whether the file has this list."""
        return list_id in self._looks

    def counting(self, list_id: int, level: int, start: int) -> int:
        """Id of a new list that looks like another, and counts from a number on one level; 0 is the outermost."""
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._list(self._looks[list_id], override)

    def _list(self, look: int, override: str) -> int:
        id = self._next_list
        self._next_list += 1
        self._looks[id] = look
        self._new_lists.append(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{look}"/>{override}</w:num>')
        return id

    def write(self) -> bytes:
        """The part with everything added, in the order of the schema: looks, then lists."""
        children = elements(self._part, "w:num", "w:numIdMacAtCleanup", "w:numbering")
        lists = [element for element in children if element.name == "w:num"]
        last = next(element for element in children if element.depth == 0).inner_end
        closing = min((element.start for element in children if element.name == "w:numIdMacAtCleanup"), default=last)
        before = lists[0].start if lists else closing
        after = lists[-1].end if lists else closing
        looks, new = "".join(self._new_looks), "".join(self._new_lists)
        if before == after:
            return replaced(self._part, [(before, before, looks + new)])
        return replaced(self._part, [(before, before, looks), (after, after, new)])


def _looks(part: bytes) -> dict[int, int]:
    """Id of the look (`w:abstractNum`) of each list (`w:num`)."""
    looks = {}
    for item in ElementTree.fromstring(part).iter(f"{_W}num"):  # noqa: S314 - checked for entities before
        look = item.find(f"{_W}abstractNumId")
        if look is not None:
            looks[int(item.get(f"{_W}numId", "0"))] = int(look.get(f"{_W}val", "0"))
    return looks
