"""Builds the site: content to pages, pages to an exported project, and that to a site by the engine of the project."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..publish.build_cache import FOLDER
from ..sources.tree import read_theme
from .cached_pages import cached_pages
from .edition import Edition, SiteFiles
from .engines import engine_for
from .export import Exported, exported, tree_of

if TYPE_CHECKING:
    from ..model.library import Library

RENDERED = FOLDER / "rendered"
"""Where engines keep what they rendered, from the project folder."""
NO_DAY = datetime.date(1980, 1, 1)
"""The clock of pages whose content may have no date, as in a preview."""


def export(project: Path) -> Exported:
    """The project that `build` builds.

    Raises:
        InputFault: the content, the theme or mkdocs.yml has faults.
    """
    return exported(project, *cached_pages(project))


def build(project: Path, folder: Path) -> str:
    """Build the whole site of a project into an empty folder, and return the release of its content.

    Raises:
        InputFault: the content, the theme, mkdocs.yml or a link has faults, or the engine is not installed.
    """
    site, date = cached_pages(project)
    plain = exported(project, site, date)
    engine_for(plain, project / RENDERED).build(plain, folder)
    return site.release


def build_edition(
    project: Path, content: Mapping[str, bytes], library: Library, folder: Path, edition: Edition
) -> None:
    """Build an edition of the site from any content, with the theme and settings of a project, into an empty folder.

    `library` is what the files of the content say.

    Raises:
        InputFault: the theme, mkdocs.yml or a link has faults, or the engine is not installed.
    """
    from .evaluation_example import evaluation_example
    from .pages import site_files
    from .site_downloads import site_downloads
    from .studio_program import studio_program

    theme = read_theme(project)
    example = evaluation_example(project, content, library, theme)
    downloads = {**site_downloads(project, library, theme), **example.downloads}
    tree = tree_of(project, edition)
    site = site_files(library, theme, downloads, edition.ending, example.board_page, tree)
    site.files.update(studio_program(project, content, library, theme))
    plain = exported(project, site, library.release.date, edition)
    engine_for(plain).build(plain, folder)


def build_pages(project: Path, folder: Path, site: SiteFiles) -> set[str]:
    """Build pages that have been written, and return the paths that changed.

    Raises:
        InputFault: mkdocs.yml or a link has faults, or the engine is not installed.
    """
    plain = exported(project, site, NO_DAY)
    return engine_for(plain).build(plain, folder)
