"""The worked example of an evaluation on the site, cached."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..model.library import Library
from ..publish.build_cache import FOLDER, cached, looks, made_last
from ..publish.project_theme import project_theme
from ..sources.evaluation_example import example_files, shared_content
from ..writers.manifest import hash_of
from . import addresses
from .downloads import EXAMPLE_PAGE, EXAMPLE_REPORT, Downloads

CACHE = FOLDER / "evaluation-example"


class EvaluationExample(NamedTuple):
    """What the site has of the example; nothing in content without it."""

    downloads: Downloads
    board_page: str
    """As Markdown."""


def evaluation_example(
    project: Path, content: Mapping[str, bytes], library: Library, theme: Mapping[str, bytes], *, preview: bool = False
) -> EvaluationExample:
    """The files, and the page; cached in the project folder if possible.

    A preview shows what was made last. `library` is what the files of the content say.

    Raises:
        InputFault: the example has faults, or the theme lacks a file.
    """
    if not example_files(content):
        return EvaluationExample({}, "")
    key = made_last(project / CACHE) if preview else None
    if key is None:
        shared = shared_content(library, content).model_dump_json()
        key = hash_of(f"{looks(theme)}{shared}", example_files(content))[:24]
    files = cached(project / CACHE, {key: lambda: _made(project, content, library, theme)})
    listed = {name: files[name] for name in EXAMPLE_REPORT if name in files}
    downloads = {addresses.page_files(addresses.EXAMPLE_REPORT): listed}
    return EvaluationExample(downloads, files.get(EXAMPLE_PAGE, b"").decode())


def _made(
    project: Path, content: Mapping[str, bytes], library: Library, theme: Mapping[str, bytes]
) -> dict[str, bytes]:
    # What makes it takes longer to import than a file of the cache to read.
    from .example_report import example_report

    return example_report(library, content, project_theme(project, theme))
