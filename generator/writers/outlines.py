"""Outlines of a TrueType font's glyphs: words in a drawing then look the same wherever it is shown.

Typst takes fonts by path alone, and this code has no files. So words become shapes before a drawing is rasterised.
The names of tables and fields are those of the OpenType specification.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_ARGUMENTS_ARE_WORDS, _SCALE, _MORE, _TWO_SCALES, _TWO_BY_TWO = 0x01, 0x08, 0x20, 0x40, 0x80
_DEEPEST = 5
_BOLD = 600


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an outline in the font's units, y upwards."""

    x: float
    y: float
    on: bool
    """Whether it lies on the curve; else it bends it."""


class Font:
    """A TrueType font, read as far as its outlines need."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        (count,) = struct.unpack_from(">H", raw, 4)
        entries = (struct.unpack_from(">4s4xII", raw, 12 + 16 * number) for number in range(count))
        self._tables = {name: (start, length) for name, start, length in entries}
        if b"glyf" not in self._tables:
            raise ValueError("not a font with TrueType outlines")
        head = self._tables[b"head"][0]
        self.units = self._number(">H", head + 18)
        self.italic = bool(self._number(">H", head + 44) & 2)
        self._long_places = bool(self._number(">h", head + 50))
        self._metrics = self._number(">H", self._tables[b"hhea"][0] + 34)

    def _number(self, form: str, place: int) -> int:
        return int(struct.unpack_from(form, self._raw, place)[0])

    @cached_property
    def bold(self) -> bool:
        """Whether it is made for bold text."""
        return b"OS/2" in self._tables and self._number(">H", self._tables[b"OS/2"][0] + 4) >= _BOLD

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """From characters to glyphs."""
        start = self._tables[b"cmap"][0]
        found: dict[int, int] = {}
        for number in range(self._number(">H", start + 2)):
            table = start + self._number(">I", start + 4 + 8 * number + 4)
            form = self._number(">H", table)
            if form == 4:
                found |= dict(self._segments(table))
            elif form == 12:
                found |= dict(self._groups(table))
        return found

    def _segments(self, table: int) -> Iterator[tuple[int, int]]:
        count = self._number(">H", table + 6) // 2
        columns = [table + 14, table + 16 + 2 * count, table + 16 + 4 * count, table + 16 + 6 * count]
        for segment in range(count):
            last, first, delta, offset = (self._number(">H", column + 2 * segment) for column in columns)
            for character in range(first, min(last, 0xFFFE) + 1):
                glyph = character
                if offset:
                    glyph = self._number(">H", columns[3] + 2 * segment + offset + 2 * (character - first))
                    if not glyph:
                        continue
                yield character, (glyph + delta) & 0xFFFF

    def _groups(self, table: int) -> Iterator[tuple[int, int]]:
        for group in range(self._number(">I", table + 12)):
            first, last, glyph = struct.unpack_from(">III", self._raw, table + 16 + 12 * group)
            yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)

    def advance(self, glyph: int) -> int:
        """How far the next glyph stands from this one."""
        return self._number(">H", self._tables[b"hmtx"][0] + 4 * min(glyph, self._metrics - 1))

    def contours(self, glyph: int, depth: int = 0) -> list[list[Point]]:
        """Closed curves of a glyph."""
        places, form, step = (
            self._tables[b"loca"][0],
            ">I" if self._long_places else ">H",
            4 if self._long_places else 2,
        )
        start, end = (
            self._number(form, places + step * one) * (1 if self._long_places else 2) for one in (glyph, glyph + 1)
        )
        if start == end or depth > _DEEPEST:
            return []
        place = self._tables[b"glyf"][0] + start
        count = self._number(">h", place)
        return self._simple(place + 10, count) if count >= 0 else self._composite(place + 10, depth)

    def _simple(self, place: int, count: int) -> list[list[Point]]:
        ends = struct.unpack_from(f">{count}H", self._raw, place)
        place += 2 * count
        place += 2 + self._number(">H", place)
        total = ends[-1] + 1 if ends else 0
        flags: list[int] = []
        while len(flags) < total:
            flag = self._raw[place]
            place += 1
            repeats = 1
            if flag & 8:
                repeats += self._raw[place]
                place += 1
            flags += [flag] * repeats
        across, place = self._coordinates(flags, place, 2, 16)
        upwards, _ = self._coordinates(flags, place, 4, 32)
        points = [Point(x, y, bool(flag & 1)) for x, y, flag in zip(across, upwards, flags, strict=True)]
        starts = [0, *(end + 1 for end in ends)]
        return [points[start : end + 1] for start, end in zip(starts, ends, strict=False)]

    def _coordinates(self, flags: Sequence[int], place: int, short: int, same: int) -> tuple[list[int], int]:
        value, result = 0, []
        for flag in flags:
            if flag & short:
                value += self._raw[place] if flag & same else -self._raw[place]
                place += 1
            elif not flag & same:
                value += self._number(">h", place)
                place += 2
            result.append(value)
        return result, place

    def _composite(self, place: int, depth: int) -> list[list[Point]]:
        result: list[list[Point]] = []
        flags = _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack_from(">HH", self._raw, place)
            form = ">hh" if flags & _ARGUMENTS_ARE_WORDS else ">bb"
            right, up = struct.unpack_from(form, self._raw, place + 4)
            place += 4 + struct.calcsize(form)
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            count = 1 if flags & _SCALE else 2 if flags & _TWO_SCALES else 4 if flags & _TWO_BY_TWO else 0
            numbers = [value / 0x4000 for value in struct.unpack_from(f">{count}h", self._raw, place)]
            place += 2 * count
            if count == 4:
                a, b, c, d = numbers
            elif count:
                a, d = numbers[0], numbers[-1]
            result += [
                [Point(a * p.x + c * p.y + right, b * p.x + d * p.y + up, p.on) for p in contour]
                for contour in self.contours(glyph, depth + 1)
            ]
        return result

    def path(self, words: str, size: float, x: float, y: float) -> str | None:
        """Words as the data of an SVG path; None where the font lacks a character.

        Args:
            words: what to write, in one line.
            size: of the text.
            x: where it starts.
            y: of its base line, downwards.
        """
        scale, parts = size / self.units, []
        for character in words:
            glyph = self.glyphs.get(ord(character))
            if glyph is None:
                return None
            parts += [_curve(contour, scale, x, y) for contour in self.contours(glyph) if contour]
            x += self.advance(glyph) * scale
        return "".join(parts)

    def width(self, words: str, size: float) -> float:
        """How wide words are, without those that the font lacks."""
        return sum(self.advance(self.glyphs.get(ord(one), 0)) for one in words) * size / self.units


@lru_cache(maxsize=16)
def font(raw: bytes) -> Font:
    """A font from the bytes of its file, read once."""
    return Font(raw)


def _curve(contour: Sequence[Point], scale: float, x: float, y: float) -> str:
    """A closed contour as path data. Between two points off the curve lies one on it, halfway."""
    points: list[Point] = []
    for point, following in zip(contour, [*contour[1:], contour[0]], strict=True):
        points.append(point)
        if not point.on and not following.on:
            points.append(Point((point.x + following.x) / 2, (point.y + following.y) / 2, on=True))
    first = next((number for number, point in enumerate(points) if point.on), 0)
    points = points[first:] + points[: first + 1]
    start, *rest = (f"{x + point.x * scale:.2f} {y - point.y * scale:.2f}" for point in points)
    result, bend = [f"M{start}"], ""
    for point, place in zip(points[1:], rest, strict=True):
        if not point.on:
            bend = place
        else:
            result.append(f"Q{bend} {place}" if bend else f"L{place}")
            bend = ""
    return "".join(result) + "Z"
