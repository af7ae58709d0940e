"""What all drawings share: a frame with a description in words, colours, and lines of text.

A drawing is complete in itself, in a file or on paper, in the colours given here; a page's style sheet restyles it by
classes, for light and dark. Text is escaped. Sizes are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from . import text_width
from .document import Drawing

INK, LINE, QUIET, PAPER = "#1c2528", "#c9d6d9", "#4a5a5f", "#ffffff"
"""Colours of text, of lines, of less important text and of what text in a strong colour stands out from."""
ACCENT = "#0f4c5c"
"""The colour of the site, for drawings of no trust's own."""
WIDTH = 720
"""Width of a wide drawing: printed 165 mm wide, its text is of 8.4 points."""
FONT_SIZE = 13
LINE_HEIGHT = 17


def drawing(
    kind: str, prefix: str, title: str, description: str, size: tuple[float, float], shapes: Iterable[str]
) -> Drawing:
    """A drawing in its frame, from its shapes as SVG markup.

    Its kind, such as timeline, is its class. The prefix makes the ids of its title and description unique in the page.
    """
    width, height = (f"{side:g}" for side in size)
    frame = (
        f'<svg class="{kind}" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="{FONT_SIZE}" '
        f'aria-labelledby="{prefix}-title {prefix}-description" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-description">{escape(description)}</desc>'
    )
    return Drawing(f"{frame}{''.join(shapes)}</svg>", description, title)


def words(value: str, x: float, y: float, colour: str = INK, **looks: str) -> str:
    """A line of text with its baseline at `y`. `looks` are further attributes, with `_` for `-`."""
    more = "".join(f' {name.replace("_", "-")}="{look}"' for name, look in looks.items())
    return f'<text fill="{colour}"{more} x="{x:.1f}" y="{y:.1f}">{escape(value)}</text>'


def width(text: str) -> float:
    """Width of a line of text, by estimate."""
    return text_width.width(text, FONT_SIZE)
