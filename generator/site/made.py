"""The pages as the last build made them, as long as nothing has changed that they are made from.

Only plain values and the finished files are kept, as JSON and as they are: nothing in `.cache` is ever run. What writes
pages is imported only where pages are to be written: it takes longer than reading what is kept.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..sources.tree import read_project, read_theme
from ..writers.fingerprint import program
from .files import SiteFiles
from .kept import CACHE, kept

KEPT = CACHE / "pages"
ABOUT, FILES = "site.json", "files/"
"""Within an entry: what is no file of the site, and the folder of those that are."""
OVERRIDES = "theme/overrides/"
"""What MkDocs alone reads of a theme; no page is made from it."""
LIBRARIES = ("jinja2", "markupsafe", "pydantic", "pyyaml")
"""Those whose version may change a page, besides the ones that write files."""


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of a project, and the day that stands in for the clock."""

    site: SiteFiles
    date: datetime.date


def made(project: Path) -> Made:
    """The pages of a project: as they were kept, or made now.

    Args:
        project: the folder that holds mkdocs.yml; pages are kept in it where that can be done.

    Raises:
        InputFault: the content or the theme has faults. Nothing is kept of such a project.
    """
    content, theme = read_project(project), read_theme(project)
    key = _key(content, theme)
    found = kept(project / KEPT, {key: lambda: _written(project, content, theme)}, _whole)
    about = json.loads(found[ABOUT])
    files = {path.removeprefix(FILES): found[FILES + path] for path in about["order"]}
    site = SiteFiles(about["release"], files, about["navigation"], about["templates"])
    return Made(site, datetime.date.fromisoformat(about["date"]))


def _key(content: Mapping[str, bytes], theme: Mapping[str, bytes]) -> str:
    """A hash of everything that pages are made from."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    digest = hashlib.sha256("\0".join([program(), platform.python_version(), *versions]).encode())
    for path, raw in sorted({**content, **theme}.items()):
        if not path.startswith(OVERRIDES):
            digest.update(f"\0{path}\0{len(raw)}\0".encode() + raw)
    return digest.hexdigest()[:24]


def _written(project: Path, content: Mapping[str, bytes], theme: Mapping[str, bytes]) -> dict[str, bytes]:
    from ..sources.load import load
    from .offered import offered
    from .pages import site_files

    library = load(content).require()
    site = site_files(library, theme, offered(project, library, theme))
    about = {
        "release": site.release,
        "date": library.release.date.isoformat(),
        "navigation": site.navigation,
        "templates": site.templates,
        "order": list(site.files),
    }
    return {ABOUT: json.dumps(about).encode()} | {FILES + path: raw for path, raw in site.files.items()}


def _whole(files: Mapping[str, bytes]) -> bool:
    """Whether an entry has all that it should."""
    try:
        order = json.loads(files[ABOUT])["order"]
        return {FILES + path for path in order} == set(files) - {ABOUT}
    except (KeyError, TypeError, ValueError):
        return False
