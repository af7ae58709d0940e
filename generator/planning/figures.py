"""Hours and pounds as exact fractions, rounded half up and only where they are shown.

Sums of floats depend on the Python version: from 3.12 `sum` compensates for their rounding errors.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from ..model.english import figure


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
