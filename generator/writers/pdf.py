"""Document to PDF: the design is a Typst template, the text is data, and the result is PDF/UA-1 or nothing."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ..documents.document import (
    AnswerBoxes,
    Block,
    Callout,
    Document,
    Figure,
    Front,
    Heading,
    Paragraph,
    Pieces,
    Run,
    Table,
    descendants,
    plain,
)
from ..documents.evidence_marks import at_the_end, description, is_label
from ..documents.icons import PREFIX
from ..documents.pieces import (
    DoesNotFit,
    in_letters,
    in_own_letters,
    poster_blocks,
    poster_letters,
    rows_on_a_page,
    sides,
)
from ..model.characters import NO_GLYPH, REPLACEMENT, clean
from ..model.colour import is_colour
from ..model.diagnostics import InputFault
from ..planning import dates
from . import pdf_structure, picture
from .column_widths import BOLD, columns, least_width, letter_widths, width
from .theme import PDF_TEMPLATE, Theme

if TYPE_CHECKING:
    import typst

MAIN, LOOK, VALUES = "main.typ", "look.json", "document.json"
"""What Typst reads besides the template. It evaluates the template once for all documents that share a look."""
TEMPLATE = PDF_TEMPLATE.rpartition("/")[2]
DESIGN = "design(values)"
"""What a template must define: the function that lays out a document."""
START = f'#import "{TEMPLATE}": design\n#design(json("{VALUES}"))'.encode()
STANDARD: Final = "ua-1"
"""PDF/UA-1, ISO 14289-1: Typst refuses to write a PDF that a screen reader cannot read."""
QUIET, WARNING = "#4a5a5f", "#b45309"
"""Colours of marks and of the sign beside a warning; other icons have the document's own colour."""
COLOURS = {"warning": WARNING, **dict.fromkeys(("evidence-pilot", "evidence-published", "evidence-suggested"), QUIET)}

LARGE, CACHED = 150_000, 10
"""Typst caches the layout of its last ten documents. After one with more bytes of text than this, such as the whole
guidance, as many empty documents free that memory."""
FEW_ROWS, HIGH = 10, 100
"""The most rows of a table that stays on one page, and millimetres of rows to write in from which on it may not."""
BRIEF, SMALL_TABLE, REPEATED_HEADER, LONG_CALLOUT = 64, 600, 300, 1500
"""Letters of the longest cell of a column in the margin, of a table that stays on one page, of a header that is
repeated, and of the shortest callout that may break."""


class PdfError(Exception):
    """Typst made no PDF, for example because it would not be accessible. The message is Typst's own."""


def write(document: Document, theme: Theme) -> bytes:
    """A document as PDF/UA-1.

    Raises:
        InputFault: the theme has no template for PDF documents, or that lacks the function `design`.
        ValueError: the colour is not of the form #rrggbb.
        PdfError: Typst cannot make an accessible PDF of it.
        ImportError: Typst is missing: a browser loads it only when a file needs it.
    """
    if not is_colour(document.colour):
        raise ValueError(f"not a colour: {document.colour!r}")
    document = replace(document, blocks=at_the_end(document.blocks))
    size = 0
    try:
        if document.front is Front.POSTER:
            size = poster_letters(document)
            document = replace(document, blocks=tuple(in_letters(poster_blocks(document), size)))
        document = replace(document, blocks=tuple(map(in_own_letters, document.blocks)))
        items = list(descendants(document.blocks))
        values = _document(document, theme, items, size)
    except DoesNotFit as error:
        raise PdfError(str(error)) from error
    raw = _compiled(values, theme, datetime.datetime.combine(document.date, datetime.time(), datetime.UTC))
    try:
        return pdf_structure.finished(raw, [item for item in items if isinstance(item, Table)])
    except pdf_structure.StructureError as error:
        raise PdfError(str(error)) from error


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has that `write` made."""
    return pdf_structure.page_count(pdf)


def _compiled(values: dict[str, Any], theme: Theme, timestamp: datetime.datetime) -> bytes:
    template, folder = theme.text(PDF_TEMPLATE), theme.template_folder()
    if f"#let {DESIGN}" not in template:
        advice = "start from the template of this release of the generator"
        raise InputFault.of("template", f"does not define `{DESIGN}`", PDF_TEMPLATE, advice)
    compiler = _compiler(theme.fonts, folder or theme.fonts)
    files = {MAIN: START} | {name: json.dumps(value, ensure_ascii=False).encode() for name, value in values.items()}
    if not folder:
        files[TEMPLATE] = template.encode()
    try:
        pdf, warnings = compiler.compile_with_warnings(_virtual(files), pdf_standards=STANDARD, timestamp=timestamp)
    except (RuntimeError, OSError) as error:
        raise PdfError(_words(error)) from error
    finally:
        if len(files[VALUES]) > LARGE:
            for _ in range(CACHED):
                compiler.compile(_virtual({MAIN: b""}))
    for warning in warnings:
        if warning.message.startswith("unknown font family"):
            raise PdfError(_words(warning))
    if not isinstance(pdf, bytes):
        raise PdfError("Typst wrote several files")
    return pdf


@lru_cache(maxsize=4)
def _compiler(folder: str, root: str) -> typst.Compiler:
    """A compiler that reads the files below `root`.

    It has the fonts of a folder, and for characters that they lack those inside Typst; no system fonts.
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
    if not any(font.path for font in fonts.fonts()):
        raise PdfError(f"{folder} has no TrueType font")
    return typst.Compiler(_virtual({MAIN: b""}), root=root, font_paths=fonts)


def _virtual(files: dict[str, bytes]) -> Any:
    """Files for Typst: documented, but missing from its type annotations."""
    return files


def _words(error: Exception) -> str:
    """Typst's message on one line."""
    hints: Iterable[str] = getattr(error, "hints", ())
    return "; ".join([str(getattr(error, "message", error)), *hints])


def _document(document: Document, theme: Theme, items: Iterable[Any], size: int) -> dict[str, Any]:
    """A document as plain values for the template, by file, from everything inside its blocks.

    `size` is that of the letters of a poster.
    """
    language, _, region = document.language.partition("-")
    values = _Values(document, theme, items)
    blocks = values.of(document.blocks)
    look = {
        "organisation": _text(document.organisation),
        "language": language,
        "region": region if len(region) == 2 else None,
        "colour": document.colour,
        # Bytes as numbers: Typst takes virtual files only where they are UTF-8.
        "logo": None if document.logo is None else list(document.logo),
        "logo_text": _text(document.logo_text),
        "stamp": _text(f"Content release {document.release}, {dates.date(document.date)}"),
        "front": document.front.value,
        "sides": sides(document),
        "letters": size,
        "icons": values.icons,
        "chapters": sum(block["type"] == "heading" and block["level"] == 1 for block in blocks),
        "written_on": any(block["type"] == "writinglines" or block.get("row_height", 0) > 0 for block in blocks),
    }
    texts = {"title": _text(document.title), "subtitle": _text(document.subtitle)}
    return {LOOK: look, VALUES: texts | {"blocks": blocks}}


class _Values:
    """Turns blocks into plain values: each a mapping of its fields and its `type`, the name of its class in lower case.

    A run without any style is its text alone. It also does what PDF/UA-1 requires: every link leads somewhere, and no
    level of heading is skipped.
    """

    def __init__(self, document: Document, theme: Theme, items: Iterable[Any]) -> None:
        self.icons: dict[str, str] = {}
        """SVG of each icon that the document shows and the theme has, by name."""
        self._document, self._theme = document, theme
        self._letters = letter_widths(theme.glyphs)
        self._anchors = {item.anchor for item in items if isinstance(item, Heading | Paragraph)}
        self._level = 0

    def of(self, value: Any) -> Any:
        if isinstance(value, str):
            return _text(value)
        if isinstance(value, tuple):
            return [self._run(item, item is value[0]) if isinstance(item, Run) else self.of(item) for item in value]
        if not hasattr(value, "__dataclass_fields__"):
            return value
        result = {name: self.of(getattr(value, name)) for name in value.__dataclass_fields__}
        result["type"] = type(value).__name__.lower()
        match value:
            case Heading():
                self._level = result["level"] = max(1, min(value.level, self._level + 1))
            case Table():
                result |= self._table(value)
            case AnswerBoxes():
                result["paired"] = value.paired
            case Pieces():
                result["rows"] = rows_on_a_page(value, self._document) if self._document.front is Front.CUT else 0
            case Figure():
                result["width"] = round(width(value.value, self._letters[BOLD]), 4)
            case Callout():
                self._icon("warning")
                result["long"] = _letters(value.blocks) > LONG_CALLOUT
        return result

    def _run(self, run: Run, first: bool) -> str | dict[str, Any]:
        text, role = _text(run.text), run.role or ""
        if role.startswith(PREFIX):
            return {"icon": self._icon(role.removeprefix(PREFIX)), "described": None, "text": ""}
        if is_label(run):
            return {"icon": self._icon(role), "described": description(run), "text": text if first else ""}
        link = self._target(run.link)
        if not (link or run.strong or run.emphasis or run.code or run.role):
            return text
        looks = {"strong": run.strong, "emphasis": run.emphasis, "code": run.code}
        return {"text": text, "link": link, "role": run.role, **looks}

    def _icon(self, name: str) -> str:
        if outline := self._theme.icon(name):
            self.icons[name] = picture.icon(outline, COLOURS.get(name, self._document.colour))
        return name

    def _target(self, link: str | None) -> str | None:
        """Where a link leads; None if it leads nowhere or to another file of the folder."""
        if link is None or link.startswith("#"):
            return link if link and link[1:] in self._anchors else None
        return _text(link) if re.match(r"(https?://|mailto:).", link) else None

    def _table(self, table: Table) -> dict[str, Any]:
        """What the template needs to lay out a table without measuring it: widths are in ems.

        A header has no links: a screen reader skips one that is repeated on another page.
        """
        titles = [plain(title) for title in table.header]
        cells = [[len(plain(cell)) for cell in row] for row in table.rows]
        return {
            "header": [self.of(tuple(replace(run, link=None) for run in title)) for title in table.header],
            **columns(table, self._letters),
            "least_title": round(least_width(titles, self._letters[BOLD]), 4),
            "brief": not table.row_height and max((row[0] for row in cells), default=0) <= BRIEF,
            "repeats": sum(map(len, titles)) < REPEATED_HEADER,
            "small": len(cells) <= FEW_ROWS
            and sum(map(sum, cells)) < SMALL_TABLE
            and len(cells) * table.row_height < HIGH,
        }


def _letters(blocks: tuple[Block, ...]) -> int:
    return sum(len(item.text) for item in descendants(blocks) if isinstance(item, Run))


def _text(value: str) -> str:
    """Text in characters that have a glyph: Typst refuses to write any other to PDF/UA-1."""
    if value.isascii() and value.isprintable():
        return value
    return NO_GLYPH.sub(REPLACEMENT, clean(value))
