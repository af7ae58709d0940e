"""Styles and lists: the template's own if it has them, else the base's, which are added when they are used.

Each numbered list counts separately.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, count
from xml.etree import ElementTree

from ..office.xml import DECLARATION, attribute, attributes, elements, replaced
from .file import MAIN

_W = f"{{{MAIN}}}"
_ROOT = "w:styles"
NO_LISTS = f'{DECLARATION}<w:numbering xmlns:w="{MAIN}"></w:numbering>'.encode()
_HANGING = re.compile(r'w:left="-\d+"')
_REFERENCES = re.compile(r'<w:(basedOn|next|link) w:val="([^"]*)"\s*/>')


@dataclass(frozen=True, slots=True)
class Style:
    """A style as a styles part defines it."""

    kind: str
    """paragraph, character, table or numbering."""
    id: str
    name: str
    default: bool = False
    list_id: int | None = None
    """Id of the list that its paragraphs belong to."""
    list_level: int = 0
    left: int = 0
    """Indent, in twentieths of a point."""


@lru_cache(maxsize=8)
def read(part: bytes) -> tuple[Style, ...]:
    """The styles that a styles part defines."""
    root = ElementTree.fromstring(part)  # noqa: S314 - checked for entities before
    return tuple(_style(item) for item in root.iter(f"{_W}style"))


def _style(item: ElementTree.Element) -> Style:
    def value(path: str) -> str | None:
        element = item.find("/".join(_W + step for step in path.split("/")))
        return None if element is None else element.get(f"{_W}val")

    number, level = value("pPr/numPr/numId"), value("pPr/numPr/ilvl")
    indents = item.find(f"{_W}pPr/{_W}ind")
    left = "" if indents is None else indents.get(f"{_W}left", "")
    return Style(
        kind=item.get(f"{_W}type", "paragraph"),
        id=item.get(f"{_W}styleId", ""),
        name=value("name") or "",
        default=item.get(f"{_W}default") in ("1", "true", "on"),
        list_id=int(number) if number and number.isdecimal() and number != "0" else None,
        list_level=int(level) if level and level.isdecimal() else 0,
        left=int(left) if re.fullmatch(r"-?\d{1,5}", left) else 0,
    )


class Numbering:
    """The lists of a file that is being written."""

    def __init__(self, part: bytes, base: bytes) -> None:
        """Start with the lists in the numbering part of a file, and with those of the base to copy from."""
        self._part = part
        self._same = part == base
        self._looks = dict(_looks(part))
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


@lru_cache(maxsize=8)
def _looks(part: bytes) -> Mapping[int, int]:
    """Id of the look (`w:abstractNum`) of each list (`w:num`)."""
    looks = {}
    for item in ElementTree.fromstring(part).iter(f"{_W}num"):  # noqa: S314 - checked for entities before
        look = item.find(f"{_W}abstractNumId")
        if look is not None:
            looks[int(item.get(f"{_W}numId", "0"))] = int(look.get(f"{_W}val", "0"))
    return looks


class Styles:
    """The styles of a file that is being written."""

    def __init__(self, part: bytes, base: bytes, lists: Numbering) -> None:
        """Start with the styles part of a file, and with that of the base, which supplies the styles that it lacks.

        The lists of added styles are copied to the lists of the file.
        """
        self._part = part
        self._instead: Mapping[str, str] = {}
        self.lists = lists
        self._added: list[str] = []
        self._known = {(style.kind, style.name.lower()): style for style in reversed(read(part))}
        self._ids = {style.id for style in read(part)}
        self._base = {(style.kind, style.name.lower()): style for style in read(base)}
        self._base_ids = {style.id: style for style in self._base.values()}
        self._sources = {
            element.attributes.get("w:styleId", ""): base[element.start : element.end].decode()
            for element in elements(base, "w:style")
        }

    def with_others(self, instead: Mapping[str, str]) -> Styles:
        """The same styles for a document that uses other styles instead of some, by name."""
        view = copy.copy(self)
        view._instead = instead
        return view

    def own(self, name: str, kind: str = "paragraph") -> Style | None:
        """The style of a name, if the file has it already."""
        return self._known.get((kind, name.lower()))

    def find(self, name: str, kind: str = "paragraph") -> Style:
        """The style of a name, or its replacement; added from the base if the file lacks it."""
        return self._by_name(self._instead.get(name, name), kind)

    def _by_name(self, name: str, kind: str) -> Style:
        key = (kind, name.lower())
        if key not in self._known:
            self._known[key] = self._add(self._of_base(name, kind))
        return self._known[key]

    def _of_base(self, name: str, kind: str) -> Style:
        if (kind, name.lower()) not in self._base:
            raise ValueError(f"the base for Word files has no {kind} style `{name}`")
        return self._base[kind, name.lower()]

    def id(self, name: str, kind: str = "paragraph") -> str:
        """The id of the style that `find` returns."""
        return self.find(name, kind).id

    def base_list(self, name: str) -> int:
        """Id in this file of the list that a style of the base belongs to."""
        style = self._of_base(name, "paragraph")
        if style.list_id is None:
            raise ValueError(f"the style `{name}` of the base for Word files does not belong to a list")
        return self.lists.adopt(style.list_id)

    def own_list(self, name: str) -> tuple[int, int] | None:
        """List id and level of a style; None if it belongs to no list of this file."""
        style = self.find(name)
        return (style.list_id, style.list_level) if style.list_id and self.lists.holds(style.list_id) else None

    def _add(self, style: Style) -> Style:
        default = next((known for known in self._known.values() if known.kind == style.kind and known.default), None)
        if style.default and default:
            return default
        added = replace(style, id=self._free_id(style.id), name=self._free_name(style))
        self._ids.add(added.id)
        # Known before the styles that it refers to, since references may form a circle.
        self._known[style.kind, style.name.lower()] = added
        source = self._sources[style.id]
        source = source.replace(f'w:styleId="{style.id}"', f'w:styleId="{attribute(added.id)}"', 1)
        old, new = (f'<w:name w:val="{attribute(name)}"' for name in (style.name, added.name))
        source = source.replace(old, new, 1)
        source = _REFERENCES.sub(self._reference, source)
        # The margins of a template are its own, and nothing hangs in them.
        source = _HANGING.sub('w:left="0"', source)
        if style.list_id is not None:
            added = replace(added, list_id=self.lists.adopt(style.list_id))
            source = source.replace(f'<w:numId w:val="{style.list_id}"', f'<w:numId w:val="{added.list_id}"', 1)
        self._added.append(source)
        return added

    def _reference(self, match: re.Match[str]) -> str:
        other = self._base_ids.get(match[2])
        return "" if other is None else f'<w:{match[1]} w:val="{attribute(self._by_name(other.name, other.kind).id)}"/>'

    def _free_id(self, id: str) -> str:
        numbered = (f"{id}{number}" for number in count(2))
        return next(free for free in chain([id], numbered) if free not in self._ids)

    def _free_name(self, style: Style) -> str:
        """A name that no other style has: in Word even styles of different kinds must not share one."""
        taken = any(known.name.lower() == style.name.lower() for known in self._known.values())
        return f"{style.name} (playbook)" if taken else style.name

    def write(self) -> bytes:
        """The styles part with the added styles."""
        if not self._added:
            return self._part
        (root,) = elements(self._part, _ROOT)
        return replaced(self._part, [(root.inner_end, root.inner_end, "".join(self._added))])


@lru_cache(maxsize=8)
def in_language(part: bytes, language: str) -> bytes:
    """A styles part in which every style has the same language for spelling."""
    tag = {"w:val": language}
    candidates = elements(part, "w:lang", "w:rPr", "w:rPrDefault", _ROOT)
    changes = [
        (each.start, each.end, f"<w:lang{attributes(tag | each.attributes | tag)}/>")
        for each in candidates
        if each.name == "w:lang"
    ]
    defaults = next((element for element in candidates if element.name == "w:rPrDefault"), None)
    inner = [element for element in candidates if defaults and defaults.inner_start <= element.start < defaults.end]
    if not any(element.name == "w:lang" for element in inner):
        new = f"<w:lang{attributes(tag)}/>"
        properties = next((each for each in inner if each.name == "w:rPr" and each.inner_end < each.end), None)
        if properties:
            changes.append((properties.inner_end, properties.inner_end, new))
        elif defaults:
            changes.append((defaults.start, defaults.end, f"<w:rPrDefault><w:rPr>{new}</w:rPr></w:rPrDefault>"))
    return replaced(part, changes)
