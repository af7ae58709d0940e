"""The input of MkDocs, and the editions of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
    """Whether it is published beside other releases, with a selector and a banner that points to newer ones."""
    offline: bool = False
    """Whether it is read from files, without a server."""
    preview: bool = False
    """Whether it is for `serve`, which adds a script to each page."""

    @property
    def ending(self) -> str:
        """End of the addresses of pages. Only a server finds the page of a folder."""
        return ".html" if self.offline else "/"


PLAIN = Edition()
RELEASE = Edition(release=True)
OFFLINE = Edition(offline=True)
PREVIEW = Edition(preview=True)
