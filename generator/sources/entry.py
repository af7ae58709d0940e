"""A noun together with the file that it was read from, so that a check can point at any value of it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.base import Noun
from ..model.diagnostics import Place
from ..model.walk import Path
from .yaml_reader import Source


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
