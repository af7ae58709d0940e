"""What a release changed, item by item: written by `paired-learning release`, never typed."""

from __future__ import annotations

from enum import StrEnum

from .base import Line, Noun


class ChangeKind(StrEnum):
    """What a release did to an item."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class WordsHow(StrEnum):
    """Whether words were added, removed or left."""

    SAME = "same"
    OUT = "out"
    IN = "in"


class Words(Noun):
    """Some words of a changed text."""

    how: WordsHow
    """same: unchanged; out: removed; in: added."""
    text: str
    """The words; a long unchanged passage is shortened to those next to a change."""


class ChangeDetail(Noun):
    """One thing that changed within an item."""

    text: Line
    """What changed, in words."""
    path: Line | None = None
    """Where it is within the item, such as sections/study-leave/body."""
    words: list[Words] = []
    """How the words changed, if words did."""


class Change(Noun):
    """What a release did to one item."""

    kind: Line
    """Kind of noun, such as improvement project."""
    id: Line
    """Id of the item."""
    title: Line
    """Its title; the last one if it was removed."""
    what: ChangeKind
    """new, changed, withdrawn or removed."""
    details: list[ChangeDetail] = []
    """What changed within it."""
    more: int = 0
    """How many further differences a release does not list."""


class ReleaseChanges(Noun):
    """All that a release changed."""

    since: Line
    """The release before it."""
    changes: list[Change] = []
    """What it did to each item."""
