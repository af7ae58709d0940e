"""The fonts of pages: no larger than pages need, with every weight and letter that they use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests import small

PUBLISHED = sorted((small.ROOT / "theme/documents/fonts").glob("*.woff2"))
FONTS = small.ROOT / "theme/assets/fonts"
STYLE_SHEETS = sorted((small.ROOT / "theme/assets/stylesheets").glob("*.css"))
LIGHTEST, BOLDEST = 400, 700


MOST = 14_000
"""Bytes of the font that every page asks for first."""


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda path: path.stem)
def test_fonts_of_pages_have_all_letters_and_only_the_weights_that_pages_use(published: Path) -> None:
    names = {published.name, published.name.replace("latin-ext", "").replace("latin", "english")}
    ours = [TTFont(FONTS / name) for name in sorted(names) if (FONTS / name).exists()]
    letters = [letter for font in ours for letter in font.getBestCmap()]

    assert sorted(letters) == sorted(TTFont(published).getBestCmap())
    for font in ours:
        (weight,) = font["fvar"].axes
        assert (weight.axisTag, weight.minValue, weight.maxValue) == ("wght", LIGHTEST, BOLDEST)


def test_a_page_in_english_needs_one_small_font() -> None:
    font = FONTS / "atkinson-hyperlegible-next-english.woff2"

    assert font.stat().st_size < MOST
    assert {*map(ord, "Aa09 \u00a35\u00b7\u00bd \u201cdon\u2019t\u201d \u2013 4 \u00b0C caf\u00e9\u2026")} <= set(
        TTFont(font).getBestCmap()
    )


def test_a_browser_is_told_which_font_has_a_letter_and_no_two_have_the_same() -> None:
    for slope in ("normal", "italic"):
        told = [letter for _, letters in faces(slope) for letter in letters]
        assert len(told) == len(set(told))
        for name, letters in faces(slope):
            has = set(TTFont(FONTS / name).getBestCmap())
            assert {*range(0x20, 0x7F), *range(0xA1, 0x100)} & has <= set(letters) or "-ext" in name, name
            # The ranges of further letters have room for later versions of the font.
            assert set(letters) <= has or "-ext" in name, name


def faces(slope: str) -> Iterator[tuple[str, list[int]]]:
    """Each font of a slope with the code points that the style sheet says it is for."""
    text = (small.ROOT / "theme/assets/stylesheets/site.css").read_text(encoding="utf-8")
    for face in re.findall(r"@font-face \{(.*?)\n\}", text, flags=re.DOTALL):
        if f"font-style: {slope};" in face:
            ranges = [each.split("-") for each in re.findall(r"U\+([\dA-F-]+)", face)]
            letters = [code for each in ranges for code in range(int(each[0], 16), int(each[-1], 16) + 1)]
            yield re.findall(r"fonts/([\w-]+\.woff2)", face)[0], letters


def test_style_sheets_ask_for_no_other_weight() -> None:
    asked = {
        int(weight)
        for sheet in STYLE_SHEETS
        for weights in re.findall(r"font-weight: ([\d ]+);", sheet.read_text(encoding="utf-8"))
        for weight in weights.split()
    }

    assert {LIGHTEST, 600, BOLDEST} <= asked
    assert min(asked) == LIGHTEST
    assert max(asked) == BOLDEST


def test_every_font_of_pages_is_in_the_style_sheet() -> None:
    named = [name for slope in ("normal", "italic") for name, _ in faces(slope)]

    assert sorted(named) == sorted(path.name for path in FONTS.glob("*.woff2"))
