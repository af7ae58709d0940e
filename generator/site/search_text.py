"""What the search reads of a page: its Markdown as plain text, section by section, and text as words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

SOURCE = '<div class="page-source"'
"""Begins what each page says of its own file."""
_HEAD = re.compile(r"\A---\n.*?\n---\n(?:\s*# [^\n]*\n)?", re.DOTALL)
"""Front matter and the title."""
_UNREAD = re.compile(r"<(svg|script)\b.*?</\1>", re.DOTALL)
"""Drawings, whose words stand beside them as text, and facts for a script."""
_LINK = re.compile(r"""\]\((?:[^()"]|"[^"]*"|\([^()]*\))*\)""")
_TRAITS = re.compile(r"\{ ?[.#:][^{}]*\}|\{ data-[^{}]*\}")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ESCAPE = re.compile(r"\\([^\w\s])")
_LINE_START = re.compile(r"^[\s>#-]+", re.MULTILINE)
_SIGNS = "*`[]|"
_HEADING = re.compile(
    r"\n#{2,3} (.+?) \{ #([\w-]+)[^}]*\}$"
    r"|\n<details\b[^>]* id=\"([\w-]+)\"[^>]*>\s*<summary\b[^>]*>(.+?)(?: <span class=\"fold-hint\">.*)?</summary>$",
    re.MULTILINE,
)
"""A heading, or the line of what is folded, with its anchor.

It begins with a line feed because `^` is tried at each character.
"""


_APOSTROPHES = re.compile("['\u2018\u2019]")
_FIRST_MARK = "\u0300"
"""The first character that is an accent or another mark on the one before it."""
_WORD = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z]|.*\d.*[A-Z]|.*[A-Z].*\d)[A-Z0-9]{2,8}(?=s?\Z)")


class Section(NamedTuple):
    """A piece of a page that has an address of its own."""

    anchor: str
    """Empty for what stands above the first such heading."""
    heading: str
    text: str


def sections(markdown: str) -> Iterator[Section]:
    """The sections of a page in plain text, beginning with what stands above the first heading with an anchor."""
    text = "\n" + _UNREAD.sub(" ", _HEAD.sub("", markdown.partition(SOURCE)[0]))
    anchor, heading, start = "", "", 0
    for match in _HEADING.finditer(text):
        yield Section(anchor, heading, plain(text[start : match.start()]))
        title, anchor = match[1] or match[4], match[2] or match[3]
        heading, start = plain(title), match.end()
    yield Section(anchor, heading, plain(text[start:]))


def plain(markdown: str) -> str:
    """Markdown as our writer writes it in plain text of one line."""
    text = _LINE_START.sub(" ", _TAG.sub(" ", _TRAITS.sub(" ", _LINK.sub("] ", markdown))))
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return " ".join(unescape(_ESCAPE.sub(r"\1", text)).split())


def words(text: str) -> list[str]:
    """The words of a text, as `spelling.js` splits it: small letters without accents, but abbreviations in capitals."""
    folded = text if text.isascii() else _without_accents(text)
    folded = _APOSTROPHES.sub("", folded).replace("&", " and ")
    return list(map(_key, _WORD.findall(folded)))


@lru_cache(maxsize=2**16)
def _key(word: str) -> str:
    short = _ABBREVIATION.match(word)
    return short[0] if short else word.lower()


def _without_accents(text: str) -> str:
    signs = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in signs if sign < _FIRST_MARK or not unicodedata.category(sign).startswith("M"))
