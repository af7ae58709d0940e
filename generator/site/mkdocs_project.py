"""What MkDocs makes of an exported project before it reads a page: settings, templates, files and navigation."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key, set_exclusions

from ..model.characters import decoded
from ..publish.locks import scratch
from ..publish.staged import Content, write_files
from .export import DOCS_FOLDER, OVERRIDES, OVERRIDES_FOLDER, SETTINGS, Exported
from .quick_markdown import Shortcuts
from .template_trace import TracingEnvironment

PAGE = ".md"


@dataclass(frozen=True, slots=True)
class LoadedProject:
    """Settings and templates, which are the same for all pages."""

    config: MkDocsConfig
    environment: TracingEnvironment
    theme_files: dict[str, bytes]
    """The theme's own files, such as its scripts, by path on the site."""
    shortcuts: Shortcuts
    """Among the extensions of Markdown in the settings."""


def loaded(project: Exported) -> LoadedProject:
    """Read the settings and templates of a project. The navigation, which is different in each build, is left out.

    Raises:
        Abort: the settings have faults, which MkDocs has logged.
    """
    overrides = project.overrides
    common = {name: value for name, value in project.settings.items() if name != "nav"}
    with scratch() as place:
        # MkDocs refuses settings whose folders do not exist, and takes no notice of hidden files.
        empty = [(f"{folder}/.empty", b"") for folder in (DOCS_FOLDER, OVERRIDES_FOLDER)]
        write_files(place, [(SETTINGS, replace(project, settings=common).settings_file), *empty])
        write_files(place / OVERRIDES_FOLDER, overrides.items())
        config = load_config(str(place / SETTINGS), site_dir=str(place / "site"), strict=True)
        made = config.theme.get_env()
        files = Files([])
        files.add_files_from_theme(made, config)
        theme_files = {file.src_uri: file.content_bytes for file in files}
        custom = str(place / OVERRIDES_FOLDER)

    def override(name: str) -> tuple[str, str, None] | None:
        """A template of the project by its name."""
        return (decoded(overrides[name]), f"{OVERRIDES}{name}", None) if name in overrides else None

    folders = [folder for folder in config.theme.dirs if folder != custom]
    loader = ChoiceLoader([FunctionLoader(override), FileSystemLoader(folders)])
    shortcuts = Shortcuts()
    config["markdown_extensions"] = [*config["markdown_extensions"], shortcuts]
    return LoadedProject(config, TracingEnvironment.like(made, loader), theme_files, shortcuts)


class RecordingFiles(Files):
    """Files that note which paths are looked for among them, since what a link becomes depends on it."""

    looked: set[str] | None = None

    def get_file_from_path(self, path: str) -> File | None:
        """As MkDocs calls it for each link."""
        if self.looked is not None:
            self.looked.add(path)
        return super().get_file_from_path(path)


def files_of(project: Exported, config: MkDocsConfig) -> RecordingFiles:
    """The pages and other files of a project, in the order in which MkDocs finds them on a disk."""
    files = []
    for uri, content in project.docs.items():
        file = File(uri, config.docs_dir, config.site_dir, config.use_directory_urls)
        if uri.endswith(PAGE):
            file.content_bytes = words_of(content)
        files.append(file)
    set_exclusions(files, config)
    return RecordingFiles(sorted(files, key=file_sort_key))


def words_of(content: Content) -> bytes:
    """The Markdown of a page with the ends of lines that MkDocs reads."""
    raw = content.read_bytes() if isinstance(content, Path) else content
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def is_left_out(file: File) -> bool:
    """Whether a file of the project is not on the site."""
    return file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


def static_files(project: Exported, files: Files, common: LoadedProject) -> dict[str, Content]:
    """Every file that goes on the site as it is, by path: the theme's, and those of the project that are no pages."""
    own = {
        file.dest_uri: project.docs[file.src_uri]
        for file in files
        if not file.is_documentation_page() and not is_left_out(file)
    }
    hidden = {file.src_uri for file in files}
    return {uri: raw for uri, raw in common.theme_files.items() if uri not in hidden} | own


@contextlib.contextmanager
def messages() -> Iterator[list[str]]:
    """Collect the warnings and errors of MkDocs instead of printing them."""
    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    before, logger.propagate = logger.propagate, False
    try:
        yield said
    finally:
        logger.removeHandler(collector)
        logger.propagate = before
