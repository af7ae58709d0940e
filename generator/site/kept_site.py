"""A whole site on a shelf of the cache: which files it has, and what each page was made from when it was kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from ..publish.build_cache import Shelf
from ..publish.kept_folder import File, as_it_is
from .export import Exported

SITE, ABOUT = "site", "about.json"
"""Name of the entry, and of its values besides generated files."""
HTML = "page.html"
"""Name of a page within its entry."""


class Rendered(NamedTuple):
    """A page of the site."""

    path: str
    """On the site."""
    html: str
    """The hash of its HTML."""
    made_from: str
    """A hash of everything that it was made from."""
    trace: str
    """The digest of what its template read: see `template_trace.Trace`."""


@dataclass(frozen=True, slots=True)
class KeptSite:
    """What a build needs to know of the one before."""

    key: str = ""
    """A hash of everything that the site is made from, but for the content of files that go there as they are."""
    pages: Mapping[str, Rendered] = field(default_factory=dict)
    """Pages by the path of their Markdown."""
    static: tuple[str, ...] = ()
    """Paths of the files that go on the site as they are."""
    theme: str = ""
    """The entry that has the theme's own files."""
    traces: Mapping[str, Any] = field(default_factory=dict)
    """Values of each trace by its digest."""
    generated: Mapping[str, bytes] = field(default_factory=dict)
    """Files that follow from all pages, such as the site map, by path."""

    def write(self, shelf: Shelf) -> None:
        """Keep it, and delete the entries of pages that are gone."""
        names = ("key", "pages", "static", "theme", "traces")
        about = json.dumps({name: getattr(self, name) for name in names})
        shelf.write(SITE, {ABOUT: about.encode(), **self.generated})
        shelf.keep({SITE, self.theme, *map(entry_of_html, self.pages), *map(entry_of_words, self.pages)})

    @classmethod
    def read(cls, shelf: Shelf | None) -> KeptSite:
        """The site that was kept last; an empty one if there is none."""
        files = shelf.read(SITE) if shelf else None
        if files is None:
            return cls()
        about = json.loads(files.pop(ABOUT))
        about["pages"] = {uri: Rendered(*values) for uri, values in about["pages"].items()}
        return cls(**about, generated=files)

    def files(self, shelf: Shelf, project: Exported) -> Iterator[File]:
        """Every file of the site.

        Raises:
            NotKept: the shelf lacks one, or has another one. Those before it are right.
        """
        theme = shelf.read(self.theme)
        if theme is None:
            raise NotKept
        for path in self.static:
            yield as_it_is(path, project.docs[path] if path in project.docs else theme[path])
        for path, raw in self.generated.items():
            yield as_it_is(path, raw)
        for uri, page in self.pages.items():
            yield File(page.path, page.html, partial(kept_html, shelf, uri, page.html))


class NotKept(LookupError):
    """Something is not on the shelf as it was put there."""


def kept_html(shelf: Shelf, uri: str, digest: str) -> bytes:
    """The HTML of a page by its hash.

    Raises:
        NotKept: the shelf has not this one.
    """
    raw = (shelf.read(entry_of_html(uri)) or {}).get(HTML, b"")
    if hashlib.sha256(raw).hexdigest() != digest:
        raise NotKept
    return raw


def entry_of_html(uri: str) -> str:
    """Name of the entry that has the HTML of a page."""
    return f"{_short(uri)}.html"


def entry_of_words(uri: str) -> str:
    """Name of the entry that has what the Markdown of a page became."""
    return f"{_short(uri)}.words"


def _short(uri: str) -> str:
    return hashlib.sha256(uri.encode()).hexdigest()[:20]
