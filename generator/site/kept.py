"""Files that cost time to make, kept between builds: made again only when what they are made from has changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from ..sources.tree import FONTS
from ..writers.fingerprint import program

CACHE = Path(".cache")
"""Where they are kept, from the project folder."""

Files: TypeAlias = Mapping[str, bytes]
"""Content of each file by its path from the root of the docs folder."""


def kept(
    folder: Path, makers: Mapping[str, Callable[[], Files]], whole: Callable[[Files], bool] = bool
) -> dict[str, bytes]:
    """Files, as they were kept or made now. What nobody asks for any more is thrown away.

    Args:
        folder: where files of this kind are kept.
        makers: what makes the files of an entry, by a hash of everything that they are made from.
        whole: whether a kept entry has all that it should; else it is made again.
    """
    files: dict[str, bytes] = {}
    for key, make in makers.items():
        entry = folder / key
        found = _read(entry)
        if found is None or not whole(found):
            found = dict(make())
            # A folder that cannot be written to costs time at the next build, and nothing else.
            with suppress(OSError):
                _keep(found, folder, entry)
        files.update(sorted(found.items()))
    with suppress(OSError):
        for entry in folder.iterdir():
            if entry.name not in makers:
                _throw_away(entry)
    return files


def _read(entry: Path) -> dict[str, bytes] | None:
    """The files of an entry; None where it is not there, or another build has just thrown it away."""
    with suppress(OSError):
        if entry.is_dir():
            found = (path for path in entry.rglob("*") if path.is_file())
            files = {path.relative_to(entry).as_posix(): path.read_bytes() for path in found}
            return files if entry.is_dir() else None
    return None


def _throw_away(entry: Path) -> None:
    """Take an entry away in one step, so that another build never finds a part of it."""
    gone = entry.with_name(f"gone-{entry.name.removeprefix('gone-')}")
    with suppress(OSError):
        entry.replace(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _keep(files: Files, folder: Path, entry: Path) -> None:
    """Write an entry beside, and give it its name once all is there."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=folder))
    for path, raw in files.items():
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    if entry.exists():
        shutil.rmtree(entry)
    fresh.replace(entry)


def looks(theme: Mapping[str, bytes]) -> list[bytes]:
    """What every file is made from besides the content: this program and the looks of documents."""
    parts = [program().encode()]
    for path, raw in sorted(theme.items()):
        if path.startswith(("theme/documents/", f"{FONTS}/")):
            parts += [path.encode(), raw]
    return parts
