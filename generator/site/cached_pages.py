"""The pages of a project from the cache of the last build, as long as nothing that they are made from has changed.

Only finished files and plain values are cached: nothing in `.cache` is ever run. The modules that write pages are
imported where pages have to be written, because importing them takes longer than reading the cache.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import platform
from collections.abc import Mapping
from pathlib import Path

from ..publish.build_cache import FOLDER, cached
from ..publish.studio_packages import studio_version
from ..sources.tree import read_project, read_theme
from ..writers.fingerprint import program
from ..writers.manifest import hash_of
from .edition import SiteFiles

CACHE = FOLDER / "pages"
ABOUT, FILES = "site.json", "files/"
"""Within an entry: the values of `SiteFiles` besides its files, and the folder of those."""
OVERRIDES = "theme/overrides/"
"""Files of the theme that only MkDocs reads; no page is made from them."""
LIBRARIES = ("jinja2", "markupsafe", "pydantic", "pyyaml")
"""Those whose version may change a page, besides the ones that write files."""


def cached_pages(project: Path, *, preview: bool = False) -> tuple[SiteFiles, datetime.date]:
    """The pages of a project, from the cache or written now, and the release date of the content, for use as a clock.

    A preview does not make the samples for planners again each time: that would take a second after each change.

    Raises:
        InputFault: the content or the theme has faults. Nothing of such a project is cached.
    """
    content, theme = read_project(project), read_theme(project)
    key = f"{_key(project, content, theme)}{'-preview' if preview else ''}"
    files = cached(project / CACHE, {key: lambda: _written(project, content, theme, preview=preview)})
    about = json.loads(files[ABOUT])
    pages = {path: files[FILES + path] for path in about["order"]}
    site = SiteFiles(about["release"], pages, about["navigation"], about["templates"])
    return site, datetime.date.fromisoformat(about["date"])


def _key(project: Path, content: Mapping[str, bytes], theme: Mapping[str, bytes]) -> str:
    """A hash of everything that pages are made from."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    versions += [studio_version(project)]
    files = {path: raw for path, raw in {**content, **theme}.items() if not path.startswith(OVERRIDES)}
    return hash_of("\0".join([program(), platform.python_version(), *versions]), files)[:24]


def _written(
    project: Path, content: Mapping[str, bytes], theme: Mapping[str, bytes], *, preview: bool
) -> dict[str, bytes]:
    from ..sources.load import load
    from .evaluation_example import evaluation_example
    from .pages import site_files
    from .site_downloads import site_downloads
    from .studio_program import studio_program

    library = load(content).require()
    example = evaluation_example(project, content, library, theme, preview=preview)
    downloads = {**site_downloads(project, library, theme, preview=preview), **example.downloads}
    site = site_files(library, theme, downloads, board_page=example.board_page)
    site.files.update(studio_program(project, content, library, theme))
    about = {
        "release": site.release,
        "date": library.release.date.isoformat(),
        "navigation": site.navigation,
        "templates": site.templates,
        "order": list(site.files),
    }
    return {ABOUT: json.dumps(about).encode()} | {FILES + path: raw for path, raw in site.files.items()}
