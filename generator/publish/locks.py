"""Locks between runs of this program, and temporary folders that are removed even if a run is killed."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from ..model.diagnostics import InputFault

SECONDS = 120
SCRATCH = "paired-learning-scratch-"


def canonical(target: Path) -> Path:
    """A path with every link to its folder resolved. The target itself may be missing, or a link."""
    return target.parent.resolve() / target.name


@contextmanager
def hold(file: Path, seconds: float) -> Iterator[None]:
    """Hold a lock file, and delete it afterwards.

    Deleting a lock file is safe while it is held: filelock tries again when the file that it has locked is gone.

    Raises:
        filelock.Timeout: another run still holds it after that many seconds.
    """
    with filelock.FileLock(file, timeout=seconds):
        try:
            yield
        finally:
            # Windows does not delete a file that is open; there filelock deletes it.
            with suppress(OSError):
                file.unlink()


@contextmanager
def locked(target: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Keep other runs from writing to a file or folder.

    The lock file is in the system's temporary folder, so that nothing is left beside the output.

    Raises:
        InputFault: another run is still writing after that many seconds.
    """
    name = hashlib.sha256(str(canonical(target)).encode(errors="surrogateescape")).hexdigest()[:16]
    try:
        with hold(Path(tempfile.gettempdir()) / f"paired-learning-{name}.lock", seconds):
            yield
    except filelock.Timeout:
        advice = "wait until it has finished"
        raise InputFault.of("busy", "another run is writing here", target.name, advice) from None


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder. Those of runs that were killed are removed, too."""
    temporary = Path(tempfile.gettempdir())
    _remove_abandoned(temporary)
    lock = temporary / f"{SCRATCH}{secrets.token_hex(8)}.lock"
    folder = lock.with_suffix("")
    with hold(lock, SECONDS):
        try:
            folder.mkdir(mode=0o700)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(temporary: Path) -> None:
    """Remove temporary folders whose lock nobody holds: their run has ended."""
    for lock in temporary.glob(f"{SCRATCH}*.lock"):
        # Another user's lock cannot be opened, and a run that is alive holds its own.
        with suppress(OSError, filelock.Timeout), hold(lock, 0):
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
