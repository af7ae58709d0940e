"""The release that introduced an item and the one that last changed it, from the record of each release."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.changes import Change, ChangeKind
from ..model.library import Library
from ..model.page import Release


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """When an item was introduced and last changed; `last` is None where it is as it was in the first release."""

    introduced: Release
    changed: Release
    last: Change | None = None


class History:
    """The history of every item of a library."""

    def __init__(self, library: Library) -> None:
        first = next(iter(library.releases.values()))
        self._first = ItemHistory(first, first)
        self._items: dict[tuple[str, str], ItemHistory] = {}
        for id, changes in library.changes.items():
            release = library.releases[id]
            for change in changes.changes:
                before = self._items.get((change.kind, change.id), self._first)
                introduced = release if change.what is ChangeKind.NEW else before.introduced
                self._items[change.kind, change.id] = ItemHistory(introduced, release, change)

    def of(self, kind: str, id: str) -> ItemHistory:
        """The history of an item by the label of its kind; one that no record names came with the first release."""
        return self._items.get((kind, id), self._first)
