"""News as a feed: what came, what changed and what left, by release."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.changes import ChangeKind
from ..model.library import Library
from ..planning.history import History
from .menu_data import PROJECT_KIND
from .news import WHAT, groups


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


def project_feed(library: Library, ending: str = "/") -> Feed:
    """News of the shared menu: one entry for each project, at the release that last changed it.

    Args:
        library: all content.
        ending: of a page's address.
    """
    return Feed(
        name="projects",
        title=f"{library.programme.title}: project menu",
        subtitle="Improvement projects that are new, changed or withdrawn.",
        author=library.programme.title,
        home="../projects/" if ending == "/" else f"../projects/index{ending}",
        address="projects.xml",
        updated=library.release.date,
        entries=_newest_first(_projects(library, ending)),
    )


def news_feed(library: Library, ending: str = "/") -> Feed:
    """News of the content: one entry for each release.

    Args:
        library: all content.
        ending: of a page's address.
    """
    return Feed(
        name="releases",
        title=f"{library.programme.title}: what's new",
        subtitle="What each release of the content changed.",
        author=library.programme.title,
        home=f"../about/whats-new{ending}",
        address="news.xml",
        updated=library.release.date,
        entries=tuple(_releases(library, ending)),
    )


def _releases(library: Library, ending: str) -> Iterable[FeedEntry]:
    for release in reversed(library.releases.values()):
        changes = library.changes[release.id].changes if release.id in library.changes else []
        parts = (f"{group.title}: {', '.join(change.title for change in group.changes)}." for group in groups(changes))
        yield FeedEntry(
            f"release:{release.id}",
            f"Release {release.id}",
            " ".join([release.summary, *parts]),
            f"../about/whats-new{ending}#release-{release.id.replace('.', '-')}",
            release.date,
            release.date,
            "release",
        )


def _projects(library: Library, ending: str) -> Iterable[FeedEntry]:
    history = History(library)
    for project in library.projects.values():
        item = history.of(PROJECT_KIND, project.id)
        what = item.last.what if item.last else ChangeKind.NEW
        details = " ".join(detail.text for detail in item.last.details) if item.last else ""
        reason = project.withdrawn.reason if project.withdrawn else details
        yield FeedEntry(
            f"project:{project.id}",
            f"{WHAT[what]} in {item.changed.id}: {project.title}",
            " ".join(filter(None, (reason, project.summary))),
            f"../projects/{project.id}{ending}",
            item.introduced.date,
            item.changed.date,
            project.theme,
        )


def _newest_first(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    by_name = sorted(entries, key=lambda entry: entry.name)
    return tuple(sorted(by_name, key=lambda entry: entry.updated, reverse=True))
