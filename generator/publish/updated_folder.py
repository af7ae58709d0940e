"""Updates an output folder without losing what somebody added to it or changed in it.

A file is ours if the folder's manifest lists it with the hash that it has, or if it equals the new file of its name.
Only such a file is ever replaced or removed. Any other stays where it is, and a new file of the same name is written
beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from ..model.diagnostics import Diagnostic, Place, Severity
from ..writers.manifest import entry, listing
from .manifests import AROUND, listed_files, manifest_of
from .staged import staged, write_files

UPDATED = "Written by paired-learning. It updates its own files here; what you add or change stays as it is.\n"
BESIDE = "beside"
"""Key of a manifest's entry: the path of the changed file that this one is a new version of."""
OUTDATED = "outdated"
"""Key of a manifest's entry: the file was made from other inputs than the folder's newest files."""
FOLDER = "folder"
"""Fingerprint of an empty folder."""


class Placement(NamedTuple):
    """Which files of a folder stay, and where the new ones go."""

    names: dict[str, str]
    """The path at which each new file is written, by the path that it should have."""
    foreign: list[str]
    """Files that somebody added or changed. They stay."""
    earlier: list[str]
    """Our own files that this run does not bring up to date. They stay."""


def placement(
    new: Mapping[str, str],
    present: Mapping[str, str],
    listed: Mapping[str, Mapping[str, Any]],
    updates: Callable[[str], bool],
) -> Placement:
    """Decide what stays in a folder and where new files go.

    Args:
        new: hash of each new file by the path that it should have.
        present: hash of each file in the folder by its path.
        listed: the entries of the folder's manifest by path.
        updates: whether this run would have written a file of this path if the file were still wanted.
    """
    hashes = {str(listed[path]["sha256"]) for path in listed}
    ours = {path for path, digest in present.items() if path in listed and listed[path]["sha256"] == digest}
    # Ours too: a new version that somebody renamed, to take the place of the changed file; and a file that equals the
    # new one, as the manifest may be lost.
    spellings = Counter(path.casefold() for path in present)
    unambiguous = {path: present[path] for path in new if path in present and spellings[path.casefold()] == 1}
    ours |= {path for path, digest in unambiguous.items() if digest in hashes or digest == new[path]}
    foreign = present.keys() - ours
    # To Windows and macOS, names that differ only in case are the same. A folder may have the name of a new file.
    blocked = {str(name).casefold() for path in foreign for name in (path, *PurePosixPath(path).parents)}
    taken = blocked | {path.casefold() for path in new}
    names: dict[str, str] = {}
    for path in new:
        names[path] = path
        if path.casefold() in blocked:
            names[path] = next(name for name in _beside(path) if name.casefold() not in taken)
            taken.add(names[path].casefold())
    unwritten = ours.intersection(listed).difference(names.values())
    earlier = [path for path in unwritten if not updates(str(listed[path].get(BESIDE, path)))]
    return Placement(names, sorted(foreign), sorted(earlier))


def _beside(path: str) -> Iterator[str]:
    """Names for a new version: workbook (new).xlsx, workbook (new 2).xlsx and so on."""
    pure = PurePosixPath(path)
    for number in count(1):
        yield str(pure.with_name(f"{pure.stem} (new{f' {number}' if number > 1 else ''}){pure.suffix}"))


def update_folder(
    target: Path, files: Mapping[str, bytes], updates: Callable[[str], bool] = lambda _path: True
) -> list[Diagnostic]:
    """Write files into an output folder, whole or not at all.

    The files must include a manifest that says what they were made from. `updates` is as for `placement`.

    Returns:
        Warnings that name each file that somebody added or changed, and the new version of it.

    Raises:
        InputFault: the folder was not written by this program, or another run is still writing there.
    """
    manifest = next(path for path in AROUND if path in files)
    new = {path: content for path, content in files.items() if path != manifest}
    about = {key: value for key, value in json.loads(files[manifest]).items() if key != "files"}
    present: dict[str, str] = {}
    saved_since: list[str] = []

    def rescue(old: Path, folder: Path) -> None:
        """Keep files that somebody saved in the old folder after this run had read it."""
        for path, digest in _fingerprints(old, hashed).items():
            if present.get(path) != digest:
                name = next(name for name in chain([path], _beside(path)) if not os.path.lexists(folder / name))
                _link(old / path, folder / name)
                saved_since.append(name)

    hashed, new_entries = set(new), {path: entry(content) for path, content in new.items()}
    with staged(target, UPDATED, rescue) as folder:
        listed = listed_files(target)
        if listed and json.loads(manifest_of(target).read_bytes()).get("inputs") != about.get("inputs"):
            listed = {path: values | {OUTDATED: True} for path, values in listed.items()}
        hashed.update(listed)
        present.update(_fingerprints(target, hashed))
        digests = {path: str(values["sha256"]) for path, values in new_entries.items()}
        placed = placement(digests, present, listed, updates)
        for path in (*placed.foreign, *placed.earlier):
            _link(target / path, folder / path)
        write_files(folder, ((placed.names[path], content) for path, content in new.items()))
        entries = {path: listed[path] for path in placed.earlier} | {
            name: new_entries[path] | ({} if name == path else {BESIDE: path}) for path, name in placed.names.items()
        }
        write_files(folder, [(manifest, listing(about, entries))])
    changed = {*listed, *(str(values[BESIDE]) for values in listed.values() if BESIDE in values)}
    names = {path.casefold(): name for path, name in placed.names.items() if path != name}
    warnings = [
        _warning(path, names.get(path.casefold()), changed=path in changed)
        for path in placed.foreign
        if path in changed or path.casefold() in names
    ]
    added = [path for path in placed.foreign if path not in changed and path.casefold() not in names]
    visible = [path for path in added if present[path] != FOLDER and not _is_hidden(path)]
    if visible:
        message = f"files that were added to this folder stay: {', '.join(visible)}"
        warnings.append(Diagnostic("added-file", message, Place(""), severity=Severity.WARNING))
    return [*warnings, *(_warning(path, None, changed=True) for path in saved_since)]


def _is_hidden(path: str) -> bool:
    """Whether this is a file of the system, or the lock of a file that is open in Word or Excel."""
    return PurePosixPath(path).name.startswith((".", "~$"))


def _fingerprints(folder: Path, hashed: Collection[str]) -> dict[str, str]:
    """A hash of each file of a folder, by path; size and time of files that need no comparison.

    Empty folders count as files, and links are not followed.
    """
    result: dict[str, str] = {}
    for path in folder.rglob("*"):
        key = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                result[key] = FOLDER
        elif key in hashed and path.is_file() and not path.is_symlink():
            result[key] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif key not in AROUND:
            status = path.lstat()
            result[key] = f"{status.st_size} bytes, {status.st_mtime_ns}"
    return result


def _link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the file system cannot."""
    if source.is_dir() and not source.is_symlink():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _warning(path: str, new: str | None, *, changed: bool) -> Diagnostic:
    verb = "changed" if changed else "added"
    message = f"this file was {verb}, so it stays as it is"
    advice = f"the new version is beside it: {PurePosixPath(new).name}" if new else None
    return Diagnostic(f"{verb}-file", message, Place(path), advice, Severity.WARNING)


def changed_since(folder: Path) -> list[Diagnostic] | None:
    """Warnings of files that were changed since a folder was written; None if one of its files is missing.

    A file of the same size that is not newer than the manifest counts as unchanged.
    """
    with suppress(OSError):
        written, listed = manifest_of(folder).stat().st_mtime_ns, listed_files(folder)
        changed = (path for path, values in listed.items() if _has_changed(folder / path, values, written))
        return [_warning(path, None, changed=True) for path in changed]
    return None


def _has_changed(file: Path, listed: Mapping[str, Any], written: int) -> bool:
    status = file.stat()
    if status.st_size == listed["bytes"] and status.st_mtime_ns <= written:
        return False
    return hashlib.sha256(file.read_bytes()).hexdigest() != str(listed["sha256"])
