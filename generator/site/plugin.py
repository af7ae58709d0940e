"""The adapter to MkDocs: a plugin, and a build. Nothing but this and the preview imports MkDocs."""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, file_sort_key

from ..model.diagnostics import InputFault, render_all
from ..sources.tree import read_theme
from .cached_pages import cached_pages
from .edition import PLAIN, SHIM, Edition, SiteFiles
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
        tree = _tree(project, edition)
        site = site_files(library, theme, downloads, edition.ending, example.board_page, tree)
        site.files.update(studio_program(project, content, library, theme))
        build_pages(project, folder, site, edition=edition)


def _tree(project: Path, edition: Edition) -> str | None:
    """The address of the tree of releases that an edition's pages name, as for `site_files`.

    Raises:
        InputFault: mkdocs.yml has faults.
    """
    address = _settings(project).site_url
    # A copy that is read from files has no tree around it.
    return address or ("" if edition.release else None) if edition.release or edition.offline else None


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
    config = _settings(project)
    path = urlsplit(config.site_url or "").path.strip("/")
    return config.site_name, f"/{path}/" if path else "/"


def _settings(project: Path) -> MkDocsConfig:
    """The settings of the site.

    Raises:
        InputFault: mkdocs.yml has faults.
    """
    try:
        return load_config(str(project / SETTINGS))
    except (Abort, ConfigurationError) as error:
        raise InputFault(link_faults([str(error)], {})) from error


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
