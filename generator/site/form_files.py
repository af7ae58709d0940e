"""Forms for no particular trust: on paper each of them, and on a screen each that is evaluated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from ..documents.answer_form import on_screen, shared_answer_form
from ..documents.form import copies, shared_forms
from ..model.instrument import WAVE_TITLES, Instrument
from ..model.library import Library
from ..publish.build_cache import FOLDER, cached, looks
from ..writers import answer_form, docx
from ..writers.theme import Theme
from .addresses import address, page_files

FORMS = FOLDER / "forms"


def form_files(project: Path, shared: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by path from the root of the docs folder; cached in the project folder if possible.

    `shared` is the library in the words of no particular cohort: see `in_usual_words`.

    Raises:
        InputFault: the theme lacks a file.
    """
    # Feedback shows the statements of the workshops.
    nouns = (shared.programme, shared.release, *shared.workshops.values())
    same = "".join([looks(theme), *(noun.model_dump_json() for noun in nouns)])
    makers = {}
    for form in shared.instruments.values():
        key = hashlib.sha256(f"{same}{form.model_dump_json()}".encode()).hexdigest()[:24]
        makers[key] = partial(_files, form, shared, theme)
    return cached(project / FORMS, makers)


def file_names(form: Instrument) -> list[str]:
    """Names of the files of a form without their endings, one for each copy, in the order in which it is filled in."""
    return ["-".join(["form", *(WAVE_TITLES[wave].lower().split() if wave else ())]) for wave in copies(form)]


def _files(form: Instrument, library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    return dict(_named(form, library, theme))


def _named(form: Instrument, library: Library, theme: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    folder = page_files(address("instrument", form.id))
    for wave, name in zip(copies(form), file_names(form), strict=True):
        yield f"{folder}/{name}.docx", docx.write_together(shared_forms(form, wave, library), Theme(theme))
        if on_screen(form):
            page = answer_form.write(shared_answer_form(form, wave, library), answer_form.theme_of(theme))
            yield f"{folder}/{name}.html", page
