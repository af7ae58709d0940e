"""How people's answers moved, drawn with a line for each person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from random import Random

import pytest

from generator.documents import svg
from generator.documents.change_picture import WIDTH, change_drawing, change_table
from generator.documents.document import Drawing
from generator.evaluation.description import changes
from generator.evaluation.results import About, Comparison
from generator.model.instrument import Wave

COLOUR = "#005eb8"
UP = rf'class="accent" fill="none" stroke="{COLOUR}" stroke-width="[\d.]+"'
SAME = rf'fill="none" stroke="{svg.INK}" stroke-width="[\d.]+" stroke-dasharray="1.5 3"'
DOWN = rf'fill="none" stroke="{svg.INK}" stroke-width="[\d.]+" stroke-dasharray="6 3"'
LINE = r' d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"'


def comparison(pairs: Iterable[tuple[float, float]], earlier: Wave = Wave.BEFORE) -> Comparison:
    exact = sorted((Fraction(str(first)), Fraction(str(later))) for first, later in pairs)
    firsts, laters = [first for first, _ in exact], [later for _, later in exact]
    return Comparison(About("preparedness"), earlier, Wave.AFTER, changes(firsts, laters), tuple(exact))


THREE = comparison([(2, 3), (2, 2), (4, 3.5)])
LOOKING_BACK = comparison([(1, 3), (2, 2)], Wave.THEN)


def drawn(before_after: Comparison | None, then_after: Comparison | None = None) -> Drawing:
    return change_drawing(before_after, then_after, 5, "change-1", COLOUR, "All items together")


def lines(drawing: Drawing, look: str) -> list[tuple[float, ...]]:
    """Ends of the people's lines that look so: x and y at the first time, and at the later."""
    return [tuple(map(float, ends)) for ends in re.findall(look + LINE, drawing.svg)]


def test_each_person_is_a_line_that_tells_up_same_and_down_by_its_dashes() -> None:
    drawing = drawn(THREE)

    assert [len(lines(drawing, look)) for look in (UP, SAME, DOWN)] == [1, 1, 1]
    ((_, start, _, end),) = lines(drawing, UP)
    assert start > end
    ((_, start, _, end),) = lines(drawing, DOWN)
    assert start < end


def test_both_comparisons_are_side_by_side_with_how_many_people_each_has() -> None:
    words = re.findall(r"<text[^>]*>([^<]*)</text>", drawn(THREE, LOOKING_BACK).svg)

    assert {"Before to after: 3 people", "Looking back to after: 2 people", "median 2", "median 3"} <= set(words)
    assert [word for word in words if re.match(r"\d+ (up|the same|down)", word)] == [
        *("1 up", "1 the same", "1 down"),
        *("1 up", "1 the same", "0 down"),
    ]


def test_the_second_comparison_is_right_of_the_first() -> None:
    assert {ends[::2] for ends in lines(drawn(THREE, LOOKING_BACK), UP)} == {(56, 246), (386, 576)}


def test_of_people_with_the_same_value_those_who_go_up_further_start_higher() -> None:
    up = lines(drawn(comparison([(2, 5), (2, 3), (2, 4)])), UP)

    assert sorted(up, key=lambda ends: ends[1]) == sorted(up, key=lambda ends: ends[3])
    assert len({start for _, start, _, _ in up}) == 3


def test_the_list_says_the_same_in_words() -> None:
    assert drawn(THREE, LOOKING_BACK).rows == (
        ("Compared", "All items together"),
        (
            "Before to after",
            "3 people, of whom 1 went up, 1 stayed the same and 1 went down; the median was 2 first and 3 later",
        ),
        (
            "Looking back to after",
            "2 people, of whom 1 went up, 1 stayed the same and 0 went down; the median was 1.5 first and 2.5 later",
        ),
    )
    assert "Before to after: 3 people, of whom 1 went up" in drawn(THREE).description


def test_a_comparison_that_is_not_shown_is_left_out() -> None:
    assert [head for head, _ in drawn(THREE).rows] == ["Compared", "Before to after"]
    assert [head for head, _ in drawn(None, LOOKING_BACK).rows] == ["Compared", "Looking back to after"]
    assert drawn(None, LOOKING_BACK).svg.startswith(f'<svg class="change" role="img" viewBox="0 0 {WIDTH} ')


def test_nothing_to_compare_is_no_drawing() -> None:
    with pytest.raises(ValueError, match="nobody has two answers"):
        drawn(None)
    with pytest.raises(ValueError, match="nobody has two answers"):
        drawn(comparison([]), comparison([], Wave.THEN))


def test_the_lines_of_people_who_stayed_are_level_and_apart() -> None:
    same = lines(drawn(comparison([(3, 3)] * 4 + [(3, 4)] * 5 + [(1, 3)] * 3)), SAME)

    assert [start for _, start, _, _ in same] == [end for _, _, _, end in same]
    assert len({start for _, start, _, _ in same}) == 4


def test_no_exact_score_can_be_read_off_to_lay_one_picture_beside_another() -> None:
    first, second = (drawn(comparison([(2, score), (4, 3)])) for score in (Fraction(81, 28), Fraction(82, 28)))

    assert lines(first, UP) == lines(second, UP)


@pytest.mark.parametrize("people", [3, 12, 60])
@pytest.mark.parametrize("items", [1, 5])
def test_everybody_has_a_line_of_their_own_near_their_value(people: int, items: int) -> None:
    draw = Random(people + items)
    pairs = [tuple(sum(draw.randint(1, 5) for _ in range(items)) / items for _ in range(2)) for _ in range(people)]
    drawing = drawn(comparison((first, later) for first, later in pairs))
    drawn_lines = [line for look in (UP, SAME, DOWN) for line in lines(drawing, look)]
    heights = dict(re.findall(rf'fill="{svg.QUIET}" text-anchor="end" x="12.0" y="([\d.]+)">([1-5])<', drawing.svg))
    bottom, top = (float(next(y for y, value in heights.items() if value == point)) - 4.5 for point in "15")

    assert len(drawn_lines) == people
    for place in (1, 3):
        # From the lowest value to the highest, at most half the distance to the next value away from one that it can
        # have.
        step = (bottom - top) / 4 / items
        values = sorted((bottom - line[place]) / step / items + 1 for line in drawn_lines)
        expected = sorted(pair[place // 2] for pair in pairs)
        assert all(abs(value - real) < 0.5 / items for value, real in zip(values, expected, strict=True))


def test_everything_is_within_the_drawing_and_large_enough_to_read_on_paper() -> None:
    drawing = change_drawing(THREE, LOOKING_BACK, 7, "change-1", COLOUR, "A long title " * 12)
    (height,) = re.findall(rf'viewBox="0 0 {WIDTH} ([\d.]+)"', drawing.svg)

    for x, y in re.findall(r'<text[^>]* x="(-?[\d.]+)" y="(-?[\d.]+)"', drawing.svg):
        assert 0 <= float(x) <= WIDTH
        assert 0 < float(y) < float(height)
    assert re.findall(r'font-size="(\d+)"', drawing.svg) == [str(svg.FONT_SIZE)]


def test_the_title_is_escaped() -> None:
    assert "<b>" not in change_drawing(THREE, None, 5, "change-1", COLOUR, "<b>").svg


def test_the_table_has_the_same_figures() -> None:
    table = change_table([THREE, LOOKING_BACK])
    rows = [["".join(run.text for run in cell) for cell in row] for row in (table.header, *table.rows)]

    assert rows == [
        ["", "Before to after", "Looking back to after"],
        ["People", "3", "2"],
        ["Up", "1", "1"],
        ["The same", "1", "1"],
        ["Down", "1", "0"],
        ["Median first", "2", "1.5"],
        ["Median later", "3", "2.5"],
    ]
