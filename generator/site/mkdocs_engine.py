"""MkDocs as an engine within this process, with what it rendered kept from build to build.

Neither MkDocs nor Jinja is imported while a site is as it was: importing them takes longer than writing its files.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib.metadata
import json
import os
import platform
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..publish.build_cache import Shelf
from ..publish.kept_folder import KeptFolder
from ..writers.fingerprint import program
from ..writers.manifest import hash_of
from .export import Exported
from .interruption import GoOn, always
from .kept_site import KeptSite, NotKept

if TYPE_CHECKING:
    from .mkdocs_build import PreparedSite, Renderer

EPOCH = "SOURCE_DATE_EPOCH"
LIBRARIES = (
    "jinja2",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "pathspec",
    "pymdown-extensions",
    "pyyaml",
)
"""Those whose version may change a page."""
OF_WORDS = ("markdown_extensions", "use_directory_urls", "validation")
"""Settings that decide what Markdown becomes."""
PURE = {
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "smarty",
    "tables",
    "toc",
}
"""Extensions of Markdown that make of a page nothing but what follows from it and their settings."""


class MkDocsEngine:
    """Builds sites with MkDocs. What it rendered stays in memory, and on a shelf of the cache if it has a folder."""

    def __init__(self, cache: Path | None = None, go_on: GoOn = always) -> None:
        self._shelf = Shelf(cache) if cache else None
        self._go_on = go_on
        self._folders: dict[Path, KeptFolder] = {}
        self._renderer: Renderer | None = None
        self._built: dict[Path, PreparedSite] = {}
        """The site that was built last, by its folder."""

    def build(self, project: Exported, folder: Path) -> set[str]:
        """As `Engine` says. Nothing is written before every link is known to lead somewhere."""
        with dated(project.date):
            if not can_keep(project):
                self._built.clear()
                from .mkdocs_build import build_plainly

                return build_plainly(project, folder)
            target = self._folders.setdefault(folder, KeptFolder(folder))
            frame = _frame(project)
            key = _key(frame, project)
            if self._shelf and self._renderer is None:
                kept = KeptSite.read(self._shelf)
                if kept.key == key:
                    with contextlib.suppress(NotKept):
                        return target.bring(kept.files(self._shelf, project))
            from .mkdocs_build import Bases, Renderer

            self._renderer = self._renderer or Renderer(self._shelf, self._go_on)
            site = self._renderer.prepared(project, Bases(_words(project), frame))
            changed = target.bring(self._renderer.files(site))
            self._renderer.keep(site, key)
            self._built = {folder: site}
            return changed

    def refresh(self, words: Mapping[str, bytes], folder: Path) -> set[str]:
        """As `Engine` says. If MkDocs built the whole site itself, nothing can be refreshed."""
        site = self._built.get(folder)
        if site is None or self._renderer is None:
            return set()
        with dated(site.project.date):
            return self._folders[folder].write(self._renderer.refreshed(site, words))


def can_keep(project: Exported) -> bool:
    """Whether a page follows from the exported project alone, as far as is known: a plugin may do anything."""
    extensions = project.settings.get("markdown_extensions") or []
    names = {name for each in extensions for name in ([each] if isinstance(each, str) else each)}
    # MkDocs takes a README for the index of its folder, if there is none.
    readme = any(PurePosixPath(path).stem == "README" for path in project.docs)
    return project.settings.get("plugins") == [] and names <= PURE and not readme


def _frame(project: Exported) -> str:
    """A hash of all that pages have in common but the navigation: settings, templates, programs."""
    settings = {name: value for name, value in project.settings.items() if name != "nav"}
    words = [*_programs(), json.dumps(settings, default=repr), str(project.date)]
    return hash_of("\0".join(words), project.overrides)


def _words(project: Exported) -> str:
    """A hash of everything but its words and other pages that decides what MkDocs makes of a page's Markdown."""
    settings = [project.settings.get(name) for name in OF_WORDS]
    return hash_of("\0".join([*_programs(), json.dumps(settings, default=repr)]), {})


def _programs() -> list[str]:
    versions = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return [program(), platform.python_version(), *versions]


def _key(frame: str, project: Exported) -> str:
    """A hash of everything that a site is made from, but for the content of files that go there as they are."""
    pages = {path: _raw(content) for path, content in project.docs.items() if path.endswith(".md")}
    others = sorted(path for path in project.docs if path not in pages)
    return hash_of(json.dumps([frame, project.settings.get("nav"), others], default=repr), pages)


def _raw(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


@contextlib.contextmanager
def dated(day: datetime.date) -> Iterator[None]:
    """Let MkDocs use the release date of the content instead of the clock, whatever the environment says."""
    before = {EPOCH: os.environ[EPOCH]} if EPOCH in os.environ else {}
    moment = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    os.environ[EPOCH] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        del os.environ[EPOCH]
        os.environ.update(before)
