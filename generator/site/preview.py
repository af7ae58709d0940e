"""Builds a project again after each save: first the pages that somebody looks at, then all others that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from ..model.diagnostics import InputFault, render_all
from ..model.library import Library
from ..publish.garbage import hold_for_good
from ..sources.content_file import FilesReadBefore
from ..sources.load import load
from ..sources.tree import read_file, read_project, read_theme
from .build import NO_DAY
from .edition import PREVIEW, SiteFiles
from .engines import Engine, engine_for
from .evaluation_example import evaluation_example
from .export import OVERRIDES, SETTINGS, Exported, exported
from .live_site import PAGE, LiveSite
from .pages import SitePages
from .site_downloads import site_downloads
from .studio_program import studio_program

NOTHING = SiteFiles(
    "",
    {"index.md": b"# Nothing to show yet\n\nThe content has had faults since the server started. See above.\n"},
    [{"Home": "index.md"}],
    {},
)
"""What is shown if the first build had faults."""
PAUSE = 1.5
"""Seconds between an open page and all other pages. Its author often saves again, and its browser is loading it."""


class Superseded(Exception):
    """Something was saved while pages were made that nobody looks at."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The files of a project."""

    content: Mapping[str, bytes]
    theme: Mapping[str, bytes]
    settings: bytes


@dataclass(frozen=True, slots=True)
class _Built:
    """What was built last without faults."""

    read: _Read
    project: Exported
    downloads: Mapping[str, Mapping[str, bytes]]
    board_page: str


class Preview:
    """Builds a project into the folder of a live site. The library, templates and the engine stay in memory.

    `saved_within` waits for something to be saved, but no longer than some seconds, and says whether it was. What has
    been saved since the last `rebuild` counts.
    """

    def __init__(self, project: Path, site: LiveSite, saved_within: Callable[[float], bool] = lambda _: False) -> None:
        self._project, self._site, self._saved_within = project, site, saved_within
        self._files = FilesReadBefore()
        self._pages: SitePages | None = None
        self._page_theme: Mapping[str, bytes] = {}
        self._engines: dict[str, Engine] = {}
        """The engine in use, by its name."""
        self._built: _Built | None = None
        self._unfinished = False
        """Whether some page may be older than what was built last."""
        self._may_stop = False
        """Whether the work in hand is in the background, and may stop for a new save."""

    def rebuild(self) -> None:
        """Build the present content. If it has faults, show them above the last good pages."""
        try:
            if self._rebuilt():
                click.echo("Built without faults")
        except Superseded:
            self._unfinished = True
        except InputFault as fault:
            words = render_all(fault.diagnostics)
            click.echo(words, err=True)
            changed = set[str]()
            if self._built is None:
                # Settings may have faults, too: then there are no pages, and the faults are shown without any.
                with suppress(InputFault):
                    changed = self._build(exported(self._project, NOTHING, NO_DAY, PREVIEW))
            self._site.show(changed, words)
        except OSError as error:
            click.echo(f"error[system]: {error.strerror or error}", err=True)

    def _rebuilt(self) -> bool:
        """Build what changed, and whether anything did."""
        read = _Read(
            read_project(self._project), read_theme(self._project), read_file(self._project / SETTINGS, SETTINGS)
        )
        before = self._built
        if before and before.read == read and not self._unfinished:
            if self._site.faults:
                self._site.show(())
                return True
            return False
        library = load(read.content, before=self._files).require()
        page_theme = {path: raw for path, raw in read.theme.items() if not path.startswith(OVERRIDES)}
        if self._pages is None or page_theme != self._page_theme:
            self._pages, self._page_theme = SitePages(page_theme, go_on=self._go_on), page_theme
        self._unfinished = True
        if before and before.read.theme == read.theme and before.read.settings == read.settings:
            self._show_open(self._pages, library, before)
        # The first build is never in the background: there is nothing else to show.
        self._may_stop = before is not None
        try:
            self._show_all(self._pages, library, read)
        finally:
            self._may_stop = False
        self._unfinished = False
        return True

    def _show_open(self, pages: SitePages, library: Library, before: _Built) -> None:
        """Show the pages that somebody looks at. They have the navigation and the downloads of the last build."""
        pages.renew(library, before.downloads, before.board_page)
        uris = {_markdown(path, before.project.docs) for path in self._site.open_pages()}
        words = {uri: page for uri in uris if uri and (page := pages.page(uri)) is not None}
        shown = self._site.show(self._engines[before.project.engine].refresh(words, self._site.folder))
        if shown and self._saved_within(PAUSE):
            raise Superseded

    def _show_all(self, pages: SitePages, library: Library, read: _Read) -> None:
        """Show everything, unless something else is saved."""
        content, theme = read.content, read.theme
        example = evaluation_example(self._project, content, library, theme, preview=True)
        before = self._built
        self._go_on()
        pages.renew(library, before.downloads if before else {}, example.board_page)
        downloads = site_downloads(
            self._project, library, theme, preview=True, playbooks=pages.playbooks, go_on=self._go_on
        )
        downloads = {**downloads, **example.downloads}
        pages.renew(library, downloads, example.board_page)
        site = pages.files()
        site.files.update(studio_program(self._project, content, library, theme))
        self._go_on()
        project = exported(self._project, site, NO_DAY, PREVIEW)
        changed = self._build(project)
        self._built = _Built(read, project, downloads, example.board_page)
        if before is None:
            hold_for_good()
        self._site.show(changed)

    def _go_on(self) -> None:
        if self._may_stop and self._saved_within(0):
            raise Superseded

    def _build(self, project: Exported) -> set[str]:
        engine = self._engines.get(project.engine) or engine_for(project, go_on=self._go_on)
        self._engines = {project.engine: engine}
        return engine.build(project, self._site.folder)


def _markdown(path: str, docs: Mapping[str, object]) -> str | None:
    """The Markdown file of a page, among those of the docs folder; None if it has none."""
    folder = path.removesuffix(PAGE)
    return next((uri for uri in (f"{folder}index.md", f"{folder.rstrip('/')}.md") if uri in docs), None)
