"""Reads the content and theme folders of a project from disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model.diagnostics import Diagnostic, InputFault, Place
from .yaml_reader import MAX_BYTES

ROOTS = ("content", "projects_menu")
"""The folders that hold content."""
MAX_ASSET_BYTES = 20_000_000
MAX_DEPTH = 12
"""Levels of folders; the content needs four."""
FILE_SUFFIXES = (".yml", ".yaml", ".docx", ".dotx", ".pptx", ".xlsx", ".png")
"""Endings of names that no folder may have: it was meant to be a file."""
THEME = "theme"
FONTS = "theme/assets/fonts"


def find_project(start: Path) -> Path | None:
    """The nearest folder that contains mkdocs.yml and content, from here upwards; None if there is none."""
    folders = (start, *start.parents)
    return next((path for path in folders if (path / "mkdocs.yml").is_file() and (path / "content").is_dir()), None)


def scan_project(project: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The content files by their path from the project folder, and the faults of those that cannot be read."""
    return _scan({root: project / root for root in ROOTS})


def read_project(project: Path) -> dict[str, bytes]:
    """All content files by their path from the project folder, as `read_folders` reads them."""
    return read_folders({root: project / root for root in ROOTS})


def read_theme(project: Path) -> dict[str, bytes]:
    """All files of the theme by their path from the project folder, as `read_folders` reads them."""
    return read_folders({THEME: project / THEME})


def read_folders(folders: Mapping[str, Path]) -> dict[str, bytes]:
    """All files of some folders by path; each folder's key begins the paths of its files.

    Hidden files and Office lock files are ignored.

    Raises:
        InputFault: there is a symbolic link, or a file that is unreadable or too large.
    """
    files, faults = _scan(folders)
    if faults:
        raise InputFault(faults)
    return files


def read_file(path: Path, name: str) -> bytes:
    """A file, or the one that a link points to. `name` is its path as the user knows it.

    Raises:
        InputFault: it is not a regular file, unreadable or too large.
    """
    files: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    _read_file(path, name, files, faults)
    if faults:
        raise InputFault(faults)
    return files[name]


def read_matching(folder: Path, name: str, patterns: Iterable[str]) -> dict[str, bytes]:
    """The files of a folder that match one of some patterns, such as projects/*.yml; `name` begins their paths.

    Raises:
        InputFault: one of them is a symbolic link, unreadable or too large.
    """
    files: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for file in sorted({file for pattern in patterns for file in folder.glob(pattern)}):
        path = f"{name}/{file.relative_to(folder).as_posix()}"
        if file.is_symlink():
            faults.append(_link(path))
        elif not file.name.startswith((".", "~$")):
            _read_file(file, path, files, faults)
    if faults:
        raise InputFault(faults)
    return files


def _scan(folders: Mapping[str, Path]) -> tuple[dict[str, bytes], list[Diagnostic]]:
    files: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for name, folder in folders.items():
        _read_folder(folder, name, files, faults)
    return files, faults


def _read_folder(folder: Path, name: str, files: dict[str, bytes], faults: list[Diagnostic]) -> None:
    if folder.is_symlink():
        faults.append(_link(name))
        return
    if name.count("/") > MAX_DEPTH:
        message = f"folders are nested more than {MAX_DEPTH} levels deep"
        faults.append(Diagnostic("too-deep", message, Place(name), "move its contents up"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        faults.append(Diagnostic("unreadable", f"the folder cannot be read: {error.strerror}", Place(name)))
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_symlink():
            faults.append(_link(path))
        elif entry.is_dir() and Path(path).suffix.lower() in FILE_SUFFIXES:
            advice = "put the file itself here, or rename the folder"
            faults.append(Diagnostic("not-a-file", "this is a folder with the name of a file", Place(path), advice))
        elif entry.is_dir():
            _read_folder(Path(entry.path), path, files, faults)
        else:
            _read_file(Path(entry.path), path, files, faults)


def _link(path: str) -> Diagnostic:
    return Diagnostic("symbolic-link", "this is a symbolic link", Place(path), "put the file itself here")


def _read_file(file: Path, path: str, files: dict[str, bytes], faults: list[Diagnostic]) -> None:
    limit = MAX_BYTES if path.endswith((".yml", ".yaml")) else MAX_ASSET_BYTES
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            # Reading a pipe or a device may never end.
            faults.append(Diagnostic("not-a-file", "this is not a regular file", Place(path), "put a file here"))
            return
        if status.st_size > limit:
            message = f"the file has {status.st_size:,} bytes; the limit is {limit:,}"
            faults.append(Diagnostic("file-too-large", message, Place(path), "split it into several files"))
            return
        files[path] = file.read_bytes()
    except OSError as error:
        faults.append(Diagnostic("unreadable", f"the file cannot be read: {error.strerror}", Place(path)))
