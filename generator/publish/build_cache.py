"""Files that take time to make, cached between builds: made again only when what they are made from has changed."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from ..sources.tree import FONTS
from ..writers.fingerprint import program
from ..writers.manifest import hash_of

FOLDER = Path(".cache")
"""The cache, from the project folder."""

LOOKS = ("theme/documents/", f"{FONTS}/")

Files: TypeAlias = Mapping[str, bytes]
"""Content of each file by its path from the root of the docs folder."""


def cached(folder: Path, makers: Mapping[str, Callable[[], Files]]) -> dict[str, bytes]:
    """Files from the cache where it has them, else made now. Entries that have no maker any more are deleted.

    An entry that is truncated, edited or damaged is made again. A cache that cannot be written costs time at the next
    build, and nothing else. `makers` has a function for each entry, by a hash of all that its files are made from.
    """
    return cached_in_turn(folder, makers.items())


def cached_in_turn(folder: Path, makers: Iterable[tuple[str, Callable[[], Files]]]) -> dict[str, bytes]:
    """As `cached`, but takes keys and makers one at a time, so that they need not all be in memory."""
    files: dict[str, bytes] = {}
    current: set[str] = set()
    for key, make in makers:
        current.add(key)
        entry = folder / key
        content = _read(entry)
        if content is None:
            content = dict(make())
            _write(entry, content)
        files.update(sorted(content.items()))
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in current:
                _delete(path)
    return files


def made_last(folder: Path) -> str | None:
    """The key of any entry in the cache, for a preview that can show an older one; None if the cache is empty."""
    with suppress(OSError):
        return next((path.name for path in folder.iterdir()), None)
    return None


class Shelf:
    """Entries that stay until they are replaced: whoever reads one says what it must have been made from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> dict[str, bytes] | None:
        """The files of an entry; None where it is missing or not as it was written."""
        return _read(self._folder / name)

    def write(self, name: str, files: Files) -> None:
        """Keep files as an entry. A folder that cannot be written costs time at the next build, and nothing else."""
        _write(self._folder / name, files)

    def keep(self, names: Collection[str]) -> None:
        """Delete all other entries, and what killed runs left."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in names:
                    _delete(path)


def _write(entry: Path, files: Files) -> None:
    # Two builds may write the same entry at once. A lock would take longer than the writing.
    fresh = entry.with_name(f".{entry.name}.{secrets.token_hex(4)}")
    with suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.writelines(_packed(files))
        fresh.replace(entry)


def _packed(files: Files) -> list[bytes]:
    """The pieces of an entry: the hash of the rest, a line of paths and lengths, and the files one after the other.

    They are not joined: an entry may hold a whole site.
    """
    ordered = sorted(files.items())
    index = json.dumps([(path, len(raw)) for path, raw in ordered]).encode() + b"\n"
    rest = [index, *(raw for _, raw in ordered)]
    digest = hashlib.sha256()
    for piece in rest:
        digest.update(piece)
    return [digest.hexdigest().encode() + b"\n", *rest]


def _read(entry: Path) -> dict[str, bytes] | None:
    """The files of an entry; None where it is missing or not as it was written."""
    try:
        with entry.open("rb") as file:
            digest = file.readline()
            start = file.tell()
            if digest != hashlib.file_digest(file, "sha256").hexdigest().encode() + b"\n":
                return None
            file.seek(start)
            return {path: file.read(length) for path, length in json.loads(file.readline())}
    except OSError:
        return None


def _delete(path: Path) -> None:
    if path.is_dir():
        # Until release 2026.4 an entry was a folder.
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def looks(theme: Files) -> str:
    """A hash of what every document is made from besides the content: this program, and how documents look."""
    return hash_of(program(), {path: theme[path] for path in theme if path.startswith(LOOKS)})
