"""Which characters the fonts of PDF documents have. tests/writers/test_pdf.py writes all of them."""

import pytest

from generator.model.characters import CONTROL, NO_GLYPH


@pytest.mark.parametrize("text", ["Tŷ Ŵyth, Łódź: “5 €” — 10 °C ≥ ½\n\ttabs and lines", "✓ ☐ → •", "Ελλάδα Москва"])
def test_european_text_and_usual_symbols_have_glyphs(text):
    assert not NO_GLYPH.search(text)


@pytest.mark.parametrize("character", ["🌍", "漢", "✅", "\ue000", "\U0010ffff"])
def test_emoji_chinese_and_private_characters_have_none(character):
    match = NO_GLYPH.search(f"all {character} of it")

    assert match is not None
    assert match.start() == 4


def test_line_ends_and_tabs_are_no_control_characters():
    assert CONTROL.sub("", "a\n\tb\x00\x85\u2028c") == "a\n\tbc"
