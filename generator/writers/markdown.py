"""Blocks to Markdown that Python-Markdown reads back as the same blocks, whatever characters they hold.

Text is written so that nothing in it can be markup: every character that means something to Markdown or to HTML is
written as a character reference. Paragraphs stand on one line; nested blocks are indented by four spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape as escape_html

from ..documents.document import (
    Block,
    Code,
    Drawing,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
)

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^#\"]")
_SPACE = re.compile(r"[ \t\n]+")
_BLOCK_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+?/!=:])")


def inline_text(text: str) -> str:
    """Plain text as Markdown that shows exactly that text, in one line, in Markdown and in raw HTML alike."""
    escaped = _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", _SPACE.sub(" ", text))
    return _BLOCK_START.sub(_break_start, escaped)


def _break_start(match: re.Match[str]) -> str:
    if match[2] is not None:
        return f"{match[1]}{match[2]}&#{ord(match[3])};"
    return f"{match[4]}&#{ord(match[5])};"


def inline(runs: Inline) -> str:
    """Runs as Markdown."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    pieces = [_piece(run, piece) for piece in run.text.split("\n")]
    result = "<br>".join(pieces)
    if run.link:
        title = f' "{_title(run.title)}"' if run.title else ""
        look = f"{{ .{run.role} }}" if run.role else ""
        return f"[{result}]({_address(run.link)}{title}){look}"
    return f'<span class="{escape_html(run.role)}">{result}</span>' if run.role else result


def _piece(run: Run, piece: str) -> str:
    core = piece.strip(" ")
    if not core:
        return piece
    before = piece[: len(piece) - len(piece.lstrip(" "))]
    after = piece[len(piece.rstrip(" ")) :]
    result = inline_text(core)
    # HTML tags rather than asterisks: they hold wherever a run starts or ends, also in the middle of a word.
    if run.code:
        result = f"<code>{result}</code>"
    if run.emphasis:
        result = f"<em>{result}</em>"
    if run.strong:
        result = f"<strong>{result}</strong>"
    return f"{before}{result}{after}"


def _title(text: str) -> str:
    """A title within a link: MkDocs's Markdown would end the link at a quote with a bracket behind it."""
    return inline_text(text).translate({ord(sign): f"&#{ord(sign)};" for sign in "'()"})


def _address(address: str) -> str:
    """An address within round brackets: nothing in it ends the link early."""
    quoted = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C"}
    return "".join(quoted.get(character, character) for character in address)


def blocks(parts: Iterable[Block], indent: int = 0) -> str:
    """Blocks as Markdown, one blank line between them.

    Args:
        parts: paragraphs, lists, tables, quotations, code and drawings.
        indent: spaces before each line.
    """
    text = "\n\n".join(_block(part) for part in parts)
    if not indent:
        return text
    space = " " * indent
    return "\n".join(space + line if line else line for line in text.split("\n"))


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            look = f"\n{{ .{block.role} }}" if block.role else ""
            return inline(block.runs) + look
        case Heading():
            return f"{'#' * min(block.level + 1, 6)} {inline_text(block.text)} {{ #{block.anchor} }}"
        case Listing():
            return _listing(block)
        case Table():
            return _table(block)
        case Quotation():
            return "\n".join(f"> {line}".rstrip() for line in blocks(block.blocks).split("\n"))
        case Code():
            lines = "<br>".join(inline_text(f"x{line}")[1:] for line in block.text.split("\n"))
            return f"<code>{lines}</code>"
        case Drawing():
            return f"<figure>{block.svg}</figure>"
        case _:
            raise ValueError(f"Markdown cannot hold a {type(block).__name__}")


def _listing(block: Listing) -> str:
    loose = any(len(item) > 1 for item in block.items)
    items = []
    for number, item in enumerate(block.items, start=block.start):
        marker = f"{number}." if block.numbered else "-"
        body = blocks(item, 4).lstrip(" ")
        items.append(f"{marker:<4}{body}")
    return ("\n\n" if loose else "\n").join(items)


def _headed(cells: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A row whose first cell names it: Markdown has no way to say so but to make it bold."""
    return (tuple(replace(run, strong=True) for run in cells[0]), *cells[1:])


def _table(block: Table) -> str:
    def row(cells: Iterable[Inline]) -> str:
        return "| " + " | ".join(inline(cell) or " " for cell in cells) + " |"

    rule = "|" + " --- |" * len(block.header)
    rows = (_headed(cells) for cells in block.rows) if block.row_headers else block.rows
    return "\n".join([row(block.header), rule, *map(row, rows)])
