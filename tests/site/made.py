"""Single pages as the generator makes them: all pages of the project take a hundred times as long."""

from __future__ import annotations

from html import unescape

from generator.model.library import Library
from generator.site.downloads import Downloads
from generator.site.pages import SitePages
from tests.writers.test_timer import THEME


def page_of(library: Library, uri: str, downloads: Downloads | None = None, *, tree: str | None = None) -> str:
    """One page by its path from the root of the docs folder, as text. `tree` as for `SitePages`."""
    pages = SitePages(THEME, tree=tree)
    pages.renew(library, downloads or {})
    raw = pages.page(uri)
    assert raw is not None, uri
    return unescape(raw.decode())
