"""Document to a Word file with real headings, lists, tables and check boxes, in the look of the base or of a trust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..documents.document import Document, Front, Heading
from ..model.colour import is_colour
from ..model.diagnostics import Diagnostic, InputFault, Place
from .theme import Theme
from .word import front, look
from .word.blocks import BlockContext, Blocks
from .word.file import LABELS, Section, opened, put_properties, with_body
from .word.runs import paragraph, words
from .word.target import Target
from .word.template import template_fault

__all__ = ["template_fault", "write", "write_together"]

BASE = "theme/documents/base.docx"
GLYPHS = "theme/documents/glyphs.json"
"""Outlines for the words in drawings; without them, a reader's own sans serif shows the words."""
_base_fault = lru_cache(maxsize=4)(template_fault)
_ABOVE_IMPRINT = '<w:spacing w:before="300"/>'


def write(document: Document, theme: Theme, template: bytes | None = None) -> bytes:
    """A document as a Word file, in the look of the theme or of a trust's own Word file or template.

    A template's styles, header, footer and page stay unchanged; the theme supplies what it lacks.

    Raises:
        InputFault: the base for Word files is missing or has a fault.
        ValueError: the template has a fault, the colour is not of the form #rrggbb, or the logo is not a PNG file.
    """
    return write_together([document], theme, template)


def write_together(documents: Sequence[Document], theme: Theme, template: bytes | None = None) -> bytes:
    """Documents of the same organisation, title, colour and front in a single Word file, each from a new page on.

    Each has a section of its own, so that the template's first page and the page numbers start again. Otherwise as
    `write`.
    """
    document = documents[0]
    if not is_colour(document.colour):
        raise ValueError(f"not a colour: {document.colour!r}")
    if template is not None and (fault := template_fault(template)):
        raise ValueError(f"the template {fault}")
    base = theme.file(BASE)
    if fault := _base_fault(base):
        raise InputFault([Diagnostic("bad-template", f"the base for Word files {fault}", Place(BASE))])
    package = opened(base if template is None else template)
    sheet = document.front is Front.SHEET
    styles = look.styles_of(package, opened(base), document.colour if template is None else None, sheet=sheet)
    page = LABELS if document.front is Front.LABELS else Section.of(package.parts[package.main], sheet=sheet)
    blocks = tuple(block for each in documents for block in each.blocks)
    target = Target(package, styles, blocks, page.width, page.height)
    glyphs = theme.files.get(GLYPHS, b"")
    if len(documents) > 1:
        page = page.counting_pages()
    gap = styles.id("Table Gap") if len(documents) > 1 else ""
    body = paragraph(gap, "", direct=page.markup).join("".join(_body(each, target, glyphs)) for each in documents)
    package.parts[package.main] = with_body(package.parts[package.main], body, page)
    look.put(package, styles, document)
    put_properties(package, document)
    return package.write()


def _body(document: Document, target: Target, glyphs: bytes) -> Iterator[str]:
    headings = front.listed(document)
    yield from front.cover(document, target, alone=bool(headings))
    if headings:
        first = document.blocks[0]
        starts_page = isinstance(first, Heading) and first.starts_page
        yield front.contents(headings, target, then_page=not starts_page)
    yield from Blocks(target, glyphs).all(document.blocks, BlockContext(target.width))
    # A letter comes from the trust itself.
    if document.front not in (Front.LETTERHEAD, Front.LABELS):
        above = "" if document.front is Front.SHEET else _ABOVE_IMPRINT
        yield paragraph(target.styles.id("Small"), words(front.imprint(document)), direct=above)
