"""Which release introduced an item, and which last changed it."""

from __future__ import annotations

import datetime

from generator.model.changes import Change, ChangeKind, ReleaseChanges
from generator.model.library import Library
from generator.model.page import Release
from generator.planning.history import History

KIND = "improvement project"


def with_releases(library: Library, *changes: tuple[str, str, ChangeKind]) -> Library:
    """A library with releases 2026.1, 2026.2 and 2026.3, and what they did to some projects."""
    releases = {
        id: Release(id=id, source="content/releases.yml", date=datetime.date(2026, month, 1), summary="A release.")
        for id, month in (("2026.1", 1), ("2026.2", 5), ("2026.3", 9))
    }
    records = {
        id: ReleaseChanges(
            since=before,
            changes=[
                Change(kind=KIND, id=item, title=item, what=what) for release, item, what in changes if release == id
            ],
        )
        for before, id in (("2026.1", "2026.2"), ("2026.2", "2026.3"))
    }
    return library.model_copy(update={"releases": releases, "changes": records})


def test_an_item_in_no_record_came_with_the_first_release(worked_library: Library) -> None:
    item = History(with_releases(worked_library)).of(KIND, "ward-round")

    assert (item.introduced.id, item.changed.id, item.last) == ("2026.1", "2026.1", None)


def test_the_last_change_counts(worked_library: Library) -> None:
    changes = [
        ("2026.2", "a", ChangeKind.NEW),
        ("2026.3", "a", ChangeKind.CHANGED),
        ("2026.2", "b", ChangeKind.CHANGED),
    ]
    history = History(with_releases(worked_library, *changes))

    assert [(history.of(KIND, id).introduced.id, history.of(KIND, id).changed.id) for id in "ab"] == [
        ("2026.2", "2026.3"),
        ("2026.1", "2026.2"),
    ]
