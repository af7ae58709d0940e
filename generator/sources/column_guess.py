"""Which field a column of a foreign list or export fills, guessed from its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

CLOSE = 0.82
"""How similar a heading must be to a known one, from 0 to 1."""
_SHORT = 30
"""Characters. Two shorter texts are close only if they begin with the same letter."""
_OPPOSITE = {
    *("not", "no", "never", "nobody", "nothing", "without", "less", "more", "better", "worse", "best", "worst"),
    *("before", "after", "easier", "harder", "higher", "lower", "first", "second", "third", "fourth", "fifth"),
}
"""Words that give a sentence another meaning: texts that differ in them are not close."""
_REMEMBERED = 4096
"""Headings whose guess is remembered."""


class How(StrEnum):
    """How the field of a column was chosen, the surest first."""

    MAPPED = "as you said"
    OWN = "our own name for it"
    KNOWN = "known name"
    CLOSE = "close spelling"


class Guess(NamedTuple):
    """The field that a heading seems to name."""

    field: str
    how: How
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """How one column is used."""

    column: str
    """Its heading."""
    field: str | None
    """None if it is not used."""
    how: How | None = None
    instead: str | None = None
    """The column that fills the field in its place."""
    could: str | None = None
    """The field that it would fill without that column."""


@lru_cache(maxsize=4096)
def plain(title: str) -> str:
    """A heading in small letters, without accents, punctuation and doubled spaces."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+|_", " ", bare).split())


@dataclass(frozen=True)
class ColumnNames:
    """The fields that columns can fill, and the headings that each may have."""

    own: Mapping[str, str]
    """Fields by our own names for them."""
    known: Mapping[str, Sequence[str]]
    """Other names by field, the surest first."""
    longest: int = 80
    """Characters. A longer text is not a heading."""
    margin: float = 0.0
    """How much closer than any other field a close spelling must be."""
    readings: Callable[[str], Iterable[str]] = lambda title: (title,)
    """A heading, then what it says without what a tool adds to it, such as numbers."""
    _names: dict[str, Guess] = field(default_factory=dict, init=False, repr=False)
    _guesses: dict[str, Guess | None] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for named, names in self.known.items():
            for rank, name in enumerate(names):
                self._names[plain(name)] = Guess(named, How.KNOWN, 2 - rank / 100)
        for name, named in self.own.items():
            self._names[plain(name)] = Guess(named, How.OWN, 3.0)

    def guess(self, title: str) -> Guess | None:
        """The field that a heading seems to name."""
        if title not in self._guesses:
            if len(self._guesses) >= _REMEMBERED:
                self._guesses.clear()
            self._guesses[title] = self.exact(title) or next(filter(None, map(self._close, self.readings(title))), None)
        return self._guesses[title]

    def field_of(self, title: str) -> str | None:
        """The field that a heading seems to name."""
        return best.field if (best := self.guess(title)) else None

    def exact(self, title: str) -> Guess | None:
        """The field that a heading names, apart from punctuation and what is in brackets."""
        texts = [text for text in self.readings(title) if len(text) <= self.longest]
        return next(filter(None, (self._names.get(key) for text in texts for key in (plain(text), _bare(text)))), None)

    def _close(self, title: str) -> Guess | None:
        bare = _bare(title)
        if len(title) > self.longest or len(bare) < 4:
            return None
        # The first letter is seldom mistyped: without it, "headlines" would be close to "deadline".
        candidates = [name for name in self._names if name[:1] == bare[0] or min(len(name), len(bare)) > _SHORT]
        close = [name for name in get_close_matches(bare, candidates, n=5, cutoff=CLOSE) if _same_sense(name, bare)]
        if not close:
            return None
        best = self._names[close[0]].field
        others = [name for name in close if self._names[name].field != best]
        if others and _similarity(close[0], bare) - _similarity(others[0], bare) < self.margin:
            return None
        return Guess(best, How.CLOSE, 1.0)

    def match(
        self,
        header: Sequence[str],
        mapping: Mapping[str, str | None],
        most: Callable[[str], int] = lambda field: 1,  # noqa: ARG005
    ) -> list[Match]:
        """How each column is used; one without a heading is not.

        Args:
            header: the headings.
            mapping: the field by the plain heading of each column that the user named, None for one to leave out.
            most: how many columns may fill the same field, at least 1.
        """
        wanted: dict[int, Guess] = {}
        for number, title in enumerate(header):
            if named := mapping.get(plain(title)):
                wanted[number] = Guess(named, How.MAPPED, 4.0)
            elif title and plain(title) not in mapping and (best := self.guess(title)):
                wanted[number] = best
        columns: dict[str, list[int]] = {}
        for number in sorted(wanted, key=lambda number: (-wanted[number].confidence, number)):
            columns.setdefault(wanted[number].field, []).append(number)
        result = []
        for number, title in enumerate(header):
            guess = wanted.get(number)
            if guess and number in columns[guess.field][: most(guess.field)]:
                result.append(Match(title, guess.field, guess.how))
            else:
                left_out = How.MAPPED if plain(title) in mapping else None
                instead = header[columns[guess.field][0]] if guess else None
                result.append(Match(title, None, left_out, instead, guess.field if guess else None))
        return result


def filling(filled: Collection[int], matches: Sequence[Match], *, spare: bool) -> dict[str, int]:
    """The number of the column that fills each field of a row, whose filled columns are given by number.

    With `spare`, a column may fill its field if the better one is empty.
    """
    columns = {number: matches[number] for number in filled if number < len(matches)}
    fields = {column.field: number for number, column in columns.items() if column.field}
    for number, column in columns.items():
        if spare and column.could:
            fields.setdefault(column.could, number)
    return fields


def _bare(title: str) -> str:
    """A plain heading without what is in brackets."""
    return plain(re.sub(r"\(.*?\)", " ", title)) or plain(title)


def _same_sense(first: str, second: str) -> bool:
    return _OPPOSITE & {*first.split()} == _OPPOSITE & {*second.split()}


def _similarity(first: str, second: str) -> float:
    return SequenceMatcher(None, second, first).ratio()
