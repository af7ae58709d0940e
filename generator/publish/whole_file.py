"""Single files that are written whole or not at all: first beside their place, then renamed."""

from __future__ import annotations

import datetime
import glob
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..model.diagnostics import InputFault
from .locks import locked


def write_whole(path: Path, *pieces: bytes) -> None:
    """Write a file, replacing an existing one. Missing folders are created."""
    with _beside(path, *pieces) as fresh:
        fresh.replace(path)


def write_new(path: Path, content: bytes, shown: str, otherwise: str = "edit the existing file") -> None:
    """Write a file that must not exist yet. Missing folders are created.

    Raises:
        InputFault: the file exists. The fault names it as `shown`, which is the path as the user knows it, and says
            what can be done `otherwise` than to choose another name.
    """
    try:
        _write_once(path, content)
    except FileExistsError:
        advice = f"choose another name, or {otherwise}"
        raise InputFault.of("file-exists", "this file already exists", shown, advice) from None


def write_drafts(folder: Path, files: Mapping[str, bytes], shown: str) -> None:
    """Write several new files into a folder, by name. Missing folders are created, and `shown` is as for `write_new`.

    Raises:
        InputFault: a file exists; those before it have been written.
    """
    for name, content in files.items():
        write_new(folder / name, content, f"{shown}{name}")


def replace_file(path: Path, content: bytes, *, read: bytes, now: datetime.datetime, shown: str) -> Path:
    """Put a new version of a file in its place in one step, with the old version beside it under a name of its own.

    At every moment the file's name holds the old or the new version whole. A link stays, and the file that it points to
    is replaced.

    Args:
        path: the file.
        content: the new version.
        read: the old version as the caller read it. A file that was saved since is left alone.
        now: the time, for the name of the old version.
        shown: the path as the user knows it.

    Returns:
        Where the old version is.

    Raises:
        InputFault: the file is open in a spreadsheet program, was saved again since it was read, or is protected.
    """
    target = path.resolve()
    locks = (target.with_name(f"~${target.name}"), target.with_name(f".~lock.{target.name}#"))
    if lock := next((lock for lock in locks if lock.exists()), None):
        advice = f"close it and run the command again; if nobody has it open, delete `{lock.name}` beside it"
        raise InputFault.of("file-open", "this file is open in Excel or LibreOffice", shown, advice)
    if not target.stat().st_mode & stat.S_IWUSR:
        advice = "allow changes to it, or work on a copy"
        raise InputFault.of("read-only", "this file is marked as read-only", shown, advice)
    try:
        with _beside(target, content) as fresh:
            old = _second_name(target, f"{target.stem} (before {now:%Y-%m-%d %H.%M}")
            try:
                if old.read_bytes() != read:
                    message = "this file was saved again while the command was working"
                    raise InputFault.of("file-changed", message, shown, "run the command again")
                fresh.replace(target)
            except BaseException:
                old.unlink()
                raise
    except PermissionError:
        advice = "close it in other programs, or copy it to a folder of your own and run the command there"
        message = "this file cannot be replaced: another program has it open, or you may not change its folder"
        raise InputFault.of("not-writable", message, shown, advice) from None
    return old


def versions_before(path: Path) -> list[str]:
    """Names of the earlier versions of a file that `replace_file` left beside it."""
    target = path.resolve()
    return sorted(
        other.name for other in target.parent.glob(f"{glob.escape(target.stem)} (before *){glob.escape(target.suffix)}")
    )


def _second_name(file: Path, stem: str) -> Path:
    """Give a file a second name that is free, or copy it where the file system cannot. The name begins with `stem`."""
    number = 1
    while True:
        name = file.with_name(f"{stem}{f', {number}' if number > 1 else ''}){file.suffix}")
        if os.path.lexists(name):
            number += 1
            continue
        try:
            os.link(file, name)
        except FileExistsError:
            continue
        except OSError:
            copy = file.with_name(f".{file.name}.old")
            shutil.copy2(file, copy)
            copy.rename(name)
        return name


def _write_once(path: Path, content: bytes) -> None:
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    with _beside(path, content) as fresh:
        try:
            os.link(fresh, path)
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: the lock keeps other runs of this program out.
            if path.exists():
                raise FileExistsError(path) from None
            fresh.replace(path)


@contextmanager
def _beside(path: Path, *pieces: bytes) -> Iterator[Path]:
    """The new file beside its place. If a run is killed the file stays there, and the next run replaces it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with locked(path):
        try:
            fresh.unlink(missing_ok=True)
            if path.exists():
                # Whoever may not read the old version must not read the new one, at no moment.
                fresh.touch(0o600)
            with fresh.open("wb") as file:
                file.writelines(pieces)
            if path.exists():
                shutil.copymode(path, fresh)
            yield fresh
        except OSError as error:
            # The user knows the file by its own name.
            raise type(error)(error.errno, error.strerror, str(path)) from error
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
