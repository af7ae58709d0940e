"""Holm's correction of p values for the number of tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from .signed_rank import PValues, TooFew


class Holm(NamedTuple):
    """Adjusted p values in the order given, and for how many tests they are adjusted."""

    adjusted: tuple[Fraction, ...]
    tests: int


def holm(p_values: Sequence[Fraction]) -> Holm:
    """Adjust p values so that the chance of any false finding among them stays below the level used.

    The smallest is multiplied by the number of tests, the next by one less, and so on; none is smaller than one before
    it, and none above 1. S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
    Statistics 6 (1979), 65-70.
    """
    tests = len(p_values)
    adjusted = [Fraction(1)] * tests
    highest = Fraction(0)
    for step, index in enumerate(sorted(range(tests), key=p_values.__getitem__)):
        highest = max(highest, min(Fraction(1), (tests - step) * p_values[index]))
        adjusted[index] = highest
    return Holm(tuple(adjusted), tests)


def corrected(p_values: Iterable[PValues | TooFew | None]) -> tuple[list[Fraction | None], int]:
    """The two-sided p values by Holm's correction, None where there is none, and how many there are."""
    given = [p.two_sided if isinstance(p, PValues) else None for p in p_values]
    adjusted, tests = holm([p for p in given if p is not None])
    following = iter(adjusted)
    return [None if p is None else next(following) for p in given], tests
