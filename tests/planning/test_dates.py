"""Dates, lengths, months and figures in words."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from generator.planning import dates
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


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (120, "2 hours"),
        (210, "3 hours 30 minutes"),
    ],
)
def test_a_length_of_time(minutes: int, shown: str) -> None:
    assert dates.duration(minutes) == shown


def test_a_day_in_words() -> None:
    day = datetime.date(2027, 1, 6)

    assert dates.date(day) == "6 January 2027"
    assert dates.weekday_and_date(day) == "Wednesday 6 January 2027"
    assert dates.short(day) == "Wed 6 Jan 2027"
    assert [dates.DAYS[number] for number in (0, 6)] == ["Monday", "Sunday"]
    assert dates.weekday_and_date(datetime.date(2026, 12, 27)) == "Sunday 27 December 2026"


def test_a_window_in_words() -> None:
    first, last = datetime.date(2027, 1, 13), datetime.date(2027, 2, 9)
    before = datetime.date(2026, 12, 30)

    assert dates.span(first, last) == "Wed 13 Jan 2027 to Tue 9 Feb 2027"
    assert dates.span(first, first) == "Wed 13 Jan 2027"
    assert dates.days(first, last) == "13 Jan to 9 Feb 2027"
    assert dates.days(before, last) == "30 Dec 2026 to 9 Feb 2027"
    assert dates.days(first, first) == "13 Jan 2027"


def test_times_and_weeks_in_words() -> None:
    assert dates.clock(datetime.time(9, 5)) == "09:05"
    assert dates.clock(datetime.time(13)) == "13:00"
    assert [dates.weeks(number) for number in (1, 3)] == ["1 week", "3 weeks"]
