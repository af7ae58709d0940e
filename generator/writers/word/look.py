"""The look of a file: a trust's template unchanged, or the base in the document's colour. Fills in the header."""

from __future__ import annotations

import re
from functools import lru_cache

from ...documents.document import Document, Front, Paragraph, WritingLines
from ...documents.pieces import MARGIN, POSTER_MARGIN
from ..office.package import Package
from ..office.xml import attributes, elements, replaced
from .file import KIND, Section
from .front import IMPRINTED, imprint, stamp
from .runs import words
from .styles import NO_LISTS, Numbering, Styles, in_language

_ACCENT = re.compile(rb'<a:accent1>\s*<a:srgbClr val="([0-9A-Fa-f]{6})"')
_PLAIN = "4A5A5F"
"""The main colour when a template has no theme."""
SHEET = {
    "Organisation": "Sheet Organisation",
    "Title": "Sheet Title",
    "Subtitle": "Sheet Subtitle",
    "heading 1": "Sheet Heading",
    "Normal": "Sheet Text",
    "Lead": "Sheet Text",
    "Figure": "Sheet Text",
    "Small": "Sheet Small",
    "Table Heading": "Sheet Table Heading",
    "Table Text": "Sheet Table Text",
    "Table Number": "Sheet Table Number",
    "Table Gap": "Sheet Gap",
    "Blank": "Sheet Blank",
}
"""The small styles of a sheet, by the name of the style that each replaces."""
SMALL_TITLE = {"Title": "Small Title", "heading 1": "Small Heading"}
TO_WRITE = {"heading 2": "Checklist Heading"}
"""On a sheet to write on, whose room is for what is written."""
"""The styles of a document without a cover, in our own look."""
CERTIFICATE = {"Normal": "Certificate Text", "List Bullet": "Certificate List"}
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>", re.S)


def styles_of(package: Package, base: Package, colour: str | None) -> Styles:
    """The styles and lists of a file, to which the base supplies whatever it lacks.

    The colour, as #rrggbb, is given only if the file is the base; in a template, the styles that are added get the
    template's colour."""
    main = _accent(base)
    new = colour[1:].upper() if colour else _accent(package)
    for kind in ("theme", "styles") if colour else ():
        if name := base.related(kind):
            package.parts[name] = _tinted(package.parts[name], main, new)
    base_styles = _tinted(base.parts[_part(base, "styles")], main, new)
    styles = package.parts[_part(package, "styles", base_styles)]
    lists = Numbering(package.parts[_part(package, "numbering", NO_LISTS)], base.parts[_part(base, "numbering")])
    return Styles(styles, base_styles, lists)


def page_of(document: Document, main: bytes, styles: Styles) -> Section:
    """The page of a document in a file with this main part. What hangs in the margin, hangs as far as pictures do."""
    if document.front in (Front.CUT, Front.POSTER):
        return Section.bare(document, MARGIN if document.front is Front.CUT else POSTER_MARGIN)
    figure = styles.own("Figure")
    return Section.of(main, sheet=document.front is Front.SHEET, hang=max(0, -figure.left) if figure else 0)


def styles_for(document: Document, styles: Styles) -> Styles:
    """The styles for a document: small type on a sheet, large on a certificate, a smaller title without a cover."""
    front = document.front
    if front is Front.SHEET:
        return styles.with_others(SHEET)
    if any(isinstance(block, Paragraph) and block.role == "certificate-title" for block in document.blocks):
        return styles.with_others(CERTIFICATE)
    if front not in (Front.TITLE, Front.LETTERHEAD) or not styles.own("Small Title"):
        return styles
    to_write = any(isinstance(each, WritingLines) or getattr(each, "row_height", 0) for each in document.blocks)
    return styles.with_others(SMALL_TITLE | TO_WRITE if to_write else SMALL_TITLE)


def has_imprint(package: Package) -> bool:
    """Whether a header or footer of a file has a place for who made it."""
    names = (*package.all_related("header"), *package.all_related("footer"))
    return any(b'<w:tag w:val="imprint"' in package.parts[name] for name in names)


def put(package: Package, styles: Styles, document: Document) -> None:
    """Write the styles and lists that were used into the file, and fill in its header and footer."""
    package.parts[_part(package, "styles")] = in_language(styles.write(), document.language)
    package.parts[_part(package, "numbering")] = styles.lists.write()
    for name in package.all_related("settings"):
        package.parts[name] = _settings(package.parts[name], document.language)
    for name in (*package.all_related("header"), *package.all_related("footer")):
        package.parts[name] = _filled(package.parts[name], document)


def _part(package: Package, kind: str, empty: bytes = b"") -> str:
    return package.part_of_kind(kind, f"word/{kind}.xml", f"{KIND}{kind}+xml", empty)


def _accent(package: Package) -> str:
    theme = package.related("theme")
    match = _ACCENT.search(package.parts[theme]) if theme else None
    return match[1].decode().upper() if match else _PLAIN


@lru_cache(maxsize=8)
def _tinted(part: bytes, main: str, new: str) -> bytes:
    return re.sub(f'"{main}"'.encode(), f'"{new}"'.encode(), part, flags=re.I)


def _settings(part: bytes, language: str) -> bytes:
    """Settings in the document's language, and without the question that `updateFields` makes Word ask on opening."""
    changes = [(element.start, element.end, "") for element in elements(part, "w:updateFields")]
    for element in elements(part, "w:themeFontLang"):
        new = f"<w:themeFontLang{attributes(element.attributes | {'w:val': language})}/>"
        changes.append((element.start, element.end, new))
    return replaced(part, changes)


def _filled(part: bytes, document: Document) -> bytes:
    """A header or footer with text in place of its content controls tagged organisation, title and so on."""
    texts = {
        "organisation": document.organisation,
        "title": document.title,
        "subtitle": document.subtitle,
        "release": stamp(document),
        "imprint": imprint(document) if document.front in IMPRINTED else "",
    }
    all_elements = elements(part, "w:sdt", "w:tag", "w:sdtContent", "w:p")
    changes = []
    for control in (element for element in all_elements if element.name == "w:sdt"):
        inner = [element for element in all_elements if control.start < element.start < control.end]
        tag = next((element.attributes.get("w:val", "") for element in inner if element.name == "w:tag"), "")
        content = next((element for element in inner if element.name == "w:sdtContent"), None)
        simple = content and not any(element.name in ("w:sdt", "w:p") for element in inner)
        if content and simple and tag in texts:
            match = _RUN_PROPERTIES.search(part[content.start : content.end].decode())
            properties = match[0].removeprefix("<w:rPr>").removesuffix("</w:rPr>") if match else ""
            changes.append((control.start, control.end, words(texts[tag], properties)))
    return replaced(part, changes)
