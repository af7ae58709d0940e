"""The program that the studio's page runs in a browser, for sites that are built where its packages are installed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..model.library import Library
from ..publish.studio_data import studio_data
from ..publish.studio_packages import carried
from ..publish.studio_runtime import studio_files

FOLDER = "assets/studio"
"""Where worker.js finds the files, from the root of the docs folder."""


def studio_program(
    project: Path, content: Mapping[str, bytes], library: Library, theme: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files by path from the root of the docs folder; none without the packages.

    `library` is what the files of the content say.

    Raises:
        InputFault: the theme lacks a file, or a package is not the expected one.
    """
    packages = carried(project)
    if packages is None:
        return {}
    files = studio_files(packages, studio_data(project, content, library, theme))
    return {f"{FOLDER}/{name}": raw for name, raw in files.items()}
