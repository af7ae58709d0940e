"""What a page template calls to write: blocks, prose, claims, links and drawings as Markdown for one page.

Whatever it returns is finished Markdown (`Markup`); everything else that a template prints is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from markupsafe import Markup

from ..documents import citation
from ..documents.document import (
    FACTS,
    Block,
    Callout,
    Drawing,
    Inline,
    Listing,
    Paragraph,
    Quotation,
    Run,
    Table,
    Words,
    runs_of,
)
from ..model.base import Advice, Evidenced, Section
from ..model.reference import Reference
from ..model.vocabulary import TermFinder
from ..writers import markdown
from . import addresses
from .page_context import PageContext


class PageWriter:
    """Writes for one page. The first use of each glossary term is a link to its definition."""

    def __init__(self, context: PageContext, glossary: TermFinder, seen: Iterable[str] = ()) -> None:
        self._context = context
        self._glossary = glossary
        self._seen = set(seen)

    def to(self, target: str) -> Markup:
        """The link to a page or file of the site, for the round brackets of Markdown."""
        return self._markup(self._context.to(target))

    def link(self, kind: str, id: str) -> Markup:
        """The link to an item's page."""
        return self.to(addresses.address(kind, id))

    def line(self, text: str) -> Markup:
        """A line of plain text with its glossary terms linked."""
        return self._markup(markdown.inline(self._with_links((Run(text),))))

    def words(self, words: Words) -> Markup:
        """A line of runs without links to the glossary, for facts and names."""
        return self._markup(markdown.inline(runs_of(words)))

    def task(self, id: str, text: str) -> Markup:
        """A line of plain text to tick off; without an id its tick is not kept."""
        words = self.line(text)
        return self._markup(markdown.task(id, words)) if id else words

    def prose(self, text: str) -> Markup:
        """A piece of prose as blocks."""
        return self.blocks(self._context.prose(text))

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Blocks of a document."""
        return self._markup(markdown.blocks(map(self._with_terms, blocks)))

    def sections(self, sections: Iterable[Section]) -> Markup:
        """Sections of prose, each with its evidence."""
        return self.blocks(self._context.sections(sections, "", 1))

    def cites(self, ids: Iterable[str]) -> Markup:
        """Links to references."""
        return self._markup(markdown.inline(self._context.cites(ids)))

    def evidence(self, claim: Evidenced | Advice) -> Markup:
        """A claim's evidence label and references, as a paragraph below it."""
        return self._markup(markdown.blocks((self._context.evidence(claim),)))

    def marks(self, claim: Evidenced | Advice) -> Markup:
        """A claim's evidence label and references, for the end of its line."""
        return self._markup(markdown.inline(self._context.marks(claim)).strip())

    def reference_link(self, reference: Reference) -> Markup:
        """The address of a reference as a link; nothing where it has none."""
        where = citation.address(reference)
        return self._markup(markdown.inline((Run(where, link=where),)) if where else "")

    def figure(self, drawing: Drawing) -> Markup:
        """A drawing that scrolls within its own frame where it is wider than the page."""
        return self._markup(figure(drawing))

    @staticmethod
    def _markup(written: str) -> Markup:
        return Markup(written)  # noqa: S704  # our own ids, the Markdown writer and drawings, which escape

    def _with_terms(self, block: Block) -> Block:
        """A block with glossary terms linked, except in headings and names."""
        match block:
            case Paragraph():
                linked = self._with_links(block.runs)
                return block if linked == block.runs else replace(block, runs=linked)
            case Listing():
                return replace(block, items=tuple(tuple(map(self._with_terms, item)) for item in block.items))
            case Quotation() | Callout():
                return replace(block, blocks=tuple(map(self._with_terms, block.blocks)))
            case Table() if block.role != FACTS:
                names = int(block.row_headers)
                rows = ((*row[:names], *map(self._with_links, row[names:])) for row in block.rows)
                return replace(block, rows=tuple(rows))
            case _:
                return block

    def _with_links(self, runs: Inline) -> Inline:
        result: list[Run] = []
        for run in runs:
            if run.link or run.code or run.strong or run.role:
                result.append(run)
            else:
                self._split(run, result)
        return tuple(result)

    def _split(self, run: Run, result: list[Run]) -> None:
        done = 0
        for start, end, term in self._glossary.find(run.text):
            if term.id in self._seen:
                continue
            self._seen.add(term.id)
            if start > done:
                result.append(replace(run, text=run.text[done:start]))
            where = self._context.to(f"{addresses.GLOSSARY}#{term.id}")
            result.append(replace(run, text=run.text[start:end], link=where, title=term.definition, role="term"))
            done = end
        if not done:
            result.append(run)
        elif done < len(run.text):
            result.append(replace(run, text=run.text[done:]))


def figure(drawing: Drawing) -> str:
    """A drawing in a frame of its own, as HTML."""
    # The keyboard reaches the frame; a script takes it out of the tab order where there is nothing to scroll.
    frame = f'<div class="drawing" role="group" aria-label="{escape(drawing.title)}" tabindex="0">'
    return f"{frame}<figure>{drawing.svg}</figure></div>"
