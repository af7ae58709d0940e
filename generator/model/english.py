"""Numbers, plurals and lists in British English, for every sentence that the generator composes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

NUMBER = rf"(?P<number>\d+|{'|'.join(_WORDS[1:])})"
"""Regular expression for a whole number as text has it: in figures, or in words up to twelve."""


def figure(number: float | Decimal, decimals: int = 1) -> str:
    """A number in figures, with commas between thousands and no trailing zeros: 162,542, 1.5 or 12."""
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_words(number: int) -> str:
    """A whole number in words up to twelve, and in figures above: no, one, six, 13."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else figure(number)


def number_of(text: str) -> int:
    """The whole number that a match of `NUMBER` stands for."""
    return int(text) if text.isdigit() else _WORDS.index(text.lower())


def counted(number: float, singular: str, plural: str | None = None) -> str:
    """A number with what it counts, in agreement: no weeks, 1 week, 2 weeks, 1,250 weeks.

    Args:
        number: how many.
        singular: a noun or a phrase, such as `week` or `date moves`.
        plural: the same for any number but one; the singular with an `s` by default.
    """
    if number == 1:
        return f"1 {singular}"
    return f"{figure(number) if number else 'no'} {plural or f'{singular}s'}"


def listed(values: Iterable[str], conjunction: str = "and") -> str:
    """Values as one phrase: one, two and three. Empty when there are no values."""
    *others, last = [*values] or [""]
    return f"{', '.join(others)} {conjunction} {last}" if others else last
