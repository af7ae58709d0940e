"""What stands before the blocks: the cover and the list of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...documents.document import Document, Front, Heading
from ...planning import dates
from . import pictures
from .runs import paragraph, words
from .target import Target

DEEPEST = 2
"""Levels of headings that the contents list."""
MOST = 60
"""A document with more such headings lists its parts alone, so that the list stays on a page."""
FEWEST = 3
"""A document with fewer such headings has no list, and no page for its cover alone."""
UPDATE = "To add page numbers, click in this list, press F9 and choose the entire table."
_TOP = '<w:spacing w:before="2400"/>'
_BELOW = '<w:spacing w:after="360"/>'


def stamp(document: Document) -> str:
    """Release and date, as they stand on the cover."""
    return f"Content release {document.release}, {dates.date(document.date)}"


def imprint(document: Document) -> str:
    """What stands at the end."""
    return (
        f"Made with Paired Learning, content release {document.release}, {dates.date(document.date)}. "
        "Content under CC BY 4.0."
    )


def listed(document: Document) -> tuple[Heading, ...]:
    """The headings that the contents list; none where the document is short."""
    if document.front is not Front.COVER:
        return ()
    headings = (block for block in document.blocks if isinstance(block, Heading))
    found = tuple(heading for heading in headings if heading.level <= DEEPEST and heading.anchor)
    if len(found) > MOST:
        found = tuple(heading for heading in found if heading.level == 1)
    return found if len(found) >= FEWEST else ()


def cover(document: Document, target: Target, *, alone: bool) -> Iterator[str]:
    """Who it is from, its title, its stamp.

    Args:
        document: what to write.
        target: the file that it goes to.
        alone: whether it has a page to itself.
    """
    if document.front is Front.SHEET:
        yield from _band(document, target)
        return
    spacing = [_TOP if alone else "", "", "", "" if alone else _BELOW]
    if document.logo is not None:
        description = document.logo_text or f"Logo of {document.organisation}"
        logo = pictures.logo(document.logo, description, target)
        yield paragraph(target.styles.id("Figure"), logo, spacing=spacing[0])
        spacing[0] = ""
    if document.front is Front.LETTERHEAD:
        yield paragraph(target.styles.id("Organisation"), words(document.organisation), spacing=_BELOW)
        return
    lines = (
        ("Organisation", document.organisation),
        ("Title", document.title),
        ("Subtitle", document.subtitle),
        ("Small", stamp(document)),
    )
    for (style, value), around in zip(lines, spacing, strict=True):
        yield paragraph(target.styles.id(style), words(value), spacing=around)


def _band(document: Document, target: Target) -> Iterator[str]:
    """The head of a sheet: the logo at the right of the organisation, so that it takes no line of its own."""
    content, tabs = words(document.organisation), ""
    if document.logo is not None:
        description = document.logo_text or f"Logo of {document.organisation}"
        content += words("\t") + pictures.logo(document.logo, description, target, pictures.SMALL_LOGO)
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{target.width}"/></w:tabs>'
    yield paragraph(target.styles.id("Organisation"), content, tabs=tabs)
    yield paragraph(target.styles.id("Title"), words(document.title))
    yield paragraph(target.styles.id("Subtitle"), words(document.subtitle))


def contents(headings: Sequence[Heading], target: Target, *, then_page: bool) -> str:
    """The list of contents on a page of its own: a field that Word can make anew, filled with what it lists.

    Word knows page numbers only once it has laid out the file, and asks the reader before it does so unbidden
    (`updateFields`). So the entries come without numbers, and a line that Word takes away with the first update
    says how to get them.

    Args:
        headings: what to list, in order.
        target: the file that it goes to.
        then_page: whether what comes next starts a page.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEPEST}" \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [_entry(heading, target, begin if number == 0 else "") for number, heading in enumerate(headings)]
    hint = paragraph(target.styles.id("Small"), words(UPDATE), spacing='<w:spacing w:before="240"/>')
    page = '<w:r><w:br w:type="page"/></w:r>' if then_page else ""
    end = paragraph(target.styles.id("Table Gap"), f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{page}')
    title = paragraph(target.styles.id("TOC Heading"), words("Contents"), page=True)
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{target.next_id("control")}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{title}{''.join(lines)}{hint}{end}</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, target: Target, before: str) -> str:
    name = target.bookmark(heading.anchor)
    number = (
        '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{target.width}"/></w:tabs>'
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{words(heading.text)}{number}</w:hyperlink>'
    return paragraph(target.styles.id(f"toc {heading.level}"), before + link, tabs=tabs)
