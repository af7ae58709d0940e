"""How wide words are in the font of PDF documents, from the outlines of its letters; in ems, for plain and bold type.

Kerning only brings letters nearer. A letter that the font lacks counts as one em.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

Widths: TypeAlias = dict[str, float]
"""Width of each letter in ems."""

PLAIN, BOLD = "regular", "semibold"
WHOLE = 24
"""A longer word breaks after a punctuation mark, or anywhere within a longer piece. The template does the same."""
_PIECE = re.compile(r"[^@._/\-]*[@._/\-]*")


@lru_cache(maxsize=2)
def letter_widths(glyphs: bytes) -> dict[str, Widths]:
    """Widths of the letters of each style, from `theme/documents/glyphs.json`, or nothing where the theme has none."""
    styles: Any = json.loads(glyphs or b"{}")
    return {style: _widths(styles[style]) if style in styles else {} for style in (PLAIN, BOLD)}


def _widths(style: Any) -> Widths:
    return {letter: outline[0] / style["units"] for letter, outline in style["glyphs"].items()}


def width(text: str, letters: Widths) -> float:
    """Width of text on one line."""
    total = 0.0
    for letter in text:
        total += letters.get(letter, 1.0)
    return total


def least_width(texts: Iterable[str], letters: Widths) -> float:
    """The narrowest that a column can be without breaking a word."""
    words = {word for text in texts for word in text.split()}
    return max((width(piece, letters) for word in words for piece in _pieces(word)), default=0.0)


def longest_line(texts: Iterable[str], letters: Widths) -> float:
    """Width of the longest line of texts that may have several."""
    return max((width(line, letters) for text in texts for line in text.split("\n")), default=0.0)


def _pieces(word: str) -> Iterable[str]:
    """What of a word stays on one line."""
    return (word,) if len(word) <= WHOLE else (piece[:WHOLE] for piece in _PIECE.findall(word))
