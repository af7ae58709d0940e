"""The program that the studio's page runs in a browser, for sites that are built where its packages are installed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..publish.studio_packages import carried
from ..publish.studio_runtime import LIST, shipped_files, studio_files

if TYPE_CHECKING:
    from ..model.library import Library

FOLDER = "assets/studio"
"""Where worker.js finds the files, from the root of the docs folder."""


def studio_program(
    project: Path, content: Mapping[str, bytes], library: Library, theme: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files that are this site's own, by path from the root of the docs folder; none without the packages.

    The rest is the same on each site: `shared_files`.

    `library` is what the files of the content say.

    Raises:
        InputFault: the theme lacks a file, or a package is not the expected one.
    """
    packages = carried(project)
    if packages is None:
        return {}
    # A build from the cache needs neither the models nor what plans.
    from ..publish.studio_data import studio_data

    files = studio_files(packages, studio_data(project, content, library, theme))
    return {f"{FOLDER}/{name}": raw for name, raw in files.items()}


def shared_files(project: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """The files that a studio has on each site, by path from the root of the docs folder; none without a studio.

    Raises:
        InputFault: Pyodide cannot be run here, or the files cannot be written.
    """
    if (listed := files.get(f"{FOLDER}/{LIST}")) is None:
        return {}
    own = {path.removeprefix(f"{FOLDER}/") for path in files}
    return {f"{FOLDER}/{name}": path for name, path in shipped_files(project, listed, own).items()}
