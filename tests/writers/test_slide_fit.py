"""Room that words take: sizes step down, lists are cut, nothing runs over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.colour import LEAST_CONTRAST, contrast
from generator.writers.slides import words
from generator.writers.slides.file import WHITE, ink_on, readable

BOX = (800.0, 320.0)
LINES = st.lists(st.text(min_size=1, max_size=500), min_size=1, max_size=30)


def test_a_short_list_keeps_the_size_of_the_layout() -> None:
    assert words.pages(["One", "Two"], BOX, 32) == [(("One", "Two"), 32)]


def test_a_small_layout_is_made_readable() -> None:
    assert words.pages(["One"], BOX, 18) == [(("One",), 24)]


def test_a_long_list_gets_a_smaller_font_size() -> None:
    assert words.pages(["Six words are on each point"] * 6, BOX, 32)[0][1] == 28


def test_a_list_that_fits_at_no_font_size_is_divided_in_order() -> None:
    points = [f"{number} words" for number in range(40)]
    pages = words.pages(points, BOX, 32)

    assert len(pages) > 1
    assert [point for page, _ in pages for point in page] == points


def test_words_that_are_too_long_for_a_line_are_broken() -> None:
    assert words.height(["x" * 400], 100, 20) > 40 * 20


@given(LINES, st.floats(120, 1200), st.floats(60, 600), st.sampled_from([12, 18, 24, 28, 32, 44]))
def test_nothing_overflows_unless_a_single_point_fills_more_than_a_slide(
    points: list[str], wide: float, high: float, own: float
) -> None:
    pages = words.pages(points, (wide, high), own)

    assert [point for page, _ in pages for point in page] == points
    for page, size in pages:
        assert words.height(page, wide, size) <= high or (len(page) == 1 and size == words.LONE[-1])


@given(st.text("0123456789ABCDEF", min_size=6, max_size=6))
def test_white_words_can_be_read_on_any_main_colour(colour: str) -> None:
    assert contrast(readable(colour), WHITE) >= LEAST_CONTRAST
    assert contrast(ink_on(colour), colour) >= 3.8


def test_a_dark_colour_stays_as_it_is() -> None:
    assert readable("0F6F83") == "0F6F83"
