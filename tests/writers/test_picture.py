"""Drawings as pictures: their size, their words as shapes, their pixels."""

from __future__ import annotations

import importlib.util
import json

import pytest

from generator.writers import picture
from tests import small

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50" font-size="10">{}</svg>'


GLYPHS = json.dumps(
    {
        "regular": {
            "units": 1000,
            "glyphs": {"A": [1000, "M0 0L500 1000L1000 0L0 0Z"], "B": [500, "M0 -0.5Q0 1000 500 1000.5Z"]},
        },
        "semibold": {"units": 1000, "glyphs": {"A": [1000, "M0 0L100 0Z"]}},
    }
).encode()


def words(text: str) -> str:
    return SVG.format(f'<text x="20" y="40" fill="#123">{text}</text>')


def test_the_size_comes_from_the_view_box_or_the_attributes() -> None:
    assert picture.size(SVG) == (200, 50)
    assert picture.size('<svg width="30px" height="40">') == (30, 40)


@pytest.mark.parametrize(
    "svg", ["<svg>", "<p>", '<svg viewBox="0 0 a b">', '<svg viewBox="0 0 0 9">', '<svg viewBox="1">']
)
def test_a_drawing_without_a_size_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="no size"):
        picture.size(svg)


def test_a_drawing_becomes_a_png_of_a_quarter_more_pixels_with_the_same_bytes_each_time() -> None:
    svg = SVG.format('<rect width="200" height="50" fill="#0f6f83"/><text x="1" y="9">Ward &amp; clinic</text>')
    first = picture.png(svg)
    picture.png.cache_clear()

    assert picture.png_size(first) == (250, 63)
    assert picture.png(svg) == first


def test_anything_but_svg_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        picture.png('<svg viewBox="0 0 1 1">')


@pytest.mark.parametrize("raw", [b"", b"GIF89a" + bytes(30), b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + bytes(30)])
def test_anything_but_png_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        picture.png_size(raw)


def test_words_become_shapes() -> None:
    letter = 'd="M0.00 0.00L5.00 -10.00L10.00 0.00L0.00 0.00Z"/>'
    assert picture.outlined(words("AA"), GLYPHS) == SVG.format(
        f'<g fill="#123" transform="translate(20.0 40.0)"><path transform="translate(0.0)" {letter}'
        f'<path transform="translate(10.0)" {letter}</g>'
    )


def test_curves_and_halves_of_units_are_scaled_too() -> None:
    assert 'd="M0.00 0.01Q0.00 -10.00 5.00 -10.01Z"' in picture.outlined(words("B"), GLYPHS)


def test_bold_words_take_the_bold_outlines_and_words_may_end_at_their_place() -> None:
    svg = SVG.format('<text x="20" y="40" font-weight="600" text-anchor="end">A</text>')

    assert picture.outlined(svg, GLYPHS) == SVG.format(
        '<g transform="translate(10.0 40.0)"><path transform="translate(0.0)" d="M0.00 0.00L1.00 0.00Z"/></g>'
    )


def test_words_stay_words_where_an_outline_is_missing() -> None:
    assert picture.outlined(words("Z"), GLYPHS) == words("Z")
    assert picture.outlined(words("A"), b"") == words("A")


def test_the_outlines_of_the_theme_are_those_of_its_fonts() -> None:
    script = small.ROOT / "theme" / "documents" / "make_fonts.py"
    spec = importlib.util.spec_from_file_location("make_fonts", script)
    assert spec is not None
    assert spec.loader is not None
    make_fonts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_fonts)

    assert make_fonts.glyphs() == (small.ROOT / "theme" / "documents" / "glyphs.json").read_text(encoding="utf-8")


def test_an_icon_is_drawn_in_a_colour() -> None:
    svg = picture.icon("M0 0L24 24Z", "#0f4c5c")

    assert picture.size(svg) == (24, 24)
    assert '<path fill="#0f4c5c" d="M0 0L24 24Z"/>' in svg


def test_an_icon_is_a_shape_of_word() -> None:
    shape = picture.geometry("M1 2.5L24 24C1 2 3 4 5 6.01Z")

    assert (
        '<a:path w="2400" h="2400"><a:moveTo><a:pt x="100" y="250"/></a:moveTo>'
        '<a:lnTo><a:pt x="2400" y="2400"/></a:lnTo>'
        '<a:cubicBezTo><a:pt x="100" y="200"/><a:pt x="300" y="400"/><a:pt x="500" y="601"/></a:cubicBezTo><a:close/>'
        "</a:path>" in shape
    )
