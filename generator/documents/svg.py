"""What all drawings share: the frame that says in words what they show, colours, and how much room words take.

A drawing stands on its own, in a file or on paper, in the colours given here; a page's style sheet restyles it by
classes, for light and dark. Words are escaped. Sizes are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
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
    return Drawing(f"{frame}{''.join(parts)}</svg>", description, title)


def words(value: str, x: float, y: float, kind: str, colour: str = INK, **looks: str) -> str:
    """A line of words; `y` is where it stands on. Looks are attributes, with `_` for `-`."""
    more = "".join(f' {name.replace("_", "-")}="{look}"' for name, look in looks.items())
    return f'<text class="{kind}" fill="{colour}"{more} x="{x:.1f}" y="{y:.1f}">{escape(value)}</text>'


def width(value: str, size: float = FONT_SIZE) -> float:
    """Room that words take by estimate, on the generous side: somewhat more than in the site's own font or in Arial."""
    return sum(map(_share, value)) * size


@cache
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
    lines: list[list[str]] = [[]]
    used, space = 0.0, width(" ", size)
    for piece, long in _pieces(value, room, size):
        if lines[-1] and used + space + long > room:
            lines.append([])
        used = used + space + long if lines[-1] else long
        lines[-1].append(piece)
    return tuple(" ".join(line) for line in lines)


def _pieces(value: str, room: float, size: float) -> Iterator[tuple[str, float]]:
    """Words, or parts of words that are too long, each with its width."""
    for word in value.split():
        long = width(word, size)
        if long <= room:
            yield word, long
            continue
        start, used = 0, 0.0
        for end, character in enumerate(word):
            step = width(character, size)
            if end > start and used + step > room:
                yield word[start:end], used
                start, used = end, 0.0
            used += step
        yield word[start:], used
