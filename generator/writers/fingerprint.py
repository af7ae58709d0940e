"""A hash of this program, for files that are made again only when their inputs have changed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable

LIBRARIES = ("icalendar", "markdown-it-py", "python-pptx", "typst", "xlsxwriter")
"""Those whose version may change the bytes of a file."""


@cache
def program() -> str:
    """A hash of the generator's own code and data, and of the versions of the libraries that write files."""
    digest = hashlib.sha256()
    for name, raw in sorted(_files(importlib.resources.files("generator"))):
        digest.update(name.encode() + raw)
    for library in LIBRARIES:
        digest.update(f"{library} {importlib.metadata.version(library)}".encode())
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from ((f"{entry.name}/{name}", raw) for name, raw in _files(entry))
        elif not entry.name.endswith((".pyc", ".md")):
            yield entry.name, entry.read_bytes()
