"""Manifests of folders: written when a site is made, and held against its files later."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.archive import BROKEN
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..writers.manifest import NAME, manifest
from .staged import MARKER

AROUND = (NAME, MARKER)
"""Files that no manifest lists: itself, and the mark of a folder that is replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A folder that was held against its manifest."""

    folder: Path
    files: int
    """How many files the manifest lists."""
    faults: tuple[Diagnostic, ...]


def write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    """Write the manifest of a folder that is being made.

    Args:
        folder: the folder with all its files.
        about: what the files are and what they were made from.
    """
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / NAME).write_bytes(manifest(about, {path: raw for path, raw in files.items() if path not in AROUND}))


def verify(folder: Path, shown: str) -> list[Verified]:
    """Hold a folder against its manifest; each release of a versioned tree against its own.

    Args:
        folder: a site, a playbook, or a tree of releases.
        shown: the folder as its user typed it.

    Raises:
        InputFault: there is no manifest, or it cannot be read.
    """
    if (folder / NAME).is_file():
        return [_folder(folder, shown)]
    inner = sorted(path for path in folder.iterdir() if (path / NAME).is_file()) if folder.is_dir() else []
    if not inner:
        advice = "name a folder that holds a manifest.json: a site, a playbook, or a tree of releases"
        raise InputFault([Diagnostic("no-manifest", "there is no manifest here", Place(shown), advice)])
    return [_folder(path, f"{shown.rstrip('/')}/{path.name}") for path in inner]


def _folder(folder: Path, shown: str) -> Verified:
    try:
        listed: dict[str, dict[str, Any]] = json.loads((folder / NAME).read_bytes())["files"]
        hashes = {path: str(entry["sha256"]) for path, entry in listed.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        place = Place(f"{shown}/{NAME}")
        fault = Diagnostic("bad-manifest", "the manifest cannot be read", place, "make the files anew")
        raise InputFault([fault]) from None
    return Verified(folder, len(hashes), tuple(_faults(folder, hashes, shown)))


def _faults(folder: Path, hashes: dict[str, str], shown: str) -> Iterator[Diagnostic]:
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    for path, wanted in hashes.items():
        place = Place(f"{shown}/{path}")
        file = there.pop(path, None)
        if file is None:
            yield Diagnostic("missing-file", "the file is not there any more", place, "make the files anew")
        elif file.is_symlink() or hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            yield Diagnostic("changed-file", "the file is not as it was made", place, "make the files anew")
    for path, file in sorted(there.items()):
        if path in AROUND:
            continue
        place = Place(f"{shown}/{path}")
        if path.endswith(".zip") and "/" not in path:
            if not _holds(file, hashes):
                advice = "make the files anew"
                yield Diagnostic("changed-file", "the archive does not hold the files as they were made", place, advice)
        else:
            yield Diagnostic("extra-file", "the file was not made with the others", place, "move it elsewhere")


def _holds(archive: Path, hashes: dict[str, str]) -> bool:
    """Whether an archive of a whole folder holds just its files, its manifest among them."""
    try:
        with zipfile.ZipFile(archive) as opened:
            packed = {entry.filename.partition("/")[2]: entry for entry in opened.infolist()}
            packed.pop(NAME, None)
            # What says that it is of another size is never unpacked, however large it would become.
            sizes = {path: (archive.parent / path).stat().st_size for path in hashes}
            return {path: entry.file_size for path, entry in packed.items()} == sizes and all(
                hashlib.sha256(opened.read(entry)).hexdigest() == hashes[path] for path, entry in packed.items()
            )
    except (*BROKEN, OSError):
        return False
