"""Writes a file that must not be there yet."""

from __future__ import annotations

from pathlib import Path

from ..model.diagnostics import Diagnostic, InputFault, Place
from .whole_file import write_once


def write_new(path: Path, content: bytes, shown: str) -> None:
    """Write a file whole, or not at all.

    Args:
        path: where; folders above it are made.
        content: what it holds.
        shown: the path as its user knows it.

    Raises:
        InputFault: there is a file already.
    """
    try:
        write_once(path, content)
    except FileExistsError:
        advice = "choose another name, or change the file that is there"
        raise InputFault([Diagnostic("file-exists", "there is a file already", Place(shown), advice)]) from None
