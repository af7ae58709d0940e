"""Everything that pages offer for download: packs of workshops, and charters of projects."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from pathlib import Path

from ..model.library import Library
from ..publish.build_cache import FOLDER, cached, looks
from ..sources.tree import FONTS
from ..writers.whole_pack import ALL, Looks, archive_of_all, shared_packs
from . import addresses
from .charters import charters
from .downloads import Downloads

CACHE = FOLDER / "packs"


def site_downloads(project: Path, library: Library, theme: Mapping[str, bytes]) -> Downloads:
    """The files by folder; cached in the project folder if possible.

    Raises:
        InputFault: the theme lacks a file, or no PDF can be made of a charter.
    """
    # The archive of all workshops changes with each pack, so all packs are one entry of the cache.
    packs = cached(project / CACHE, {_key(library, theme): lambda: _packs(project, library, theme)})
    folders: dict[str, dict[str, bytes]] = {}
    for path, raw in (packs | charters(project, library, theme)).items():
        folder, name = posixpath.split(path)
        folders.setdefault(folder, {})[name] = raw
    return folders


def _key(library: Library, theme: Mapping[str, bytes]) -> str:
    """A hash of everything that packs are made from."""
    digest = hashlib.sha256()
    for nouns in (library.workshops, library.instruments, library.vocabulary.roles, library.frameworks):
        for noun in nouns.values():
            digest.update(noun.model_dump_json().encode())
    digest.update(library.programme.title.encode() + library.release.model_dump_json().encode())
    for raw in looks(theme):
        digest.update(raw)
    return digest.hexdigest()[:24]


def _packs(project: Path, library: Library, theme: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pack of each workshop, and one archive of all, by path from the root of the docs folder."""
    packs = shared_packs(library, Looks.of(theme, str(project / FONTS), None))
    names = {f"workshop-{library.workshops[id].number}": files for id, files in packs.items()}
    pages = packs | {addresses.FACILITATORS_PAGE: {f"{ALL}.zip": archive_of_all(names)}}
    return {
        f"{addresses.pack_folder(page)}/{name}": raw for page, files in pages.items() for name, raw in files.items()
    }
