"""Output that is whole or untouched: built in a folder beside the target, then swapped in."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from ..model.diagnostics import Diagnostic, InputFault, Place

MARKER = ".paired-learning"
"""Name of the file that says that a folder may be replaced as a whole."""
MARKER_TEXT = "Made by paired-learning and replaced as a whole by it. Put nothing of your own here.\n"

LOCK_SECONDS = 120


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A new folder to build into. When the block ends well it takes the target's place; else it goes.

    A killed build leaves the old output as it was; what it left behind beside it goes with the next build.

    Raises:
        InputFault: the target holds something that was not made here, or another build does not end.
    """
    target = target.absolute()
    _refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(_lock_file(target))
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except filelock.Timeout:
        fault = Diagnostic("busy", "another build is writing here", Place(target.name), "wait until it has ended")
        raise InputFault([fault]) from None
    try:
        for left in target.parent.glob(f"{target.name}.staging-*"):
            shutil.rmtree(left)
        _mend(target)
        folder = Path(tempfile.mkdtemp(prefix=f"{target.name}.staging-", dir=target.parent))
        try:
            yield folder
            (folder / MARKER).write_text(MARKER_TEXT, encoding="utf-8", newline="\n")
            folder.chmod(0o755)
            _swap(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.release()


def _lock_file(target: Path) -> Path:
    """A lock for the target that leaves nothing beside it."""
    name = hashlib.sha256(str(target).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"paired-learning-{name}.lock"


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
    old = _old(target)
    if target.exists():
        target.rename(old)
    folder.rename(target)
    shutil.rmtree(old, ignore_errors=True)


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
