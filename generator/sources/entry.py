"""A noun together with the file that it was read from, so that a check can point at any value of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from ..model.base import Noun
from ..model.diagnostics import Diagnostic, Place, Severity
from ..model.walk import Path, Visit, walk
from .yaml_reader import Source

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True)
class Entry:
    """A noun, its file, and its path within the file."""

    kind: str
    noun: Noun
    source: Source
    path: Path = ()
    trust: str | None = None
    """Slug of the trust whose folder holds the file."""
    name: str = ""
    """Id given by the file name, for a noun that has no id of its own."""
    draft: bool = False
    """Whether the noun holds only the fields that are already filled in."""

    @cached_property
    def visits(self) -> Sequence[Visit]:
        """A walk of the noun, which many checks share."""
        return walk(self.noun)

    def place(self, path: Path, *, key: bool = False, text_line: int = 0) -> Place:
        """Where the value at a path within the noun is in the file."""
        return self.source.place((*self.path, *path), key=key, text_line=text_line)

    def place_of(self, path: Path, words: str) -> Place:
        """Where some words of the text at a path are in the file; the start of the text if they are not found."""
        place = self.place(path)
        lines = self.source.text.split("\n")
        for number in range(place.line, min(place.line + 200, len(lines) + 1)):
            column = lines[number - 1].find(words)
            if column >= 0:
                return Place(place.file, number, column + 1, len(words))
        return place

    def fault(
        self, code: str, message: str, path: Path, help: str | None, *, key: bool = False, text_line: int = 0
    ) -> Diagnostic:
        """An error in the value at a path within the noun, or in its key."""
        return Diagnostic(code, message, self.place(path, key=key, text_line=text_line), help)

    def warning(
        self, code: str, message: str, path: Path, help: str, *, key: bool = False, words: str = ""
    ) -> Diagnostic:
        """A warning about the value at a path within the noun, its key, or some words of it."""
        place = self.place_of(path, words) if words else self.place(path, key=key)
        return Diagnostic(code, message, place, help, Severity.WARNING)


def entries_of(entries: Iterable[Entry], model: type[N]) -> Iterator[tuple[Entry, N]]:
    """The entries whose nouns are of one model, each with its noun."""
    # The types of two nouns are compared much more quickly than pydantic looks at a value.
    return ((entry, cast(N, entry.noun)) for entry in entries if issubclass(type(entry.noun), model))
