"""What answers say before any test: how many, the middle, the quartiles, and how many went up or down.

None is a missing answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

Number = int | Fraction
Answers = Sequence[Number | None]


class Quartiles(NamedTuple):
    """The lower quartile, the median and the upper quartile by the rule of QUARTILE.INC in Excel.

    The rank of a quartile is 1 + (n - 1) times a quarter, two quarters or three, and between two ranks it is
    interpolated linearly (definition 7 in R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The
    American Statistician 50 (1996), 361-365).
    """

    lower: Fraction
    median: Fraction
    upper: Fraction


class Description(NamedTuple):
    """How many people answered, how many did not, and the quartiles of the answers, None if there is no answer."""

    n: int
    missing: int
    quartiles: Quartiles | None


class Changes(NamedTuple):
    """How many people answered higher than before, the same, and lower; and how many lack one of the two answers."""

    up: int
    same: int
    down: int
    incomplete: int


def describe(answers: Answers) -> Description:
    """Describe the answers of several people to one question, or their domain scores."""
    values = sorted(answer for answer in answers if answer is not None)
    quartiles = Quartiles(_quartile(values, 1), _quartile(values, 2), _quartile(values, 3)) if values else None
    return Description(len(values), len(answers) - len(values), quartiles)


def paired_differences(before: Answers, after: Answers) -> tuple[Fraction, ...]:
    """After minus before for each person with both answers. The two are in the same order of people.

    Raises ValueError if they differ in length.
    """
    return tuple(
        Fraction(second - first)
        for first, second in zip(before, after, strict=True)
        if first is not None and second is not None
    )


def changes(before: Answers, after: Answers) -> Changes:
    """Count the people who went up, stayed and went down."""
    differences = paired_differences(before, after)
    up, down = sum(value > 0 for value in differences), sum(value < 0 for value in differences)
    return Changes(up, len(differences) - up - down, down, len(before) - len(differences))


def domain_score(answers: Answers) -> Fraction | None:
    """One person's score in a domain: the mean of the items answered, None if fewer than half of them are.

    `answers` has an entry for each item of the domain. None too for a domain without items.
    """
    values = [answer for answer in answers if answer is not None]
    if not values or 2 * len(values) < len(answers):
        return None
    return Fraction(sum(values), len(values))


def _quartile(values: Sequence[Number], quarters: int) -> Fraction:
    index, remainder = divmod((len(values) - 1) * quarters, 4)
    if not remainder:
        return Fraction(values[index])
    return values[index] + (values[index + 1] - values[index]) * Fraction(remainder, 4)
