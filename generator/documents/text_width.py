"""How wide text is, by estimate, since no font is read here: slightly wider than in Arial or in the site's font."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

_NARROW, _MIDDLING, _WIDE = frozenset("iljI.,:;'!|"), frozenset('ftr()[]/ -"1'), frozenset("mwMW@%—&")
_SQUARE = 0x2E80
"""From this code point on, most letters are as wide as they are high."""


def width(text: str, size: float) -> float:
    """Width of text on one line, in the unit of its font size."""
    return _sum(text) * size / 1000


@lru_cache(maxsize=8192)
def _sum(text: str) -> int:
    """Width in thousandths of the font size; words come again and again."""
    return sum(map(_thousandths, text))


@cache
def _thousandths(character: str) -> int:
    """Width of a character, in thousandths of the font size: whole numbers have the same sum in every Python."""
    if character in _NARROW:
        return 310
    if character in _MIDDLING:
        return 420
    if character in _WIDE:
        return 900
    if ord(character) >= _SQUARE:
        return 1000
    return 700 if character.isupper() else 575


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """Text as lines no wider than the room for it, and at least one line. A word that is wider is broken."""
    limit, space = room * 1000 / size, _thousandths(" ")
    lines: list[list[str]] = [[]]
    used = 0
    for piece, length in _pieces(text, limit):
        if lines[-1] and used + space + length > limit:
            lines.append([])
        used = used + space + length if lines[-1] else length
        lines[-1].append(piece)
    return tuple(" ".join(line) for line in lines)


def _pieces(text: str, limit: float) -> Iterator[tuple[str, int]]:
    """Words, and pieces of words that are wider than the limit, each with its width in thousandths."""
    for word in text.split():
        if (whole := _sum(word)) <= limit:
            yield word, whole
            continue
        start = used = 0
        for end, character in enumerate(word):
            step = _thousandths(character)
            if end > start and used + step > limit:
                yield word[start:end], used
                start, used = end, 0
            used += step
        yield word[start:], used
