"""The program that the studio's page runs in a browser, for sites that are built where its packages are installed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..publish.studio_packages import carried
from ..publish.studio_runtime import LIST, copy_shipped, studio_files

if TYPE_CHECKING:
    from ..model.library import Library

FOLDER = "assets/studio"
"""Where worker.js finds the files, from the root of the docs folder."""


def studio_program(
    project: Path, content: Mapping[str, bytes], library: Library, theme: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files that are this site's own, by path from the root of the docs folder; none without the packages.

    The rest is the same on each site, and copied when the site is built: `copy_shared`.

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


def copy_shared(project: Path, files: Mapping[str, bytes], site: Path) -> None:
    """Add what each site has in common to a built site, if its files have a studio.

    Raises:
        InputFault: Pyodide cannot be run here, or the files cannot be written.
    """
    if listed := files.get(f"{FOLDER}/{LIST}"):
        copy_shipped(project, listed, site / FOLDER)
