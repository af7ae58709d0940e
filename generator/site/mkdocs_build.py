"""A build by MkDocs, page by page, in which a page that would come out the same is not made again.

The steps and their order are those of `mkdocs.commands.build`. A page is converted again if its words or what its links
lead to have changed, and rendered again if what its template read has changed. Links are checked in every build.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateNotFound
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp, get_relative_url, is_error_template

from ..model.diagnostics import InputFault
from ..publish.build_cache import Shelf
from ..publish.kept_folder import File, as_it_is
from ..publish.locks import scratch
from ..publish.staged import Content, write_files
from .closed_sections import ClosedSections
from .export import SETTINGS, Exported
from .faults import link_faults, override_fault
from .interruption import GoOn, step_by_step
from .kept_site import HTML, KeptSite, NotKept, Rendered, entry_of_html, entry_of_words, kept_html
from .mkdocs_pages import Converted, converted
from .mkdocs_project import LoadedProject, RecordingFiles, files_of, loaded, messages, static_files, words_of
from .template_trace import Frame, FrontMatter, Reading, Trace, WatchedPages

CONTENT, CONVERTED = "content.html", "converted.json"
"""Within the entry of a page's words."""
SITE_MAP = "sitemap.xml"


@contextlib.contextmanager
def faults(project: Exported) -> Iterator[list[str]]:
    """Turn what MkDocs says within this block into faults, and give what it has said so far.

    Raises:
        InputFault: the settings, a template or a link has faults.
    """
    with messages() as said:
        try:
            yield said
        except (Abort, ConfigurationError) as error:
            raise InputFault(link_faults(said or [str(error)], project.templates)) from error
        except TemplateError as error:
            raise InputFault([override_fault(error)]) from error


def build_plainly(project: Exported, folder: Path) -> set[str]:
    """Let MkDocs build a whole project as its command does, and return the paths of all files.

    Raises:
        InputFault: the settings, a template or a link has faults.
    """
    before = {path for path in folder.rglob("*") if path.is_file()}
    with scratch() as place, faults(project):
        write_files(place, project.files.items())
        mkdocs_build(load_config(str(place / SETTINGS), site_dir=str(folder), strict=True))
    after = {path for path in folder.rglob("*") if path.is_file()}
    return {path.relative_to(folder).as_posix() for path in before | after}


class Bases(NamedTuple):
    """Hashes of what all pages have in common."""

    words: str
    """How Markdown is converted."""
    frame: str
    """Settings, templates and programs: everything but the navigation."""


class Renderer:
    """Renders sites one after the other. It asks `go_on` before each page, to convert it and to render it."""

    def __init__(self, shelf: Shelf | None, go_on: GoOn) -> None:
        self._shelf, self._go_on = shelf, go_on
        site = KeptSite.read(shelf)
        self._traces = {digest: Trace(*map(tuple, values)) for digest, values in site.traces.items()}
        self._rendered = dict(site.pages)
        self._theme = site.theme
        self._words: dict[str, Converted] = {}
        self._loaded: dict[str, LoadedProject] = {}

    def prepared(self, project: Exported, bases: Bases) -> PreparedSite:
        """Convert the pages of a project, and check where their links lead.

        Raises:
            InputFault: the settings or a link has faults.
        """
        with faults(project) as said:
            if bases.frame not in self._loaded:
                self._loaded = {bases.frame: loaded(project)}
            common = self._loaded[bases.frame]
            common.config.nav = project.settings["nav"]
            files = files_of(project, common.config)
            navigation = get_navigation(files, common.config)
            pages = [file.page for file in files.documentation_pages() if file.page is not None]
            for page in step_by_step(pages, self._go_on):
                page.read_source(common.config)
                self._convert(page, files, common, bases.words, said)
            for page in pages:
                page.validate_anchor_links(files=files, log_level=common.config.validation.links.anchors)
            if said:
                raise Abort("a link has faults")
        return PreparedSite(project, common, files, navigation, pages, bases)

    def _convert(
        self, page: Page, files: RecordingFiles, common: LoadedProject, base: str, said: Sequence[str]
    ) -> None:
        uri, faults_before = page.file.src_uri, len(said)
        words = hashlib.sha256(base.encode() + page.file.content_bytes).hexdigest()
        kept = self._words.get(uri) or self._words_from_shelf(uri)
        if kept is not None and kept.still_true(words, files):
            kept.put_into(page, files)
            self._words[uri] = kept
            return
        made = converted(page, words, files, common)
        self._words.pop(uri, None)
        # A page with a broken link is said to have one in every build.
        if len(said) == faults_before:
            self._words[uri] = made
            if self._shelf:
                parts = {CONVERTED: made.as_json(), CONTENT: made.content.encode()}
                self._shelf.write(entry_of_words(uri), parts)

    def _words_from_shelf(self, uri: str) -> Converted | None:
        files = self._shelf.read(entry_of_words(uri)) if self._shelf else None
        return Converted.read(files[CONVERTED], files[CONTENT]) if files else None

    def files(self, site: PreparedSite) -> Iterator[File]:
        """Every file of a site, those that go there as they are first.

        Raises:
            InputFault: a template has a fault.
        """
        with faults(site.project):
            for path, content in site.static().items():
                yield as_it_is(path, content)
            for path, raw in site.generated().items():
                yield as_it_is(path, raw)
            site.watch()
            for page in step_by_step(site.pages, self._go_on):
                yield from self._page(site, page)

    def _page(self, site: PreparedSite, page: Page) -> Iterator[File]:
        uri = page.file.src_uri
        known = self._rendered.get(uri)
        trace = self._traces.get(known.trace) if known else None
        if known and trace and known.made_from == self._made_from(site, uri, trace):
            yield File(known.path, known.html, partial(self._html, site, page, known.html))
            return
        html = self._fresh(site, page)
        if html.strip():
            yield File(page.file.dest_uri, hashlib.sha256(html).hexdigest(), lambda: html)

    def _made_from(self, site: PreparedSite, uri: str, trace: Trace) -> str:
        parts = (site.bases.frame, self._words[uri].digest, site.frame.facts(trace))
        return hashlib.sha256("".join(parts).encode()).hexdigest()

    def _html(self, site: PreparedSite, page: Page, digest: str) -> bytes:
        """The HTML of a page that has not changed."""
        with contextlib.suppress(NotKept):
            if self._shelf:
                return kept_html(self._shelf, page.file.src_uri, digest)
        return self._fresh(site, page)

    def _fresh(self, site: PreparedSite, page: Page) -> bytes:
        """Render a page, and keep it if what its template read is known."""
        uri = page.file.src_uri
        html, trace = site.rendered(page)
        self._rendered.pop(uri, None)
        if trace is not None and html.strip():
            self._traces[trace.digest] = trace
            digest = hashlib.sha256(html).hexdigest()
            made_from = self._made_from(site, uri, trace)
            self._rendered[uri] = Rendered(page.file.dest_uri, digest, made_from, trace.digest)
            if self._shelf:
                self._shelf.write(entry_of_html(uri), {HTML: html})
        return html

    def refreshed(self, site: PreparedSite, words: Mapping[str, bytes]) -> Iterator[File]:
        """Pages of a site with new words. Pages with a fault are left out, and so are any that the site does not have.

        The HTML is not kept, because the navigation around it may be out of date.
        """
        for uri, raw in words.items():
            if (page := site.page(uri)) and (html := self._refreshed(site, page, raw)):
                yield File(page.file.dest_uri, hashlib.sha256(html).hexdigest(), partial(bytes, html))

    def _refreshed(self, site: PreparedSite, page: Page, words: bytes) -> bytes:
        with contextlib.suppress(InputFault), faults(site.project) as said:
            site.read_again(page, words)
            self._convert(page, site.files, site.common, site.bases.words, said)
            html, _ = site.rendered(page)
            return b"" if said else html.strip() and html
        return b""

    def keep(self, site: PreparedSite, key: str) -> None:
        """Keep what a build needs that has to make the same site again."""
        if self._shelf is None:
            return
        pages = {page.file.src_uri: self._rendered.get(page.file.src_uri) for page in site.pages}
        kept = {uri: page for uri, page in pages.items() if page is not None}
        theme = f"theme-{site.bases.frame[:20]}"
        if theme != self._theme or not self._shelf.read(theme):
            self._shelf.write(theme, site.common.theme_files)
            self._theme = theme
        traces = {page.trace: self._traces[page.trace] for page in kept.values()}
        # A page that is rendered in every build makes every build a new one.
        key = key if len(kept) == len(pages) else ""
        KeptSite(key, kept, tuple(site.static()), theme, traces, site.generated()).write(self._shelf)


class PreparedSite:
    """A site whose pages are converted and whose links are checked."""

    def __init__(
        self,
        project: Exported,
        common: LoadedProject,
        files: RecordingFiles,
        navigation: Navigation,
        pages: Sequence[Page],
        bases: Bases,
    ) -> None:
        self.project, self.common, self.pages, self.bases = project, common, pages, bases
        self.files, self._navigation = files, navigation
        self._documents = files.documentation_pages()
        metas: dict[str, Mapping[str, object]] = {page.file.src_uri: page.meta for page in pages}
        self.frame = Frame(navigation, pages, metas)
        self._metas = metas
        self._sections = ClosedSections(common.environment)
        self._generated: dict[str, bytes] | None = None
        self._static: dict[str, Content] | None = None

    def page(self, uri: str) -> Page | None:
        """The page made from a Markdown file; None if there is no such page."""
        return next((page for page in self.pages if page.file.src_uri == uri), None)

    def read_again(self, page: Page, words: bytes) -> None:
        """Read a page again with new words."""
        self._sections.forget()
        page.file.content_bytes = words_of(words)
        page.read_source(self.common.config)
        self._metas[page.file.src_uri] = page.meta

    def static(self) -> dict[str, Content]:
        """The files that go on the site as they are, by path."""
        if self._static is None:
            self._static = static_files(self.project, self.files, self.common)
        return self._static

    def generated(self) -> dict[str, bytes]:
        """Pages and lists that the theme has besides, such as the page for a wrong address, by path."""
        if self._generated is None:
            self._generated = {}
            for name in sorted(self.common.config.theme.static_templates):
                self._generated.update(self._of_theme(name))
        return self._generated

    def _of_theme(self, name: str) -> Iterator[tuple[str, bytes]]:
        config = self.common.config
        # The page for a wrong address is shown at any address, so its links begin at the root of the server.
        base_url = urlsplit(config.site_url or "/").path if is_error_template(name) else get_relative_url(".", name)
        context = get_context(self._navigation, self._documents, config, base_url=base_url)
        try:
            template = self.common.environment.get_template(name)
        except TemplateNotFound:
            return
        raw = template.render(context).encode()
        if not raw.strip():
            return
        yield name, raw
        if name == SITE_MAP:
            packed, moment = io.BytesIO(), get_build_timestamp(pages=self.pages)
            with gzip.GzipFile(fileobj=packed, filename=f"{name}.gz", mode="wb", mtime=moment) as file:
                file.write(raw)
            yield f"{name}.gz", packed.getvalue()

    def watch(self) -> None:
        """Note from now on what templates read of pages other than theirs."""
        for page in self.pages:
            page.meta = FrontMatter(self._metas[page.file.src_uri], self.common.environment)

    def rendered(self, page: Page) -> tuple[bytes, Trace | None]:
        """The HTML of a page, and what its template read; None if it read more than can be kept."""
        environment, config = self.common.environment, self.common.config
        reading = Reading(page)
        watched, page.meta = page.meta, dict(self._metas[page.file.src_uri])
        page.active, environment.reading = True, reading
        environment.instead = self._sections.macros
        try:
            context = get_context(self._navigation, self._documents, config, page)
            context["pages"] = WatchedPages(self._documents, reading)
            template = environment.get_template(page.meta.get("template", "main.html"))
            html = template.render(context).encode(errors="xmlcharrefreplace")
        finally:
            page.active, environment.reading, page.meta = False, None, watched
        return html, self.frame.trace(reading) if reading.whole else None
