"""Feeds: what each release added, changed and withdrew."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.changes import ChangeKind
from ..model.library import Library
from ..planning.history import History
from .menu_data import PROJECT_KIND
from .news import WHAT, chapters, counts, sentences


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed. Its id is derived from its name, and its link is relative to the feed."""

    name: str
    title: str
    summary: str
    link: str
    first: datetime.date
    """Date of first publication."""
    updated: datetime.date
    category: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest entry first. Its id is derived from its name."""

    name: str
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
    author, date = library.programme.title, library.release.date
    subtitle = "Improvement projects that are new, changed or withdrawn."
    home = "../projects/" if ending == "/" else f"../projects/index{ending}"
    by_name = sorted(_projects(library, ending), key=lambda entry: entry.name)
    entries = tuple(sorted(by_name, key=lambda entry: entry.updated, reverse=True))
    return Feed("projects", f"{author}: project menu", subtitle, author, home, "projects.xml", date, entries)


def news_feed(library: Library, ending: str = "/") -> Feed:
    """One entry for each release. `ending` is that of addresses."""
    author, date = library.programme.title, library.release.date
    subtitle, home = "What each release of the content changed.", f"../about/whats-new{ending}"
    entries = tuple(_releases(library, home))
    return Feed("releases", f"{author}: what's new", subtitle, author, home, "news.xml", date, entries)


def _releases(library: Library, home: str) -> Iterable[FeedEntry]:
    for release in reversed(library.releases.values()):
        changes = library.changes[release.id].changes if release.id in library.changes else []
        in_words = (f"{title}: {counts(group)}." for title, group in chapters(changes).items())
        yield FeedEntry(
            f"release:{release.id}",
            f"Release {release.id}",
            " ".join([release.summary, *release.for_planners, *in_words]),
            f"{home}#release-{release.id.replace('.', '-')}",
            release.date,
            release.date,
            "release",
        )


def _projects(library: Library, ending: str) -> Iterable[FeedEntry]:
    history = History(library)
    for project in library.projects.values():
        item = history.of(PROJECT_KIND, project.id)
        what = item.last.what if item.last else ChangeKind.NEW
        details = " ".join(f"{text.removesuffix('.')}." for text in sentences(item.last)) if item.last else ""
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
