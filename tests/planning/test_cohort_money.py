"""What the small cohort costs, worked out by hand.

Two doctors and two managers meet for 9 hours each; the office works 24 hours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from generator.model.effort import Counted
from generator.planning.business_case import BusinessCase, money_blanks, share_in_words, total_in_words
from generator.planning.figures import Range
from tests.planning import cohort

ALL_RATES = {"participant": 10, "administrator": 20}


def case(**values: Any) -> BusinessCase:
    return cohort.book(**values).business_case


def with_hours(office: float, meetings: float = 1.5, **values: Any) -> BusinessCase:
    """The case with other hours of the office, once, and of a participant, once."""
    rules = cohort.effort(
        cohort.assumption("meetings", "participant", meetings, each=[Counted.PARTICIPANT], backfill=True),
        cohort.assumption("office", "administrator", office, backfill=True),
    )
    return cohort.book(cohort.library().model_copy(update={"effort": rules}), **values).business_case


def test_every_row_of_the_cohort() -> None:
    assert [
        (row.role, row.staff_group, row.people, row.hours.usual, row.rate, row.cost, row.band) for row in case().staff
    ] == [
        ("participant", "resident-doctors", 2, 18, None, None, ""),
        ("participant", "managers", 2, 18, None, None, ""),
        ("administrator", None, None, 24, None, None, ""),
    ]


def test_a_rate_of_the_staff_group_comes_before_that_of_the_role() -> None:
    rates = {**ALL_RATES, "managers": 30.5}
    bands = {"participant": "Band 7", "managers": "Band 8a", "administrator": "Band 4"}

    assert [(row.rate, row.cost and row.cost.usual, row.band) for row in case(rates=rates, bands=bands).staff] == [
        (10, 180, "Band 7"),
        (Fraction("30.5"), 549, "Band 8a"),
        (20, 480, "Band 4"),
    ]


def test_without_rates_and_costs_there_is_no_total() -> None:
    none = case()

    assert (none.total, total_in_words(none), money_blanks(none)) == (None, None, {})
    assert (none.hours.usual, none.priced.usual, none.share) == (60, 0, 0)
    assert share_in_words(none) == "no hour"
    assert [row.role for row in none.unpriced] == ["participant", "participant", "administrator"]


def test_a_total_of_every_hour() -> None:
    of = case(rates=ALL_RATES)

    assert of.total == Range.of(Fraction(840))
    assert (of.staff_pounds.usual, of.other_pounds, of.share) == (840, 0, 1)
    assert total_in_words(of) == "£840, which prices every hour"
    assert money_blanks(of) == {"cost": "840", "cost_range": "840", "cost_hours_share": "100"}


def test_other_costs_alone_make_a_total_that_prices_no_hour() -> None:
    """Lunch for four people at three workshops, and a room once."""
    costs = [
        {"title": "Lunch", "pounds": 7.5, "each": ["participant", "workshop"]},
        {"title": "Room", "pounds": 100},
    ]
    of = case(costs=costs)

    assert [(cost.title, cost.pounds_each, cost.each, cost.times, cost.pounds) for cost in of.others] == [
        ("Lunch", Fraction("7.5"), ("participant", "workshop"), 12, 90),
        ("Room", 100, (), 1, 100),
    ]
    assert (of.other_pounds, of.new_money.usual) == (190, 190)
    assert total_in_words(of) == "£190, which prices no hour"
    assert money_blanks(of)["cost_hours_share"] == "0"


def test_backfill_is_what_must_be_found() -> None:
    """Six hours of participants at £10 and ten of the office at £20, with £50 for printing."""
    of = with_hours(10.0, rates=ALL_RATES, costs=[{"title": "Printing", "pounds": 50}])

    assert (of.backfill.usual, of.new_money) == (16, Range.of(Fraction(310)))
    assert with_hours(10.0, rates={"participant": 10}).new_money == Range.of(Fraction(60))
    assert case(rates=ALL_RATES).new_money == Range.of(Fraction(0))


@pytest.mark.parametrize(
    ("office", "rates", "words"),
    [
        (10.0, {"participant": 10}, "38 per cent of the hours"),
        (0.01, {"participant": 10}, "more than 99 per cent of the hours"),
        (0.0, {"participant": 10}, "every hour"),
        (500.0, {"administrator": 20}, "99 per cent of the hours"),
        (0.02, {"administrator": 20}, "less than 1 per cent of the hours"),
    ],
)
def test_the_share_that_has_a_rate_is_never_all_or_nothing_by_rounding(
    office: float, rates: dict[str, int], words: str
) -> None:
    """Participants have six hours in all: 6 of 16 are 37.5 per cent, 500 of 506 are 98.8."""
    assert share_in_words(with_hours(office, rates=rates)) == words


def test_a_cohort_without_hours_has_every_hour_priced() -> None:
    of = with_hours(0.0, 0.0)

    assert (of.share, of.unpriced) == (1, ())


def test_hours_of_some_staff_groups_are_theirs_alone() -> None:
    rules = cohort.effort(
        cohort.assumption("all", "participant", 1.0, each=[Counted.PARTICIPANT]),
        cohort.assumption("doctors", "participant", 2.0, each=[Counted.PARTICIPANT], staff_groups=["resident-doctors"]),
        cohort.assumption(
            "release", "participant", 3.0, each=[Counted.PARTICIPANT], backfill=True, backfill_for=["resident-doctors"]
        ),
        cohort.assumption("cover", "participant", 5.0, each=[Counted.PARTICIPANT], backfill=True),
    )
    of = cohort.book(cohort.library().model_copy(update={"effort": rules})).business_case

    assert [(row.staff_group, row.hours.usual, row.backfill.usual) for row in of.staff] == [
        ("resident-doctors", 22, 16),
        ("managers", 18, 10),
    ]
