"""The edge of this room: reads the content and theme folders of a project from disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..model.diagnostics import Diagnostic, InputFault, Place
from .yaml_reader import MAX_BYTES

ROOTS = ("content", "projects_menu")
"""The folders that hold content."""
MAX_ASSET_BYTES = 20_000_000
MAX_DEPTH = 12
"""Folders within each other; the content needs four."""
FILE_SUFFIXES = (".yml", ".yaml", ".docx", ".pptx", ".xlsx", ".png")
"""Endings of names that no folder may have: it was meant to be a file."""
THEME = "theme"
FONTS = "theme/assets/fonts"


def find_project(start: Path) -> Path | None:
    """The folder that holds mkdocs.yml, from here upwards, so that commands work from any folder below it."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "content").is_dir():
            return folder
    return None


def read_project(project: Path) -> dict[str, bytes]:
    """All content files by their path from the project folder. Hidden files are left alone.

    Raises:
        InputFault: a symbolic link, a file that cannot be read, or one that is too large stands in the way.
    """
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for root in ROOTS:
        _read_folder(project / root, root, files, found)
    if found:
        raise InputFault(found)
    return files


def read_theme(project: Path) -> dict[str, bytes]:
    """All files of the theme by their path from the project folder.

    Raises:
        InputFault: a symbolic link, a file that cannot be read, or one that is too large stands in the way.
    """
    return read_folder(project / THEME, THEME)


def read_folder(folder: Path, name: str) -> dict[str, bytes]:
    """All files of a folder. Hidden files are left alone.

    Args:
        folder: the folder.
        name: what stands before each file's path in the result.

    Raises:
        InputFault: a symbolic link, a file that cannot be read, or one that is too large stands in the way.
    """
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    _read_folder(folder, name, files, found)
    if found:
        raise InputFault(found)
    return files


def _read_folder(folder: Path, name: str, files: dict[str, bytes], found: list[Diagnostic]) -> None:
    if folder.is_symlink():
        found.append(_link(name))
        return
    if name.count("/") > MAX_DEPTH:
        advice = "move what is in it further up"
        message = f"folders are nested more than {MAX_DEPTH} deep"
        found.append(Diagnostic("too-deep", message, Place(name), advice))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        found.append(Diagnostic("unreadable", f"the folder cannot be read: {error.strerror}", Place(name)))
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_symlink():
            found.append(_link(path))
        elif entry.is_dir() and Path(path).suffix.lower() in FILE_SUFFIXES:
            advice = "put the file itself here, or rename the folder"
            found.append(Diagnostic("not-a-file", "this is a folder with the name of a file", Place(path), advice))
        elif entry.is_dir():
            _read_folder(Path(entry.path), path, files, found)
        else:
            _read_file(Path(entry.path), path, files, found)


def _link(path: str) -> Diagnostic:
    return Diagnostic("symbolic-link", "this is a symbolic link", Place(path), "put the file itself here")


def _read_file(file: Path, path: str, files: dict[str, bytes], found: list[Diagnostic]) -> None:
    most = MAX_BYTES if path.endswith((".yml", ".yaml")) else MAX_ASSET_BYTES
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            # A pipe or a device would be read without end.
            found.append(Diagnostic("not-a-file", "this is not a regular file", Place(path), "put a file here"))
            return
        size = about.st_size
        if size > most:
            found.append(
                Diagnostic(
                    "file-too-large",
                    f"the file has {size:,} bytes, the most is {most:,}",
                    Place(path),
                    "split it into several files",
                )
            )
            return
        files[path] = file.read_bytes()
    except OSError as error:
        found.append(Diagnostic("unreadable", f"the file cannot be read: {error.strerror}", Place(path)))
