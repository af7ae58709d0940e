"""Where the evidence of a claim is marked in a document that is read, rather than on a page of the site.

A label that begins a line or cell is shown with its word; anywhere else writers show its mark alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .document import Block, Callout, Inline, Listing, Paragraph, Quotation, Run

EVIDENCE = "evidence"
"""Role of a paragraph with nothing but evidence and references."""
LABEL = "evidence-"
"""Starts the role of a run that is an evidence label."""


def is_label(run: Run) -> bool:
    """Whether a run is an evidence label."""
    return run.role is not None and run.role.startswith(LABEL)


def description(run: Run) -> str:
    """What a mark says to a screen reader, and to whoever points at it."""
    return f"Evidence: {run.text.lower()}"


def at_the_end(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks with each line of evidence at the end of the paragraph above it, or of the last item of the list above it.

    Below any other block, such as a heading or a table, it stays a line of its own.
    """
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == EVIDENCE and result:
            above = _ended(result[-1], block.runs)
            if above is not None:
                result[-1] = above
                continue
        result.append(_inside(block))
    return tuple(result)


def _ended(block: Block, marks: Inline) -> Block | None:
    """The block with the marks at its end; None where it cannot hold them."""
    match block:
        case Paragraph() if block.role != EVIDENCE:
            return replace(block, runs=(*block.runs, Run("\u00a0"), *marks))
        case Listing() if block.items and block.items[-1]:
            *before, last = block.items[-1]
            ended = _ended(last, marks)
            return replace(block, items=(*block.items[:-1], (*before, ended))) if ended else None
        case _:
            return None


def _inside(block: Block) -> Block:
    match block:
        case Callout() | Quotation():
            return replace(block, blocks=at_the_end(block.blocks))
        case Listing() if any(len(item) > 1 for item in block.items):
            return replace(block, items=tuple(map(at_the_end, block.items)))
        case _:
            return block
