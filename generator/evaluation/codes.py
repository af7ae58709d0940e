"""Codes that nearly match, as if one person had written one in two ways. They are offered, never joined."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from ..model.answers import Answers
from ..model.instrument import Wave

_LOOK_ALIKE = str.maketrans("OILSB", "01158")
"""Letters and the digits that look like them on paper."""


class NearCode(NamedTuple):
    """Two codes that nearly match."""

    first: str
    """The smaller of the two as text."""
    second: str
    first_on: tuple[tuple[str, Wave | None], ...]
    """The forms on which the first code is, each with its copy."""
    second_on: tuple[tuple[str, Wave | None], ...]

    @property
    def id(self) -> str:
        """Its id among others: no code has a hyphen."""
        return f"{self.first}-{self.second}"


def near_codes(answers: Answers) -> tuple[NearCode, ...]:
    """The pairs of codes that may be one person's, sorted; those that somebody has decided about too.

    No two of their forms are the same copy of the same form, because nobody fills that in twice.
    """
    forms: defaultdict[str, dict[tuple[str, Wave | None], None]] = defaultdict(dict)
    for response in answers.responses:
        if response.code:
            forms[response.code][response.instrument, response.wave] = None
    return tuple(
        NearCode(first, second, tuple(forms[first]), tuple(forms[second]))
        for first, second in combinations(sorted(forms), 2)
        if forms[first].keys().isdisjoint(forms[second]) and nearly_the_same(first, second)
    )


def nearly_the_same(first: str, second: str) -> bool:
    """Whether two codes differ in no more than one character, or in two neighbours that are swapped.

    A character may be another one, be missing or be too many. O and 0, I, L and 1, S and 5, and B and 8 do not differ.
    """
    first, second = _as_seen(first), _as_seen(second)
    if abs(len(first) - len(second)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    first, second = first[start:], second[start:]
    swapped = first[:2] == second[1::-1] and first[2:] == second[2:]
    return swapped or first[1:] == second[1:] or first[1:] == second or first == second[1:]


def look_alike(first: str, second: str) -> bool:
    """Whether two codes look the same on paper, where a letter may be taken for a digit."""
    return _as_seen(first) == _as_seen(second)


def _as_seen(code: str) -> str:
    return code.translate(_LOOK_ALIKE)
