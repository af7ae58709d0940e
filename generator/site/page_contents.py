"""The folded list of a long page's sections, for screens that have no room for one beside the page."""

from __future__ import annotations

import re
from typing import Final

from ..writers import markdown
from .front_matter import folded_headings
from .search_text import plain

MARK: Final = '<div class="on-this-page"></div>'
"""What a template writes where the list may stand. Text of the content never has a tag."""
LEAST = 9
"""Sections of a page with such a list. A shorter page is an overview of itself."""
_HEADING = re.compile(r"^## (.+?) \{ #([\w-]+)[^}]*\}$", re.MULTILINE)


def with_contents(page: str) -> str:
    """A page as Markdown with the list of its sections in place of the mark, or with nothing there if it has few."""
    folded = set(folded_headings(page))
    headings = [(plain(title), anchor) for title, anchor in _HEADING.findall(page) if anchor not in folded]
    return page.replace(MARK, _contents(headings) if len(headings) >= LEAST else "")


def _contents(headings: list[tuple[str, str]]) -> str:
    links = "".join(f"- [{markdown.inline_text(title)}](#{anchor})\n" for title, anchor in headings)
    return (
        '<details class="quiet-fold on-this-page" markdown>\n'
        f"<summary>On this page: {len(headings)} sections</summary>\n\n{links}\n</details>"
    )
