"""How wide the columns of a table must be, so that the template of PDF documents need not measure its words.

Widths are in ems and come from the outlines of the font's letters. Kerning only brings letters nearer, and a letter
that the font lacks counts as one em.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from ..documents.document import Inline, Table, plain
from ..documents.icons import PREFIX

Widths: TypeAlias = dict[str, float]
"""Width of each letter."""

PLAIN, BOLD = "regular", "semibold"
WHOLE = 24
"""A longer word breaks after a punctuation mark, or anywhere within a longer piece. The template does the same."""
BLANK = 1.0
"""Least width of a column without words."""
SHORT, DATE, PROSE, LONG = 14, 28, 40, 75
"""Letters up to which a column has one line, and up to which it has one beside a column of prose; from which it is
prose, and from which more of them count no more for its share of the width."""
ICON = 1.4
"""Width of an icon, which stays with the word after it, and of the space between them."""
ROOM_BESIDE_PROSE = 28.0
"""What columns on one line may take from prose."""
_PIECE = re.compile(r"[^@._/\-]*[@._/\-]*")


def columns(table: Table, letters: dict[str, Widths]) -> dict[str, Sequence[float]]:
    """For each column of a table its share of the width, 0 to keep it on one line, and the least that it needs."""
    titles = [plain(title) for title in table.header]
    cells = [[plain(row[index]) for row in table.rows] for index in range(len(titles))]
    styles = [letters[BOLD if table.row_headers and index == 0 else PLAIN] for index in range(len(titles))]
    longest = [max(map(len, (title, *texts))) for title, texts in zip(titles, cells, strict=True)]
    # Only a table without widths of its own may keep a column on one line.
    lines = [0.0 if table.widths else longest_line(texts, style) for texts, style in zip(cells, styles, strict=True)]
    beside_prose = math.fsum(width for width, most in zip(lines, longest, strict=True) if most <= DATE)
    short = DATE if max(longest) > PROSE and beside_prose < ROOM_BESIDE_PROSE else SHORT
    icons = [ICON if any(has_icon(row[index]) for row in table.rows) else 0.0 for index in range(len(titles))]
    shares, least = [], []
    for index, title in enumerate(titles):
        narrow = not table.widths and longest[index] <= short
        needed = icons[index] + (lines[index] if narrow else least_width(cells[index], styles[index]))
        blank = 0.0 if longest[index] else BLANK
        least.append(round(max(needed, least_width((title,), letters[BOLD]), blank), 4))
        share = table.widths[index] if table.widths else max(25, min(LONG, longest[index]))
        shares.append(0 if narrow else share)
    return {"shares": shares if any(shares) else [1 for _ in shares], "least": least}


def has_icon(cell: Inline) -> bool:
    """Whether a cell begins with an icon."""
    return bool(cell) and (cell[0].role or "").startswith(PREFIX)


@lru_cache(maxsize=2)
def letter_widths(glyphs: bytes) -> dict[str, Widths]:
    """Widths of the letters, plain and bold, from `theme/documents/glyphs.json`; none where that is missing."""
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
