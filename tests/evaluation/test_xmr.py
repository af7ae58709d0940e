"""XmR charts: published limits to the last printed digit, each rule worked by hand, and what no rule may depend on."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from generator.evaluation.runs import Direction, Meaning, Rule
from generator.evaluation.xmr import Assurance, Limits, NoRules, XmrChart, xmr_chart

from .published_series import PLOT_THE_DOTS

UP, DOWN = Direction.UP, Direction.DOWN
STEADY = [9, 11] * 6
"""Twelve points: mean 10, mean moving range 2, limits 4.68 and 15.32, outer thirds beyond 6.4533 and 13.5467."""


def findings(chart: XmrChart, rule: Rule) -> list[tuple[tuple[int, ...], Direction | None]]:
    return [(finding.points, finding.direction) for finding in chart.findings if finding.rule is rule]


def printed(chart: XmrChart, digits: int = 7) -> list[str]:
    """Mean and limits with so many significant digits."""
    assert chart.limits
    return [f"{float(line):.{digits}g}" for line in (chart.limits.mean, chart.limits.lower, chart.limits.upper)]


def after_steady(*values: float, run: int = 7) -> XmrChart:
    """The values judged by the limits of the steady points."""
    return xmr_chart([*STEADY, *values], baseline=12, run=run)


class TestPublished:
    """Printed by the tests of NHSRplotthedots (tests/testthat/_snaps/ptd_spc_standard.md and ptd_spc.md)."""

    def test_twenty_points(self) -> None:
        assert printed(xmr_chart(PLOT_THE_DOTS, screen=True)) == ["0.1416238", "-3.01138", "3.294627"]
        assert xmr_chart(PLOT_THE_DOTS, screen=True).findings == ()

    def test_an_outlying_point_screened(self) -> None:
        chart = xmr_chart([*PLOT_THE_DOTS[:14], 10, *PLOT_THE_DOTS[15:]], screen=True)
        assert printed(chart) == ["0.6694159", "-2.383666", "3.722497"]
        assert chart.screened == (14, 15)

    def test_an_outlying_point_not_screened(self) -> None:
        chart = xmr_chart([*PLOT_THE_DOTS[:14], 10, *PLOT_THE_DOTS[15:]])
        assert printed(chart) == ["0.6694159", "-4.596625", "5.935457"]
        assert chart.screened == ()

    def test_ten_points_each(self) -> None:
        assert printed(xmr_chart(PLOT_THE_DOTS[:10], screen=True), 3) == ["0.0746", "-2.6", "2.75"]
        assert printed(xmr_chart(PLOT_THE_DOTS[10:], screen=True), 3) == ["0.209", "-3.28", "3.7"]

    def test_two_points_near_opposite_limits_are_common_cause(self) -> None:
        """Its test of two in three (test-ptd_spc_standard.R)."""
        chart = xmr_chart([*[1, -1] * 7, 5.5, -5.5], screen=True)
        assert not any({14, 15} & set(finding.points) for finding in chart.findings)

    @pytest.mark.parametrize(
        ("lower", "upper", "increase", "decrease"),
        [
            (1, 3, Assurance.NEVER, Assurance.ALWAYS),
            (5, 7, Assurance.ALWAYS, Assurance.NEVER),
            (1, 5, Assurance.BY_CHANCE, Assurance.BY_CHANCE),
        ],
    )
    def test_assurance_of_a_target_of_four(
        self, lower: int, upper: int, increase: Assurance, decrease: Assurance
    ) -> None:
        """Its test of assurance (test-ptd_calculate_assurance_type.R), with the same limits."""
        middle, half = Fraction(lower + upper, 2), Fraction(upper - lower, 2)
        step = half / Fraction(266, 100)
        values = [middle + side * step / 2 for side in (-1, 1) * 6]
        for better, assurance in ((UP, increase), (DOWN, decrease)):
            chart = xmr_chart(values, better=better, target=4)
            assert chart.limits
            assert (chart.limits.lower, chart.limits.upper) == (lower, upper)
            assert chart.assurance is assurance

    def test_the_demonstration_of_nhs_england_as_nhspy_plotthedots_reads_it(self) -> None:
        """nhs-pycom/nhspy-plotthedots, test_pandas_spc_x_calc.py: 76.67, about 57 and 96, the twelfth outside."""
        chart = xmr_chart([89, 86, 75, 77, 81, 74, 72, 78, 76, 82, 77, 54, 66, 77, 86])
        assert printed(chart, 4)[0] == "76.67"
        assert printed(chart, 2)[1:] == ["57", "96"]
        assert [finding.points for finding in chart.findings] == [(11,)]


class TestLimits:
    def test_they_are_exact(self) -> None:
        chart = xmr_chart(STEADY)
        assert chart.limits == Limits(Fraction(10), Fraction(2))
        assert (chart.limits.lower, chart.limits.upper) == (Fraction(468, 100), Fraction(1532, 100))
        assert xmr_chart([0.1, 0.2, 0.3]).limits == Limits(Fraction(1, 5), Fraction(1, 10))

    def test_a_moving_range_is_screened_only_above_3_267_times_the_mean(self) -> None:
        level = xmr_chart([0] * 12 + [1], screen=True)
        assert (level.moving_ranges.count(Fraction()), level.screened) == (11, (12,))
        assert level.limits == Limits(Fraction(1, 13), Fraction())
        # Mean 1, and the largest exactly 3.267: it stays.
        steps = [Fraction(3267, 1000), *[Fraction(1) - Fraction(2267, 11000)] * 11]
        values = [sum(steps[:count], Fraction()) for count in range(13)]
        assert xmr_chart(values, screen=True).screened == ()
        assert xmr_chart([values[0] - Fraction(1, 1000), *values[1:]], screen=True).screened == (1,)

    def test_of_a_baseline_stay_whatever_follows(self) -> None:
        assert after_steady(40, 50, 60).limits == Limits(Fraction(10), Fraction(2))

    def test_steady_values_have_no_width(self) -> None:
        chart = xmr_chart([3] * 12, screen=True)
        assert (chart.limits, chart.findings) == (Limits(Fraction(3), Fraction()), ())

    def test_need_two_points(self) -> None:
        assert (xmr_chart([]).limits, xmr_chart([5]).limits) == (None, None)
        assert xmr_chart([5, 6]).limits == Limits(Fraction(11, 2), Fraction(1))


class TestNoRules:
    def test_fewer_than_twelve_points(self) -> None:
        chart = xmr_chart([*[1] * 10, 99], better=UP, target=0)
        assert (chart.no_rules, chart.findings, chart.assurance) == (NoRules.FEW_POINTS, (), None)
        assert xmr_chart(STEADY).no_rules is None

    def test_a_baseline_of_fewer_than_twelve_points(self) -> None:
        assert xmr_chart(STEADY * 2, baseline=11).no_rules is NoRules.FEW_POINTS
        assert xmr_chart(STEADY * 2, baseline=12).no_rules is None

    def test_a_baseline_that_is_not_complete(self) -> None:
        assert xmr_chart(STEADY, baseline=13).no_rules is NoRules.BASELINE_INCOMPLETE
        assert xmr_chart(STEADY, baseline=12).no_rules is None

    def test_settings_that_make_no_sense_are_refused(self) -> None:
        with pytest.raises(ValueError, match="6 or 7 points, not 8"):
            xmr_chart(STEADY, run=8)
        with pytest.raises(ValueError, match="at least 2 points, not 1"):
            xmr_chart(STEADY, baseline=1)
        assert xmr_chart(STEADY, baseline=2).limits == Limits(Fraction(10), Fraction(2))


class TestOutside:
    def test_above_and_below(self) -> None:
        assert findings(after_steady(15.33, 10, 4.67), Rule.OUTSIDE_LIMITS) == [((12,), UP), ((14,), DOWN)]

    def test_on_a_limit_is_inside(self) -> None:
        assert not findings(after_steady(15.32, 10, 4.68), Rule.OUTSIDE_LIMITS)


class TestOneSide:
    """The last steady point is above the mean, so a run above it has one point more."""

    def test_seven_points(self) -> None:
        chart = after_steady(*[9, 8] * 3, 9)
        assert findings(chart, Rule.ONE_SIDE) == [(tuple(range(12, 19)), DOWN)]

    def test_six_points_are_a_run_by_the_earlier_rule_only(self) -> None:
        assert not findings(after_steady(*[9, 8] * 3), Rule.ONE_SIDE)
        assert findings(after_steady(*[9, 8] * 3, run=6), Rule.ONE_SIDE) == [(tuple(range(12, 18)), DOWN)]

    def test_a_point_on_the_mean_ends_it(self) -> None:
        assert not findings(after_steady(9, 8, 9, 10, 8, 9, 8, 9), Rule.ONE_SIDE)

    def test_points_on_the_mean_are_on_no_side(self) -> None:
        assert not findings(after_steady(*[10] * 8), Rule.ONE_SIDE)


class TestTrend:
    def test_seven_points_rising(self) -> None:
        chart = after_steady(7, 8, 9, 9.5, 10, 11, 12)
        assert findings(chart, Rule.TREND) == [(tuple(range(12, 19)), UP)]

    def test_six_points_falling_by_the_earlier_rule_only(self) -> None:
        values = (12, 10, 9.5, 9, 8, 7, 9)
        assert not findings(after_steady(*values), Rule.TREND)
        assert findings(after_steady(*values, run=6), Rule.TREND) == [(tuple(range(12, 18)), DOWN)]

    def test_a_repeated_value_breaks_it(self) -> None:
        """As 1, 2, 3, 3, 4, 5, 6 has no trend in the tests of NHSRplotthedots (test-ptd_calculate_point_type.R)."""
        assert not findings(after_steady(7, 8, 9, 9, 10, 11, 12), Rule.TREND)


class TestNearLimit:
    """Series as in the tests of NHSRplotthedots (test-ptd_calculate_point_type.R): 1 is near the upper limit."""

    @pytest.mark.parametrize(
        ("series", "points"),
        [
            ((0, 0, 1, 0, 1, 0, 0), [(14, 16)]),
            ((0, 0, 1, 1, 0, 0, 0), [(14, 15)]),
            ((1, 0, 0, 1), []),
            ((1, 0, 0, 1, 1), [(15, 16)]),
            ((1, 1, 1), [(12, 13, 14)]),
        ],
    )
    def test_two_of_three(self, series: tuple[int, ...], points: list[tuple[int, ...]]) -> None:
        # 14 is in the outer third; 9 is not.
        chart = after_steady(*(14 if near else 9 for near in series))
        assert findings(chart, Rule.NEAR_LIMIT) == [(group, UP) for group in points]
        mirror = after_steady(*(6 if near else 11 for near in series))
        assert findings(mirror, Rule.NEAR_LIMIT) == [(group, DOWN) for group in points]

    def test_the_outer_third_begins_after_two_thirds(self) -> None:
        edge = 10 + Fraction(2, 3) * Fraction(532, 100)
        limits = Limits(Fraction(10), Fraction(2))
        assert not limits.near(edge)
        assert limits.near(edge + Fraction(1, 1000))
        assert limits.near(limits.upper)

    def test_a_point_outside_is_not_near(self) -> None:
        assert not findings(after_steady(14, 16), Rule.NEAR_LIMIT)


class TestTarget:
    @pytest.mark.parametrize(
        ("target", "better", "assurance"),
        [
            (4.68, UP, Assurance.ALWAYS),
            (4.69, UP, Assurance.BY_CHANCE),
            (15.32, UP, Assurance.BY_CHANCE),
            (15.33, UP, Assurance.NEVER),
            (15.32, DOWN, Assurance.ALWAYS),
            (15.31, DOWN, Assurance.BY_CHANCE),
            (4.68, DOWN, Assurance.BY_CHANCE),
            (4.67, DOWN, Assurance.NEVER),
        ],
    )
    def test_a_value_on_the_target_reaches_it(self, target: float, better: Direction, assurance: Assurance) -> None:
        chart = xmr_chart(STEADY, better=better, target=target)
        assert (chart.assurance, chart.better) == (assurance, better)

    def test_nothing_is_said_without_a_target_or_a_direction(self) -> None:
        assert xmr_chart(STEADY, better=UP).assurance is None
        assert (xmr_chart(STEADY, target=4).assurance, xmr_chart(STEADY, target=0).target) == (None, 0)
        assert xmr_chart(STEADY, better=UP, target=0).assurance is Assurance.ALWAYS

    def test_findings_are_improvement_or_concern_by_the_direction(self) -> None:
        (finding,) = after_steady(16).findings
        assert [finding.meaning(better) for better in (UP, DOWN, None)] == [Meaning.IMPROVEMENT, Meaning.CONCERN, None]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("screen", [False, True])
class TestProperties:
    def values(self, seed: int) -> list[Fraction]:
        draw = Random(seed)
        return [Fraction(draw.choice((draw.randint(0, 12), draw.randint(0, 60)))) for _ in range(30)]

    def test_mirrored(self, seed: int, screen: bool) -> None:
        turned = {UP: DOWN, DOWN: UP, None: None}
        chart = xmr_chart(self.values(seed), screen=screen, run=6)
        mirror = xmr_chart([-value for value in self.values(seed)], screen=screen, run=6)
        assert set(mirror.findings) == {
            finding._replace(direction=turned[finding.direction]) for finding in chart.findings
        }

    def test_with_another_zero_and_unit(self, seed: int, screen: bool) -> None:
        factor, zero = Fraction(7, 3), Fraction(1, 10)
        chart = xmr_chart(self.values(seed), screen=screen, run=6)
        other = xmr_chart([value * factor + zero for value in self.values(seed)], screen=screen, run=6)
        assert (other.findings, other.screened) == (chart.findings, chart.screened)
        assert chart.limits
        assert other.limits == Limits(chart.limits.mean * factor + zero, chart.limits.mean_moving_range * factor)

    def test_screening_never_widens_the_limits(self, seed: int, screen: bool) -> None:
        chart, plain = xmr_chart(self.values(seed), screen=screen), xmr_chart(self.values(seed))
        assert chart.limits
        assert plain.limits
        assert chart.limits.mean_moving_range <= plain.limits.mean_moving_range
        assert (chart.limits == plain.limits) is not bool(chart.screened)
