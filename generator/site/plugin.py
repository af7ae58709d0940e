"""The adapter to MkDocs, and the only module that imports it: as a plugin, to build, and to serve."""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, file_sort_key

from ..model.diagnostics import Diagnostic, InputFault, Place, render_all
from ..sources.tree import ROOTS, THEME, read_theme
from .edition import PLAIN, PREVIEW, SHIM, Edition
from .faults import link_faults
from .files import SiteFiles
from .made import made

if TYPE_CHECKING:
    from ..model.library import Library

NAME = "paired-learning"
SETTINGS = "mkdocs.yml"
EPOCH = "SOURCE_DATE_EPOCH"
LATEST = "latest"
"""Folder of the newest release."""


class _Settings(Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """The plugin has no settings: everything is in the content and the theme."""


class PairedLearningPlugin(BasePlugin[_Settings]):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """Hands MkDocs the pages that are made from the content."""

    def __init__(self) -> None:
        self.site: SiteFiles | None = None
        """The pages, where they were written before MkDocs began."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Write the pages, and tell MkDocs their order."""
        if self.site is None:
            try:
                self.site = made(Path(config.config_file_path).parent).site
            except InputFault as fault:
                raise PluginError(f"\n{render_all(fault.diagnostics)}") from fault
        config.nav = self.site.navigation
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages to the theme's own files, in the order in which MkDocs would have found them on disk."""
        assert self.site is not None  # noqa: S101  # on_config ran before
        for uri, content in self.site.files.items():
            files.append(File.generated(config, uri, content=content))
        return Files(sorted(files, key=file_sort_key))


def build(project: Path, folder: Path) -> str:
    """Build the whole site of a project.

    Args:
        project: the folder that holds mkdocs.yml.
        folder: an empty folder to build into.

    Returns:
        The release of the content.

    Raises:
        InputFault: the content, the theme, mkdocs.yml or a link has faults.
    """
    pages = made(project)
    with _dated(pages.date):
        _build(project, folder, pages.site)
    return pages.site.release


def build_edition(project: Path, library: Library, folder: Path, edition: Edition) -> None:
    """Build one edition of the site of any content, with the theme and the settings of a project.

    Args:
        project: the folder that holds mkdocs.yml.
        library: the content.
        folder: an empty folder to build into.
        edition: how it is published.

    Raises:
        InputFault: the theme, mkdocs.yml or a link has faults.
    """
    from .offered import offered
    from .pages import site_files

    theme = read_theme(project)
    with _dated(library.release.date):
        site = site_files(library, theme, offered(project, library, theme), edition.ending)
        _build(project, folder, site, edition=edition)


@contextlib.contextmanager
def _dated(day: datetime.date) -> Iterator[None]:
    """The release date stands in for the clock, unless SOURCE_DATE_EPOCH is set."""
    given = os.environ.get(EPOCH)
    moment = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    os.environ[EPOCH] = given or str(int(moment.timestamp()))
    try:
        yield
    finally:
        if given is None:
            del os.environ[EPOCH]


def _build(project: Path, folder: Path, site: SiteFiles, faults: str = "", edition: Edition = PLAIN) -> None:
    """Let MkDocs build pages that are written already; what it complains of are faults."""
    with _messages() as messages:
        try:
            config = load_config(str(project / SETTINGS), site_dir=str(folder), strict=True)
            plugin: Any = config.plugins.get(NAME)
            if plugin is None:
                raise InputFault(
                    [
                        Diagnostic(
                            "mkdocs", f"the plugin `{NAME}` is missing", Place(SETTINGS), f"add `- {NAME}` to `plugins`"
                        )
                    ]
                )
            plugin.site = site
            config.extra["faults"] = faults
            _set(config, edition, site.release)
            mkdocs_build(config)
            if edition.offline:
                _index_as_script(folder)
        except (Abort, ConfigurationError) as error:
            raise InputFault(link_faults(messages or [str(error)], site.templates)) from error


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What mkdocs.yml says of the published site."""

    title: str
    base: str
    """Path of the site on its server, with a slash at both ends."""


def settings(project: Path) -> SiteSettings:
    """The settings of a project's site.

    Raises:
        InputFault: mkdocs.yml has faults.
    """
    try:
        config = load_config(str(project / SETTINGS))
    except (Abort, ConfigurationError) as error:
        raise InputFault(link_faults([str(error)], {})) from error
    path = urlsplit(config.site_url or "").path.strip("/")
    return SiteSettings(config.site_name, f"/{path}/" if path else "/")


def _set(config: MkDocsConfig, edition: Edition, release: str) -> None:
    """What MkDocs and the theme's templates need to know of an edition."""
    if edition.release:
        config.extra["release"] = {"id": release, "address": config.site_url or ""}
        config.extra["version"] = {"provider": "mike", "default": LATEST}
        # The address of the whole tree is no address of one release: templates say the canonical one.
        config.site_url = None
    config.extra["preview"] = edition.preview
    if edition.offline:
        config.use_directory_urls = False
        config.extra["polyfills"] = [SHIM]


def _index_as_script(folder: Path) -> None:
    """The search index as a script too, which a page from a file can load (as Material's offline plugin does it)."""
    index = (folder / "search" / "search_index.json").read_text(encoding="utf-8")
    (folder / "search" / "search_index.js").write_text(f"var __index = {index}", encoding="utf-8", newline="\n")


@contextlib.contextmanager
def _messages() -> Iterator[list[str]]:
    """Collects the warnings and errors of MkDocs, and keeps them from the terminal."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    before, logger.propagate = logger.propagate, False
    try:
        yield messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = before


def serve(project: Path, address: str) -> None:
    """Show a project's site and build it again whenever a file of it is saved, until the user stops it.

    Args:
        project: the folder that holds mkdocs.yml.
        address: host and port, such as 127.0.0.1:8000.

    Raises:
        OSError: nothing can listen at the address.
        ValueError: the address has no port.
    """
    host, separator, port = address.rpartition(":")
    if not (separator and host and port.isdigit()):
        raise ValueError(f"not a host and a port: {address}")
    with tempfile.TemporaryDirectory(prefix="paired-learning-serve-") as folder:
        preview = _Preview(project, Path(folder))
        preview.rebuild()
        server = LiveReloadServer(preview.rebuild, host.strip("[]"), int(port), str(preview.shown))
        preview.server = server
        for name in (*ROOTS, THEME, SETTINGS):
            server.watch(str(project / name))
        click.echo(f"Serving at http://{address}/ until you press Ctrl+C")
        try:
            server.serve()  # type: ignore[no-untyped-call]  # untyped in MkDocs
        except KeyboardInterrupt:
            click.echo("Stopped")
        finally:
            server.shutdown()


class _Preview:
    """Builds for `serve`: each time into a new folder, so that a build that fails leaves the shown pages whole."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.project, self.folder = project, folder
        self.shown = folder / "0"
        self.server: LiveReloadServer | None = None
        self.builds = 0
        self.last_good: SiteFiles | None = None

    def rebuild(self) -> None:
        """Build what there is now; where it has faults, the pages as they were with the faults above them."""
        try:
            site = made(self.project).site
            self._show(site)
            self.last_good = site
            click.echo("Built without faults")
        except InputFault as fault:
            words = render_all(fault.diagnostics)
            click.echo(words, err=True)
            with contextlib.suppress(InputFault):
                self._show(self.last_good or _NOTHING, words)
        except OSError as error:
            click.echo(f"error[system]: {error.strerror or error}", err=True)

    def _show(self, site: SiteFiles, faults: str = "") -> None:
        self.builds += 1
        folder = self.folder / str(self.builds)
        folder.mkdir()
        try:
            _build(self.project, folder, site, faults, PREVIEW)
        except InputFault:
            shutil.rmtree(folder)
            raise
        before, self.shown = self.shown, folder
        if self.server is not None:
            self.server.root = str(folder)
        shutil.rmtree(before, ignore_errors=True)


_NOTHING = SiteFiles(
    "",
    {"index.md": b"# Nothing to show yet\n\nThe content has had faults since the server started. They stand above.\n"},
    [{"Home": "index.md"}],
    {},
)
"""What `serve` shows where the first build had faults."""
