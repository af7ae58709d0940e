"""Widths of columns, with a font in which each letter is as wide as half its height, or as all of it when bold."""

from __future__ import annotations

import json

import pytest

from generator.documents.document import table
from generator.writers.column_widths import BOLD, PLAIN, columns, least_width, letter_widths, longest_line
from tests import small

LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789"
GLYPHS = {
    style: {"units": 1000, "glyphs": {letter: [advance, ""] for letter in LETTERS}}
    for style, advance in (("regular", 500), ("semibold", 1000))
}
FONT = letter_widths(json.dumps(GLYPHS).encode())


def test_a_column_needs_its_widest_word_plain_or_bold() -> None:
    rows = (("a day", "some words"), ("today", "longest here"))

    assert columns(table(("what", "which"), rows, widths=(1, 3)), FONT) == {"shares": [1, 3], "least": [4.0, 5.0]}
    assert columns(table(("what", "which"), rows, widths=(1, 3), row_headers=True), FONT)["least"] == [5.0, 5.0]


def test_a_column_of_short_texts_stays_on_one_line() -> None:
    numbers = table(("n", "text"), (("12 to 14", "x" * 80), ("1", "y")))

    assert columns(numbers, FONT) == {"shares": [0, 75], "least": [4.0, 12.0]}


@pytest.mark.parametrize(("letters", "shares"), [(41, [0, 41]), (40, [25, 40])])
def test_a_date_stays_on_one_line_beside_prose_alone(letters: int, shares: list[int]) -> None:
    dated = table(("when", "what"), (("wednesday 15 december", "a" * letters),))

    assert columns(dated, FONT)["shares"] == shares


def test_columns_that_are_all_short_share_the_width_equally() -> None:
    assert columns(table(("a", "b"), (("1", "2"),)), FONT) == {"shares": [1, 1], "least": [1.0, 1.0]}


def test_a_column_without_words_has_room_to_write() -> None:
    assert columns(table(("", "b"), (("", "2"),), widths=(1, 1)), FONT)["least"] == [1.0, 1.0]


def test_a_letter_that_the_font_lacks_is_as_wide_as_it_is_high() -> None:
    assert longest_line(["\u2603", "aa\naaaa"], FONT[PLAIN]) == 2.0
    assert least_width(["\u2603\u2603\u2603"], FONT[PLAIN]) == 3.0
    assert letter_widths(b"") == {PLAIN: {}, BOLD: {}}


def test_a_long_word_may_break_after_a_mark_or_anywhere() -> None:
    assert least_width(["information-governance-leads"], FONT[PLAIN]) == 6.0 + 0.5
    assert least_width(["b" * 300], FONT[PLAIN]) == 12.0


def test_the_theme_has_the_widths_of_its_font() -> None:
    letters = letter_widths((small.ROOT / "theme" / "documents" / "glyphs.json").read_bytes())

    assert 0.2 < letters[PLAIN]["i"] < letters[PLAIN]["m"] < letters[BOLD]["m"] < 1
