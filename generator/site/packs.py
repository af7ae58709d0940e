"""The packs of workshops that the site offers for download."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ..model.library import Library
from ..sources.tree import FONTS
from ..writers.whole_pack import ALL, Looks, archive_of_all, shared_packs
from . import addresses
from .kept import CACHE, kept, looks

KEPT = CACHE / "packs"


def packs(project: Path, library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of every workshop and of all together, by their path from the root of the docs folder.

    Args:
        project: the folder that holds mkdocs.yml; packs are kept in it where that can be done.
        library: all content.
        theme: files of the theme by their path from the project folder.

    Raises:
        InputFault: the theme lacks a file.
    """
    # Any of them may change the archive of all: they are kept and made together.
    return kept(project / KEPT, {_key(library, theme): lambda: _made(project, library, theme)})


def _key(library: Library, theme: Mapping[str, bytes]) -> str:
    """A hash of everything that packs are made from."""
    digest = hashlib.sha256()
    for part in (library.workshops, library.instruments, library.vocabulary.roles, library.frameworks):
        for noun in part.values():
            digest.update(noun.model_dump_json().encode())
    digest.update(library.programme.title.encode() + library.release.model_dump_json().encode())
    for raw in looks(theme):
        digest.update(raw)
    return digest.hexdigest()[:24]


def _made(project: Path, library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    made = shared_packs(library, Looks.of(theme, str(project / FONTS), None))
    names = {f"workshop-{library.workshops[id].number}": files for id, files in made.items()}
    pages = made | {addresses.FACILITATORS_PAGE: {f"{ALL}.zip": archive_of_all(names)}}
    return {
        f"{addresses.pack_folder(page)}/{name}": raw for page, files in pages.items() for name, raw in files.items()
    }
