"""Hours and pounds as exact fractions, rounded half up and only where they are shown.

Sums of floats depend on the Python version: from 3.12 `sum` compensates for their rounding errors.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

from ..model.english import figure


class Range(NamedTuple):
    """A low, a usual and a high figure; all the same where nothing is uncertain."""

    low: Fraction
    usual: Fraction
    high: Fraction

    @classmethod
    def of(cls, number: Fraction) -> Range:
        """A figure that is certain."""
        return cls(number, number, number)

    @classmethod
    def sum(cls, ranges: Iterable[Range]) -> Range:
        """The lows, the usual figures and the highs added up."""
        total = cls.of(Fraction())
        for each in ranges:
            total = total.plus(each)
        return total

    def plus(self, other: Range) -> Range:
        return Range(self.low + other.low, self.usual + other.usual, self.high + other.high)

    def times(self, factor: Fraction) -> Range:
        return Range(self.low * factor, self.usual * factor, self.high * factor)


def exact(number: float) -> Fraction:
    """A number as its author typed it: 0.1 is one tenth, not the nearest binary fraction."""
    return Fraction(repr(number))


def rounded(number: Fraction, places: int = 0) -> Decimal:
    """A figure rounded half up to some decimal places, as people round by hand."""
    return Decimal(floor(number * 10**places + Fraction(1, 2))).scaleb(-places)


def whole_number(number: Fraction) -> str:
    """A figure without decimals, such as 1,250."""
    return figure(rounded(number))


def hours(number: Fraction) -> str:
    """Hours with at most one decimal, such as 12 or 1.5."""
    return figure(rounded(number, 1))


def pounds(number: Fraction) -> str:
    """Whole pounds, such as £1,250."""
    return f"£{whole_number(number)}"
