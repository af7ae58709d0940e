"""Single files that are whole or untouched: written beside their place, then put there in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .locks import locked


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, in place of the one that is there."""
    with _fresh(path, content) as fresh:
        fresh.replace(path)


def write_once(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet.

    Raises:
        FileExistsError: there is one.
    """
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    with _fresh(path, content) as fresh:
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        except OSError:
            # A file system without links: other runs of this program are kept out by the lock.
            if path.exists():
                raise FileExistsError(path) from None
            fresh.replace(path)


@contextmanager
def _fresh(path: Path, content: bytes) -> Iterator[Path]:
    """The new file beside its place. A run that was killed leaves it there, and the next one takes it over."""
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
