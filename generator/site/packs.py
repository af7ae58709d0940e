"""The packs that the site offers for download, kept between builds: made again only when their sources changed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..model.library import Library
from ..sources.tree import FONTS
from ..writers.fingerprint import program
from ..writers.whole_pack import ALL, Looks, archive_of_all, shared_packs
from . import addresses
from .downloads import Packs

KEPT = Path(".cache") / "packs"
"""Where they are kept, from the project folder."""


def packs(project: Path, library: Library, theme: Mapping[str, bytes]) -> Packs:
    """The files of every workshop and of all together, by the id of the page that offers them.

    Args:
        project: the folder that holds mkdocs.yml; packs are kept in it where that can be done.
        library: all content.
        theme: files of the theme by their path from the project folder.

    Raises:
        InputFault: the theme lacks a file.
    """
    kept = project / KEPT
    folder = kept / _key(library, theme)
    if folder.is_dir():
        return {
            page.name: {file.name: file.read_bytes() for file in sorted(page.iterdir())}
            for page in sorted(folder.iterdir())
        }
    made = _made(project, library, theme)
    # A folder that cannot be written to costs time at the next build, and nothing else.
    with suppress(OSError):
        _keep(made, kept, folder)
    return {page: dict(sorted(files.items())) for page, files in sorted(made.items())}


def _key(library: Library, theme: Mapping[str, bytes]) -> str:
    """A hash of everything that packs are made from."""
    digest = hashlib.sha256(program().encode())
    for part in (library.workshops, library.instruments, library.vocabulary.roles, library.frameworks):
        for noun in part.values():
            digest.update(noun.model_dump_json().encode())
    digest.update(library.programme.title.encode() + library.release.model_dump_json().encode())
    for path, raw in sorted(theme.items()):
        if path.startswith(("theme/documents/", f"{FONTS}/")):
            digest.update(path.encode() + raw)
    return digest.hexdigest()[:24]


def _made(project: Path, library: Library, theme: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    made = shared_packs(library, Looks.of(theme, str(project / FONTS), None))
    names = {f"workshop-{library.workshops[id].number}": files for id, files in made.items()}
    return made | {addresses.FACILITATORS_PAGE: {f"{ALL}.zip": archive_of_all(names)}}


def _keep(made: Mapping[str, Mapping[str, bytes]], kept: Path, folder: Path) -> None:
    """Write them beside, and take the place of older ones once all are there."""
    kept.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=kept))
    for page, files in made.items():
        (fresh / page).mkdir()
        for name, raw in files.items():
            (fresh / page / name).write_bytes(raw)
    older = [entry for entry in kept.iterdir() if entry not in (fresh, folder)]
    fresh.replace(folder)
    for entry in older:
        shutil.rmtree(entry, ignore_errors=True)
