"""Blocks as plain text, for mails and files that are read without any program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .document import Block, Callout, Code, Heading, Inline, Listing, Paragraph, Pieces, Quotation, Table, plain

_WEB = "https://"


def in_plain_text(blocks: Iterable[Block]) -> str:
    """Blocks as text with an empty line between two of them. Tables become lists; drawings and boxes are left out."""
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := [*_lines(block)]))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Code():
            yield from block.text.split("\n")
        case Paragraph():
            yield from _words(block.runs).split("\n")
        case Listing():
            for number, item in enumerate(block.items, start=block.start):
                mark = f"{number}. " if block.numbered else "- "
                yield from _indented(_all(item), mark)
        case Table():
            yield from _table(block)
        case Pieces():
            for piece in block.pieces:
                yield from filter(None, [piece.label])
                yield from _all(piece.blocks)
        case Quotation():
            yield from _indented(_all(block.blocks), "> ", "> ")
        case Callout():
            yield block.title
            yield from _all(block.blocks)
        case _:
            pass


def _all(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _lines(block)


def _indented(lines: Iterable[str], first: str, rest: str | None = None) -> Iterator[str]:
    """Lines behind a mark, the later ones as far in as the first."""
    for number, line in enumerate(lines):
        yield f"{(rest or ' ' * len(first)) if number else first}{line}"


def _table(block: Table) -> Iterator[str]:
    """Each row as an entry of a list: its first cell, and below it the others with the titles of their columns."""
    titles = [plain(cell) for cell in block.header]
    for row in block.rows:
        first, *others = (_words(cell).replace("\n", ", ") for cell in row)
        cells = [f"{title}: {text}" if title else text for title, text in zip(titles[1:], others, strict=True) if text]
        yield from _indented([first, *cells], "- ")


def _words(runs: Inline) -> str:
    """The words of runs, and the web address of each link that its words do not say."""
    return "".join(
        f"{run.text} ({run.link})" if run.link and run.link.startswith(_WEB) and run.link not in run.text else run.text
        for run in runs
    )
