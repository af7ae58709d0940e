"""Writes drafts of projects into a folder: each file whole, and never one that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .new_file import write_new


def write_drafts(folder: Path, files: Mapping[str, bytes], shown: str) -> None:
    """Write files into a folder, which is made where it is missing.

    Args:
        folder: where.
        files: what they hold, by name.
        shown: the folder as its user knows it.

    Raises:
        InputFault: a file is there already; those before it are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_new(folder / name, content, f"{shown}{name}")
