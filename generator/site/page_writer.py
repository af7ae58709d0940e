"""What a page template calls to write: prose, claims, links and drawings as Markdown for one page.

Whatever it returns is finished Markdown (`Markup`); everything else that a template prints is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from markupsafe import Markup

from ..documents import citation, drawings, prose
from ..documents.document import Block, Drawing, Inline, Listing, Paragraph, Quotation, Run, Table
from ..model.base import Advice, Evidenced, EvidenceLabel
from ..model.case_study import Result
from ..model.library import Library
from ..model.reference import Reference
from ..model.vocabulary import TermFinder
from ..writers import markdown
from . import addresses


class PageWriter:
    """Writes for one page. A glossary term is marked where the page first uses it."""

    def __init__(self, library: Library, glossary: TermFinder, page: str) -> None:
        self._library = library
        self._glossary = glossary
        self._page = page
        # The glossary itself explains each word where it stands.
        self._seen: set[str] = set(library.glossary) if page == addresses.GLOSSARY else set()

    def to(self, target: str) -> Markup:
        """The link to a page or file of the site, as it stands between the round brackets of Markdown."""
        return Markup(addresses.relative(target, self._page))  # noqa: S704  # our own ids and names alone

    def link(self, kind: str, id: str) -> Markup:
        """The link to a noun's page."""
        return self.to(addresses.address(kind, id))

    def line(self, text: str) -> Markup:
        """A line of plain text, its glossary terms marked."""
        return self._markup(markdown.inline(self._marked((Run(text),))))

    def prose(self, text: str, indent: int = 0) -> Markup:
        """A piece of prose as blocks.

        Args:
            text: Markdown that the checks let through.
            indent: spaces before every line but the first, for prose within a list.
        """
        blocks = prose.blocks(text, self.link)
        written = markdown.blocks(map(self._with_terms, blocks), indent)
        return self._markup(written.lstrip(" ") if indent else written)

    def label(self, label: EvidenceLabel) -> Markup:
        """An evidence label on its own, for claims that share it."""
        return self._markup(markdown.inline((self._label(label, ()),)))

    def cites(self, ids: Iterable[str]) -> Markup:
        """Links to references."""
        return self._markup(", ".join(markdown.inline((run,)) for run in self._cites(ids)))

    def marks(self, claim: Evidenced | Advice) -> Markup:
        """A claim's evidence label and references, for the end of a line."""
        label = self._markup(markdown.inline((self._label(claim.evidence, claim.cite),)))
        return label + Markup(" ") + self.cites(claim.cite) if claim.cite else label

    def evidence(self, claim: Evidenced | Advice) -> Markup:
        """A claim's evidence label and references, as a paragraph below it."""
        return Markup("{}\n{{ .evidence }}").format(self.marks(claim))

    def reference_link(self, reference: Reference) -> Markup:
        """The address of a reference as a link; nothing where it has none."""
        where = citation.address(reference)
        return self._markup(markdown.inline((Run(where, link=where),)) if where else "")

    def chart(self, result: Result, prefix: str) -> Markup:
        """A measured result as a drawing. `prefix` makes its ids unique within the page."""
        return self._markup(f'<figure class="chart">{drawings.before_and_after(result, prefix).svg}</figure>')

    def figure(self, drawing: Drawing, name: str) -> Markup:
        """A drawing that scrolls within its own frame where it is wider than the page.

        Args:
            drawing: the drawing.
            name: what a screen reader calls the frame.
        """
        # The keyboard reaches the frame; a script takes it off the way where there is nothing to scroll.
        frame = f'<div class="drawing" role="group" aria-label="{escape(name)}" tabindex="0">'
        return self._markup(f"{frame}<figure>{drawing.svg}</figure></div>")

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Lists and tables that were made elsewhere."""
        return self._markup(markdown.blocks(map(self._with_terms, blocks)))

    def number(self, value: float | None) -> str:
        """A number as readers write it."""
        return "not reported" if value is None else drawings.number(value)

    @staticmethod
    def _markup(written: str) -> Markup:
        return Markup(written)  # noqa: S704  # made by the Markdown writer or by drawings, which escape

    def _label(self, label: EvidenceLabel, cite: Iterable[str]) -> Run:
        source = next((f"{addresses.REFERENCES}#{id}" for id in cite), addresses.EVIDENCE_LABELS)
        meaning = citation.MEANINGS[label]
        return Run(
            citation.LABELS[label],
            link=addresses.relative(source, self._page),
            title=meaning[0].upper() + meaning[1:],
            role=f"evidence-{label.value}",
        )

    def _cites(self, ids: Iterable[str]) -> Iterable[Run]:
        for id in ids:
            reference = self._library.references[id]
            yield Run(
                citation.short(reference),
                link=addresses.relative(f"{addresses.REFERENCES}#{id}", self._page),
                title=reference.title,
                role="cite",
            )

    def _with_terms(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, runs=self._marked(block.runs))
            case Listing():
                return replace(block, items=tuple(tuple(map(self._with_terms, item)) for item in block.items))
            case Quotation():
                return replace(block, blocks=tuple(map(self._with_terms, block.blocks)))
            case Table():
                return replace(block, rows=tuple(tuple(map(self._marked, row)) for row in block.rows))
            case _:
                return block

    def _marked(self, runs: Inline) -> Inline:
        """Runs in which the first use of each glossary term leads to its definition."""
        parts: list[Run] = []
        for run in runs:
            if run.link or run.code:
                parts.append(run)
            else:
                self._split(run, parts)
        return tuple(parts)

    def _split(self, run: Run, parts: list[Run]) -> None:
        done = 0
        for start, end, term in self._glossary.find(run.text):
            if term.id in self._seen:
                continue
            self._seen.add(term.id)
            if start > done:
                parts.append(replace(run, text=run.text[done:start]))
            where = addresses.relative(f"{addresses.GLOSSARY}#{term.id}", self._page)
            parts.append(replace(run, text=run.text[start:end], link=where, title=term.definition, role="term"))
            done = end
        if not done:
            parts.append(run)
        elif done < len(run.text):
            parts.append(replace(run, text=run.text[done:]))
