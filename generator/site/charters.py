"""Charters for download: of every shared project, and of the own projects of public trusts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..documents.charter import own_charter, shared_charter
from ..documents.document import Document
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.library import Library
from ..planning.menu import shared_menu
from ..publish.build_cache import FOLDER, cached, looks
from ..sources.tree import FONTS
from ..writers import docx, pdf
from ..writers.bundle import Theme
from . import addresses
from .addresses import address
from .page_list import public_playbooks

CACHE = FOLDER / "charters"
NAME = "charter"


@dataclass(frozen=True, slots=True)
class _Charter:
    """A charter before it is written."""

    folder: str
    """Folder of its files, from the root of the docs folder."""
    source: str
    """The file of its project."""
    document: Document
    template: bytes | None = None
    """The trust's own Word template."""


def charters(project: Path, library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The charters as Word and PDF, by path from the root of the docs folder; cached in the project folder if possible.

    Raises:
        InputFault: the theme lacks a file, or no PDF can be made of a charter.
    """
    shared = hashlib.sha256(b"".join(looks(theme)))
    document_theme = Theme.of(theme, str(project / FONTS))
    writers: dict[str, Callable[[], Mapping[str, bytes]]] = {}
    for charter in _all(library):
        # The hash covers the whole document, so a change of one project rewrites one charter.
        digest = shared.copy()
        digest.update(f"{charter.folder}\0{charter.document!r}\0".encode() + (charter.template or b""))
        writers[digest.hexdigest()[:24]] = partial(_files, charter, document_theme)
    return cached(project / CACHE, writers)


def _all(library: Library) -> Iterator[_Charter]:
    for entry in shared_menu(library):
        folder = addresses.project_files(address("project", entry.project.id))
        yield _Charter(folder, entry.project.source, shared_charter(entry, library))
    for slug, playbook in public_playbooks(library).items():
        template = library.trusts[slug].word_template
        for entry in playbook.menu:
            if entry.own:
                folder = addresses.project_files(addresses.own_project(slug, entry.project.id))
                document = own_charter(entry, playbook, template=template is not None)
                yield _Charter(folder, entry.project.source, document, template)


def _files(charter: _Charter, theme: Theme) -> dict[str, bytes]:
    try:
        as_pdf = pdf.write(charter.document, theme)
    except pdf.PdfError as error:
        advice = "take out letters of other scripts"
        message = f"no accessible PDF can be made of its charter: {error}"
        raise InputFault([Diagnostic("pdf", message, Place(charter.source), advice)]) from error
    return {
        f"{charter.folder}/{NAME}.docx": docx.write(charter.document, theme, charter.template),
        f"{charter.folder}/{NAME}.pdf": as_pdf,
    }
