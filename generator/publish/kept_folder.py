"""A folder that is brought up to date with a site: only what changed is written, and each file whole."""

from __future__ import annotations

import secrets
from collections.abc import Hashable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from .staged import Content


class File(NamedTuple):
    """A file of a site."""

    path: str
    sign: Hashable
    """Equal for two files only if their content is."""
    content: Lazy
    """Makes the content when it has to be written."""


class Lazy(Protocol):
    """Makes the content of a file."""

    def __call__(self) -> bytes: ...


def as_it_is(path: str, content: Content) -> File:
    """A file that goes on the site as it is."""
    if isinstance(content, Path):
        status = content.stat()
        return File(path, (str(content), status.st_size, status.st_mtime_ns), content.read_bytes)
    return File(path, content, lambda: content)


class KeptFolder:
    """A folder, and what this process has written there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[str, Hashable] = {}

    def bring(self, files: Iterable[File]) -> set[str]:
        """Write the files that changed, delete those that are gone, and return the paths of both.

        If making a file fails, those after it stay as they were.
        """
        current: set[str] = set()

        def noted() -> Iterator[File]:
            for file in files:
                current.add(file.path)
                yield file

        changed = self.write(noted())
        for path in self._written.keys() - current:
            (self._folder / path).unlink(missing_ok=True)
            # Folders that still have files stay.
            with suppress(OSError):
                for folder in PurePosixPath(path).parents[:-1]:
                    (self._folder / folder).rmdir()
            del self._written[path]
            changed.add(path)
        return changed

    def write(self, files: Iterable[File]) -> set[str]:
        """Write those of some files that changed, and return their paths. All other files stay as they are."""
        changed: set[str] = set()
        for file in files:
            if self._written.get(file.path) != file.sign:
                self._write(file)
                self._written[file.path] = file.sign
                changed.add(file.path)
        return changed

    def _write(self, file: File) -> None:
        target = self._folder.joinpath(*file.path.split("/"))
        if file.path not in self._written:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content())
            return
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        fresh.write_bytes(file.content())
        fresh.replace(target)
