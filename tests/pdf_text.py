"""The text of a PDF as its pages show it, read by qpdf: the reader of pypdf takes five times as long for a whole plan.

It knows what Typst writes: fonts with two bytes for each glyph and a table of the characters that each stands for.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

Characters = Mapping[int, str]
"""What the glyphs of a font stand for."""

_SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_SECTION = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)


def without_spaces(raw: bytes) -> tuple[str, ...]:
    """The text of each page without white space: where its lines end is for the page to say."""
    with pikepdf.open(io.BytesIO(raw)) as file:
        fonts: dict[tuple[int, int], Characters] = {}
        return tuple("".join("".join(_shown(page.obj, fonts)).split()) for page in file.pages)


def _shown(content: Any, fonts: dict[tuple[int, int], Characters]) -> Iterator[str]:
    """The text of a page, or of a form that one draws, piece by piece."""
    characters: Characters = {}
    for operands, operator in pikepdf.parse_content_stream(content, "Tf TJ Tj Do"):
        name = str(operator)
        if name == "Tf":
            font = content.Resources.Font[str(operands[0])]
            if font.objgen not in fonts:
                fonts[font.objgen] = _characters(font.ToUnicode.read_bytes())
            characters = fonts[font.objgen]
        elif name == "Do":
            drawn = content.Resources.XObject[str(operands[0])]
            if drawn.Subtype == "/Form":
                yield from _shown(drawn, fonts)
        else:
            for text in operands[0] if name == "TJ" else operands:
                if isinstance(text, pikepdf.String):
                    glyphs = bytes(text)
                    yield "".join(characters[int.from_bytes(glyphs[at : at + 2])] for at in range(0, len(glyphs), 2))


def _characters(table: bytes) -> Characters:
    assert b"beginbfrange" not in table, "only single characters are known"
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for section in _SECTION.findall(table)
        for glyph, text in _SINGLE.findall(section)
    }
