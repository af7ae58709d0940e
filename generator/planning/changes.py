"""What changed between two Libraries: which items are new, gone, withdrawn or changed, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.base import Item
from ..model.changes import Change, ChangeDetail, ChangeKind
from ..model.library import KINDS, Library
from ..model.project import ImprovementProject
from .differences import differences, in_lines
from .wording import Wording, worded_library

LISTED = tuple(kind for kind in KINDS if kind.label)
"""Kinds whose changes are listed one by one, the most important first. A trust's own files belong to no release."""

AT_MOST = 6
"""Differences of an item that a release lists."""
WITH_WORDS = 3
"""Most differences of an item whose words a release keeps."""


def compare(old: Library, new: Library) -> list[Change]:
    """What changed from one Library to another: the most important kinds first, each kind by title.

    Texts are compared in the words for pairs, with what each figure means in its place: a figure that a rule works out
    differs only where its rule does.
    """
    old, new = (worded_library(library, Wording()) for library in (old, new))
    changes = [change for kind in LISTED for change in _changes(kind.label, kind.of(old), kind.of(new))]
    details = [*differences(old.programme, new.programme), *differences(old.bank_holidays, new.bank_holidays)]
    before, after = old.calendar.settle_weeks, new.calendar.settle_weeks
    if before != after:
        text = f"Weeks after the August changeover: {after} instead of {before}"
        details.append(ChangeDetail(text=text, path="calendar/settle_weeks"))
    if details:
        kind, name = "programme", new.programme.title
        changes.insert(0, Change(kind=kind, id=kind, title=name, what=ChangeKind.CHANGED, details=details))
    return changes


def recorded(changes: Iterable[Change]) -> list[Change]:
    """What a release keeps of its changes: the few differences of each item that say most, and the number of the rest.

    What is nearest to the item itself says most: its own fields, then sections and activities that are new or gone,
    then what changed within those. Words are kept for items of few differences, where a reader asks for them next.
    """
    return [_recorded(change) for change in changes]


def _recorded(change: Change) -> Change:
    if len(change.details) <= WITH_WORDS:
        return change
    lines = list(_lines(change.details))
    if len(lines) > AT_MOST:
        # Sorting keeps the order of those that are equally near.
        lines = sorted(lines, key=lambda line: (line[0].path or "").count("/"))[:AT_MOST]
    listed = sum(number for _, number in lines)
    return change.model_copy(update={"details": [detail for detail, _ in lines], "more": len(change.details) - listed})


def _lines(details: Iterable[ChangeDetail]) -> Iterator[tuple[ChangeDetail, int]]:
    """Differences without their words, and how many a line tells: changed texts of several sections share lines."""
    texts: dict[str, list[ChangeDetail]] = {" changed": [], " rewritten": []}
    for detail in details:
        name, text, how = detail.text.rpartition(": text")
        if text and how in texts:
            texts[how].append(detail.model_copy(update={"text": name}))
        else:
            yield detail.model_copy(update={"words": []}), 1
    for how, sections in texts.items():
        for which, names in in_lines({detail.path or "": detail.text for detail in sections}):
            if len(which) > 1:
                yield ChangeDetail(text=f"Text{how}: {names}", path=which[0].partition("/")[0]), len(which)
            else:
                yield ChangeDetail(text=f"{names}: text{how}", path=which[0]), 1


def _changes(kind: str, old: Mapping[str, Item], new: Mapping[str, Item]) -> Iterator[Change]:
    both = {**old, **new}
    for id in sorted(both, key=lambda key: (title(both[key]).casefold(), key)):
        before, after = old.get(id), new.get(id)
        if after is None:
            yield Change(kind=kind, id=id, title=title(old[id]), what=ChangeKind.REMOVED)
        elif before is None:
            yield Change(kind=kind, id=id, title=title(after), what=ChangeKind.NEW)
        elif (reason := _withdrawn(after)) and not _withdrawn(before):
            details = [ChangeDetail(text=reason, path="withdrawn")]
            yield Change(kind=kind, id=id, title=title(after), what=ChangeKind.WITHDRAWN, details=details)
        elif details := list(differences(before, after)):
            yield Change(kind=kind, id=id, title=title(after), what=ChangeKind.CHANGED, details=details)


def _withdrawn(item: Item) -> str | None:
    """Why a project was withdrawn; None for everything else."""
    return item.withdrawn.reason if isinstance(item, ImprovementProject) and item.withdrawn else None


def title(item: Item) -> str:
    """The title of an item, its term, or else its id."""
    for name in ("title", "term"):
        if isinstance(text := getattr(item, name, None), str):
            return text
    return item.id
