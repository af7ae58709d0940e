"""How a build of the site differs from the plain one."""

from __future__ import annotations

from dataclasses import dataclass

SHIM = "javascripts/iframe-worker/shim.js"
"""Lets the search work where a page comes from a file: browsers start no worker there."""


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
