"""Feeds: what each release added, changed and withdrew."""

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
    """An entry of a feed."""

    name: str
    """Stable name; its id is derived from it."""
    title: str
    summary: str
    link: str
    """Address of its page, relative to the feed."""
    first: datetime.date
    """Date of first publication."""
    updated: datetime.date
    category: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest entry first."""

    name: str
    """Stable name; its id is derived from it."""
    title: str
    subtitle: str
    author: str
    home: str
    """Address of the page that it is about, relative to the feed."""
    address: str
    """File name of the feed."""
    updated: datetime.date
    entries: tuple[FeedEntry, ...]


def project_feed(library: Library, ending: str = "/") -> Feed:
    """One entry for each shared project, dated by the release that last changed it. `ending` is that of addresses."""
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
    """One entry for each release. `ending` is that of addresses."""
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
        groups_in_words = (
            f"{group.title}: {', '.join(change.title for change in group.changes)}." for group in groups(changes)
        )
        yield FeedEntry(
            f"release:{release.id}",
            f"Release {release.id}",
            " ".join([release.summary, *groups_in_words]),
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
