"""Output folders that are whole or untouched: built beside the target, then swapped in."""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from ..model.diagnostics import InputFault
from .locks import canonical, locked

MARKER = ".paired-learning"
"""File that marks an output folder as ours. Without it a folder is never replaced."""
REPLACED = "Written by paired-learning, which replaces this whole folder. Put nothing of your own here.\n"

Content: TypeAlias = bytes | Path
"""What is in a file, or another file that holds the same."""

_CURRENT_FOLDER = -100
"""AT_FDCWD of Linux: paths are relative to the current folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux."""


@contextmanager
def staged(target: Path, marker: str = REPLACED, rescue: Callable[[Path, Path], None] | None = None) -> Iterator[Path]:
    """A new folder to build into, which takes the target's place if the block succeeds and is removed otherwise.

    A killed run leaves the old output as it was; the next run removes what the killed one left beside it. `marker` is
    the text of the file that marks the folder as ours. After the swap, before the old folder is deleted, `rescue` is
    called with the old one and the new one.

    Raises:
        InputFault: the target holds files of somebody else, or another run is still writing there.
    """
    target = canonical(target)
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target):
        _clear(target)
        folder = target.with_name(f"{target.name}.staging-{secrets.token_hex(4)}")
        try:
            folder.mkdir()
        except OSError as error:
            # The user knows the target, not the folder beside it.
            raise type(error)(error.errno, error.strerror, str(target)) from None
        try:
            yield folder
            (folder / MARKER).write_text(marker, encoding="utf-8", newline="\n")
            old = _swap(folder, target)
            if old is not None:
                if rescue is not None:
                    rescue(old, target)
                shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def tidy(target: Path) -> None:
    """Remove what killed runs left beside a folder that needs no new version."""
    target = canonical(target)
    if _abandoned(target) or _old(target).exists():
        # A run that is at work there does the same.
        with suppress(InputFault), locked(target, seconds=0):
            _clear(target)


def _abandoned(target: Path) -> list[Path]:
    """Folders beside the target in which new versions were to be built."""
    return list(target.parent.glob(f"{glob.escape(target.name)}.staging-*"))


def _clear(target: Path) -> None:
    """Remove abandoned folders, and undo a swap that was cut off between its two steps."""
    for folder in _abandoned(target):
        shutil.rmtree(folder)
    old = _old(target)
    if old.exists():
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _swap(folder: Path, target: Path) -> Path | None:
    """Put the new folder in place of the old one, in one step where the system can. Where the old one is now."""
    if not target.exists():
        folder.rename(target)
        return None
    if _exchanged(folder, target):
        return folder
    old = _old(target)
    target.rename(old)
    folder.rename(target)
    return old


def _exchanged(folder: Path, target: Path) -> bool:
    """Whether two folders swapped names in one step, which only Linux does, on most file systems."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename: Any = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(folder), os.fsencode(target)
    return rename is not None and rename(_CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], _EXCHANGE) == 0


def _refuse_foreign(target: Path) -> None:
    """Raise if the target is not a folder, or is one that somebody else filled."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise InputFault.of("not-a-folder", "the output is not a folder", target.name, "choose another name")
    if target.is_dir() and not (target / MARKER).is_file() and any(os.scandir(target)):
        message = f"the folder {target} holds files that this tool did not write"
        advice = "choose another folder, or move these files away first"
        raise InputFault.of("foreign-files", message, target.name, advice)


def write_files(folder: Path, files: Iterable[tuple[str, Content]]) -> None:
    """Write new files into a staging folder. Paths are within it and have forward slashes.

    Raises:
        ValueError: a path leads out of the folder.
        FileExistsError: a file exists.
    """
    for path, content in files:
        target = folder.joinpath(*path.split("/"))
        if ".." in path.split("/") or path.startswith("/") or folder not in target.parents:
            raise ValueError(f"the path leads out of the folder: {path!r}")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content.read_bytes() if isinstance(content, Path) else content)


def moved_into(folder: Path, source: Path) -> set[str]:
    """Move every file of a folder into another, delete what the other has besides, and return the paths of both.

    It is for folders that nobody else uses yet: a run that is killed leaves some files moved and others not.
    """
    before, new = ({path.relative_to(root) for path in root.rglob("*") if path.is_file()} for root in (folder, source))
    for path in new:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source / path, folder / path)
    for path in before - new:
        (folder / path).unlink()
    return {path.as_posix() for path in new | before}
