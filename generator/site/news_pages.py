"""What's new: each release with its changes, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from ..documents import news
from ..model.changes import Change, ChangeKind, Words, WordsHow
from ..model.english import counted
from ..model.library import Library
from ..planning.changes import LISTED
from ..sources.layout import CHANGES, RELEASES
from ..writers import markdown
from . import addresses
from .addresses import address
from .page import Page

OTHER_SENSES = ("release",)
"""On this page it is a release of the content, not leave from daily work."""


class Group(NamedTuple):
    """Items of a kind: those that are new, and the others."""

    title: str
    new: Sequence[Change]
    others: Sequence[Change]


class Chapter(NamedTuple):
    """What is folded under a line such as `Workshops: 1 new, 6 changed`."""

    title: str
    groups: Sequence[Group]


def whats_new(library: Library) -> Page:
    """The page of releases."""

    def values() -> dict[str, Any]:
        chapters = {id: _chapters(record.changes) for id, record in library.changes.items()}
        return {
            "releases": [(release, chapters.get(release.id, [])) for release in reversed(library.releases.values())],
            "link_of": _page_finder(library),
            "words": _words,
            "counted": counted,
        }

    files = (RELEASES, *(f"{CHANGES}{id}.yml" for id in library.changes))
    description = "What each release of the content changed, the newest first."
    return Page(addresses.WHATS_NEW, "whats_new", "What's new", description, files, values, other_senses=OTHER_SENSES)


def _chapters(changes: Sequence[Change]) -> list[Chapter]:
    return [
        Chapter(f"{title}: {news.counts(within)}", [_group(*group) for group in news.groups(within).items()])
        for title, within in news.chapters(changes).items()
    ]


def _group(title: str, changes: Sequence[Change]) -> Group:
    new = [change for change in changes if change.what is ChangeKind.NEW]
    return Group(title, new, [change for change in changes if change.what is not ChangeKind.NEW])


def items_by_page(library: Library) -> dict[str, tuple[str, str]]:
    """Label of its kind and id of the item that a page is about, by the path of the page."""
    return {address(kind.link, id): (kind.label, id) for kind in LISTED if kind.link for id in kind.of(library)}


def _page_finder(library: Library) -> Callable[[Change], str | None]:
    """A function that finds the page of a changed item; None if it no longer has any."""
    pages = {(kind.label, id): address(kind.link, id) for kind in LISTED if kind.link for id in kind.of(library)}
    return lambda change: pages.get((change.kind, change.id))


_TAGS = {WordsHow.SAME: ("", ""), WordsHow.OUT: ("<del>", "</del> "), WordsHow.IN: ("<ins>", "</ins> ")}


def _words(words: list[Words]) -> Any:
    """Unchanged, removed and added words, as HTML in one line."""
    pieces = []
    for piece in words:
        opening, closing = _TAGS[piece.how]
        text = markdown.inline_text(" ".join(piece.text.split()))
        pieces.append(f"{opening}{text}{closing}" if closing else f"{text} ")
    return Markup("".join(pieces).strip())  # noqa: S704  # each piece is escaped
