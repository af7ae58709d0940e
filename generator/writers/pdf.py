"""Document to PDF: the design is a Typst template, the words go in as data, the result is PDF/UA-1 or nothing."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import typst

from ..documents.document import Document, Heading, Paragraph, Run
from ..model.characters import NO_GLYPH, REPLACEMENT, clean, decoded
from ..model.colour import is_colour
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..planning import dates

TEMPLATE = "theme/documents/document.typ"
MAIN = "main.typ"
FONTS = "theme/assets/fonts/"
STANDARD: Final = "ua-1"
"""PDF/UA-1, ISO 14289-1: Typst refuses to write a PDF that a screen reader cannot read."""

REMEMBERED = 10
"""How many documents Typst remembers, to be quicker with the next."""


class PdfError(Exception):
    """Typst made no PDF, for one because it would not be accessible. Its text is what Typst says."""


@dataclass(frozen=True, slots=True)
class PdfTheme:
    """What a designer hands to this writer.

    The template comes as text. Fonts do not: Typst takes them from a folder only, never as bytes. Typst, not this
    code, reads them there, and that folder is also the only one from which a template could read anything. A browser
    has its own folder in memory for them.
    """

    template: str
    """Typst source: the whole design."""
    fonts: str
    """Folder with static TrueType fonts."""

    @classmethod
    def of(cls, theme: Mapping[str, bytes], fonts: str) -> PdfTheme:
        """From the files of a theme by their path from the project folder.

        Args:
            theme: files of the theme.
            fonts: where the folder `theme/assets/fonts` is on this machine.

        Raises:
            InputFault: the theme has no template for PDF documents, or no font that Typst can read.
        """
        if TEMPLATE not in theme:
            raise InputFault([Diagnostic("missing-file", "there is no template for PDF documents", Place(TEMPLATE))])
        if not any(path.startswith(FONTS) and path.endswith(".ttf") for path in theme):
            raise InputFault([Diagnostic("missing-file", "there is no TrueType font for PDF documents", Place(FONTS))])
        return cls(decoded(theme[TEMPLATE]), fonts)


def write(document: Document, theme: PdfTheme) -> bytes:
    """A document as PDF/UA-1.

    Raises:
        ValueError: the colour is not of the form #rrggbb.
        PdfError: Typst cannot make an accessible PDF of it.
    """
    if not is_colour(document.colour):
        raise ValueError(f"not a colour: {document.colour!r}")
    files = {
        MAIN: theme.template.encode(),
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
        # It keeps what it worked out for its last ten documents, some 150 MB for a playbook: ten empty ones free that.
        for _ in range(REMEMBERED):
            typst.compile(_virtual({MAIN: b""}), root=folder, font_paths=fonts)
    for warning in warnings:
        if warning.message.startswith("unknown font family"):
            raise PdfError(_words(warning))
    return pdf


@lru_cache(maxsize=4)
def _fonts(folder: str) -> typst.Fonts:
    """The fonts of a folder and those inside Typst, which stand in for letters that ours lack. None of the system's."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
    if not any(font.path for font in fonts.fonts()):
        raise PdfError(f"there is no TrueType font in {folder}")
    return fonts


def _virtual(files: dict[str, bytes]) -> Any:
    """Files that Typst is to see. Its manual knows of them, its types do not."""
    return files


def _words(error: Exception) -> str:
    """What Typst says, in one line."""
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
    """Turns blocks into plain values: each a mapping of its fields with its `type`, the class's name in small letters.

    It also sees to what PDF/UA-1 asks for: links lead to something, and no level of heading is left out.
    """

    def __init__(self, document: Document) -> None:
        self.anchors = {part.anchor for part in _parts(document.blocks) if isinstance(part, Heading | Paragraph)}
        self.level = 0

    def values(self, value: Any) -> Any:
        if isinstance(value, str):
            return _text(value)
        if isinstance(value, tuple):
            return [self.values(part) for part in value]
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
        """Where a link leads, or None where that is nowhere."""
        if link is None or link.startswith("#"):
            return link if link and link[1:] in self.anchors else None
        return _text(link) if re.match(r"(https?://|mailto:).", link) else None


def _parts(value: Any) -> Iterable[Any]:
    """Everything within some blocks, at any depth."""
    if isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    elif hasattr(value, "__dataclass_fields__"):
        yield value
        for name in value.__dataclass_fields__:
            yield from _parts(getattr(value, name))


def _text(value: str) -> str:
    """Text in characters that have a glyph: Typst makes no PDF/UA-1 of any other."""
    return NO_GLYPH.sub(REPLACEMENT, clean(value))
