"""The whole site in one ZIP, for a laptop or a shared drive without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..model.library import Library
from ..writers.bundle import archive
from ..writers.manifest import NAME as MANIFEST
from ..writers.manifest import manifest
from .locks import scratch
from .whole_file import write_whole

FOLDER = "paired-learning"
"""Name of the folder within the archive."""
READ_ME = "Open index.html in a browser. The site is release {id} and needs no connection.\n"


def offline_archive(library: Library, build: Callable[[Library, Path], None], target: Path) -> int:
    """Write the archive, whole or not at all, and return its size in bytes.

    Args:
        library: the content.
        build: builds a site of it that can be read without a server, into an empty folder.
        target: the file to write.
    """
    with scratch() as folder:
        site = folder / "site"
        site.mkdir()
        build(library, site)
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    # A page that is opened from a file cannot fetch the index of the search, but it can load a script.
    files["search/search_index.js"] = b"var __index = " + files["search/search_index.json"]
    files["READ ME FIRST.txt"] = READ_ME.format(id=library.release.id).encode()
    files[MANIFEST] = manifest({"release": library.release.id}, files)
    raw = archive(files, FOLDER)
    write_whole(target, raw)
    return len(raw)
