"""Drawings as pictures: their size, their words as shapes, their pixels."""

from __future__ import annotations

import re
import struct

import pytest

from generator.writers import outlines, picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50" font-size="10">{}</svg>'


def table(glyphs: list[bytes]) -> tuple[bytes, bytes]:
    """Shapes of glyphs, and where each starts, in bytes."""
    starts, shapes = [0], b""
    for glyph in glyphs:
        shapes += glyph + bytes(-len(glyph) % 4)
        starts.append(len(shapes))
    return shapes, struct.pack(f">{len(starts)}I", *starts)


def shape(points: list[tuple[int, int, bool]]) -> bytes:
    """A glyph of one contour."""
    flags = bytes(int(on) for _, _, on in points)
    steps = []
    for axis in (0, 1):
        values = [point[axis] for point in points]
        steps += [value - before for value, before in zip(values, [0, *values], strict=False)]
    return struct.pack(">5hHH", 1, 0, 0, 0, 0, len(points) - 1, 0) + flags + struct.pack(f">{len(steps)}h", *steps)


def made_font(*, bold: bool = False, form: int = 4) -> bytes:
    """A font with a triangle for A, a blob without a point on its curve for B, and both, half as large, for C."""
    triangle = shape([(0, 0, True), (500, 1000, True), (1000, 0, True)])
    blob = shape([(0, 0, False), (0, 1000, False), (1000, 1000, False), (1000, 0, False)])
    both = struct.pack(">5h", -1, 0, 0, 0, 0)
    both += struct.pack(">HHbbh", 0x08 | 0x20, 1, 10, 20, 0x2000) + struct.pack(">HHhh", 0x01, 2, 300, 0)
    glyf, loca = table([b"", triangle, blob, both])
    if form == 4:
        segments = struct.pack(">HHHHHHH2HH2H2h2H", 4, 32, 0, 4, 0, 0, 0, 67, 0xFFFF, 0, 65, 0xFFFF, -64, 1, 0, 0)
    else:
        segments = struct.pack(">HHIII3I", 12, 0, 28, 0, 1, 65, 67, 1)
    tables = {
        b"OS/2": struct.pack(">HhH", 4, 0, 700 if bold else 400),
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + segments,
        b"glyf": glyf,
        b"head": bytes(18) + struct.pack(">H", 1000) + bytes(30) + struct.pack(">hh", 1, 0),
        b"hhea": bytes(34) + struct.pack(">H", 2),
        b"hmtx": struct.pack(">HhHh2h", 500, 0, 1000, 0, 0, 0),
        b"loca": loca,
    }
    result = struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0)
    start = len(result) + 16 * len(tables)
    body = b""
    for name, content in tables.items():
        result += struct.pack(">4sIII", name, 0, start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return result + body


def words(text: str) -> str:
    return SVG.format(f'<text x="20" y="40" fill="#123">{text}</text>')


def test_the_size_is_that_of_the_view() -> None:
    assert picture.size(SVG) == (200, 50)
    assert picture.size('<svg width="30px" height="40">') == (30, 40)


@pytest.mark.parametrize(
    "svg", ["<svg>", "<p>", '<svg viewBox="0 0 a b">', '<svg viewBox="0 0 0 9">', '<svg viewBox="1">']
)
def test_a_drawing_without_a_size_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="no size"):
        picture.size(svg)


def test_a_drawing_becomes_a_picture_of_twice_its_pixels_the_same_each_time() -> None:
    svg = SVG.format('<rect width="200" height="50" fill="#0f6f83"/><text x="1" y="9">Ward &amp; clinic</text>')
    first = picture.png(svg)
    picture.png.cache_clear()

    assert picture.png_size(first) == (400, 100)
    assert picture.png(svg) == first


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        picture.png('<svg viewBox="0 0 1 1">')


@pytest.mark.parametrize("raw", [b"", b"GIF89a" + bytes(30), b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + bytes(30)])
def test_what_is_no_png_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        picture.png_size(raw)


@pytest.mark.parametrize("form", [4, 12])
def test_words_become_shapes(form: int) -> None:
    svg = picture.outlined(words("AA"), (made_font(form=form),))

    assert svg == SVG.format(
        '<path fill="#123" d="M20.00 40.00L25.00 30.00L30.00 40.00L20.00 40.00Z'
        'M30.00 40.00L35.00 30.00L40.00 40.00L30.00 40.00Z"/>'
    )


def test_curves_without_a_point_on_them_start_halfway() -> None:
    (path,) = re.findall(r' d="([^"]*)"', picture.outlined(words("B"), (made_font(),)))

    assert path.startswith("M20.00 35.00Q20.00 30.00 25.00 30.00Q30.00 30.00 30.00 35.00")
    assert path.count("Q") == 4


def test_a_glyph_may_be_made_of_others() -> None:
    face = outlines.font(made_font())
    small, large = face.contours(3)

    assert [(point.x, point.y) for point in small] == [(10, 20), (260, 520), (510, 20)]
    assert [(point.x, point.y) for point in large] == [(300, 0), (300, 1000), (1300, 1000), (1300, 0)]


def test_bold_words_take_the_bold_font_and_words_may_end_where_they_stand() -> None:
    svg = SVG.format('<text x="20" y="40" font-weight="600" text-anchor="end">A</text>')
    fonts = (made_font(), made_font(bold=True))

    assert [outlines.font(raw).bold for raw in fonts] == [False, True]
    assert 'd="M10.00 40.00' in picture.outlined(svg, fonts)


def test_words_stay_words_where_a_character_is_lacking_or_no_font_is_at_hand() -> None:
    assert picture.outlined(words("Z"), (made_font(),)) == words("Z")
    assert picture.outlined(words("A"), ()) == words("A")


def test_a_font_without_shapes_is_refused() -> None:
    with pytest.raises(ValueError, match="TrueType"):
        outlines.Font(made_font().replace(b"glyf", b"CFF "))
