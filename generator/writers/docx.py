"""Document to a Word file with real headings, lists, tables and check boxes, in the look of the base or of a trust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from ..documents.document import Document, Front, Heading
from ..documents.evidence_marks import at_the_end
from ..documents.pieces import in_letters, in_own_letters, poster_blocks, poster_letters
from ..model.colour import is_colour
from ..model.diagnostics import Diagnostic, InputFault, Place
from .theme import Theme
from .word import front, look
from .word.blocks import ON_SHEET, BlockContext, Blocks
from .word.file import opened, own_parts, put_properties, with_body
from .word.runs import paragraph, words
from .word.target import Ids, Target, bookmarks
from .word.template import template_fault

__all__ = ["template_fault", "write", "write_together"]

BASE = "theme/documents/base.docx"
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
    """Documents in a single Word file, each from a new page on, with the properties and the colour of the first.

    Each has a section of its own, so that the template's first page starts again; page numbers too, if all have the
    same title. A link may lead to an anchor of another document. Otherwise as `write`.
    """
    first, several = documents[0], len(documents) > 1
    if not is_colour(first.colour):
        raise ValueError(f"not a colour: {first.colour!r}")
    if template is not None and (fault := template_fault(template)):
        raise ValueError(f"the template {fault}")
    base = theme.file(BASE)
    if fault := _base_fault(base):
        raise InputFault([Diagnostic("bad-template", f"the base for Word files {fault}", Place(BASE))])
    package = opened(base if template is None else template)
    styles = look.styles_of(package, opened(base), first.colour if template is None else None)
    main, ids, anchors = package.parts[package.main], Ids(package), bookmarks(documents)
    everywhere = dict(chain.from_iterable(each.items() for each in reversed(anchors)))
    alike = len({document.title for document in documents}) == 1
    imprinted = look.has_imprint(package)
    pieces: list[str] = []
    for document, own in zip(documents, anchors, strict=True):
        page = look.page_of(document, main, styles)
        page = page.on_new_page(restart=alike) if several else page
        target = Target(
            package,
            look.styles_for(document, styles),
            page,
            ids,
            own,
            everywhere,
            theme.icons,
            in_outline=not alike,
            has_imprint=imprinted,
        )
        pieces += _body(document, target, theme, cover_page=template is None)
        if document is not documents[-1]:
            pieces.append(paragraph(styles.id("Table Gap"), "", direct=page.markup))
    package.parts[package.main] = with_body(main, "".join(pieces), page)
    look.put(package, styles, first)
    put_properties(package, first)
    return package.write(own_parts(package))


def _body(document: Document, target: Target, theme: Theme, *, cover_page: bool) -> Iterator[str]:
    """The text of a document.

    In a trust's own template the text follows the contents on the same page: its type may be so large that the contents
    end at the top of a page, and the rest of that page would stay empty.
    """
    table = front.contents_of(document)
    yield from front.cover(document, target, alone=table is not None)
    blocks = Blocks(target, theme)
    text = at_the_end(document.blocks)
    context = BlockContext(target.page.width, target.page.hang)
    match document.front:
        case Front.SHEET:
            context = replace(context, lists=ON_SHEET)
        case Front.CUT:
            context = replace(context, cut=document)
        case Front.POSTER:
            size = poster_letters(document)
            text = tuple(in_letters(poster_blocks(document), size))
            context = context.in_letters(size, target.page.width)
    text = tuple(map(in_own_letters, text))
    if table:
        # What comes before the first heading is on the cover.
        count = next((number for number, block in enumerate(text) if isinstance(block, Heading)), len(text))
        yield from blocks.all(text[:count], context)
        yield front.contents(table, target)
        if cover_page and not table.headings[0].starts_page:
            yield front.END_OF_COVER
        text = text[count:]
    yield from blocks.all(text, context)
    # A letter comes from the trust itself.
    of_trust = document.front in (Front.LETTERHEAD, Front.CUT)
    if not of_trust and not (target.has_imprint and document.front in front.IMPRINTED):
        above = "" if document.front is Front.SHEET else _ABOVE_IMPRINT
        yield paragraph(target.styles.id("Small"), words(front.imprint(document)), direct=above)
