"""Everything that pages offer for download: packs of workshops, charters of projects, and forms."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from ..documents.charter import own_charter, shared_charter
from ..documents.document import Document
from ..documents.print_set import print_set
from ..model.diagnostics import InputFault
from ..model.library import Library
from ..planning.cohort_figures import in_usual_words
from ..planning.menu import shared_menu
from ..planning.playbook import Playbook
from ..planning.session import sessions
from ..publish.build_cache import FOLDER, cached, cached_in_turn, looks
from ..publish.project_theme import project_theme
from ..writers import docx, pdf
from ..writers.theme import Theme
from ..writers.whole_pack import ALL, Looks, archive_of_all, shared_packs
from . import addresses
from .addresses import address
from .downloads import Downloads
from .form_files import form_files
from .interruption import GoOn, always, step_by_step
from .letter_files import letter_files
from .page_list import public_playbooks
from .samples import samples

NUMBERS_OF_PEOPLE = (12, 16, 20, 24, 30, 36, 40)
"""People for whom the site has sheets to cut out."""
PACKS, CHARTERS = FOLDER / "packs", FOLDER / "charters"


def site_downloads(
    project: Path,
    library: Library,
    theme: Mapping[str, bytes],
    *,
    preview: bool = False,
    playbooks: Mapping[str, Playbook] | None = None,
    go_on: GoOn = always,
) -> Downloads:
    """The files by folder; cached in the project folder if possible. A preview may have samples of earlier content.

    `playbooks` are those of public trusts by slug, if they have been planned. `go_on` is asked before each charter.

    Raises:
        InputFault: the theme lacks a file, or no PDF can be made of a charter.
    """
    shared = in_usual_words(library)
    nouns = (shared.workshops, shared.instruments, shared.vocabulary.roles, shared.frameworks)
    texts = [noun.model_dump_json() for by_id in nouns for noun in by_id.values()]
    texts += [library.programme.title, library.release.model_dump_json(), looks(theme)]
    key = hashlib.sha256("".join(texts).encode()).hexdigest()[:24]
    # The archive of all workshops changes with each pack, so all packs are one entry of the cache.
    packs = cached(project / PACKS, {key: lambda: _packs(project, library, theme)})
    folders = {addresses.STUDIO_FILES: samples(project, library, theme, preview=preview)}
    for path, raw in (
        packs
        | charters(project, shared, theme, public_playbooks(library) if playbooks is None else playbooks, go_on)
        | form_files(project, shared, theme)
        | letter_files(project, shared, theme)
    ).items():
        folder, name = posixpath.split(path)
        folders.setdefault(folder, {})[name] = raw
    return folders


def _packs(project: Path, library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pack of each workshop, and one archive of all, by path from the root of the docs folder."""
    document_theme = project_theme(project, theme)
    packs = shared_packs(library, Looks.of(document_theme, None))
    names = {f"workshop-{library.workshops[id].number}": files for id, files in packs.items()}
    sets = {
        f"{addresses.print_sets(id)}/for-{people}-people.pdf": pdf.write(document, document_theme)
        for id, by_people in print_sets(library).items()
        for people, document in by_people.items()
    }
    pages = packs | {addresses.FACILITATORS_PAGE: {f"{ALL}.zip": archive_of_all(names)}}
    return sets | {
        f"{addresses.pack_folder(page)}/{name}": raw for page, files in pages.items() for name, raw in files.items()
    }


def print_sets(library: Library) -> dict[str, dict[int, Document]]:
    """All sheets to cut out of each workshop with a cast, in pairs, by the number of people."""
    cast = {id: workshop for id, workshop in library.workshops.items() if workshop.cast}
    library = library.model_copy(update={"workshops": cast})
    return {
        id: {people: print_set(sessions(library, people=people)[id]) for people in NUMBERS_OF_PEOPLE} for id in cast
    }


def charters(
    project: Path,
    shared: Library,
    theme: Mapping[str, bytes],
    playbooks: Mapping[str, Playbook],
    go_on: GoOn = always,
) -> dict[str, bytes]:
    """Charters of shared projects and of trusts' own, as Word and PDF, by path from the root of the docs folder.

    `shared` is the library in the words of no particular cohort: see `in_usual_words`.

    Raises:
        InputFault: the theme lacks a file, or no PDF can be made of a charter.
    """
    look, document_theme = looks(theme), project_theme(project, theme)
    documents = _charters(shared, playbooks)

    def writers() -> Iterator[tuple[str, Callable[[], dict[str, bytes]]]]:
        for folder, source, document, template in step_by_step(documents, go_on):
            # The hash covers the whole document, so a change of one project rewrites one charter.
            key = hashlib.sha256(f"{look}{folder}\0{document!r}\0".encode() + (template or b"")).hexdigest()[:24]
            yield key, partial(_files, folder, source, document, template, document_theme)

    return cached_in_turn(project / CHARTERS, writers())


def _charters(shared: Library, playbooks: Mapping[str, Playbook]) -> Iterator[tuple[str, str, Document, bytes | None]]:
    """Folder of the files, file of the project, charter, and Word template of the trust."""
    for entry in shared_menu(shared):
        folder = addresses.page_files(address("project", entry.project.id))
        yield folder, entry.project.source, shared_charter(entry, shared), None
    for slug, playbook in playbooks.items():
        template = shared.trusts[slug].word_template
        for entry in playbook.menu:
            if entry.own:
                folder = addresses.page_files(addresses.own_project(slug, entry.project.id))
                document = own_charter(entry, playbook, template=template is not None)
                yield folder, entry.project.source, document, template


def _files(folder: str, source: str, document: Document, template: bytes | None, theme: Theme) -> dict[str, bytes]:
    try:
        as_pdf = pdf.write(document, theme)
    except pdf.PdfError as error:
        message = f"no accessible PDF can be made of its charter: {error}"
        raise InputFault.of(
            "pdf", message, source, "this is a fault of the generator: report it with the message"
        ) from error
    return {f"{folder}/charter.docx": docx.write(document, theme, template), f"{folder}/charter.pdf": as_pdf}
