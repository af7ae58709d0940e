"""A Word file: opened, and written with a new body on the page of its template, and with the document's properties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from ...documents.document import Document
from ...documents.pieces import sides
from ..office.package import Package
from ..office.xml import DECLARATION, Element, attributes, elements, replaced, text

DOCUMENT = "word/document.xml"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
"""How the content types of its parts begin."""
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PREFIXES = {
    "w": MAIN,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": DRAWING,
}
"""The namespaces of WordprocessingML with the prefixes that our markup uses."""
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_PREFIXES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_FROM_TEMPLATE = ("cp:category", "cp:contentStatus", "cp:keywords")
"""Properties that a template sets for every document based on it."""
_A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1304" w:bottom="1440" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/>'
)
_REFERENCES = ("w:headerReference", "w:footerReference")
_SMALLEST = 2_000
_SHEET = {"top": 567, "right": 794, "bottom": 567, "left": 794, "header": 340, "footer": 340}
"""Widest margins of a sheet: 10 mm at the top and bottom, 14 mm at the sides. Word moves text below a taller header."""
_TYPE, _NUMBERS = re.compile(r"<w:type\b[^>]*/>"), re.compile(r"<w:pgNumType\b[^>]*/>")
_AFTER_NUMBERS = re.compile(
    r"<w:(cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)\b"
)
"""What the schema wants behind the page numbers of a section."""
_FIRST = re.compile(r'<w:(?:header|footer)Reference\b[^>]*w:type="first"[^>]*/>')
_TITLE_PAGE = re.compile(r"<w:titlePg\b[^>]*/>")
_AFTER_TITLE_PAGE = re.compile(r"<w:(textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)\b")
"""What the schema wants behind the mark of a first page that differs."""
_SIDE = re.compile(rf'\bw:({"|".join(_SHEET)})="(-?\d{{1,6}})"')


def opened(raw: bytes) -> Package:
    """A Word file that has passed the checks; a template (.dotx) becomes a document."""
    return Package(raw, DOCUMENT, f"{KIND}document.main+xml")


@dataclass(frozen=True, slots=True)
class Section:
    """The last section of a file, which ours replaces. Lengths are in twentieths of a point."""

    markup: str
    """Its `w:sectPr` element."""
    width: int
    """Width of its text."""
    height: int
    hang: int = 0
    """How far titles, tables and pictures begin to the left of the text."""

    @classmethod
    def of(cls, part: bytes, *, sheet: bool, hang: int = 0) -> Section:
        """From the main part; a sheet gets narrow margins, and nothing hangs in them.

        A header of an earlier section stays valid until a later one replaces it. The first page keeps the header and
        footer that it has in the file, even if they are not those of the last section.
        """
        settings = elements(part, "w:sectPr", *_REFERENCES, "w:pgSz", "w:titlePg")
        sections = [element for element in settings if element.name == "w:sectPr"]
        last = next((section for section in sections if section.depth == 2), sections[-1] if sections else None)
        own = [element for element in settings if last and last.start < element.start < last.end]
        inner = _inherited(part, settings, own) + part[last.inner_start : last.inner_end].decode() if last else ""
        if last and sections[0] is not last and not _has_first_page(own):
            inner = _with_first_page(inner, part, settings, sections[0])
        if not any(element.name == "w:pgSz" for element in own):
            inner += _A4
        if sheet:
            inner = re.sub(r"<w:pgMar\b[^>]*>", lambda margins: _SIDE.sub(_narrowed, margins[0]), inner)
        markup = f"<w:sectPr>{inner}</w:sectPr>"
        return cls(markup, *_room(elements(markup.encode(), "w:pgSz", "w:pgMar", "w:cols")), 0 if sheet else hang)

    @classmethod
    def bare(cls, document: Document, margin: float) -> Section:
        """A page without header and footer, with a margin in millimetres at each side."""
        across, down = sides(document)
        turned = ' w:orient="landscape"' if document.landscape else ""
        side = twips(margin)
        markup = (
            f'<w:sectPr><w:pgSz w:w="{twips(across)}" w:h="{twips(down)}"{turned}/>'
            f'<w:pgMar w:top="{side}" w:right="{side}" w:bottom="{side}" w:left="{side}" w:header="0" w:footer="0" '
            'w:gutter="0"/></w:sectPr>'
        )
        return cls(markup, twips(across) - 2 * side, twips(down) - 2 * side)

    def on_new_page(self, *, restart: bool) -> Section:
        """The same section on a new page, with page numbers that start at 1, or continue those before it."""
        inner = self.markup.removeprefix("<w:sectPr>").removesuffix("</w:sectPr>")
        inner = _TYPE.sub("", inner)
        if not restart:
            inner = _NUMBERS.sub(lambda numbers: re.sub(r' w:start="[^"]*"', "", numbers[0]), inner)
        elif _NUMBERS.search(inner):
            inner = _NUMBERS.sub(_from_one, inner)
        else:
            later = _AFTER_NUMBERS.search(inner)
            place = later.start() if later else len(inner)
            inner = f'{inner[:place]}<w:pgNumType w:start="1"/>{inner[place:]}'
        return replace(self, markup=f"<w:sectPr>{inner}</w:sectPr>")


def twips(millimetres: float) -> int:
    """A length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def _from_one(numbers: re.Match[str]) -> str:
    """Page numbers that start at 1, in the style that they have."""
    return re.sub(r' w:start="[^"]*"', "", numbers[0]).replace("<w:pgNumType", '<w:pgNumType w:start="1"', 1)


def _narrowed(side: re.Match[str]) -> str:
    """A margin no wider than that of a sheet."""
    return f'w:{side[1]}="{min(abs(int(side[2])), _SHEET[side[1]])}"'


def _has_first_page(settings: Sequence[Element]) -> bool:
    """Whether a section has a header and footer of its own for its first page."""
    return any(
        element.name == "w:titlePg" and element.attributes.get("w:val", "1") in ("1", "true", "on")
        for element in settings
    )


def _with_first_page(inner: str, part: bytes, settings: Sequence[Element], opening: Element) -> str:
    """The inside of a section that begins with the header and footer on the first page of another section."""
    own = [element for element in settings if opening.start < element.start < opening.end]
    type = "first" if _has_first_page(own) else "default"
    references = [
        part[element.start : element.end].decode()
        for element in own
        if element.name in _REFERENCES and element.attributes.get("w:type", "default") == type
    ]
    if type == "default" and all(reference in inner for reference in references):
        return inner
    inner = _TITLE_PAGE.sub("", _FIRST.sub("", inner))
    place = match.start() if (match := _AFTER_TITLE_PAGE.search(inner)) else len(inner)
    first = "".join(references).replace(f'w:type="{type}"', 'w:type="first"')
    return f"{first}{inner[:place]}<w:titlePg/>{inner[place:]}"


def _inherited(part: bytes, settings: Sequence[Element], own: Sequence[Element]) -> str:
    """Headers and footers of earlier sections that the last section does not replace."""

    def key(reference: Element) -> tuple[str, str]:
        return reference.name, reference.attributes.get("w:type", "default")

    replaced_keys = {key(element) for element in own if element.name in _REFERENCES}
    earlier = {key(element): element for element in settings if element.name in _REFERENCES and element not in own}
    return "".join(part[each.start : each.end].decode() for name, each in earlier.items() if name not in replaced_keys)


def _room(own: Sequence[Element]) -> tuple[int, int]:
    """Width and height of the text, in twentieths of a point."""
    values = {element.name: element.attributes for element in own}

    def number(element: str, name: str, default: int) -> int:
        value = values.get(element, {}).get(f"w:{name}", "")
        return int(value) if value.lstrip("-").isdecimal() and len(value) < 7 else default

    margins = [abs(number("w:pgMar", side, 1440)) for side in ("left", "right", "top", "bottom")]
    width = number("w:pgSz", "w", 11906) - margins[0] - margins[1] - number("w:pgMar", "gutter", 0)
    height = number("w:pgSz", "h", 16838) - margins[2] - margins[3]
    columns = max(1, number("w:cols", "num", 1))
    return max(_SMALLEST, width // columns), max(_SMALLEST, height)


def with_body(part: bytes, body: str, section: Section) -> bytes:
    """The main part with a new body, and with all our prefixes declared."""
    outer = elements(part, "w:document", "w:body")
    root = next(element for element in outer if element.depth == 0)
    old = next(element for element in outer if element.name == "w:body" and element.depth == 1)
    values = {f"xmlns:{prefix}": address for prefix, address in PREFIXES.items()} | root.attributes
    known = values.get("mc:Ignorable", "").split()
    values["mc:Ignorable"] = " ".join(known if "w14" in known else [*known, "w14"])
    new_root, new_body = f"<w:document{attributes(values)}>", f"<w:body>{body}{section.markup}</w:body>"
    return replaced(part, [(root.start, root.inner_start, new_root), (old.start, old.end, new_body)])


def put_properties(package: Package, document: Document) -> None:
    """Set the properties of a file to those of a document."""
    name = package.part_of_kind(_CORE, "docProps/core.xml", _CORE_TYPE, source="")
    date = f"{document.date.isoformat()}T00:00:00Z"
    values = {
        "dc:title": document.title,
        "dc:subject": document.subtitle,
        "dc:creator": document.organisation,
        "dc:language": document.language,
        "cp:lastModifiedBy": document.organisation,
        "cp:revision": "1",
    }
    if old := package.parts[name]:
        root = ElementTree.fromstring(old)  # noqa: S314 - checked for entities before
        values |= {key: value for key in _FROM_TEMPLATE if (value := root.findtext(key, "", _CORE_PREFIXES))}
    items = "".join(f"<{key}>{text(value)}</{key}>" for key, value in values.items())
    for key in ("created", "modified"):
        items += f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{date}</dcterms:{key}>'
    names = attributes({f"xmlns:{prefix}": address for prefix, address in _CORE_PREFIXES.items()})
    package.parts[name] = f"{DECLARATION}<cp:coreProperties{names}>{items}</cp:coreProperties>".encode()


def own_parts(package: Package) -> set[str]:
    """The parts with a document's own words: its text, headers, footers and properties."""
    around = (*package.all_related("header"), *package.all_related("footer"))
    return {package.main, *around, *package.all_related(_CORE, "")}
