r"""Text that somebody typed without thinking of Markdown, as prose that reads as it was typed.

Prose is Markdown in this project. Text from a list with our own columns, or from a file of Markdown, is taken as it is
unless it holds what prose may not. Then, as with all other text, each character that would be markup gets a backslash;
only links to https addresses stay. Lines that begin with a bullet become a list, as they were meant.
"""

from __future__ import annotations

import re

from ..model.menu_cells import MARKS
from ..model.prose import allowed_address, faults, parse

_INLINE = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_BULLETED = re.compile(rf"\s*[{MARKS}]\s+(?=\S)")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+(?=\S)")
_BLOCK = re.compile(r"\s*(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+\s*$|-+\s*$|(?:~|`){3,}|(?:[-*_]\s*){3,}$)")
_TABLE_RULE = re.compile(r"[-:|\s]+")
"""A line that makes the line above it the head of a table."""
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]+)\]\(([^()\s|<>\\]+)(?: \"[^\"\n]*\")?\)")
_NUMBER = re.compile(r"\A(\s*\d{1,9})([.)])(?=\s|$)")
_PLAIN_TOKENS = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"}


def as_prose(text: str, *, as_is: bool) -> str:
    """A text as prose without faults. With `as_is`, Markdown that prose allows stays; other links become text."""
    trimmed = text.strip("\n")
    if as_is:
        allowed = _LINK.sub(lambda link: link[0] if allowed_address(link[2]) else f"{link[1]} ({link[2]})", trimmed)
        if not faults(allowed):
            return allowed
    return trimmed if _reads_as_typed(trimmed) else _literal(trimmed)


def _reads_as_typed(text: str) -> bool:
    if any(_BULLETED.match(line) for line in text.split("\n")):
        return False
    tokens = [inner for token in parse(text) for inner in (token, *(token.children or ()))]
    words = " ".join(token.content for token in tokens if token.type == "text").split()
    return words == text.split() and all(token.type in _PLAIN_TOKENS for token in tokens)


def _literal(text: str) -> str:
    lines = [_literal_line(line.rstrip()) for line in text.split("\n")]
    result: list[str] = []
    for line in lines:
        last = result[-1] if result else ""
        if line and last and line.startswith("- ") != last.startswith("- "):
            result.append("")
        result.append(line)
    return "\n".join(result).strip("\n")


def _literal_line(line: str) -> str:
    bullet = _BULLETED.match(line)
    if bullet and not re.fullmatch(r"[-*_\s]+", line):
        return f"- {_escaped(line[bullet.end() :])}"
    if number := _NUMBERED.match(line):
        return f"{line[: number.end()].strip()} {_escaped(line[number.end() :])}"
    return _escaped(line)


def _escaped(line: str) -> str:
    """A line with its markup escaped, apart from links."""
    line = line.lstrip()
    if _TABLE_RULE.fullmatch(line):
        return re.sub(r"[-|]", r"\\\g<0>", line)
    pieces = []
    end = 0
    for link in _LINK.finditer(line):
        if link[2].startswith("https://") and allowed_address(link[2]):
            pieces += [_without_markup(line[end : link.start()]), f"[{_without_markup(link[1])}]({link[2]})"]
            end = link.end()
    result = "".join([*pieces, _without_markup(line[end:])])
    if _BLOCK.match(line) and result[:1] != "\\":
        result = f"\\{result}"
    return _NUMBER.sub(r"\1\\\2", result, count=1)


def _without_markup(text: str) -> str:
    return _INLINE.sub(lambda match: f"\\{match[0]}", text).replace("|", "\\|")
