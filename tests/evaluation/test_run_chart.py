"""Run charts: published limits and medians, each rule worked by hand, and what no rule may depend on."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from random import Random

import pytest

from generator.evaluation.run_chart import NoRules, RunChart, fewest_crossings, longest_run_limit, run_chart
from generator.evaluation.runs import Direction, Finding, Meaning, Rule, exact

from .published_series import month, ward

UP, DOWN = Direction.UP, Direction.DOWN


def findings(chart: RunChart, rule: Rule) -> list[tuple[tuple[int, ...], Direction | None]]:
    return [(finding.points, finding.direction) for finding in chart.findings if finding.rule is rule]


def drawn(seed: int, length: int = 30) -> list[Fraction]:
    draw = Random(seed)
    return [Fraction(draw.randint(0, 12)) for _ in range(length)]


class TestPublished:
    def test_limits_are_those_of_the_table_of_qicharts2(self) -> None:
        """Vignette of qicharts2, Appendix 2: useful observations, longest run, crossings."""
        longest = [6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8]
        fewest = [2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 7, 7, 8, 8, 8]
        assert [longest_run_limit(useful) for useful in range(10, 27)] == longest
        assert [fewest_crossings(useful) for useful in range(10, 27)] == fewest

    def test_longest_runs_of_up_to_109_points_are_those_printed(self) -> None:
        """The same limits as printed in the table of unaettie.com (FAQ, length of run): where each limit begins."""
        begins = {limit: next(n for n in range(10, 110) if longest_run_limit(n) == limit) for limit in (7, 8, 9, 10)}
        assert begins == {7: 12, 8: 23, 9: 46, 10: 91}

    @pytest.mark.parametrize(("name", "median"), [("WardV", 7), ("WardX", 11), ("WardY", 12), ("WardZ", 4)])
    def test_medians_of_the_baselines_of_runcharter(self, name: str, median: int) -> None:
        """Its tests (tests/testthat/test_outputs.R), with a baseline of nine points."""
        assert run_chart(ward(name), baseline=9).median == median

    @pytest.mark.parametrize(
        ("name", "start", "direction", "new_median"),
        [
            ("WardX", month(2016, 12), DOWN, 6),
            ("WardY", month(2017, 10), DOWN, 8),
            ("WardZ", month(2017, 6), UP, 9),
        ],
    )
    def test_shifts_start_where_runcharter_says(
        self, name: str, start: int, direction: Direction, new_median: int
    ) -> None:
        """The same tests: where the first sustained run of nine starts, and the median of its nine points."""
        points, where = findings(run_chart(ward(name), baseline=9), Rule.SHIFT)[0]
        assert (points[0], where) == (start, direction)
        assert run_chart([ward(name)[point] for point in points[:9]]).median == new_median

    def test_a_ward_without_a_sustained_run_has_no_shift(self) -> None:
        assert not findings(run_chart(ward("WardV"), baseline=9), Rule.SHIFT)


class TestMedian:
    def test_it_is_exact(self) -> None:
        assert run_chart([0.1, 0.2]).median == Fraction(3, 20)
        assert run_chart([Decimal("0.1"), 7, Fraction(1, 3)]).median == Fraction(1, 3)

    def test_of_a_baseline_stays_whatever_follows(self) -> None:
        first = [3, 5, 4, 6, 5, 4, 6, 3, 5, 4]
        assert run_chart([*first, *[50] * 20], baseline=10).median == Fraction(9, 2)
        assert run_chart([*first, *[50] * 20]).median == 50

    def test_no_points_have_none(self) -> None:
        chart = run_chart([])
        assert (chart.median, chart.longest_run, chart.crossings, chart.useful) == (None, 0, 0, 0)

    def test_what_is_not_finite_is_refused(self) -> None:
        with pytest.raises(ValueError, match="nan"):
            exact(float("nan"))


class TestNoRules:
    def test_fewer_than_ten_points(self) -> None:
        chart = run_chart(range(9))
        assert (chart.no_rules, chart.findings, chart.longest_run_limit) == (NoRules.FEW_POINTS, (), None)
        assert run_chart(range(10)).no_rules is None

    def test_fewer_than_ten_points_off_the_median(self) -> None:
        assert run_chart([1, 1, 1, 1, 5, 5, 9, 9, 9, 9]).no_rules is NoRules.FEW_USEFUL
        assert run_chart([1, 1, 1, 1, 1, 5, 9, 9, 9, 9, 9]).no_rules is None

    def test_a_baseline_that_is_not_complete(self) -> None:
        assert run_chart(range(11), baseline=12).no_rules is NoRules.BASELINE_INCOMPLETE
        assert run_chart(range(12), baseline=12).no_rules is None

    @pytest.mark.parametrize(("baseline", "trend"), [(0, 5), (1, 2)])
    def test_settings_that_make_no_sense_are_refused(self, baseline: int, trend: int) -> None:
        with pytest.raises(ValueError, match="at least"):
            run_chart(range(12), baseline=baseline, trend=trend)

    def test_the_smallest_settings_are_accepted(self) -> None:
        chart = run_chart([5, 9, 1, 3, 7, 6, 8, 2, 9, 4, 8, 3], baseline=1, trend=3)
        assert (chart.median, findings(chart, Rule.TREND)) == (5, [((2, 3, 4), UP)])


class TestShift:
    """Sixteen useful points: a run of more than seven."""

    def test_a_run_of_eight_is_longer_than_seven(self) -> None:
        chart = run_chart([1] * 8 + [9] * 8, trend=None)
        assert (chart.median, chart.longest_run, chart.longest_run_limit) == (5, 8, 7)
        assert findings(chart, Rule.SHIFT) == [(tuple(range(8)), DOWN), (tuple(range(8, 16)), UP)]

    def test_a_run_of_seven_is_not(self) -> None:
        chart = run_chart([1] * 7 + [9] + [1] + [9] * 7, trend=None)
        assert (chart.longest_run, findings(chart, Rule.SHIFT)) == (7, [])

    def test_a_point_on_the_median_neither_ends_a_run_nor_adds_to_it(self) -> None:
        chart = run_chart([1, 1, 1, 1, 5, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9], trend=None)
        assert (chart.median, chart.useful, chart.longest_run) == (5, 16, 8)
        assert findings(chart, Rule.SHIFT)[0] == ((0, 1, 2, 3, 5, 6, 7, 8), DOWN)


class TestCrossings:
    """Ten useful points: fewer than two."""

    def test_one_is_too_few(self) -> None:
        chart = run_chart([1] * 5 + [9] * 5)
        assert (chart.crossings, chart.crossings_limit) == (1, 2)
        assert chart.findings == (Finding(Rule.FEW_CROSSINGS, (5,), None),)

    def test_two_are_enough(self) -> None:
        chart = run_chart([1] * 2 + [9] * 5 + [1] * 3)
        assert (chart.crossings, chart.findings) == (2, ())

    @pytest.mark.parametrize("useful", range(2, 15))
    def test_the_limit_against_every_chart_of_that_length(self, useful: int) -> None:
        """Each of the 2^n ways to be above or below: fewer crossings than the limit are rarer than 1 in 20."""
        counts = [sum(a != b for a, b in pairwise(way)) for way in product((0, 1), repeat=useful)]
        limit = fewest_crossings(useful)
        assert sum(count < limit for count in counts) * 20 < len(counts)
        assert sum(count <= limit for count in counts) * 20 >= len(counts)


class TestTrend:
    """Perla, Provost and Murray: five or more points all going up or all going down."""

    def test_five_points_rising(self) -> None:
        chart = run_chart([5, 1, 2, 3, 6, 8, 1, 8, 1, 8, 1, 8])
        assert findings(chart, Rule.TREND) == [((1, 2, 3, 4, 5), UP)]

    def test_four_are_none_but_by_another_setting(self) -> None:
        values = [5, 9, 7, 6, 1, 8, 1, 8, 1, 8, 1, 8]
        assert findings(run_chart(values), Rule.TREND) == []
        assert findings(run_chart(values, trend=4), Rule.TREND) == [((1, 2, 3, 4), DOWN)]

    def test_a_repeated_value_neither_adds_nor_breaks(self) -> None:
        chart = run_chart([1, 2, 2, 3, 3, 4, 6, 1, 8, 1, 8, 1, 8])
        assert findings(chart, Rule.TREND) == [((0, 1, 3, 5, 6), UP)]
        assert not findings(run_chart([1, 2, 2, 3, 3, 4, 1, 8, 1, 8, 1, 8, 1]), Rule.TREND)

    def test_two_trends_share_the_turning_point(self) -> None:
        chart = run_chart([1, 2, 3, 4, 5, 4, 3, 2, 1, 5, 1, 6])
        assert findings(chart, Rule.TREND) == [((0, 1, 2, 3, 4), UP), ((4, 5, 6, 7, 8), DOWN)]

    def test_it_can_be_left_out(self) -> None:
        assert not findings(run_chart(range(12), trend=None), Rule.TREND)


class TestMeaning:
    @pytest.mark.parametrize(
        ("direction", "better", "meaning"),
        [
            (UP, UP, Meaning.IMPROVEMENT),
            (UP, DOWN, Meaning.CONCERN),
            (DOWN, DOWN, Meaning.IMPROVEMENT),
            (DOWN, None, None),
            (None, UP, None),
        ],
    )
    def test_only_a_known_direction_gives_one(
        self, direction: Direction | None, better: Direction | None, meaning: Meaning | None
    ) -> None:
        assert Finding(Rule.SHIFT, (0,), direction).meaning(better) is meaning


@pytest.mark.parametrize("seed", range(40))
class TestProperties:
    def test_a_mirrored_chart_has_the_same_findings_the_other_way(self, seed: int) -> None:
        turned = {UP: DOWN, DOWN: UP, None: None}
        chart, mirror = run_chart(drawn(seed)), run_chart([-value for value in drawn(seed)])
        assert mirror.findings == tuple(
            finding._replace(direction=turned[finding.direction]) for finding in chart.findings
        )

    def test_another_zero_or_unit_changes_no_finding(self, seed: int) -> None:
        chart = run_chart(drawn(seed))
        other = run_chart([value * Fraction(7, 3) + Fraction(1, 10) for value in drawn(seed)])
        assert (other.findings, other.sides, other.crossings) == (chart.findings, chart.sides, chart.crossings)

    def test_read_backwards_it_crosses_as_often_and_runs_as_long(self, seed: int) -> None:
        chart, back = run_chart(drawn(seed)), run_chart(drawn(seed)[::-1])
        assert (back.crossings, back.longest_run, back.median) == (chart.crossings, chart.longest_run, chart.median)
