"""Style sheets that every page loads, as a single file.

A browser shows no words before it has all of them, and on a slow phone each file costs it another round trip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from ..publish.staged import Content

ONLY_AT_THE_BEGINNING = (b"@charset", b"@import", b"@namespace")
"""Rules that mean nothing in the middle of a style sheet."""


def joined(paths: Sequence[object], files: Mapping[str, Content]) -> tuple[list[object], dict[str, bytes]]:
    """What pages load instead of some style sheets, and the file that takes the place of the first of them.

    Only sheets next to one another are joined, so that their order and what they name by relative paths stay as they
    are: those of the first one's folder, up to the first sheet of elsewhere.
    """
    sheets: list[bytes] = []
    for path in paths:
        content = files.get(path) if isinstance(path, str) else None
        if not isinstance(content, bytes) or _folder(path) != _folder(paths[0]) or _must_begin(content):
            break
        sheets.append(content.rstrip() + b"\n")
    if len(sheets) < 2:
        return list(paths), {}
    return [paths[0], *paths[len(sheets) :]], {str(paths[0]): b"\n".join(sheets)}


def _folder(path: object) -> PurePosixPath:
    return PurePosixPath(str(path)).parent


def _must_begin(sheet: bytes) -> bool:
    return any(rule in sheet.lower() for rule in ONLY_AT_THE_BEGINNING)
