"""The library of the worked cohorts: small, made up and complete, so that tests may name its figures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.model.library import Library
from generator.sources.load import load

FOLDER = Path(__file__).parent / "library"


def files() -> dict[str, bytes]:
    """Content of the library's files by path."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}


@cache
def library() -> Library:
    """The library, read once."""
    return load(files()).require()
