"""What an engine reads of a page before its text: what it loads, what it hides, and what its contents leave out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

from .page import Page

_MARK = re.compile(r"\n(?:<details\b(?P<shows>[^>]*\bopen\b)?|(?P<ends></details>)|#+ .*\{ #(?P<id>[^ }]+))")
"""What templates write at the start of a line; text of the content never begins one with a tag."""


def front_matter(page: Page, text: str) -> str:
    """The front matter of a page with this Markdown. The description is escaped here because Material does not."""
    lines = [f"description: {json.dumps(escape(page.description), ensure_ascii=False)}"]
    loaded = {name: getattr(page, name) for name in ("styles", "scripts", "early", "modules")}
    lists = {"hide": page.hides, **loaded, "folded": tuple(folded_headings(text))}
    lines += [f"{name}: {json.dumps(values)}" for name, values in lists.items() if values]
    if page.unlisted:
        lines += ["search:", "  exclude: true"]
    return "\n".join(["---", *lines, "---", "", ""])


def folded_headings(text: str) -> Iterator[str]:
    """Ids of headings in a fold that is closed at first, which the contents beside the page leave out."""
    closed: list[bool] = []
    for mark in _MARK.finditer(f"\n{text}"):
        if mark["id"]:
            if any(closed):
                yield mark["id"]
        elif mark["ends"]:
            closed.pop()
        else:
            closed.append(not mark["shows"])
