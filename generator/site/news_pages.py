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

LINKS = {kind.label: kind.link for kind in LISTED}
"""Scheme of links to items, by the label of their kind; empty if they have no page."""


def whats_new(library: Library) -> Page:
    """The page of releases."""
    here = {(kind.label, id) for kind in LISTED for id in kind.of(library)}
    return Page(
        addresses.WHATS_NEW,
        "whats_new",
        "What's new",
        "What each release of the content changed, the newest first.",
        (RELEASES, *(f"{CHANGES}{id}.yml" for id in library.changes)),
        {
            "releases": [
                (release, news.groups(library.changes[release.id].changes) if release.id in library.changes else None)
                for release in reversed(library.releases.values())
            ],
            "link_of": _link(here),
            "words": _words,
        },
    )


def histories(library: Library) -> dict[str, ItemHistory]:
    """The history of each item, by the path of its page; pages of several items have none."""
    history = History(library)
    return {
        address(kind.link, id): history.of(kind.label, id) for kind in LISTED if kind.link for id in kind.of(library)
    }


def _link(here: set[tuple[str, str]]) -> Callable[[Change], str | None]:
    """Finds the page of a changed item; None if it no longer has any."""

    def link(change: Change) -> str | None:
        if not LINKS.get(change.kind) or (change.kind, change.id) not in here:
            return None
        return address(LINKS[change.kind], change.id)

    return link


_TAGS = {WordsHow.SAME: ("", ""), WordsHow.OUT: ("<del>", "</del> "), WordsHow.IN: ("<ins>", "</ins> ")}


def _words(words: list[Words]) -> Any:
    """Unchanged, removed and added words, as HTML in one line."""
    pieces = []
    for piece in words:
        opening, closing = _TAGS[piece.how]
        text = markdown.inline_text(" ".join(piece.text.split()))
        pieces.append(f"{opening}{text}{closing}" if closing else f"{text} ")
    return Markup("".join(pieces).strip())  # noqa: S704  # each piece is escaped
