"""Charts of projects' measures, and what each allows to say."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from generator.evaluation.measures import Allows, MeasureChart, Medians, NotedChange, charts
from generator.evaluation.runs import Direction, Rule
from generator.model.answers import EvaluationChoices
from generator.model.case_study import Better
from generator.model.project import MeasureKind
from generator.model.scheme import CohortProject, Measurement, Records

START = datetime.date(2027, 1, 6)
WEEK = datetime.timedelta(weeks=1)
BASELINE = [54, 47, 58, 51, 44, 56, 49, 60, 46, 53]
"""Ten values with a median of 52, without a trend."""


def row(number: int, value: float, **fields: Any) -> Measurement:
    """A value in a week, counted from 0."""
    day = START + number * WEEK
    given = {"project": "project-1", "measure": "Ready by noon, per cent", "day": day, **fields}
    return Measurement(id=f"measure-{number}", value=value, **given)


def drawn(rows: Sequence[Measurement], choices: EvaluationChoices | None = None) -> tuple[MeasureChart, ...]:
    projects = [CohortProject(id="project-1", title="Medicines ready"), CohortProject(id="project-2", title="Beds")]
    records = Records(projects=projects, measurements=list(rows))
    return charts(records, choices or EvaluationChoices())


def chart(
    after: Sequence[float], before: Sequence[float] = BASELINE, better: Better | None = Better.HIGHER
) -> MeasureChart:
    """A chart of weekly values with a baseline."""
    values = [*before, *after]
    marked = len(before)
    rows = [row(number, value, baseline=number < marked, better=better) for number, value in enumerate(values)]
    (only,) = drawn(rows)
    return only


HIGH = [59, 64, 57, 66, 61, 68, 62, 65, 58, 67, 63, 69]
"""Twelve values above the baseline's median, without a trend."""
LOW = [104 - value for value in HIGH]
AROUND = [55, 48, 57, 50, 45, 59, 51, 54, 47, 56, 49, 53]


class TestAllows:
    def test_a_shift_in_the_better_direction_is_an_improvement(self) -> None:
        assert chart(HIGH).allows is Allows.IMPROVEMENT
        assert chart(LOW, better=Better.LOWER).allows is Allows.IMPROVEMENT

    def test_a_shift_in_the_worse_direction_is_a_concern(self) -> None:
        assert chart(LOW).allows is Allows.CONCERN
        assert chart(HIGH, better=Better.LOWER).allows is Allows.CONCERN

    def test_values_that_go_on_as_before_are_no_signal(self) -> None:
        assert chart(AROUND).allows is Allows.NO_SIGNAL
        assert chart(AROUND).signals == ()

    def test_fewer_than_ten_values_say_nothing(self) -> None:
        assert chart([90, 91, 92, 93], BASELINE[:5]).allows is Allows.FEW_POINTS
        assert chart([], [50]).allows is Allows.FEW_POINTS

    def test_values_on_the_median_say_nothing(self) -> None:
        assert chart([50] * 5, [50] * 10).allows is Allows.FEW_USEFUL

    def test_without_a_baseline_there_is_nothing_to_compare_with(self) -> None:
        assert chart([*BASELINE, *HIGH], []).allows is Allows.NO_BASELINE
        assert chart([*BASELINE[1:], *HIGH], BASELINE[:1]).allows is Allows.NO_BASELINE

    def test_a_baseline_of_nine_values_is_too_short(self) -> None:
        assert chart([*BASELINE[9:], *HIGH], BASELINE[:9]).allows is Allows.SHORT_BASELINE

    def test_two_values_are_the_shortest_baseline(self) -> None:
        assert chart([*BASELINE[2:], *HIGH], BASELINE[:2]).baseline == 2

    def test_a_baseline_that_was_already_moving_cannot_be_compared_with(self) -> None:
        assert chart(HIGH, [44, 46, 48, 50, 52, 54, 47, 56, 49, 53]).allows is Allows.UNSETTLED_BASELINE

    def test_a_trend_that_begins_in_the_baseline_counts_where_most_of_its_points_are(self) -> None:
        early = chart([55, 48, 57, 50, 45, 59], [54, 47, 58, 51, 56, 49, 60, 46, 50, 53])
        late = chart([55, 56, 57, 50, 45, 59, 48], [54, 47, 58, 51, 56, 49, 60, 55, 46, 53])

        assert [finding.points for finding in late.run.findings] == [(8, 9, 10, 11, 12)]
        assert late.allows is Allows.NO_SHIFT
        assert early.allows is Allows.NO_SIGNAL
        assert chart([55, 50, 57, 45], [54, 47, 58, 51, 56, 49, 45, 46, 50, 53]).allows is Allows.UNSETTLED_BASELINE

    def test_a_trend_of_which_half_is_in_the_baseline_counts_as_the_baselines(self) -> None:
        half = chart([56, 57, 58, 45, 50, 47], [54, 58, 47, 51, 56, 49, 60, 46, 53, 55])

        assert [finding.points for finding in half.run.findings] == [(7, 8, 9, 10, 11, 12)]
        assert half.allows is Allows.UNSETTLED_BASELINE

    def test_a_trend_without_a_shift_is_no_improvement(self) -> None:
        trend = chart([45, 47, 49, 53, 57, 48, 55, 46])

        assert {finding.rule for finding in trend.signals} == {Rule.TREND}
        assert trend.allows is Allows.NO_SHIFT

    def test_a_shift_of_a_measure_whose_better_direction_is_unknown(self) -> None:
        assert chart(HIGH, better=None).allows is Allows.NO_DIRECTION

    def test_shifts_in_both_directions(self) -> None:
        assert chart([*HIGH, *LOW]).allows is Allows.MIXED

    def test_values_that_vary_by_chance_seldom_look_like_an_improvement_or_a_concern(self) -> None:
        draw = Random(21)
        drawn = [
            chart([draw.randint(0, 1000) for _ in range(14)], [draw.randint(0, 1000) for _ in range(10)])
            for _ in range(300)
        ]
        assert sum(each.allows in (Allows.IMPROVEMENT, Allows.CONCERN) for each in drawn) < 30


class TestMedians:
    def test_before_and_after_are_the_medians_of_the_baseline_and_of_all_later_values(self) -> None:
        assert chart(HIGH).medians == Medians(Fraction(52), Fraction(127, 2))

    @pytest.mark.parametrize("given", [chart(HIGH, better=None), chart(LOW), chart([*HIGH, *LOW])])
    def test_any_shift_has_a_before_and_after(self, given: MeasureChart) -> None:
        assert given.medians is not None
        assert given.medians.before == 52

    def test_the_line_is_the_median_of_the_baseline_alone(self) -> None:
        assert chart(HIGH).run.median == 52
        assert chart(HIGH).xmr.limits is not None
        assert chart(HIGH).xmr.limits.mean == Fraction(518, 10)

    @pytest.mark.parametrize("after", [AROUND, [45, 47, 49, 53, 57, 48, 55, 46]])
    def test_without_a_shift_there_is_no_before_and_after(self, after: list[float]) -> None:
        assert chart(after).medians is None

    def test_without_a_baseline_there_is_no_before_and_after(self) -> None:
        assert chart([*BASELINE, *HIGH], []).medians is None


class TestCharts:
    def test_what_one_row_says_of_the_measure_counts_for_all(self) -> None:
        (one,) = drawn(
            [
                row(0, 4),
                row(1, 5, measure="READY by  noon, per cent", kind=MeasureKind.PROCESS, target=0),
                row(2, 6, kind=MeasureKind.OUTCOME, better=Better.LOWER, target=9.1),
                row(3, 7, measure="ready by noon, per cent", better=Better.HIGHER, target=8),
            ]
        )
        assert (one.project, one.title, one.measure) == ("project-1", "Medicines ready", "Ready by noon, per cent")
        assert (one.kind, one.better, one.target) == (MeasureKind.PROCESS, Direction.DOWN, 0)

    def test_values_are_in_the_order_of_their_days_and_exact(self) -> None:
        (one,) = drawn(
            [row(2, 0.3, change="List by the printer"), row(0, 0.1, change="A bell"), row(1, 0.2, baseline=True)]
        )

        assert one.days == (START, START + WEEK, START + 2 * WEEK)
        assert one.values == (Fraction(1, 10), Fraction(1, 5), Fraction(3, 10))
        assert one.changes == (NotedChange(0, "A bell"), NotedChange(2, "List by the printer"))
        assert one.baseline == 0

    def test_of_two_values_for_one_day_the_first_counts_and_no_change_is_lost(self) -> None:
        (one,) = drawn([row(0, 4, change="A list"), row(0, 5, change="A bell"), row(1, 6)])

        assert one.values == (4, 6)
        assert [change.words for change in one.changes] == ["A list", "A bell"]

    def test_a_measure_has_a_chart_in_each_project_in_the_order_of_projects(self) -> None:
        rows = [row(0, 1, project="project-2"), row(1, 2), row(2, 3, measure="Calls"), row(3, 4, project="project-2")]

        assert [(each.title, each.measure, len(each.values)) for each in drawn(rows)] == [
            ("Medicines ready", "Ready by noon, per cent", 1),
            ("Medicines ready", "Calls", 1),
            ("Beds", "Ready by noon, per cent", 2),
        ]

    def test_the_evaluation_lead_chooses_how_xmr_charts_judge(self) -> None:
        rows = [row(number, value) for number, value in enumerate([9, 1, 9, 1, 9, 1, 9, 1, 9, 1, 6, 6, 6, 6, 6, 6])]
        (usual,), (shorter,) = drawn(rows), drawn(rows, EvaluationChoices(run_length=6))

        assert [finding.rule for finding in usual.xmr.findings] == []
        assert [finding.points for finding in shorter.xmr.findings] == [(10, 11, 12, 13, 14, 15)]

    def test_the_evaluation_lead_chooses_whether_moving_ranges_are_screened(self) -> None:
        rows = [row(number, value) for number, value in enumerate([5, 6, 5, 6, 5, 30, 5, 6, 5, 6, 5, 6, 5])]
        (usual,), (screened,) = drawn(rows), drawn(rows, EvaluationChoices(screen=True))

        assert usual.xmr.screened == ()
        assert screened.xmr.screened == (5, 6)

    def test_an_xmr_chart_knows_the_target(self) -> None:
        (one,) = drawn([row(number, 5, better=Better.LOWER, target=6) for number in range(12)])
        assert one.xmr.target == 6
        assert one.xmr.better is Direction.DOWN

    def test_a_cohort_without_measures_has_no_charts(self) -> None:
        assert drawn([]) == ()
