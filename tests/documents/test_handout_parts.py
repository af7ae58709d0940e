"""Charts, grids, boxes and cards of handouts."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from generator.documents.document import BLANK, Heading, plain
from generator.documents.handout_parts import cards, grid
from generator.documents.squared_paper import chart_drawing, points
from generator.model.diagnostics import InputFault
from generator.model.handout import ChartAxis, HandoutChart, HandoutGrid
from generator.model.library import Library
from generator.model.workshop import Handout, HandoutPart

WEEKS = ChartAxis(title="Week", first=1, last=4)
EMPTY = HandoutChart(
    title="Waits",
    across=WEEKS,
    up=ChartAxis(title="Wait, minutes", first=120, last=200, step=20),
    median="Median of weeks 1 to 3",
)


def words(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def filled(*values: float, start: int | None = None) -> HandoutChart:
    return EMPTY.model_copy(update={"values": list(values), "values_from": start, "median": "Median"})


def test_an_empty_chart_has_its_axes_their_numbers_and_a_place_for_the_median() -> None:
    drawing = chart_drawing(EMPTY, "waits")

    assert words(drawing.svg) == [
        *("1", "2", "3", "4"),
        *("120", "140", "160", "180", "200"),
        *("Waits", "Wait, minutes", "Week", "Median of weeks 1 to 3:"),
    ]
    assert "<circle" not in drawing.svg
    assert drawing.description == "Along the bottom: Week, 1 to 4. Up the side: Wait, minutes, 120 to 200."


def test_a_drawn_chart_says_its_values_and_their_median() -> None:
    drawing = chart_drawing(filled(130, 150.5, 180), "waits")

    assert drawing.rows == (("Week 1", "130"), ("Week 2", "150.5"), ("Week 3", "180"), ("Median", "150.5"))
    assert drawing.svg.count("<circle") == 3
    assert "Median 150.5" in words(drawing.svg)
    assert chart_drawing(filled(130, 151), "waits").rows[-1] == ("Median", "140.5")


def test_a_value_stands_above_its_number_at_its_height() -> None:
    drawing = chart_drawing(filled(120, 200), "waits").svg
    numbers = {value: (x, y) for x, y, value in re.findall(r' x="([\d.]+)" y="([\d.]+)">(\d+)<', drawing)}
    (left, bottom), (right, top) = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawing)

    assert (left, right) == (numbers["1"][0], numbers["2"][0])
    assert float(numbers["120"][1]) - float(bottom) == pytest.approx(4.5)
    assert float(numbers["200"][1]) - float(top) == pytest.approx(4.5)


def test_values_can_begin_later() -> None:
    assert points(filled(130, 150, start=3)) == [(3, 130), (4, 150)]
    assert points(EMPTY) == []


def test_a_chart_is_as_high_in_print_as_its_yaml_says() -> None:
    (width, height) = re.findall(r'viewBox="0 0 (\d+) (\d+)"', chart_drawing(EMPTY, "waits").svg)[0]

    # A page is 168 mm wide for drawings.
    assert 168 * int(height) / int(width) == pytest.approx(EMPTY.height, abs=0.2)


def test_squares_are_at_least_two_millimetres_wide() -> None:
    crowded = EMPTY.model_copy(update={"across": ChartAxis(title="Week", first=1, last=40)})
    for chart in (EMPTY, crowded):
        places = sorted({float(x) for x in re.findall(r"M([\d.]+) 62V", chart_drawing(chart, "waits").svg)})
        gaps = [second - first for first, second in pairwise(places)]
        assert min(gaps) * 168 / 720 > 1.9


def test_cells_after_the_words_of_a_row_are_to_write_in() -> None:
    people = grid(HandoutGrid(columns=["Who", "Gains", "Loses"], rows=[["Nurse", "time"], ["Clerk"]], row_height=14))

    assert [plain(title) for title in people.header] == ["Who", "Gains", "Loses"]
    assert [[plain(cell) for cell in row] for row in people.rows] == [["Nurse", "time", ""], ["Clerk", "", ""]]
    assert [[cell == BLANK for cell in row] for row in people.rows] == [[False, False, True], [False, True, True]]
    assert (people.row_headers, people.row_height, people.widths) == (True, 14, (5, 26, 26))


def test_empty_rows_and_boxes_have_no_names() -> None:
    rows = grid(HandoutGrid(columns=["Who", "What"], rows=[["Nurse"]], empty_rows=2))
    boxes = grid(HandoutGrid(boxes_across=2, empty_rows=4, row_height=57))

    assert (len(rows.rows), rows.row_headers, rows.widths) == (3, False, (26, 26))
    assert (len(boxes.rows), len(boxes.header), boxes.row_headers, boxes.row_height) == (4, 2, False, 57)
    assert not any(map(plain, boxes.header))


def handout(*texts: str) -> Handout:
    return Handout(
        id="cards",
        title="Cards",
        instructions="Cut.",
        cards=True,
        parts=[HandoutPart(title=f"Card {number}", text=text) for number, text in enumerate(texts, start=1)],
    )


def test_each_part_of_a_handout_of_cards_is_a_card() -> None:
    sheet = cards(handout("One.", "Two."), "content/workshops/listening.yml")

    assert [piece.blocks[0] for piece in sheet.pieces] == [Heading(3, "Card 1", ""), Heading(3, "Card 2", "")]
    assert (sheet.across, sheet.width, sheet.height) == (2, 84, 52)


def test_every_card_that_is_too_long_is_named_with_its_file() -> None:
    with pytest.raises(InputFault) as caught:
        cards(handout("Long. " * 200, "Short.", "Longer. " * 200), "content/workshops/listening.yml")

    assert [str(fault.place) for fault in caught.value.diagnostics] == ["content/workshops/listening.yml:1:1"] * 2
    assert ["Card 1" in fault.message for fault in caught.value.diagnostics] == [True, False]


def test_the_charts_of_the_content_have_room_for_their_values(library: Library) -> None:
    charts = [
        part.chart
        for workshop in library.workshops.values()
        for handout in workshop.handouts
        for part in handout.parts
        if part.chart
    ]

    assert len([chart for chart in charts if chart.values]) == 5
    assert len([chart for chart in charts if not chart.values]) == 3
