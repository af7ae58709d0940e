"""The adapter to MkDocs, and the only module that imports it: a plugin, a build, and a preview."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, file_sort_key

from ..model.diagnostics import InputFault, render_all
from ..publish.locks import scratch
from ..publish.staged import staged
from ..sources.tree import ROOTS, THEME, read_theme
from .cached_pages import cached_pages
from .edition import PLAIN, PREVIEW, SHIM, Edition, SiteFiles
from .faults import link_faults
from .template_cache import COMPILED

if TYPE_CHECKING:
    from ..model.library import Library

NAME = "paired-learning"
SETTINGS = "mkdocs.yml"
EPOCH = "SOURCE_DATE_EPOCH"
LATEST = "latest"
"""Folder of the newest release."""


class _Settings(Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """The plugin has no settings."""


class PairedLearningPlugin(BasePlugin[_Settings]):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """Gives MkDocs the pages that are made from the content."""

    def __init__(self) -> None:
        self.site: SiteFiles | None = None
        """The pages, if they were written before MkDocs began."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Write the pages, and set their order."""
        if self.site is None:
            try:
                self.site, _ = cached_pages(Path(config.config_file_path).parent)
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

    def on_env(self, env: Environment, /, **_: object) -> Environment:
        """Compile each template of the theme once."""
        env.bytecode_cache = COMPILED
        return env

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add the files that the studio has on each site."""
        from .studio_program import copy_shared

        assert self.site is not None  # noqa: S101  # on_config ran before
        copy_shared(Path(config.config_file_path).parent, self.site.files, Path(config.site_dir))


def build(project: Path, folder: Path) -> str:
    """Build the whole site of a project into an empty folder, and return the release of its content.

    Raises:
        InputFault: the content, the theme, mkdocs.yml or a link has faults.
    """
    site, date = cached_pages(project)
    with _dated(date):
        build_pages(project, folder, site)
    return site.release


def build_edition(
    project: Path, content: Mapping[str, bytes], library: Library, folder: Path, edition: Edition
) -> None:
    """Build an edition of the site from any content, with the theme and settings of a project, into an empty folder.

    `library` is what the files of the content say.

    Raises:
        InputFault: the theme, mkdocs.yml or a link has faults.
    """
    from .evaluation_example import evaluation_example
    from .pages import site_files
    from .site_downloads import site_downloads
    from .studio_program import studio_program

    theme = read_theme(project)
    with _dated(library.release.date):
        example = evaluation_example(project, content, library, theme)
        downloads = {**site_downloads(project, library, theme), **example.downloads}
        site = site_files(library, theme, downloads, edition.ending, example.board_page)
        site.files.update(studio_program(project, content, library, theme))
        build_pages(project, folder, site, edition=edition)


@contextlib.contextmanager
def _dated(day: datetime.date) -> Iterator[None]:
    """Let MkDocs use the release date of the content instead of the clock, whatever the environment says."""
    before = {EPOCH: os.environ[EPOCH]} if EPOCH in os.environ else {}
    moment = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    os.environ[EPOCH] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        del os.environ[EPOCH]
        os.environ.update(before)


def build_pages(project: Path, folder: Path, site: SiteFiles, faults: str = "", edition: Edition = PLAIN) -> None:
    """Let MkDocs build pages that have been written. Its warnings are faults."""
    with _messages() as messages:
        try:
            config = load_config(str(project / SETTINGS), site_dir=str(folder), strict=True)
            plugin: Any = config.plugins.get(NAME)
            if plugin is None:
                message, advice = f"the plugin `{NAME}` is missing", f"add `- {NAME}` to `plugins`"
                raise InputFault.of("mkdocs", message, SETTINGS, advice)
            plugin.site = site
            config.extra["faults"] = faults
            _set(config, edition, site.release)
            mkdocs_build(config)
        except (Abort, ConfigurationError) as error:
            raise InputFault(link_faults(messages or [str(error)], site.templates)) from error


def title_and_base(project: Path) -> tuple[str, str]:
    """Title of the published site, and its path on its server with a slash at both ends.

    Raises:
        InputFault: mkdocs.yml has faults.
    """
    try:
        config = load_config(str(project / SETTINGS))
    except (Abort, ConfigurationError) as error:
        raise InputFault(link_faults([str(error)], {})) from error
    path = urlsplit(config.site_url or "").path.strip("/")
    return config.site_name, f"/{path}/" if path else "/"


def _set(config: MkDocsConfig, edition: Edition, release: str) -> None:
    """Set what MkDocs and the theme's templates need to know about an edition."""
    if edition.release:
        config.extra["release"] = {"id": release, "address": config.site_url or ""}
        config.extra["version"] = {"provider": "mike", "default": LATEST}
        # `site_url` is the address of the whole tree; templates write a release's canonical addresses themselves.
        config.site_url = None
    config.extra["preview"] = edition.preview
    if edition.offline:
        config.use_directory_urls = False
        config.extra["polyfills"] = [SHIM]


@contextlib.contextmanager
def _messages() -> Iterator[list[str]]:
    """Collect the warnings and errors of MkDocs instead of printing them."""
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
    """Show a project's site and build it again whenever one of its files is saved, until the user stops it.

    Raises:
        OSError: the server cannot listen at the address.
        ValueError: the address is not a host and a port, such as 127.0.0.1:8000.
    """
    host, _, port = address.rpartition(":")
    if not (host and re.fullmatch("[0-9]{1,5}", port) and 1 <= int(port) <= 65535):
        raise ValueError(f"expected a host and a port from 1 to 65535, such as 127.0.0.1:8000, but got {address}")
    with scratch() as folder:
        preview = _Preview(project, folder / "site")
        preview.rebuild()
        server = _PreviewServer(preview.rebuild, host.strip("[]"), int(port), str(preview.shown))
        for name in (*ROOTS, THEME, SETTINGS):
            server.watch(str(project / name))
        click.echo(f"Serving at http://{address}/ until you press Ctrl+C")
        try:
            server.serve()  # type: ignore[no-untyped-call]  # untyped in MkDocs
        except KeyboardInterrupt:
            click.echo("Stopped")
        finally:
            server.shutdown()


class _PreviewServer(LiveReloadServer):
    """The server of MkDocs, for requests that name this machine.

    A page of another site can point a name of its own at 127.0.0.1 and so read what is served here (DNS rebinding).
    A user who lets it listen at an address that others reach wants those others to read it.
    """

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, as WSGI does."""
        if self._is_local(str(self.server_address[0])) and not self._is_local(_host(environ)):
            return _refused(start_response, "403 Forbidden")
        if "\0" in environ["PATH_INFO"]:
            return _refused(start_response, "404 Not Found")
        return super().serve_request(environ, start_response)

    @staticmethod
    def _is_local(host: str) -> bool:
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def _host(environ: Mapping[str, Any]) -> str:
    """The host that a request names, without its port."""
    try:
        return urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname or ""
    except ValueError:
        return ""


def _refused(start_response: Callable[..., Any], status: str) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain")])
    return [status.encode()]


class _Preview:
    """Builds for `serve`, each time into a new folder: a build that fails leaves the pages as they were."""

    def __init__(self, project: Path, shown: Path) -> None:
        self.project, self.shown = project, shown
        self.last_good: SiteFiles | None = None

    def rebuild(self) -> None:
        """Build the present content; if it has faults, show them above the last good pages."""
        try:
            site, _ = cached_pages(self.project, preview=True)
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
        with staged(self.shown) as folder:
            build_pages(self.project, folder, site, faults, PREVIEW)


_NOTHING = SiteFiles(
    "",
    {"index.md": b"# Nothing to show yet\n\nThe content has had faults since the server started. See above.\n"},
    [{"Home": "index.md"}],
    {},
)
"""What `serve` shows if the first build had faults."""
