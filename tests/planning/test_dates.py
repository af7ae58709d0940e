"""Months and figures in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.planning.dates import Month
from generator.planning.figures import exact, hours, pounds, rounded, whole_number


@pytest.mark.parametrize(
    ("month", "title", "short_title"),
    [
        (Month(2027, 1), "January 2027", "Jan 2027"),
        (Month(2027, 12), "December 2027", "Dec 2027"),
        (Month(None, 3), "Month 3", "Month 3"),
        (Month(None, 0), "Before the start", "Before"),
    ],
)
def test_months_in_words(month: Month, title: str, short_title: str) -> None:
    assert (month.title, month.short_title) == (title, short_title)


def test_months_are_in_the_order_of_time() -> None:
    counted = [Month(None, number) for number in (0, 1, 2, 10)]
    dated = [Month(2026, 12), Month(2027, 1), Month(2027, 11)]

    assert sorted(set(counted)) == counted
    assert sorted(set(dated)) == dated


@pytest.mark.parametrize(
    ("number", "shown"), [("0.04", "0"), ("0.05", "0.1"), ("16.05", "16.1"), ("16.0428", "16"), ("1250", "1,250")]
)
def test_hours_are_rounded_half_up_to_one_decimal(number: str, shown: str) -> None:
    assert hours(Fraction(number)) == shown


def test_whole_figures_have_a_comma_at_the_thousands() -> None:
    assert whole_number(Fraction("13020.5")) == "13,021"
    assert pounds(Fraction(1234567, 2)) == "£617,284"


def test_a_float_is_the_decimal_number_that_it_is_written_as() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert str(rounded(exact(2.675), 2)) == "2.68"
