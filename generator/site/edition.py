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


PLAIN = Edition()
RELEASE = Edition(release=True)
OFFLINE = Edition(offline=True)
EDITIONS = {"plain": PLAIN, "release": RELEASE, "offline": OFFLINE}
