"""The project's own content as it is, read once for all tests of a process."""

from __future__ import annotations

from functools import cache

from generator.model.library import Library
from generator.sources.load import load
from generator.sources.tree import read_project
from tests import small


@cache
def library() -> Library:
    """The library, read once: nothing changes a noun."""
    return load(read_project(small.ROOT)).require()
