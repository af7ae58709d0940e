"""Locks between runs of this program. They lie in the system's temporary folder, so that output holds output alone."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from ..model.diagnostics import Diagnostic, InputFault, Place

SECONDS = 120
SCRATCH = "paired-learning-scratch-"


def real(target: Path) -> Path:
    """A place by the one path that it has, whatever links lead to its folder."""
    return target.parent.resolve() / target.name


@contextmanager
def locked(target: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Keep other runs from writing to a place. There is one lock for each place, and it is used again.

    Args:
        target: the place.
        seconds: how long to wait for another run.

    Raises:
        InputFault: another run does not end in that time.
    """
    name = hashlib.sha256(str(real(target)).encode(errors="surrogateescape")).hexdigest()[:16]
    lock = filelock.FileLock(Path(tempfile.gettempdir()) / f"paired-learning-{name}.lock")
    try:
        lock.acquire(timeout=seconds)
    except filelock.Timeout:
        fault = Diagnostic("busy", "another build is writing here", Place(target.name), "wait until it has ended")
        raise InputFault([fault]) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the time of a block. What runs that were killed left of theirs is cleared away."""
    temporary = Path(tempfile.gettempdir())
    _clear(temporary)
    with tempfile.NamedTemporaryFile(prefix=SCRATCH, suffix=".lock", delete=False) as file:
        mine = Path(file.name)
    folder = mine.with_suffix("")
    with filelock.FileLock(mine):
        try:
            folder.mkdir(mode=0o700)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                mine.unlink()


def _clear(temporary: Path) -> None:
    """Remove scratch folders whose run is no more: nobody holds their lock."""
    for left in temporary.glob(f"{SCRATCH}*.lock"):
        # Another user's cannot be opened, and a run that is alive keeps its own.
        with suppress(OSError, filelock.Timeout), filelock.FileLock(left, timeout=0):
            shutil.rmtree(left.with_suffix(""), ignore_errors=True)
            left.unlink(missing_ok=True)
