"""Manifests of folders: written with a folder, and compared with its files later."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..model.archive import UNREADABLE
from ..model.diagnostics import Diagnostic, InputFault, Place
from ..model.playbook_files import ARCHIVE, FOR_THE_TOOL
from ..writers.manifest import NAME, PLAYBOOK_MANIFEST, entry, listing
from .staged import MARKER

AROUND = (PLAYBOOK_MANIFEST, NAME, MARKER)
"""Files that no manifest lists: the manifest itself, and the file that marks the folder as ours."""
ADVICE = "write the files again"


class Verified(NamedTuple):
    """A folder that was compared with its manifest."""

    folder: Path
    files: int
    """How many files the manifest lists."""
    faults: tuple[Diagnostic, ...]


def write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    """Write the manifest of a folder that is complete; `about` says what its files are and what they were made from."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    # One after the other: a site may be larger than the memory.
    entries = {name: entry(path.read_bytes()) for name, path in files.items() if name not in AROUND}
    (folder / NAME).write_bytes(listing(about, entries))


def manifest_of(folder: Path) -> Path:
    """The manifest of a folder, which may be missing. That of a playbook was in the folder itself until 2026.4."""
    own = folder / PLAYBOOK_MANIFEST
    return own if own.is_file() else folder / NAME


def listed_files(folder: Path) -> dict[str, dict[str, Any]]:
    """What a folder's manifest says of each file, by path; empty if the manifest is missing or cannot be read."""
    with suppress(OSError, ValueError):
        return _entries(folder)
    return {}


def _entries(folder: Path) -> dict[str, dict[str, Any]]:
    """The entries of a manifest; ValueError if it cannot be used."""
    raw = manifest_of(folder).read_bytes()
    try:
        entries: dict[str, dict[str, Any]] = json.loads(raw)["files"]
        for values in entries.values():
            values["bytes"], values["sha256"] = int(values["bytes"]), str(values["sha256"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("the manifest cannot be read") from error
    archive = folder / ARCHIVE
    if ARCHIVE not in entries and archive.is_file() and raw in _manifests_within(archive):
        # Until release 2026.4 a playbook's manifest did not list the archive, which holds the same manifest.
        entries[ARCHIVE] = entry(archive.read_bytes())
    return entries


def _manifests_within(archive: Path) -> list[bytes]:
    with suppress(*UNREADABLE, OSError), zipfile.ZipFile(archive) as opened:
        return [opened.read(name) for name in opened.namelist() if name.endswith(f"/{NAME}")]
    return []


def verify(folder: Path, shown: str) -> list[Verified]:
    """Compare a folder with its manifest; each release of a versioned tree with its own.

    Faults name the folder as `shown`, which is what the user typed.

    Raises:
        InputFault: the manifest is missing or cannot be read.
    """
    if folder.absolute().name == FOR_THE_TOOL and (folder / NAME).is_file():
        # A playbook's manifest is of the folder around its own.
        folder, shown = folder / "..", f"{shown.rstrip('/')}/.."
    if manifest_of(folder).is_file():
        return [_verified(folder, shown)]
    inner = sorted(path for path in folder.iterdir() if manifest_of(path).is_file()) if folder.is_dir() else []
    if not inner:
        advice = "name a folder that has a manifest.json: a site, a playbook, or a tree of releases"
        raise InputFault.of("no-manifest", "there is no manifest here", shown, advice)
    return [_verified(path, f"{shown.rstrip('/')}/{path.name}") for path in inner]


def _verified(folder: Path, shown: str) -> Verified:
    try:
        entries = _entries(folder)
    except ValueError:
        path = manifest_of(folder).relative_to(folder).as_posix()
        raise InputFault.of("bad-manifest", "the manifest cannot be read", f"{shown}/{path}", ADVICE) from None
    return Verified(folder, len(entries), tuple(_faults(folder, entries, shown)))


def _faults(folder: Path, entries: Mapping[str, Mapping[str, Any]], shown: str) -> Iterator[Diagnostic]:
    present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    for path, values in entries.items():
        place = Place(f"{shown}/{path}")
        file = present.pop(path, None)
        if file is None:
            yield Diagnostic("missing-file", "the file is missing", place, ADVICE)
        elif file.is_symlink() or hashlib.sha256(file.read_bytes()).hexdigest() != values["sha256"]:
            yield Diagnostic("changed-file", "the file was changed after it was written", place, ADVICE)
    new_versions = {values["beside"]: path for path, values in entries.items() if "beside" in values}
    for path in sorted(present.keys() - set(AROUND)):
        place = Place(f"{shown}/{path}")
        if path in new_versions:
            advice = f"the new version is {new_versions[path]}"
            yield Diagnostic("changed-file", "the file was changed after it was written", place, advice)
        else:
            yield Diagnostic("extra-file", "this tool did not write the file", place, "move it elsewhere")
