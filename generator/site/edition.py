"""What MkDocs is handed, and how one build of the site differs from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SHIM = "javascripts/iframe-worker/shim.js"
"""Lets the search work where a page comes from a file: browsers start no worker there."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """Everything that MkDocs needs besides the files of the theme."""

    release: str
    """Id of the release of the content."""
    files: dict[str, bytes]
    """Content of each page and download by its path from the root of the docs folder."""
    navigation: list[Any]
    """The `nav` of MkDocs."""
    templates: dict[str, str]
    """Template of each page by its path."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to publish the site."""

    release: bool = False
    """Whether it lies beside other releases: with a selector, and a banner where a newer one is there."""
    offline: bool = False
    """Whether it is read from files, without a server."""

    preview: bool = False
    """Whether `serve` shows it, which puts a script of its own into each page."""

    @property
    def ending(self) -> str:
        """Of a page's address: a server finds the page of a folder, a disk does not."""
        return ".html" if self.offline else "/"


PLAIN = Edition()
RELEASE = Edition(release=True)
OFFLINE = Edition(offline=True)
PREVIEW = Edition(preview=True)
