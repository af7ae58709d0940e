"""What's new: each release with what it changed, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from ..documents import news
from ..model.changes import Change, ChangeKind, Words, WordsHow
from ..model.library import Library
from ..planning.changes import LISTED
from ..planning.history import History, ItemHistory
from ..sources.past import CHANGES, RELEASES
from ..writers import markdown
from . import addresses
from .addresses import address
from .page import Page

LINKS = {kind.label: kind.link for kind in LISTED}
"""Scheme of the links to items of a kind; empty where they have no page."""


def whats_new(library: Library) -> Page:
    """The page of releases."""
    here = {(kind.label, id) for kind in LISTED for id in kind.of(library)}
    releases = list(reversed(library.releases.values()))
    return Page(
        addresses.WHATS_NEW,
        "whats_new",
        "What's new",
        "What each release of the content changed, the newest first.",
        (RELEASES, *(f"{CHANGES}{id}.yml" for id in library.changes)),
        {
            "releases": [
                (one, news.groups(library.changes[one.id].changes) if one.id in library.changes else None)
                for one in releases
            ],
            "link_of": _link(here),
            "what": {kind.value: news.WHAT[kind] for kind in ChangeKind},
            "words": _words,
        },
    )


def histories(library: Library) -> dict[str, ItemHistory]:
    """The history of the item that a page shows, by the page's path; pages of several items have none."""
    history = History(library)
    return {
        address(kind.link, id): history.of(kind.label, id) for kind in LISTED if kind.link for id in kind.of(library)
    }


def _link(here: set[tuple[str, str]]) -> Callable[[Change], str | None]:
    """The page of an item, as a path of a Markdown file; None where it has none any more."""

    def link(change: Change) -> str | None:
        if not LINKS.get(change.kind) or (change.kind, change.id) not in here:
            return None
        return address(LINKS[change.kind], change.id)

    return link


_TAGS = {WordsHow.SAME: ("", ""), WordsHow.OUT: ("<del>", "</del> "), WordsHow.IN: ("<ins>", "</ins> ")}


def _words(words: list[Words]) -> Any:
    """Words that stayed, went and came, as HTML in one line."""
    parts = []
    for piece in words:
        opening, closing = _TAGS[piece.how]
        text = markdown.inline_text(" ".join(piece.text.split()))
        parts.append(f"{opening}{text}{closing}" if closing else f"{text} ")
    return Markup("".join(parts).strip())  # noqa: S704  # each piece is escaped
