"""Document to PDF: the design is a Typst template, the text is data, and the result is PDF/UA-1 or nothing."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import typst

from ..documents.document import Document, Heading, Paragraph, Run, descendants
from ..model.characters import NO_GLYPH, REPLACEMENT, clean
from ..model.colour import is_colour
from ..planning import dates
from .theme import Theme

TEMPLATE = "theme/documents/document.typ"
MAIN = "main.typ"
STANDARD: Final = "ua-1"
"""PDF/UA-1, ISO 14289-1: Typst refuses to write a PDF that a screen reader cannot read."""

CACHED = 10
"""Number of documents whose layout Typst caches."""


class PdfError(Exception):
    """Typst made no PDF, for example because it would not be accessible. The message is Typst's own."""


def write(document: Document, theme: Theme) -> bytes:
    """A document as PDF/UA-1.

    Raises:
        InputFault: the theme has no template for PDF documents.
        ValueError: the colour is not of the form #rrggbb.
        PdfError: Typst cannot make an accessible PDF of it.
    """
    if not is_colour(document.colour):
        raise ValueError(f"not a colour: {document.colour!r}")
    files = {
        MAIN: theme.text(TEMPLATE).encode(),
        "document.json": json.dumps(_document(document), ensure_ascii=False).encode(),
    }
    return _compiled(files, theme.fonts, datetime.datetime.combine(document.date, datetime.time(), datetime.UTC))


def _compiled(files: dict[str, bytes], folder: str, timestamp: datetime.datetime) -> bytes:
    fonts = _fonts(folder)
    try:
        pdf, warnings = typst.compile_with_warnings(
            _virtual(files), root=folder, font_paths=fonts, pdf_standards=STANDARD, timestamp=timestamp
        )
    except (RuntimeError, OSError) as error:
        raise PdfError(_words(error)) from error
    finally:
        # Typst caches its last ten documents, about 150 MB for a playbook: ten empty documents free that memory.
        for _ in range(CACHED):
            typst.compile(_virtual({MAIN: b""}), root=folder, font_paths=fonts)
    for warning in warnings:
        if warning.message.startswith("unknown font family"):
            raise PdfError(_words(warning))
    return pdf


@lru_cache(maxsize=4)
def _fonts(folder: str) -> typst.Fonts:
    """The fonts of a folder, and for characters that they lack the fonts inside Typst; no system fonts."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
    if not any(font.path for font in fonts.fonts()):
        raise PdfError(f"{folder} has no TrueType font")
    return fonts


def _virtual(files: dict[str, bytes]) -> Any:
    """Files for Typst: documented, but missing from its type annotations."""
    return files


def _words(error: Exception) -> str:
    """Typst's message on one line."""
    hints: Iterable[str] = getattr(error, "hints", ())
    return "; ".join([str(getattr(error, "message", error)), *hints])


def _document(document: Document) -> dict[str, Any]:
    """A document as plain values for the template."""
    language, _, region = document.language.partition("-")
    return {
        "title": _text(document.title),
        "subtitle": _text(document.subtitle),
        "organisation": _text(document.organisation),
        "language": language,
        "region": region if len(region) == 2 else None,
        "colour": document.colour,
        # Bytes as numbers: Typst takes virtual files only where they are UTF-8.
        "logo": None if document.logo is None else list(document.logo),
        "logo_text": _text(document.logo_text),
        "stamp": _text(f"Content release {document.release}, {dates.date(document.date)}"),
        "front": document.front.value,
        "blocks": _Blocks(document).values(document.blocks),
    }


class _Blocks:
    """Turns blocks into plain values: each a mapping of its fields and its `type`, the name of its class in lower case.

    It also does what PDF/UA-1 requires: every link leads somewhere, and no level of heading is skipped.
    """

    def __init__(self, document: Document) -> None:
        self.anchors = {item.anchor for item in descendants(document.blocks) if isinstance(item, Heading | Paragraph)}
        self.level = 0

    def values(self, value: Any) -> Any:
        if isinstance(value, str):
            return _text(value)
        if isinstance(value, tuple):
            return [self.values(item) for item in value]
        if not hasattr(value, "__dataclass_fields__"):
            return value
        result = {name: self.values(getattr(value, name)) for name in value.__dataclass_fields__}
        result["type"] = type(value).__name__.lower()
        if isinstance(value, Run):
            result["link"] = self.target(value.link)
        elif isinstance(value, Heading):
            self.level = result["level"] = max(1, min(value.level, self.level + 1))
        return result

    def target(self, link: str | None) -> str | None:
        """Where a link leads; None if it leads nowhere."""
        if link is None or link.startswith("#"):
            return link if link and link[1:] in self.anchors else None
        return _text(link) if re.match(r"(https?://|mailto:).", link) else None


def _text(value: str) -> str:
    """Text in characters that have a glyph: Typst refuses to write any other to PDF/UA-1."""
    return NO_GLYPH.sub(REPLACEMENT, clean(value))
