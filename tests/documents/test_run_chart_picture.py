"""The run chart and the XmR chart of a measure, drawn and as a table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from generator.documents import svg
from generator.documents.document import Drawing, Run
from generator.documents.measure_plot import WIDTH, apart, letter
from generator.documents.run_chart_picture import run_chart_drawing, values_table, xmr_drawing
from generator.evaluation.measures import MeasureChart, charts
from generator.model.answers import EvaluationChoices
from generator.model.case_study import Better
from generator.model.scheme import CohortProject, Measurement, Records

START = datetime.date(2027, 1, 6)
WEEK = datetime.timedelta(weeks=1)
BASELINE = [54, 47, 58, 51, 44, 56, 49, 60, 46, 53]
HIGH = [59, 64, 57, 66, 61, 68, 62, 65, 58, 67, 63, 69]
TREND = [45, 47, 49, 53, 57, 48, 55, 46]
COLOUR = "#005eb8"


def chart(
    before: Sequence[float],
    after: Sequence[float],
    changes: dict[int, str] | None = None,
    better: Better | None = None,
    **first: Any,
) -> MeasureChart:
    """A chart of weekly values, the first of them marked as baseline."""
    rows = [
        Measurement(
            id=f"measure-{number}",
            day=START + number * WEEK,
            project="project-1",
            measure=first.get("measure", "Ready by noon"),
            value=value,
            baseline=number < len(before),
            better=better,
            target=first.get("target"),
            change=(changes or {}).get(number),
        )
        for number, value in enumerate([*before, *after])
    ]
    projects = [CohortProject(id="project-1", title="Medicines ready")]
    (only,) = charts(Records(projects=projects, measurements=rows), EvaluationChoices())
    return only


def words(drawing: Drawing) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing.svg)


def shapes(drawing: Drawing) -> dict[str, int]:
    """How many values have each shape; the key has one more of each but the ring."""
    ring = f'<circle fill="{svg.PAPER}" stroke="{svg.INK}"'
    patterns = {"ring": ring, "square": r"h9v9h-9Z", "diamond": "l7 7l-7 7l-7 -7Z", "disc": '" fill="#005eb8" cx'}
    return {shape: len(re.findall(pattern, drawing.svg)) for shape, pattern in patterns.items()}


def run(of: MeasureChart) -> Drawing:
    return run_chart_drawing(of, "chart-1", COLOUR)


def xmr(of: MeasureChart) -> Drawing:
    return xmr_drawing(of, "chart-1", COLOUR)


class TestRunChart:
    def test_the_values_of_a_shift_are_squares_and_the_others_rings(self) -> None:
        # The last value of the baseline is above the median too.
        assert shapes(run(chart(BASELINE, HIGH))) == {"ring": 9, "square": 13 + 1, "diamond": 0, "disc": 0}
        assert shapes(run(chart(BASELINE, BASELINE))) == {"ring": 20, "square": 0, "diamond": 0, "disc": 0}

    def test_the_list_says_what_the_drawing_shows(self) -> None:
        given = chart(BASELINE, HIGH, {10: "Pharmacist on ward 4"}, Better.HIGHER, target=70)

        assert run(given).rows == (
            ("Run chart", "Ready by noon"),
            ("Values", "22, 6 Jan to 2 Jun 2027, from 44 to 69"),
            ("Direction", "Higher is better"),
            ("Target", "70"),
            ("Median", "52, of the 10 values of the baseline; the line is dashed after them"),
            ("Shift", "13 values in a row above the median, 10 Mar to 2 Jun 2027; the better direction"),
            ("Change A", "17 March 2027: Pharmacist on ward 4"),
        )
        assert run(given).description == " ".join(f"{head}: {words}." for head, words in run(given).rows[1:])

    def test_the_median_is_solid_over_its_baseline_and_dashed_after_it(self) -> None:
        lines = re.findall(
            r'stroke-width="2"( stroke-dasharray="6 4")? d="M([\d.]+) [\d.]+H([\d.]+)"', run(chart(BASELINE, HIGH)).svg
        )
        plain = re.findall(
            r'stroke-width="2"( stroke-dasharray="6 4")? d="M([\d.]+) [\d.]+H([\d.]+)"', run(chart([], HIGH)).svg
        )

        # The last two are those of the key.
        (solid, _, turn), (dashed, start, _) = lines[:2]
        assert (solid, dashed, turn) == ("", ' stroke-dasharray="6 4"', start)
        assert [dash for dash, _, _ in plain] == [""]

    def test_a_trend_is_a_thick_line(self) -> None:
        drawing = run(chart(BASELINE, TREND))

        assert drawing.rows[-1][0] == "Trend"
        assert drawing.rows[-1][1].startswith("5 values that all rise, ")
        assert drawing.svg.count('stroke-width="4"') == 2

    def test_too_few_crossings_are_said_in_words(self) -> None:
        rows = dict(run(chart([], [1, 2, 1, 2, 1, 9, 8, 9, 8, 9] * 2)).rows)
        assert rows["Crossings"] == "3 of the median; chance would seldom make fewer than 6"

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (chart([], [5]), "Not judged; a run chart needs at least 10 values"),
            (chart([], [5, 6] * 4), "Not judged; a run chart needs at least 10 values"),
            (chart([], [5] * 10), "Not judged; at least 10 values must be off the median"),
            (chart(BASELINE, BASELINE), "None; the values vary as by chance"),
        ],
    )
    def test_without_a_signal_it_says_why(self, given: MeasureChart, expected: str) -> None:
        assert dict(run(given).rows)["Signals"] == expected

    def test_without_a_baseline_the_median_is_that_of_all_values(self) -> None:
        rows = dict(run(chart([], [2, 3.25])).rows)
        assert rows["Median"] == "2.625, of all values, as none are marked as baseline"
        assert "Median 2.625" in words(run(chart([], [2, 3.25])))

    def test_a_signal_in_the_worse_direction_says_so(self) -> None:
        rows = dict(run(chart(BASELINE, HIGH, better=Better.LOWER)).rows)
        assert rows["Shift"].endswith("; the worse direction")

    def test_changes_have_letters_on_the_chart_and_below_it(self) -> None:
        drawn = words(run(chart(BASELINE, HIGH, {10: "A list", 12: "Two lists"})))

        assert drawn.count("A") == drawn.count("B") == 2
        assert {"17 March 2027: A list", "31 March 2027: Two lists"} <= set(drawn)

    def test_letters_go_on_after_z(self) -> None:
        assert [letter(number) for number in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]

    def test_letters_of_days_that_are_close_do_not_overlap_and_stay_on_the_drawing(self) -> None:
        given = chart([], range(40), {number: f"Change {number}" for number in range(20, 40)})
        circles = re.findall(rf'stroke="{svg.QUIET}" cx="([\d.]+)" cy="([\d.]+)" r="10"', run(given).svg)
        xs = [float(x) for x, _ in circles[:20]]

        assert all(right - left >= 20 for left, right in pairwise(xs))
        assert max(xs) <= WIDTH - 10

    def test_a_letter_stands_above_its_day_where_there_is_room(self) -> None:
        drawing = run(chart([], range(5), {0: "First", 1: "Second"}))
        letters = re.findall(r'<path[^>]*stroke-dasharray="2 3" d="M([\d.]+) [\d.]+L([\d.]+) ', drawing.svg)

        assert [x for x, _ in letters] == [day for _, day in letters]

    def test_any_number_of_letters_is_on_the_drawing(self) -> None:
        given = chart([], range(60), {number: f"Change {number}" for number in range(60)})
        xs = [float(x) for x in re.findall(r'cx="(-?[\d.]+)" cy="[\d.]+" r="10"', run(given).svg)]

        assert min(xs) >= 10
        assert max(xs) <= WIDTH - 10

    def test_places_are_moved_no_further_than_they_must(self) -> None:
        assert apart([10, 12, 40], 15, 100) == [10, 25, 40]
        assert apart([90, 95, 99], 15, 100) == [70, 85, 100]
        assert apart([], 15, 100) == []

    def test_a_baseline_of_all_values_has_a_solid_line(self) -> None:
        assert 'stroke-dasharray="6 4"' not in run(chart(BASELINE, [])).svg

    def test_one_value_is_in_the_middle_of_a_scale_of_whole_steps(self) -> None:
        drawing = run(chart([], [50]))
        ticks = re.findall(r'text-anchor="end" x="([\d.]+)" y="[\d.]+">([\d.]+)<', drawing.svg)
        (x,) = re.findall(rf'stroke="{svg.INK}" stroke-width="1.5" cx="([\d.]+)"', drawing.svg)
        (label,) = re.findall(r'x="([\d.]+)" y="[\d.]+">Median 50<', drawing.svg)

        assert [value for _, value in ticks] == ["49", "50", "51"]
        assert float(x) == pytest.approx((float(ticks[0][0]) + float(label)) / 2, abs=0.1)

    @pytest.mark.parametrize(
        ("highest", "expected"),
        [
            (0.003, "0.000 0.001 0.002 0.003"),
            (0.7, "0.0 0.2 0.4 0.6 0.8"),
            (9, "0 2 4 6 8 10"),
            (10, "0 2 4 6 8 10"),
            (11, "0 5 10 15"),
            (99, "0 20 40 60 80 100"),
            (1234, "0 500 1,000 1,500"),
            (6e8, "0 200,000,000 400,000,000 600,000,000"),
        ],
    )
    def test_the_scale_has_few_steps_in_round_figures(self, highest: float, expected: str) -> None:
        svg = run(chart([], [0, highest])).svg
        assert " ".join(re.findall(r'text-anchor="end" x="[\d.]+" y="[\d.]+">([\d.,]+)<', svg)) == expected

    def test_names_of_lines_that_are_close_do_not_overlap(self) -> None:
        drawing = run(chart(BASELINE, HIGH, target=52.01))
        ys = [float(y) for y in re.findall(r'y="([\d.]+)">(?:Median|Target) ', drawing.svg)]

        assert abs(ys[0] - ys[1]) >= 15

    def test_days_below_the_plot_do_not_overlap(self) -> None:
        drawing = run(chart([], range(60)))
        labels = re.findall(r'text-anchor="middle" x="([\d.]+)" y="[\d.]+">(\d+ [A-Z][a-z]{2})<', drawing.svg)

        assert labels[0][1] == "6 Jan"
        assert labels[-1][1] == "23 Feb"
        for (left, first), (right, second) in pairwise(labels):
            assert float(right) - float(left) >= (svg.width(first) + svg.width(second)) / 2

    def test_the_year_is_said_where_it_begins(self) -> None:
        assert [word for word in words(run(chart([], range(60)))) if re.fullmatch(r"20\d\d", word)] == ["2027", "2028"]


class TestXmrChart:
    def test_values_beyond_a_limit_are_diamonds(self) -> None:
        given = chart([], [5, 6] * 10 + [30])

        assert shapes(xmr(given))["diamond"] == 1 + 1
        assert dict(xmr(given).rows)["Outside"] == "1 value beyond the upper limit, 26 May 2027"

    def test_a_run_on_one_side_of_the_mean_is_squares(self) -> None:
        given = chart([], [14, 4] * 5 + [9.5] * 7, better=Better.HIGHER)

        assert shapes(xmr(given))["square"] == 7 + 1
        expected = "7 values in a row above the mean, 17 Mar to 28 Apr 2027; the better direction"
        assert dict(xmr(given).rows)["Run"] == expected

    def test_a_value_with_two_signals_has_the_symbol_of_the_one_that_comes_first(self) -> None:
        given = chart([5, 6] * 6, [*[5.6] * 6, 9])

        assert list(dict(xmr(given).rows))[-2:] == ["Outside", "Run"]
        assert (shapes(xmr(given))["diamond"], shapes(xmr(given))["square"]) == (1 + 1, 7 + 1 - 1 + 1)

    def test_values_beyond_and_near_the_lower_limit_are_said_too(self) -> None:
        below = dict(xmr(chart([], [6, 5] * 10 + [-20])).rows)
        near = dict(xmr(chart([], [6, 5] * 10 + [3, 5.5, 3])).rows)

        assert below["Outside"] == "1 value beyond the lower limit, 26 May 2027"
        assert near["Near"].startswith("2 values near the lower limit, ")

    def test_limits_are_dashed_and_the_mean_is_solid(self) -> None:
        assert xmr(chart([], [4, 6] * 8)).svg.count('stroke-dasharray="6 4"') == 2

    def test_values_near_a_limit_are_discs(self) -> None:
        given = chart([], [5, 6] * 10 + [8, 5.5, 8])

        assert shapes(xmr(given))["disc"] == 2 + 1
        assert dict(xmr(given).rows)["Near"].startswith("2 values near the upper limit, two or more of three in a row")

    def test_lines_have_their_names_and_figures(self) -> None:
        drawn = words(xmr(chart([], [4, 6] * 8, target=9)))
        assert {"Target 9", "Upper limit 10.3", "Mean 5", "Lower limit -0.3"} <= set(drawn)

    def test_one_value_has_no_limits(self) -> None:
        rows = dict(xmr(chart([], [4])).rows)

        assert rows["Limits"] == "None, as they need at least two values"
        assert rows["Signals"] == "Not judged; limits need at least 12 values"

    def test_a_short_baseline_is_not_judged(self) -> None:
        rows = dict(xmr(chart(BASELINE, HIGH)).rows)
        assert rows["Signals"] == "Not judged; limits need a baseline of at least 12 values"

    def test_it_says_what_the_limits_come_from(self) -> None:
        assert dict(xmr(chart(BASELINE, HIGH)).rows)["Limits"] == (
            "2.66 mean moving ranges from the mean, of the 10 values of the baseline"
        )
        assert dict(xmr(chart([], HIGH)).rows)["Limits"] == "2.66 mean moving ranges from the mean, of all values"


class TestBoth:
    def test_the_table_has_every_value_and_what_is_said_of_it(self) -> None:
        table = values_table(chart(BASELINE, [64.25, *HIGH], {10: "A list"}))
        rows = [tuple("".join(run.text for run in cell) for cell in row) for row in table.rows]

        assert table.header == ((Run("Day"),), (Run("Value"),), (Run("Note"),))
        assert len(rows) == 23
        assert rows[0] == ("Wed 6 Jan 2027", "54", "Baseline")
        assert rows[10] == ("Wed 17 Mar 2027", "64.25", "Shift; A: A list")

    @pytest.mark.parametrize("draw", [run, xmr])
    def test_what_people_typed_is_escaped(self, draw: Any) -> None:
        drawing = draw(chart([], range(12), {3: "<b>&"}, measure="<script>"))

        assert "<script>" not in drawing.svg
        assert "<b>" not in drawing.svg

    @pytest.mark.parametrize("draw", [run, xmr])
    @pytest.mark.parametrize("many", [1, 2, 5, 14, 40, 200])
    def test_everything_is_within_the_drawing_and_large_enough_to_read_on_paper(self, draw: Any, many: int) -> None:
        drawing = draw(chart([], [(7 * number) % 23 for number in range(many)], {0: "First " * 30}, target=-5))
        (height,) = re.findall(rf'viewBox="0 0 {WIDTH} ([\d.]+)"', drawing.svg)

        for x, y in re.findall(r'<text[^>]* x="(-?[\d.]+)" y="(-?[\d.]+)"', drawing.svg):
            assert 0 <= float(x) <= WIDTH
            assert 0 < float(y) < float(height)
        # Printed at its own size, a pixel is three quarters of a point: 620 pixels are 164 mm.
        assert all(int(size) * 0.75 >= 9 for size in re.findall(r'font-size="(\d+)"', drawing.svg))

    def test_it_has_the_colour_of_the_trust_and_ids_of_its_own(self) -> None:
        drawing = run(chart(BASELINE, HIGH))

        assert f'class="accent" fill="{COLOUR}"' in drawing.svg
        assert 'id="chart-1-title"' in drawing.svg
        assert drawing.title == "Run chart: Ready by noon"
