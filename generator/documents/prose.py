"""From the Markdown of the content to blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from markdown_it.token import Token

from ..model.library import LINKS
from ..model.prose import parse
from .document import Block, Code, Inline, Listing, Paragraph, Quotation, Run, Table

Resolve: TypeAlias = Callable[[str, str], str | None]
"""From the kind and id of an internal link to an address; None where the target is not in the document."""


def blocks(prose: str, resolve: Resolve) -> tuple[Block, ...]:
    """Markdown that passed the checks, as blocks. Where `resolve` gives no address, the words are not linked."""
    return _Reader(iter(parse(prose)), resolve).blocks("") if _INTERNAL.search(prose) else _without_links(prose)


_INTERNAL = re.compile(rf"\b(?:{'|'.join(LINKS)}):")
"""What a piece of prose with an internal link has in it."""


@lru_cache(maxsize=4096)
def _without_links(prose: str) -> tuple[Block, ...]:
    """The blocks of prose without internal links, which are the same in every document."""
    return _Reader(iter(parse(prose)), lambda _kind, _id: None).blocks("")


class _Reader:
    """Reads markdown-it tokens once, from left to right."""

    def __init__(self, tokens: Iterator[Token], resolve: Resolve) -> None:
        self.tokens = tokens
        self.resolve = resolve

    def blocks(self, end: str) -> tuple[Block, ...]:
        """Blocks up to and including the token that ends them."""
        result: list[Block] = []
        for token in self.tokens:
            if token.type == end:
                break
            if token.type == "paragraph_open":
                result.append(Paragraph(self.inline(next(self.tokens))))
                next(self.tokens)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                result.append(self.listing(token))
            elif token.type == "blockquote_open":
                result.append(Quotation(self.blocks("blockquote_close")))
            elif token.type == "table_open":
                result.append(self.table())
            elif token.type == "fence":
                result.append(Code(token.content.rstrip("\n")))
            else:
                raise ValueError(f"unchecked prose has {token.type}")
        return tuple(result)

    def listing(self, token: Token) -> Listing:
        numbered = token.type == "ordered_list_open"
        end = token.type.replace("open", "close")
        items = []
        while next(self.tokens).type != end:
            items.append(self.blocks("list_item_close"))
        return Listing(tuple(items), numbered, int(token.attrs.get("start", 1)) if numbered else 1)

    def table(self) -> Table:
        rows: list[tuple[Inline, ...]] = []
        cells: list[Inline] = []
        while (token := next(self.tokens)).type != "table_close":
            if token.type == "inline":
                cells.append(self.inline(token))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return Table(rows[0], tuple(rows[1:]))

    def inline(self, token: Token) -> Inline:
        runs: list[Run] = []
        link, strong, emphasis = None, False, False
        for child in token.children or ():
            kind = child.type
            if kind in ("text", "softbreak", "hardbreak", "code_inline", "text_special"):
                content = {"softbreak": " ", "hardbreak": "\n"}.get(kind, child.content)
                if content:
                    runs.append(Run(content, strong, emphasis, kind == "code_inline", link))
            elif kind in ("link_open", "link_close"):
                link = self.address(str(child.attrs["href"])) if kind == "link_open" else None
            elif kind in ("strong_open", "strong_close"):
                strong = kind == "strong_open"
            elif kind in ("em_open", "em_close"):
                emphasis = kind == "em_open"
            else:
                raise ValueError(f"unchecked prose has {kind}")
        return joined(runs)

    def address(self, address: str) -> str | None:
        scheme, _, rest = address.partition(":")
        return self.resolve(scheme, rest) if scheme in LINKS else address


def joined(runs: list[Run]) -> Inline:
    """Runs with adjacent ones of the same style merged."""
    result: list[Run] = []
    for run in runs:
        if result and _style(result[-1]) == _style(run):
            result[-1] = replace(run, text=result[-1].text + run.text)
        else:
            result.append(run)
    return tuple(result)


def _style(run: Run) -> tuple[object, ...]:
    """Everything about a run but its text."""
    return run.strong, run.emphasis, run.code, run.link, run.title, run.role
