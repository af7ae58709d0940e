"""A Word file: its main part, and the namespaces of WordprocessingML with the prefixes that our markup uses."""

from __future__ import annotations

from ..office.package import Package

DOCUMENT = "word/document.xml"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
"""How the content types of its parts begin."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
PREFIXES = {
    "w": MAIN,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": DRAWING,
}


def opened(raw: bytes) -> Package:
    """A Word file that has passed the checks; a template (.dotx) becomes a document."""
    return Package(raw, DOCUMENT, f"{KIND}document.main+xml")
