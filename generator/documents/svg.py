"""What all drawings share: the frame that says in words what they show, colours, and how much room words take.

A drawing stands on its own, in a file or on paper, in the colours given here; a page's style sheet restyles it by
classes, for light and dark. Words are escaped. Sizes are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from .document import Drawing

INK, LINE, QUIET = "#1c2528", "#c9d6d9", "#4a5a5f"
"""Colours of words, of lines, and of words that matter less."""
FONT_SIZE = 13
LINE_HEIGHT = 17

_NARROW, _MIDDLING, _WIDE = frozenset("iljI.,:;'!|"), frozenset('ftr()[]/ -"1'), frozenset("mwMW@%—&")
_FULL = 0x2E80
"""From here on scripts have letters as wide as they are high."""


def drawing(
    kind: str, prefix: str, title: str, description: str, size: tuple[float, float], parts: Iterable[str]
) -> Drawing:
    """A drawing in its frame.

    Args:
        kind: class of the whole, such as gantt.
        prefix: makes the ids of its title and description unique within the page.
        title: what it is, in a few words.
        description: what it shows, for those who cannot see it.
        size: width and height.
        parts: what is in it, as markup.
    """
    width, height = (f"{side:g}" for side in size)
    frame = (
        f'<svg class="{kind}" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="{FONT_SIZE}" '
        f'aria-labelledby="{prefix}-title {prefix}-description" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-description">{escape(description)}</desc>'
    )
    return Drawing(f"{frame}{''.join(parts)}</svg>", description)


def words(value: str, x: float, y: float, kind: str, colour: str = INK, **looks: str) -> str:
    """A line of words; `y` is where it stands on. Looks are attributes, with `_` for `-`."""
    more = "".join(f' {name.replace("_", "-")}="{look}"' for name, look in looks.items())
    return f'<text class="{kind}" fill="{colour}"{more} x="{x:.1f}" y="{y:.1f}">{escape(value)}</text>'


def width(value: str, size: float = FONT_SIZE) -> float:
    """Room that words take by estimate, on the generous side: somewhat more than in the site's own font or in Arial."""
    return sum(map(_share, value)) * size


def _share(character: str) -> float:
    """Width of a character as a share of the size."""
    if character in _NARROW:
        return 0.31
    if character in _MIDDLING:
        return 0.42
    if character in _WIDE:
        return 0.9
    if ord(character) >= _FULL:
        return 1.0
    return 0.7 if character.isupper() else 0.575


def wrapped(value: str, room: float, size: float = FONT_SIZE) -> tuple[str, ...]:
    """Words in lines that are no wider than there is room; a word that is wider breaks where it has to."""
    lines = [""]
    for piece in _pieces(value, room, size):
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if width(longer, size) <= room:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(piece)
        else:
            lines[-1] = piece
    return tuple(lines)


def _pieces(value: str, room: float, size: float) -> Iterator[str]:
    for word in value.split():
        start = 0
        for end in range(1, len(word) + 1):
            if end > start + 1 and width(word[start:end], size) > room:
                yield word[start : end - 1]
                start = end - 1
        yield word[start:]
