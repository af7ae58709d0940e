"""Files for download, as the card of a page describes them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..documents.print_list import PRINT_LIST
from .addresses import STUDIO_FILES

Downloads = Mapping[str, Mapping[str, bytes]]
"""Files by name in each folder; folders are paths from the root of the docs folder."""

FORMATS = {
    "csv": ("CSV", "Excel, LibreOffice, any program for data"),
    "docx": ("Word", "Word, LibreOffice, Pages, Google Docs"),
    "html": ("Web page", "any browser"),
    "ics": ("Calendar", "Outlook, Apple Calendar, Google Calendar"),
    "json": ("JSON", "programs, and any text editor"),
    "pdf": ("PDF", "any browser or PDF reader"),
    "pptx": ("PowerPoint", "PowerPoint, LibreOffice, Keynote, Google Slides"),
    "txt": ("Text", "any text editor, to paste into an email"),
    "xlsx": ("Excel", "Excel, LibreOffice, Numbers, Google Sheets"),
    "xml": ("Atom feed", "Outlook and other news readers"),
    "zip": ("ZIP", "Windows, macOS and phones, as a folder"),
}
"""Name of the format and programs that open it, by the suffix of a file."""

BLANK_WORKBOOK, SAMPLE_WORKBOOK, SAMPLE_PLAYBOOK = "blank-scheme.xlsx", "sample-scheme.xlsx", "sample-playbook.zip"
SAMPLES = {
    BLANK_WORKBOOK: ("Blank workbook", "A scheme in which nothing is decided yet."),
    SAMPLE_WORKBOOK: ("Sample workbook", "The same filled in, for a made-up trust with made-up people."),
    SAMPLE_PLAYBOOK: ("Sample playbook", "The plan, handbook, letters and calendar that come of it, in one folder."),
}
"""What a planner can look at before anything is filled in: title and words by file."""

EXAMPLE_ANSWERS, EXAMPLE_SCHEME = "evaluation.xlsx", "scheme.xlsx"
EXAMPLE_CASE = "business-case"
EXAMPLE_REPORT = (
    *(f"{EXAMPLE_CASE}.{ending}" for ending in ("html", "docx", "pdf")),
    *(f"board-page.{ending}" for ending in ("docx", "pdf", "pptx")),
    *(f"evaluation-report.{ending}" for ending in ("html", "docx", "pdf")),
    EXAMPLE_ANSWERS,
    EXAMPLE_SCHEME,
    "results.json",
)
"""The files of the worked example of a cohort: what it was to cost, and what came of it, in the order of their list."""
EXAMPLE_PAGE = "board-page.md"
"""Name in the cache of its board page as the site shows it."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file for download."""

    uri: str
    """Its path from the root of the docs folder."""
    size: int
    """Bytes."""

    @property
    def name(self) -> str:
        """Its name without its ending."""
        return posixpath.splitext(posixpath.basename(self.uri))[0]

    @property
    def title(self) -> str:
        """From its name: facilitator-guide.docx is Facilitator guide."""
        words = self.name.replace("-", " ").replace(".", " ")
        words = re.sub(r"\b(?:a[34]|pdsa)\b", lambda abbreviation: abbreviation[0].upper(), words)
        return words[:1].upper() + words[1:]

    @property
    def format(self) -> str:
        return FORMATS[self.suffix][0]

    @property
    def opens_in(self) -> str:
        return FORMATS[self.suffix][1]

    @property
    def length(self) -> str:
        """Its size in words, such as 84 KB or 1.2 MB."""
        if self.size < 999_500:
            return f"{max(1, round(self.size / 1000))} KB"
        return f"{self.size / 1_000_000:.1f} MB"

    @property
    def suffix(self) -> str:
        return posixpath.splitext(self.uri)[1].removeprefix(".")


class DownloadGroup(NamedTuple):
    """The same in several formats, as one row of the card of a page."""

    title: str
    files: Sequence[Download]
    words: str = ""
    """What it is, in a sentence; empty where the title says it."""


def grouped(files: Iterable[Download]) -> list[DownloadGroup]:
    """Files in rows by their title, in the order of the first of each."""
    by_title: dict[str, list[Download]] = {}
    for file in files:
        by_title.setdefault(file.title, []).append(file)
    return [DownloadGroup(title, formats) for title, formats in by_title.items()]


def opened_by(groups: Iterable[DownloadGroup]) -> dict[str, str]:
    """The programs that open files, by format."""
    return {file.format: file.opens_in for group in groups for file in group.files}


def sample_list(downloads: Downloads) -> list[DownloadGroup]:
    """The samples for planners, each with its title and what it is; empty where there are none."""
    files = downloads.get(STUDIO_FILES, {})
    sizes = {name: len(files[name]) for name in SAMPLES if name in files}
    return [
        DownloadGroup(SAMPLES[name][0], [Download(f"{STUDIO_FILES}/{name}", size)], SAMPLES[name][1])
        for name, size in sizes.items()
    ]


def download_list(downloads: Downloads, folder: str) -> list[Download]:
    """The files of one folder in their order, but archives and the list of what to print first.

    Raises:
        KeyError: a file has a suffix that `FORMATS` does not list.
    """
    files = [Download(f"{folder}/{name}", len(content)) for name, content in downloads.get(folder, {}).items()]
    unknown = sorted({file.uri for file in files if file.suffix not in FORMATS})
    if unknown:
        raise KeyError(f"unknown file format: {', '.join(unknown)}")
    return sorted(files, key=lambda file: (file.format != "ZIP", f"/{PRINT_LIST}." not in file.uri))
