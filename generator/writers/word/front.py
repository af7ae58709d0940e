"""What comes before the blocks: the cover and the table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...documents.document import Document, Front, Heading
from ...documents.text_width import width
from ...planning import dates
from . import pictures
from .runs import paragraph, words
from .target import Target

DEEPEST = 2
"""Deepest level of heading in the table of contents."""
MOST, MOST_ON_COVER = 60, 14
"""Most entries of a table of contents on its own page, and of one on the cover."""
FEWEST = 3
"""A document with fewer headings has no table of contents, and no page for its cover alone."""
UPDATE = "To add page numbers, click in this list, press F9 and choose the entire table."
END_OF_COVER = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_LITTLE_DOWN = '<w:spacing w:before="400"/>'
_DOWN = '<w:spacing w:before="1200"/>'
_TITLE_SIZE, _SMALL_SIZE = 17, 9
"""Sizes of the title and the organisation at the top of a sheet, in points."""
_SMALL = f'<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="{2 * _SMALL_SIZE}"/><w:szCs w:val="{2 * _SMALL_SIZE}"/>'
_BELOW = '<w:spacing w:after="360"/>'
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


IMPRINTED = (Front.COVER, Front.TITLE)
"""Documents that say at the foot of the first page who made them, where the file has a place for that there."""


def stamp(document: Document) -> str:
    """Release and date, as the cover gives them."""
    return f"Content release {document.release}, {dates.date(document.date)}"


def imprint(document: Document) -> str:
    """Who made a document."""
    return (
        f"Made with Paired Learning, content release {document.release}, {dates.date(document.date)}. "
        "Content under CC BY 4.0."
    )


class Contents(NamedTuple):
    """What the table of contents lists."""

    headings: tuple[Heading, ...]
    deepest: int
    own_page: bool
    """Whether it has a page to itself: the cover has no room for it."""


def contents_of(document: Document) -> Contents | None:
    """Chapters, and sections where there is room; None if the document is short."""
    if document.front is not Front.COVER:
        return None
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.anchor]
    levels = [tuple(heading for heading in headings if heading.level <= depth + 1) for depth in range(DEEPEST)]
    for depth, listed in enumerate(levels, start=1):
        if FEWEST <= len(listed) <= MOST_ON_COVER:
            return Contents(listed, depth, own_page=False)
    deepest = DEEPEST if len(levels[-1]) <= MOST else 1
    return Contents(levels[deepest - 1], deepest, own_page=True) if len(levels[-1]) >= FEWEST else None


def cover(document: Document, target: Target, *, alone: bool) -> Iterator[str]:
    """The logo, the organisation and the title; further down if the cover has a page to itself."""
    if document.front in (Front.CUT, Front.POSTER):
        return
    if document.front is Front.SHEET:
        yield from _top_of_sheet(document, target)
        return
    if logo := pictures.logo(document, target):
        yield paragraph(target.styles.id("Figure"), logo)
    letter = document.front is Front.LETTERHEAD
    spacing = (_LITTLE_DOWN if logo else _DOWN) if alone else _BELOW if letter else ""
    yield paragraph(target.styles.id("Organisation"), words(document.organisation), direct=spacing)
    if not letter:
        yield paragraph(target.styles.id("Title"), words(document.title), direct=target.title_level)
        yield paragraph(target.styles.id("Subtitle"), words(document.subtitle))


def _top_of_sheet(document: Document, target: Target) -> Iterator[str]:
    """The title with the organisation on the same line, if there is room for both and no logo."""
    organisation, title = words(document.organisation), words(document.title)
    logo = pictures.logo(document, target, pictures.SMALL_LOGO)
    long = width(document.title, _TITLE_SIZE) + width(document.organisation, _SMALL_SIZE) > target.page.width / 20 - 30
    if logo or long:
        content, tabs = (f"{organisation}{words(chr(9))}{logo}", _tab_at_end(target)) if logo else (organisation, "")
        yield paragraph(target.styles.id("Organisation"), content, direct=tabs)
        yield paragraph(target.styles.id("Title"), title, direct=target.title_level)
    else:
        small = words(f"\t{document.organisation}", _SMALL)
        yield paragraph(target.styles.id("Title"), title + small, direct=_tab_at_end(target) + target.title_level)
    yield paragraph(target.styles.id("Subtitle"), words(document.subtitle))


def contents(table: Contents, target: Target) -> str:
    """The table of contents: a field that Word can update, already filled with its entries.

    Word knows page numbers only after it has laid out the file, and `updateFields` would make it ask the reader first.
    So the entries have no numbers yet, and a line that disappears with the first update says how to get them.
    """
    begin = _field(f'TOC \\o "1-{table.deepest}" \\h \\z')
    lines = [_entry(heading, target, begin if number == 0 else "") for number, heading in enumerate(table.headings)]
    hint = paragraph(target.styles.id("Small"), words(UPDATE), direct='<w:spacing w:before="120"/>')
    end = paragraph(target.styles.id("Table Gap"), _FIELD_END)
    title = paragraph(target.styles.id("TOC Heading"), words("Contents"), page=table.own_page)
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
    return f'<w:tabs><w:tab w:val="right" w:pos="{target.page.width}"/></w:tabs>'
