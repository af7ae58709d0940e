"""Files that a page offers for download, as a table says what they are."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

Packs = Mapping[str, Mapping[str, bytes]]
"""Files by name, by the folder that they are in, from the root of the docs folder."""

FORMATS = {
    "csv": ("CSV", "Excel, LibreOffice, any program for data"),
    "docx": ("Word", "Word, LibreOffice, Pages, Google Docs"),
    "html": ("Web page", "any browser"),
    "ics": ("Calendar", "Outlook, Apple Calendar, Google Calendar"),
    "json": ("JSON", "programs, and any text editor"),
    "pdf": ("PDF", "any browser or PDF reader"),
    "pptx": ("PowerPoint", "PowerPoint, LibreOffice, Keynote, Google Slides"),
    "xlsx": ("Excel", "Excel, LibreOffice, Numbers, Google Sheets"),
    "xml": ("Atom feed", "Outlook and other news readers"),
    "zip": ("ZIP", "Windows, macOS and phones, as a folder"),
}
"""By the ending of a file: what its format is called, and what opens it."""


@dataclass(frozen=True, slots=True)
class Download:
    """One file that a page offers."""

    uri: str
    """Its path from the root of the docs folder."""
    size: int
    """Bytes."""

    @property
    def title(self) -> str:
        """What it is, from its name: facilitator-guide.docx is Facilitator guide."""
        words = posixpath.splitext(posixpath.basename(self.uri))[0].replace("-", " ").replace(".", " ")
        return words[:1].upper() + words[1:]

    @property
    def format(self) -> str:
        """The name of its format."""
        return FORMATS[self.ending][0]

    @property
    def opens_in(self) -> str:
        """Programs that open it."""
        return FORMATS[self.ending][1]

    @property
    def length(self) -> str:
        """Its size in words, such as 84 KB or 1.2 MB."""
        if self.size < 999_500:
            return f"{max(1, round(self.size / 1000))} KB"
        return f"{self.size / 1_000_000:.1f} MB"

    @property
    def ending(self) -> str:
        """The ending of its name."""
        return posixpath.splitext(self.uri)[1].removeprefix(".")


def downloads(files: Mapping[str, bytes], folder: str) -> list[Download]:
    """What a page offers: an archive of everything first, then the rest in the order in which they were handed over.

    Args:
        files: the files by name.
        folder: where they will be, from the root of the docs folder.

    Raises:
        KeyError: nobody has said what opens a file of such an ending.
    """
    found = [Download(f"{folder}/{name}", len(content)) for name, content in files.items()]
    unknown = sorted({one.uri for one in found if one.ending not in FORMATS})
    if unknown:
        raise KeyError(f"no format is known for {', '.join(unknown)}")
    return sorted(found, key=lambda one: one.format != "ZIP")
