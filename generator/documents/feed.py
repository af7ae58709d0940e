"""News as a feed: what came, what changed and what left, by release."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.changes import ChangeKind
from ..model.library import Library
from ..planning.history import History
from .menu_data import PROJECT_KIND

WORDS = {
    ChangeKind.NEW: "New",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.WITHDRAWN: "Withdrawn",
    ChangeKind.REMOVED: "Removed",
}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One piece of news."""

    name: str
    """Stable name, from which its id is made."""
    title: str
    summary: str
    link: str
    """Page, relative to the feed."""
    first: datetime.date
    """Day on which it was first told."""
    updated: datetime.date
    category: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, the newest first."""

    name: str
    """Stable name, from which its id is made."""
    title: str
    subtitle: str
    author: str
    home: str
    """Page that it tells of, relative to the feed."""
    address: str
    """The feed's own file name."""
    updated: datetime.date
    entries: tuple[FeedEntry, ...]


def project_feed(library: Library) -> Feed:
    """News of the shared menu: one entry for each project, at the release that last changed it."""
    return Feed(
        name="projects",
        title=f"{library.programme.title}: project menu",
        subtitle="Improvement projects that are new, changed or withdrawn.",
        author=library.programme.title,
        home="../projects/",
        address="projects.xml",
        updated=library.release.date,
        entries=_newest_first(_projects(library)),
    )


def _projects(library: Library) -> Iterable[FeedEntry]:
    history = History(library)
    for project in library.projects.values():
        item = history.of(PROJECT_KIND, project.id)
        what = item.last.what if item.last else ChangeKind.NEW
        details = " ".join(detail.text for detail in item.last.details) if item.last else ""
        reason = project.withdrawn.reason if project.withdrawn else details
        yield FeedEntry(
            f"project:{project.id}",
            f"{WORDS[what]} in {item.changed.id}: {project.title}",
            " ".join(filter(None, (reason, project.summary))),
            f"../projects/{project.id}/",
            item.came.date,
            item.changed.date,
            project.theme,
        )


def _newest_first(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    by_name = sorted(entries, key=lambda entry: entry.name)
    return tuple(sorted(by_name, key=lambda entry: entry.updated, reverse=True))
