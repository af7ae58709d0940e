"""Text that Excel takes as it is, within Excel's limits."""

from __future__ import annotations

from functools import lru_cache

from xlsxwriter.utility import xl_pixel_width

from ...model.characters import clean

LONGEST_TEXT, LONGEST_HEADER, LONGEST_MESSAGE, LONGEST_TITLE = 32_767, 255, 255, 32
"""Limits of Excel, in UTF-16 units."""
CHARACTER_PIXELS, WIDEST_PIXELS, INDENT_PIXELS = 7, 13, 9
"""Widths of a digit, of the widest letter and of an indent as `xl_pixel_width` counts."""
ARIAL = 1.03
"""How much more text a column holds than `xl_pixel_width` says, which measures Calibri: columns are as wide as so many
digits, and those of Arial are wider still than its letters."""


def text(value: str) -> str:
    """Text that a cell shows unchanged: not XML, and no longer than Excel allows."""
    shown = cut(clean(value), LONGEST_TEXT)
    # xlsxwriter would write such a text as XML.
    return f"{shown} " if shown.startswith("<r>") and shown.endswith("</r>") else shown


def cut(value: str, length: int) -> str:
    """Text of at most so many UTF-16 units, with an ellipsis if something is left out."""
    if len(value) * 2 <= length or len(value.encode("utf-16-le")) // 2 <= length:
        return value
    return value.encode("utf-16-le")[: (length - 1) * 2].decode("utf-16-le", "ignore") + "…"


def printed(value: str, length: int) -> str:
    """Text for a header or footer, where `&` has a special meaning and 255 characters are the limit."""
    return cut(text(value), length).replace("&", "&&")


@lru_cache(maxsize=8192)
def lines(value: str, width: float) -> int:
    """Number of lines that text takes in a column of some width in characters, broken between words.

    Most texts are the same for every trust.
    """
    room = int(width * CHARACTER_PIXELS * ARIAL) - INDENT_PIXELS
    if len(value) * WIDEST_PIXELS <= room and "\n" not in value:
        return 1
    space = xl_pixel_width(" ")
    number = 0
    for paragraph in value.split("\n"):
        number, used = number + 1, 0
        for word in paragraph.split(" "):
            pixels = xl_pixel_width(word)
            if used and used + pixels > room:
                number, used = number + 1, 0
            number += pixels // (room + 1)
            used += pixels + space
    return number
