"""The library of the worked cohorts: small, made up and complete, so that tests may name its figures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.model.library import Library
from generator.sources.load import load

FOLDER = Path(__file__).parent / "library"


@cache
def library() -> Library:
    """The library, read once."""
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return load({path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}).require()
