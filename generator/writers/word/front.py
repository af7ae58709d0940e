"""What comes before the blocks: the cover and the table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...documents.document import Document, Front, Heading
from ...planning import dates
from . import pictures
from .runs import paragraph, words
from .target import Target

DEEPEST = 2
"""Deepest level of heading in the table of contents."""
MOST = 60
"""A document with more such headings lists those of level 1 only, so that the table fits on a page."""
FEWEST = 3
"""A document with fewer such headings has no table of contents, and no page for its cover alone."""
UPDATE = "To add page numbers, click in this list, press F9 and choose the entire table."
_TOP = '<w:spacing w:before="2400"/>'
_BELOW = '<w:spacing w:after="360"/>'
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def stamp(document: Document) -> str:
    """Release and date, as the cover gives them."""
    return f"Content release {document.release}, {dates.date(document.date)}"


def imprint(document: Document) -> str:
    """The last line of a document."""
    return (
        f"Made with Paired Learning, content release {document.release}, {dates.date(document.date)}. "
        "Content under CC BY 4.0."
    )


def listed(document: Document) -> tuple[Heading, ...]:
    """The headings in the table of contents; none if the document is short."""
    if document.front is not Front.COVER:
        return ()
    headings = tuple(
        block for block in document.blocks if isinstance(block, Heading) and block.level <= DEEPEST and block.anchor
    )
    if len(headings) > MOST:
        headings = tuple(heading for heading in headings if heading.level == 1)
    return headings if len(headings) >= FEWEST else ()


def cover(document: Document, target: Target, *, alone: bool) -> Iterator[str]:
    """The organisation, the title, and the release; `alone` if the cover has a page to itself."""
    if document.front is Front.LABELS:
        return
    if document.front is Front.SHEET:
        yield from _band(document, target)
        return
    spacing = [_TOP if alone else "", "", "", "" if alone else _BELOW]
    if logo := pictures.logo(document, target):
        yield paragraph(target.styles.id("Figure"), logo, direct=spacing[0])
        spacing[0] = ""
    if document.front is Front.LETTERHEAD:
        yield paragraph(target.styles.id("Organisation"), words(document.organisation), direct=_BELOW)
        return
    styles = ("Organisation", "Title", "Subtitle", "Small")
    values = (document.organisation, document.title, document.subtitle, stamp(document))
    for style, value, around in zip(styles, values, spacing, strict=True):
        yield paragraph(target.styles.id(style), words(value), direct=around)


def _band(document: Document, target: Target) -> Iterator[str]:
    """The top of a sheet. The logo is on the same line as the organisation, to save height."""
    content, tabs = words(document.organisation), ""
    if logo := pictures.logo(document, target, pictures.SMALL_LOGO):
        content, tabs = content + words("\t") + logo, _tab_at_end(target)
    yield paragraph(target.styles.id("Organisation"), content, direct=tabs)
    yield paragraph(target.styles.id("Title"), words(document.title))
    yield paragraph(target.styles.id("Subtitle"), words(document.subtitle))


def contents(headings: Sequence[Heading], target: Target, *, then_page: bool) -> str:
    """The table of contents on its own page: a field that Word can update, already filled with its entries.

    Word knows page numbers only after it has laid out the file, and `updateFields` would make it ask the reader first.
    So the entries have no numbers yet, and a line that disappears with the first update says how to get them.
    """
    begin = _field(f'TOC \\o "1-{DEEPEST}" \\h \\z')
    lines = [_entry(heading, target, begin if number == 0 else "") for number, heading in enumerate(headings)]
    hint = paragraph(target.styles.id("Small"), words(UPDATE), direct='<w:spacing w:before="240"/>')
    page = '<w:r><w:br w:type="page"/></w:r>' if then_page else ""
    end = paragraph(target.styles.id("Table Gap"), _FIELD_END + page)
    title = paragraph(target.styles.id("TOC Heading"), words("Contents"), page=True)
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{target.next_id("control")}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{title}{''.join(lines)}{hint}{end}</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, target: Target, before: str) -> str:
    name = target.bookmark(heading.anchor)
    number = "<w:r><w:tab/></w:r>" + _field(f"PAGEREF {name} \\h") + _FIELD_END
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{words(heading.text)}{number}</w:hyperlink>'
    return paragraph(target.styles.id(f"toc {heading.level}"), before + link, direct=_tab_at_end(target))


def _field(instruction: str) -> str:
    """The start of a field, before its content and its end."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _tab_at_end(target: Target) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{target.width}"/></w:tabs>'
