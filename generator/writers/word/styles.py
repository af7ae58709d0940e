"""Styles by their name: the template's own where it has them, else the base's definition, added when it is used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from ..office.xml import attribute, elements, replaced
from .numbering import Numbering
from .parts import MAIN

_W = f"{{{MAIN}}}"
_ROOT = "w:styles"
_TIES = re.compile(r'<w:(basedOn|next|link) w:val="([^"]*)"\s*/>')


@dataclass(frozen=True, slots=True)
class Style:
    """A style as a part defines it."""

    kind: str
    """paragraph, character, table or numbering."""
    id: str
    name: str
    default: bool = False
    list_id: int | None = None
    """The list that its paragraphs belong to."""
    list_level: int = 0


def read(part: bytes) -> tuple[Style, ...]:
    """The styles that a part defines."""
    root = ElementTree.fromstring(part)  # noqa: S314 - checked for entities before
    return tuple(_style(item) for item in root.iter(f"{_W}style"))


def _style(item: ElementTree.Element) -> Style:
    def value(path: str) -> str | None:
        found = item.find("/".join(_W + step for step in path.split("/")))
        return None if found is None else found.get(f"{_W}val")

    number, level = value("pPr/numPr/numId"), value("pPr/numPr/ilvl")
    return Style(
        kind=item.get(f"{_W}type", "paragraph"),
        id=item.get(f"{_W}styleId", ""),
        name=value("name") or "",
        default=item.get(f"{_W}default") in ("1", "true", "on"),
        list_id=int(number) if number and number.isdecimal() and number != "0" else None,
        list_level=int(level) if level and level.isdecimal() else 0,
    )


class Styles:
    """The styles of the file that is being written."""

    def __init__(self, part: bytes, base: bytes, lists: Numbering, instead: Mapping[str, str] | None = None) -> None:
        """Start with the styles of the template, or of the base itself.

        Args:
            part: the styles that the file has.
            base: the styles of the base, where what is lacking comes from.
            lists: the lists of the file, which take up those that an added style needs.
            instead: styles that take the place of others, by the others' names.
        """
        self._part = part
        self._instead = instead or {}
        self._lists = lists
        self._added: list[str] = []
        self._known = {(style.kind, style.name.lower()): style for style in reversed(read(part))}
        self._ids = {style.id for style in read(part)}
        self._base = {(style.kind, style.name.lower()): style for style in read(base)}
        self._base_ids = {style.id: style for style in self._base.values()}
        self._sources = {
            element.attributes.get("w:styleId", ""): base[element.start : element.end].decode()
            for element in elements(base, "w:style")
        }

    def find(self, name: str, kind: str = "paragraph") -> Style:
        """A style by its name, or the one in its place, added from the base where the file lacks it."""
        return self._found(self._instead.get(name, name), kind)

    def _found(self, name: str, kind: str) -> Style:
        key = (kind, name.lower())
        if key not in self._known:
            self._known[key] = self._add(self._of_base(name, kind))
        return self._known[key]

    def _of_base(self, name: str, kind: str) -> Style:
        if (kind, name.lower()) not in self._base:
            raise ValueError(f"the base for Word files has no {kind} style `{name}`")
        return self._base[kind, name.lower()]

    def id(self, name: str, kind: str = "paragraph") -> str:
        """A style's id by its name, added from the base where the file lacks it."""
        return self.find(name, kind).id

    def base_list(self, name: str) -> int:
        """The list of the base that a style of the base belongs to, in this file."""
        style = self._of_base(name, "paragraph")
        if style.list_id is None:
            raise ValueError(f"the style `{name}` of the base for Word files is no list")
        return self._lists.adopt(style.list_id)

    def own_list(self, name: str) -> tuple[int, int] | None:
        """The list and the level that a style itself belongs to."""
        style = self.find(name)
        if style.list_id is None or not self._lists.holds(style.list_id):
            return None
        return style.list_id, style.list_level

    def _add(self, style: Style) -> Style:
        default = next((one for one in self._known.values() if one.kind == style.kind and one.default), None)
        if style.default and default:
            return default
        added = replace(style, id=self._free_id(style.id), name=self._free_name(style))
        self._ids.add(added.id)
        # Known before what it is tied to: a style may be tied to itself or in a ring.
        self._known[style.kind, style.name.lower()] = added
        source = self._sources[style.id]
        source = source.replace(f'w:styleId="{style.id}"', f'w:styleId="{attribute(added.id)}"', 1)
        source = source.replace(
            f'<w:name w:val="{attribute(style.name)}"', f'<w:name w:val="{attribute(added.name)}"', 1
        )
        source = _TIES.sub(self._tie, source)
        if style.list_id is not None:
            added = replace(added, list_id=self._lists.adopt(style.list_id))
            source = source.replace(f'<w:numId w:val="{style.list_id}"', f'<w:numId w:val="{added.list_id}"', 1)
        self._added.append(source)
        return added

    def _tie(self, match: re.Match[str]) -> str:
        other = self._base_ids.get(match[2])
        return "" if other is None else f'<w:{match[1]} w:val="{attribute(self._found(other.name, other.kind).id)}"/>'

    def _free_id(self, id: str) -> str:
        number = 1
        while (free := id if number == 1 else f"{id}{number}") in self._ids:
            number += 1
        return free

    def _free_name(self, style: Style) -> str:
        """Word holds one style a name: where another kind of style has it, ours takes a longer one."""
        taken = any(one.name.lower() == style.name.lower() for one in self._known.values())
        return f"{style.name} (playbook)" if taken else style.name

    def write(self) -> bytes:
        """The part with what was added."""
        (root,) = elements(self._part, _ROOT)
        return replaced(self._part, [(root.inner_end, root.inner_end, "".join(self._added))])


def in_language(part: bytes, language: str) -> bytes:
    """Styles whose text is checked in a language, whatever each said before."""
    tag = attribute(language)
    found = elements(part, "w:lang", "w:rPr", "w:rPrDefault", _ROOT)
    changes = [(one.start, one.end, _language(one.attributes, tag)) for one in found if one.name == "w:lang"]
    defaults = next((one for one in found if one.name == "w:rPrDefault"), None)
    inner = [one for one in found if defaults and defaults.inner_start <= one.start < defaults.end]
    if not any(one.name == "w:lang" for one in inner):
        new = f'<w:lang w:val="{tag}"/>'
        looks = next((one for one in inner if one.name == "w:rPr" and one.inner_end < one.end), None)
        if looks:
            changes.append((looks.inner_end, looks.inner_end, new))
        elif defaults:
            changes.append((defaults.start, defaults.end, f"<w:rPrDefault><w:rPr>{new}</w:rPr></w:rPrDefault>"))
    return replaced(part, changes)


def _language(attributes: dict[str, str], tag: str) -> str:
    values = {"w:val": tag} | {name: attribute(value) for name, value in attributes.items() if name != "w:val"}
    return "<w:lang " + " ".join(f'{name}="{value}"' for name, value in values.items()) + "/>"
