"""What's new: each release with its changes, newest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from ..documents import news
from ..model.changes import Change, Words, WordsHow
from ..model.library import Library
from ..planning.changes import LISTED
from ..planning.history import History, ItemHistory
from ..sources.layout import CHANGES, RELEASES
from ..writers import markdown
from . import addresses
from .addresses import address
from .page import Page

OTHER_SENSES = ("release",)
"""On this page it is a release of the content, not leave from daily work."""


def whats_new(library: Library) -> Page:
    """The page of releases."""
    groups = {id: news.groups(record.changes) for id, record in library.changes.items()}
    values = {
        "releases": [(release, groups.get(release.id)) for release in reversed(library.releases.values())],
        "link_of": _page_finder(library),
        "words": _words,
    }
    files = (RELEASES, *(f"{CHANGES}{id}.yml" for id in library.changes))
    description = "What each release of the content changed, the newest first."
    return Page(addresses.WHATS_NEW, "whats_new", "What's new", description, files, values, other_senses=OTHER_SENSES)


def histories(library: Library) -> dict[str, ItemHistory]:
    """The history of each item, by the path of its page; pages of several items have none."""
    history = History(library)
    return {
        address(kind.link, id): history.of(kind.label, id) for kind in LISTED if kind.link for id in kind.of(library)
    }


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
