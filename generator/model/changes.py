"""What a release changed, item by item: written by `paired-learning release`, never typed."""

from __future__ import annotations

from enum import StrEnum

from .base import Line, Noun


class ChangeKind(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Change(Noun):
    """What a release did to one item."""

    kind: Line
    """Kind of noun, such as improvement project."""
    id: Line
    """Id of the item."""
    title: Line
    """Its title, as it was where it was removed."""
    what: ChangeKind
    """new, changed, withdrawn or removed."""
    details: list[ChangeDetail] = []
    """What changed, by meaning."""


class WordsHow(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


class Words(Noun):
    """Some words of a text that changed."""

    how: WordsHow
    """same: they stayed; out: they went; in: they came."""
    text: str
    """The words; a long piece that stayed is shortened to what stands beside a change."""


class ChangeDetail(Noun):
    """One thing that changed within an item."""

    text: Line
    """What changed, in words."""
    path: Line | None = None
    """Where it is within the item, such as sections/study-leave/body."""
    words: list[Words] = []
    """How the words changed, where words did."""


class ReleaseChanges(Noun):
    """All that a release changed."""

    since: Line
    """The release before it."""
    changes: list[Change] = []
    """What it did to each item."""


Change.model_rebuild()
