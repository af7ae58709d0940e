"""The look of every file: what a designer keeps in `theme/`."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ..model.characters import decoded
from ..model.colour import is_colour, lightened
from ..model.diagnostics import Diagnostic, InputFault, Place

FONTS = "theme/assets/fonts/"
DOCUMENT_FONT = "theme/documents/document.woff2"
"""A variable font of Latin letters, for self-contained HTML files; without it, they use the reader's own sans serif."""
FURTHER_FONT, FURTHER_LETTERS = "theme/documents/document-ext.woff2", "\u0100-\u024f\u1e00-\u1eff"
"""The same for further Latin letters, such as those of Welsh, and which these are."""
ICONS = "theme/documents/icons.json"
GLYPHS = "theme/documents/glyphs.json"
"""Widths of letters, and outlines for the words in drawings; without it, a reader's own sans serif shows them."""
PDF_TEMPLATE = "theme/documents/document.typ"
REQUIRED = ("theme/documents/document.css", "theme/documents/base.docx", PDF_TEMPLATE)


DARK_PAPER, DARK_CONTRAST = "#12191c", 6
"""The page in dark mode, and the least contrast of the accent with it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The files of a theme. A writer raises an InputFault if a file that it needs is missing."""

    files: Mapping[str, bytes]
    """By path from the project folder."""
    fonts: str = ""
    """Path on this machine of the folder with static TrueType fonts, from which Typst reads them itself.

    A template could read nothing but this folder, or its own where it has one. A browser has one in memory.
    """
    drawings: Mapping[str, bytes] = field(default_factory=dict)
    """PNG of drawings that need not be drawn again, by `drawing_key`: those that are the same for every trust."""
    template_folder: Callable[[], str] = lambda: ""
    """The folder on this machine with the template of PDF documents, if it has the same bytes at this moment.

    Typst keeps a file that it has read from a disk parsed. What it is handed as bytes it parses for each document.
    """

    @classmethod
    def of(cls, files: Mapping[str, bytes], fonts: str, template_folder: Callable[[], str] = lambda: "") -> Theme:
        """A theme with everything that playbooks need.

        Raises:
            InputFault: files are missing; all of them.
        """
        missing = [path for path in REQUIRED if path not in files]
        if not any(path.startswith(FONTS) and path.endswith(".ttf") for path in files):
            missing.append(FONTS)
        if missing:
            raise InputFault([_missing(path) for path in missing])
        return cls(files, fonts, template_folder=template_folder)

    def file(self, path: str) -> bytes:
        if path not in self.files:
            raise InputFault([_missing(path)])
        return self.files[path]

    def text(self, path: str) -> str:
        return decoded(self.file(path))

    @property
    def glyphs(self) -> bytes:
        """Outlines and widths of letters as JSON; nothing where the theme has none."""
        return self.files.get(GLYPHS, b"")

    def drawn(self, svg: str) -> bytes | None:
        """The PNG of a drawing, if it is at hand."""
        return self.drawings.get(drawing_key(svg)) if self.drawings else None

    @property
    def icons(self) -> Mapping[str, str]:
        """The outlines of icons by name."""
        return _icons(self.files.get(ICONS, b"{}"))

    def icon(self, name: str) -> str:
        """The outline of an icon as path data in a box of 24 by 24: absolute M, L, C and Z alone.

        Empty where the theme has no such icon: icons are decoration.
        """
        return self.icons.get(name, "")


def drawing_key(svg: str) -> str:
    """What identifies a drawing, as a document has it: the hash of its SVG."""
    return hashlib.sha256(svg.encode()).hexdigest()


@lru_cache(maxsize=2)
def _icons(raw: bytes) -> Mapping[str, str]:
    icons: Mapping[str, str] = json.loads(raw)
    return icons


def font_face(files: Mapping[str, bytes], text: str = "") -> str:
    """The CSS rules with the fonts inside that a text needs; empty for fonts that the theme does not have."""
    rules = [_font_face(files, DOCUMENT_FONT, "")]
    if re.search(f"[{FURTHER_LETTERS}]", text):
        rules.append(_font_face(files, FURTHER_FONT, "unicode-range:U+100-24F,U+1E00-1EFF;"))
    return "".join(rules)


def _font_face(files: Mapping[str, bytes], path: str, letters: str) -> str:
    if path not in files:
        return ""
    data = base64.b64encode(files[path]).decode()
    return (
        f'@font-face{{font-family:"Atkinson Hyperlegible Next";font-weight:400 700;font-display:swap;{letters}'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )


def accents(colour: str) -> str:
    """The one accent of a page as CSS: a trust's colour, and in dark mode a lighter one of its hue.

    Drawings that have the colour in an attribute follow it.

    Raises:
        ValueError: the colour is not of the form #rrggbb.
    """
    if not is_colour(colour):
        raise ValueError(f"not a colour: {colour!r}")
    colour = colour.lower()
    lighter = lightened(colour, DARK_PAPER, DARK_CONTRAST)
    return (
        f":root{{--accent:{colour}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{lighter}}}"
        f'svg [fill="{colour}"]{{fill:{lighter}}}svg [stroke="{colour}"]{{stroke:{lighter}}}}}\n'
    )


def _missing(path: str) -> Diagnostic:
    what = "TrueType font" if path.endswith("/") else "file"
    return Diagnostic("missing-file", f"a {what} of the theme is missing", Place(path))
