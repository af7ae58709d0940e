"""Output that is whole or untouched: built in a folder beside the target, then swapped in."""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..model.diagnostics import Diagnostic, InputFault, Place
from .locks import locked, real

MARKER = ".paired-learning"
"""Name of the file that says that a folder may be replaced as a whole."""
MARKER_TEXT = "Made by paired-learning and replaced as a whole by it. Put nothing of your own here.\n"

_FROM_HERE = -100
"""AT_FDCWD of Linux: paths are told from the present folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux."""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A new folder to build into. When the block ends well it takes the target's place; else it goes.

    A killed build leaves the old output as it was; what it left behind beside it goes with the next build.

    Raises:
        InputFault: the target holds something that was not made here, or another build does not end.
    """
    target = real(target)
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target):
        _clear(target)
        folder = _beside(target)
        try:
            yield folder
            (folder / MARKER).write_text(MARKER_TEXT, encoding="utf-8", newline="\n")
            folder.chmod(0o755)
            _swap(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def tidy(target: Path) -> None:
    """Clear away what killed builds left beside a folder that needs no new one."""
    target = real(target)
    if _left(target) or _old(target).exists():
        # A build that is at work there does the same.
        with suppress(InputFault), locked(target, seconds=0):
            _clear(target)


def _left(target: Path) -> list[Path]:
    """Folders beside the target in which it was to be built."""
    return list(target.parent.glob(f"{glob.escape(target.name)}.staging-*"))


def _clear(target: Path) -> None:
    for left in _left(target):
        shutil.rmtree(left)
    _mend(target)


def _beside(target: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=f"{target.name}.staging-", dir=target.parent))
    except OSError as error:
        # The user knows the target, not the folder beside it.
        raise type(error)(error.errno, error.strerror, str(target)) from None


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _mend(target: Path) -> None:
    """Undo a swap that was cut off between its two steps."""
    old = _old(target)
    if old.exists():
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)


def _swap(folder: Path, target: Path) -> None:
    """Put the new folder in place of the old one: in one step where the system can, so that there is always one."""
    if target.exists() and _exchanged(folder, target):
        return
    old = _old(target)
    if target.exists():
        target.rename(old)
    folder.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(folder: Path, target: Path) -> bool:
    """Whether two folders changed names in one step, which Linux alone does, on most file systems."""
    if sys.platform != "linux":
        return False
    rename: Any = getattr(ctypes.CDLL(None), "renameat2", None)
    names = os.fsencode(folder), os.fsencode(target)
    return rename is not None and rename(_FROM_HERE, names[0], _FROM_HERE, names[1], _EXCHANGE) == 0


def _refuse_foreign(target: Path) -> None:
    """A folder that somebody else filled is never replaced."""
    place = Place(target.name)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise InputFault([Diagnostic("not-a-folder", "the output is not a folder", place, "choose another name")])
    if target.is_dir() and not (target / MARKER).is_file() and any(os.scandir(target)):
        raise InputFault(
            [
                Diagnostic(
                    "foreign-files",
                    f"the folder {target} holds files that were not made here",
                    place,
                    "choose another folder, or move these files away first",
                )
            ]
        )


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a staging folder.

    Args:
        folder: an empty folder.
        files: content of each file by its path within the folder, with forward slashes.

    Raises:
        ValueError: a path leads out of the folder.
    """
    for path, content in files.items():
        target = folder.joinpath(*path.split("/"))
        if ".." in path.split("/") or path.startswith("/") or folder not in target.parents:
            raise ValueError(f"the path leads out of the folder: {path!r}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
