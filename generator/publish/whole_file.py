"""Single files that are written whole or not at all: first beside their place, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..model.diagnostics import InputFault
from .locks import locked


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, replacing an existing one. Missing folders are created."""
    with _beside(path, content) as fresh:
        fresh.replace(path)


def write_new(path: Path, content: bytes, shown: str) -> None:
    """Write a file that must not exist yet. Missing folders are created.

    Raises:
        InputFault: the file exists. The fault names it as `shown`, which is the path as the user knows it.
    """
    try:
        _write_once(path, content)
    except FileExistsError:
        advice = "choose another name, or edit the existing file"
        raise InputFault.of("file-exists", "this file already exists", shown, advice) from None


def write_drafts(folder: Path, files: Mapping[str, bytes], shown: str) -> None:
    """Write several new files into a folder, by name. Missing folders are created, and `shown` is as for `write_new`.

    Raises:
        InputFault: a file exists; those before it have been written.
    """
    for name, content in files.items():
        write_new(folder / name, content, f"{shown}{name}")


def _write_once(path: Path, content: bytes) -> None:
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    with _beside(path, content) as fresh:
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: the lock keeps other runs of this program out.
            if path.exists():
                raise FileExistsError(path) from None
            fresh.replace(path)


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """The new file beside its place. If a run is killed the file stays there, and the next run replaces it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with locked(path):
        try:
            fresh.unlink(missing_ok=True)
            fresh.write_bytes(content)
            yield fresh
        except OSError as error:
            # The user knows the file by its own name.
            raise type(error)(error.errno, error.strerror, str(path)) from error
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
