"""Prose: the small Markdown that content may use, parsed once and shared by every check and writer.

Paragraphs, lists, tables, block quotations, emphasis, code and links. Raw HTML is text, never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .library import LINKS

_NOT_ALLOWED = {
    "heading_open": ("a heading", "give the text a section of its own, with a title"),
    "image": ("an image", "describe it in words"),
    "hr": ("a horizontal rule", "start a new section instead"),
}


class ProseFault(NamedTuple):
    """Something that is not allowed in prose; `line` counts from 0 within the text."""

    code: str
    message: str
    help: str
    line: int


class InternalLink(NamedTuple):
    """A link to another noun; `line` counts from 0 within the text."""

    kind: str
    id: str
    line: int


_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_PARSER.disable(["html_block", "html_inline", "code", "reference"])
# Accept every link, so that a forbidden one is reported rather than shown as text.
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005


_RULE = re.compile(r"\n[ \t\d>.)+*=_-]*[=_*-][ \t]*(?=\n|\Z)")
"""A line that may be a rule, or turn the line above it into a heading."""


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Token, ...]:
    """Block tokens of a piece of prose, inline tokens as their children (markdown-it)."""
    return tuple(_PARSER.parse(text))


def _needs_parsing(text: str) -> bool:
    """Whether a text may have a link, an image, a heading or a rule. Most texts have none."""
    return "](" in text or "<" in text or "#" in text or _RULE.search(f"\n{text}") is not None


def allowed_address(address: str) -> bool:
    """Whether links may have this address: https, mailto, or another noun."""
    if address.startswith("https://"):
        return bool(re.match(r"https://[A-Za-z0-9.-]+(:\d+)?([/?#]|$)", address))
    scheme, separator, rest = address.partition(":")
    return bool(separator and rest and (scheme == "mailto" or scheme in LINKS))


def _links(text: str) -> Iterator[tuple[str, int]]:
    for token in parse(text):
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "link_open":
                yield str(child.attrs["href"]), line


def faults(text: str) -> list[ProseFault]:
    """Everything in the text that is not allowed in prose."""
    if not _needs_parsing(text):
        return []
    faults = []
    for token in parse(text):
        line = token.map[0] if token.map else 0
        for node in (token, *(token.children or ())):
            if node.type in _NOT_ALLOWED:
                what, advice = _NOT_ALLOWED[node.type]
                message = f"the text contains {what}, which is not allowed"
                faults.append(ProseFault("prose-not-allowed", message, advice, line))
    advice = f"use https://, mailto: or one of {', '.join(f'{kind}:' for kind in LINKS)}"
    for address, line in _links(text):
        if not allowed_address(address):
            faults.append(ProseFault("bad-link", f"the link `{address[:80]}` is not allowed", advice, line))
    return faults


def internal_links(text: str) -> list[InternalLink]:
    """Links of the text to other nouns, such as `workshop:powerlab`."""
    links = ((address.partition(":"), line) for address, line in _links(text)) if _needs_parsing(text) else ()
    return [InternalLink(scheme, id, line) for (scheme, _, id), line in links if scheme in LINKS]


_ESCAPES = str.maketrans({character: f"\\{character}" for character in r"\`*_{}[]()<>#+-.!|&~"})


def as_prose(value: str) -> str:
    """Text as Markdown that shows exactly that text: every character with a meaning gets a backslash."""
    return value.translate(_ESCAPES)


def plain_text(text: str) -> str:
    """The text without markup, each block on a line of its own."""
    lines = []
    for token in parse(text):
        if token.type == "inline":
            nodes = token.children or ()
            lines.append("".join(" " if node.type in ("softbreak", "hardbreak") else node.content for node in nodes))
        elif token.type == "fence":
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)
