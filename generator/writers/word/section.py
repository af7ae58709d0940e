"""The page that a template defines: its size, its header and footer, and the body of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..office.xml import Element, attribute, elements, replaced
from .parts import PREFIXES

_A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1304" w:bottom="1440" w:left="1304" '
_A4 += 'w:header="709" w:footer="709" w:gutter="0"/>'
_REFERENCES = ("w:headerReference", "w:footerReference")
_SMALLEST = 2_000
_SHEET = {"top": 567, "right": 794, "bottom": 567, "left": 794, "header": 340, "footer": 340}
"""Widest margins of a sheet: 10 mm at the top and bottom, 14 mm at the sides. Word moves text below a taller header."""


@dataclass(frozen=True, slots=True)
class Section:
    """The last section of a file, which ours replaces."""

    markup: str
    """Its `w:sectPr` element."""
    width: int
    """Of the text, in twentieths of a point."""
    height: int
    """Of the text, in twentieths of a point."""

    def as_sheet(self) -> Section:
        """The same page with margins no wider than those of a sheet."""
        gained = dict.fromkeys(_SHEET, 0)

        def narrow(match: re.Match[str]) -> str:
            side, most, now = match[1], _SHEET[match[1]], abs(int(match[2]))
            gained[side] = max(0, now - most)
            return f'w:{side}="{min(now, most)}"'

        margins = re.compile(r"<w:pgMar\b[^>]*>")
        sides = re.compile(rf'\bw:({"|".join(_SHEET)})="(-?\d{{1,6}})"')
        markup = margins.sub(lambda match: sides.sub(narrow, match[0]), self.markup)
        width = self.width + gained["left"] + gained["right"]
        return replace(self, markup=markup, width=width, height=self.height + gained["top"] + gained["bottom"])

    @classmethod
    def of(cls, part: bytes) -> Section:
        """From the main part. A header of an earlier section stays valid until a later one replaces it."""
        settings = elements(part, "w:sectPr", *_REFERENCES, "w:pgSz", "w:pgMar", "w:cols")
        sections = [element for element in settings if element.name == "w:sectPr"]
        last = next((section for section in sections if section.depth == 2), sections[-1] if sections else None)
        if last is None:
            return cls(f"<w:sectPr>{_A4}</w:sectPr>", 11906 - 2 * 1304, 16838 - 2 * 1440)
        own = [element for element in settings if last.start < element.start < last.end]
        inner = part[last.inner_start : last.inner_end].decode()
        if not any(element.name == "w:pgSz" for element in own):
            inner += _A4
        width, height = _room(own)
        return cls(f"<w:sectPr>{_inherited(part, settings, own)}{inner}</w:sectPr>", width, height)


def _inherited(part: bytes, settings: Sequence[Element], own: Sequence[Element]) -> str:
    """Headers and footers of earlier sections that the last section does not replace."""

    def key(reference: Element) -> tuple[str, str]:
        return reference.name, reference.attributes.get("w:type", "default")

    replaced_keys = {key(element) for element in own if element.name in _REFERENCES}
    earlier = {key(element): element for element in settings if element.name in _REFERENCES and element not in own}
    return "".join(part[each.start : each.end].decode() for name, each in earlier.items() if name not in replaced_keys)


def _room(own: Sequence[Element]) -> tuple[int, int]:
    """Width and height of the text, in twentieths of a point."""
    values = {element.name: element.attributes for element in own}

    def number(element: str, name: str, default: int) -> int:
        value = values.get(element, {}).get(f"w:{name}", "")
        return int(value) if value.lstrip("-").isdecimal() and len(value) < 7 else default

    margins = [abs(number("w:pgMar", side, 1440)) for side in ("left", "right", "top", "bottom")]
    width = number("w:pgSz", "w", 11906) - margins[0] - margins[1] - number("w:pgMar", "gutter", 0)
    height = number("w:pgSz", "h", 16838) - margins[2] - margins[3]
    columns = max(1, number("w:cols", "num", 1))
    return max(_SMALLEST, width // columns), max(_SMALLEST, height)


def with_body(part: bytes, body: str, section: Section) -> bytes:
    """The main part with a new body, and with all our prefixes declared."""
    outer = elements(part, "w:document", "w:body")
    root = next(element for element in outer if element.depth == 0)
    old = next(element for element in outer if element.name == "w:body" and element.depth == 1)
    values = {f"xmlns:{prefix}": address for prefix, address in PREFIXES.items()} | root.attributes
    known = values.get("mc:Ignorable", "").split()
    values["mc:Ignorable"] = " ".join(known if "w14" in known else [*known, "w14"])
    tag = "".join(f' {name}="{attribute(value)}"' for name, value in values.items())
    return replaced(
        part,
        [
            (root.start, root.inner_start, f"<w:document{tag}>"),
            (old.start, old.end, f"<w:body>{body}{section.markup}</w:body>"),
        ],
    )
