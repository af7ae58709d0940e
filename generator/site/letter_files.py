"""Letters and other templates for no particular trust, as Word files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ..documents.document import Document
from ..documents.shared_letter import shared_letter
from ..model.library import Library
from ..publish.build_cache import FOLDER, cached, looks
from ..writers import docx
from ..writers.theme import Theme
from .addresses import address, page_files

LETTERS = FOLDER / "letters"


def letter_files(project: Path, shared: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by path from the root of the docs folder; cached in the project folder if possible.

    `shared` is the library in the words of no particular cohort: see `in_usual_words`.

    Raises:
        InputFault: the theme lacks a file.
    """
    look = looks(theme)
    makers = {}
    for template in shared.templates.values():
        # The hash covers the whole document, so that no word of the content that a letter has is forgotten.
        document = shared_letter(template, shared)
        key = hashlib.sha256(f"{look}{template.id}\0{document!r}".encode()).hexdigest()[:24]
        name = f"{page_files(address('template', template.id))}/{template.kind.value}.docx"
        makers[key] = partial(_file, name, document, theme)
    return cached(project / LETTERS, makers)


def _file(name: str, document: Document, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: docx.write(document, Theme(theme))}
